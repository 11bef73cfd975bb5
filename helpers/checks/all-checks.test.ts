import { describe, expect, test } from '@jest/globals';
import { estateOf } from '../estate/estate';
import { titleOf, verdictOf } from '../words/case-words';
import type { Verdict } from '../words/verdict';
import { allChecks, checksWithoutFile } from './all-checks';
import { judgeSurvey } from './judge-all';
import { deployment, forbidden } from '../estate/testing/reference-deployment';
import { hubId, spoke1, spoke2 } from '../estate/testing/reference-network';

interface InWords {
  readonly checkId: string;
  readonly title: string;
  readonly verdict: Verdict;
}

const casesOf = (...change: Parameters<typeof deployment>): InWords[] => {
  const judged = deployment(...change);
  const { label } = estateOf(judged.survey);
  return judgeSurvey(judged).map((one) => ({ checkId: one.checkId, title: titleOf(one, label), verdict: verdictOf(one, label) }));
};

const listed = [
  ...['RS-01', 'RS-02', 'RS-03', 'RS-04', 'RS-05', 'RS-06', 'RS-07'],
  ...['PE-01', 'PE-02', 'PE-03', 'PE-04', 'PE-05', 'PE-06', 'PE-07', 'PE-08'],
  ...['RT-01', 'RT-02', 'RT-03', 'ER-01', 'ER-02', 'ER-03', 'SG-01', 'PATH-01'],
];

describe('All checks', () => {
  test('every check is in the list, once and in order', () => {
    expect(allChecks.map(({ id }) => id)).toEqual([...listed, 'SEG-01', 'SSH-01', 'FLOW-01', 'FLOW-02']);
    expect(checksWithoutFile.map(({ id }) => id)).toEqual([...listed, 'SSH-01']);
  });

  test('the reference deployment passes every case of every check', () => {
    expect(casesOf().filter(({ verdict }) => verdict.verdict !== 'pass')).toEqual([]);
    expect(new Set(casesOf().map(({ checkId }) => checkId))).toEqual(new Set(listed));
  });

  test('the one advisory of the reference deployment is that a Route Server is not documented to forward data traffic', () => {
    const texts = casesOf().flatMap(({ verdict }) => (verdict.verdict === 'pass' ? verdict.advisories.map(({ text }) => text) : []));
    expect([...new Set(texts)]).toEqual([
      'routes name the Route Server as next hop, while Microsoft documents that a Route Server forwards no data traffic (Route Server FAQ): that packets get through, only a login shows',
    ]);
  });

  test('the titles of the reference deployment are sentences, each of them once', () => {
    const titles = casesOf().map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles).toEqual([
      '[RS-01] bluehub-vnet1 has a subnet named RouteServerSubnet',
      '[RS-02] RouteServerSubnet of bluehub-vnet1 is /27 or larger',
      '[RS-03] RouteServerSubnet of bluehub-vnet1 has no route table and no network security group',
      '[RS-04] a Route Server sits in RouteServerSubnet of bluehub-vnet1, provisioned and routing',
      '[RS-05] the Route Server of bluehub-vnet1 has two instance addresses in RouteServerSubnet',
      '[RS-06] branch-to-branch is on at the Route Server of bluehub-vnet1',
      '[RS-07] every BGP peer of the Route Server of bluehub-vnet1 is provisioned and connected',
      '[PE-01] bluehub-vnet1 is peered to bluespoke1-vnet1, Connected and FullyInSync',
      '[PE-01] bluehub-vnet1 is peered to bluespoke2-vnet1, Connected and FullyInSync',
      '[PE-02] bluehub-vnet1 offers bluespoke1-vnet1 its gateway or Route Server',
      '[PE-02] bluehub-vnet1 offers bluespoke2-vnet1 its gateway or Route Server',
      '[PE-03] bluespoke1-vnet1 is peered to bluehub-vnet1, Connected and FullyInSync',
      '[PE-03] bluespoke2-vnet1 is peered to bluehub-vnet1, Connected and FullyInSync',
      '[PE-04] bluespoke1-vnet1 uses the gateway or Route Server of bluehub-vnet1',
      '[PE-04] bluespoke2-vnet1 uses the gateway or Route Server of bluehub-vnet1',
      "[PE-05] bluehub-vnet1 and bluespoke1-vnet1 let each other's traffic in, forwarded traffic too",
      "[PE-05] bluehub-vnet1 and bluespoke2-vnet1 let each other's traffic in, forwarded traffic too",
      "[PE-06] bluehub-vnet1 has synced today's address space of bluespoke1-vnet1",
      "[PE-06] bluespoke1-vnet1 has synced today's address space of bluehub-vnet1",
      "[PE-06] bluehub-vnet1 has synced today's address space of bluespoke2-vnet1",
      "[PE-06] bluespoke2-vnet1 has synced today's address space of bluehub-vnet1",
      '[PE-07] bluehub-vnet1 and bluespoke1-vnet1 do not overlap',
      '[PE-07] bluehub-vnet1 and bluespoke2-vnet1 do not overlap',
      '[PE-07] bluespoke1-vnet1 and bluespoke2-vnet1 do not overlap',
      '[PE-08] bluespoke1-vnet1 is peered, or in a connected group, with no other spoke',
      '[PE-08] bluespoke2-vnet1 is peered, or in a connected group, with no other spoke',
      '[RT-01] subnet bluespoke1-vnet1/bluespoke1-vnet1sub1 has a route table',
      '[RT-01] subnet bluespoke2-vnet1/bluespoke2-vnet1sub1 has a route table',
      "[RT-02] the routes of subnet bluespoke1-vnet1/bluespoke1-vnet1sub1 send every other spoke's machines to the Route Server",
      "[RT-02] the routes of subnet bluespoke2-vnet1/bluespoke2-vnet1sub1 send every other spoke's machines to the Route Server",
      "[RT-03] route table bluespoke1rt names no Route Server address that is not an instance's",
      "[RT-03] route table bluespoke2rt names no Route Server address that is not an instance's",
      '[ER-01] the effective routes of spoke1vm711_z1 can be read',
      '[ER-01] the effective routes of spoke2vm819_z1 can be read',
      '[ER-02] spoke1vm711_z1 sends spoke2vm (10.2.1.4) through the Route Server',
      '[ER-02] spoke2vm819_z1 sends spoke1vm (10.1.1.4) through the Route Server',
      '[ER-03] spoke1vm711_z1 has a peering route to bluehub-vnet1',
      '[ER-03] spoke2vm819_z1 has a peering route to bluehub-vnet1',
      '[SG-01] security rules let TCP 22 from spoke1vm711_z1 to spoke2vm (10.2.1.4)',
      '[SG-01] security rules let TCP 22 from spoke2vm819_z1 to spoke1vm (10.1.1.4)',
      '[PATH-01] what is configured carries TCP 22 from spoke1vm711_z1 to spoke2vm (10.2.1.4), and the answer back',
      '[PATH-01] what is configured carries TCP 22 from spoke2vm819_z1 to spoke1vm (10.1.1.4), and the answer back',
    ]);
  });

  test('ids in another case change nothing', () => {
    const shouted = casesOf((draft) => {
      draft.spoke1.subnets.forEach((subnet) => (subnet.ipConfigurationIds = subnet.ipConfigurationIds.map((id) => id.toUpperCase())));
      draft.hub.peerings.forEach((peering) => (peering.remoteVirtualNetworkId = peering.remoteVirtualNetworkId.toUpperCase()));
      if (draft.routeServer) draft.routeServer.subnetIds = draft.routeServer.subnetIds.map((id) => id.toLowerCase());
    });
    expect(shouted.map(({ title }) => title)).toEqual(casesOf().map(({ title }) => title));
    expect(shouted.filter(({ verdict }) => verdict.verdict !== 'pass')).toEqual([]);
  });

  test('where no network can be read, no case passes and none fails', () => {
    const cases = casesOf((draft) => {
      const problem = forbidden('/hub', 'Microsoft.Network/virtualNetworks/read');
      draft.unread = [hubId, spoke1.network, spoke2.network].map((id) => ({ of: 'virtualNetworks', id, problem }));
      draft.unread.push({ of: 'routeServer', id: hubId, problem });
    });
    expect(new Set(cases.map(({ verdict }) => verdict.verdict))).toEqual(new Set(['cannot-tell']));
    expect(new Set(cases.map(({ checkId }) => checkId))).toEqual(new Set(listed));
  });

  test('a hub without any peering is not green, and no check vanishes from the report', () => {
    const cases = casesOf((draft) => {
      draft.hub.peerings = [];
      draft.spokeIds = [];
      draft.spokesFrom = 'hub-peerings';
    });
    expect(cases.filter(({ verdict }) => verdict.verdict === 'fail').map(({ title }) => title)).toEqual(['[PE-01] bluehub-vnet1 is peered to its spokes, Connected and FullyInSync']);
    expect(new Set(cases.map(({ checkId }) => checkId))).toEqual(new Set(listed));
    expect(cases.find(({ checkId }) => checkId === 'ER-02')?.verdict).toEqual({ verdict: 'skip', reason: 'the deployment has nothing that this check speaks of' });
  });

  test('a check that breaks is one case that cannot be told, and leaves the others alone', () => {
    const cases = casesOf((draft) => { draft.hub.peerings = null as never; });
    expect(cases.filter(({ checkId }) => checkId === 'PE-02')).toEqual([
      { checkId: 'PE-02', title: "[PE-02] the hub's side offers its gateway or Route Server (allowGatewayTransit)", verdict: { verdict: 'cannot-tell', reason: expect.stringMatching(/^check PE-02 itself broke: /), evidence: [] } },
    ]);
    expect(cases.filter(({ checkId }) => checkId.startsWith('RS-')).map(({ verdict }) => verdict.verdict)).toEqual(Array(7).fill('pass'));
  });

  test('where the hub that should name the spokes cannot be read, the checks of the spokes cannot tell', () => {
    const cases = casesOf((draft) => {
      draft.spokeIds = [];
      draft.spokesFrom = 'hub-peerings';
      draft.unread = [{ of: 'virtualNetworks', id: hubId, problem: forbidden('/hub', 'Microsoft.Network/virtualNetworks/read') }];
    });
    expect(cases.find(({ checkId }) => checkId === 'PE-01')).toMatchObject({
      title: "[PE-01] the hub's peering to the spoke exists, is Connected and FullyInSync",
      verdict: {
        verdict: 'cannot-tell',
        reason: 'bluehub-vnet1, whose peerings name the spokes, could not be read: GET /hub ended in 403 AuthorizationFailed: Microsoft.Network/virtualNetworks/read is not granted',
      },
    });
  });
});
