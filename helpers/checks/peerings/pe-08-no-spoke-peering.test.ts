import { describe, expect, test } from '@jest/globals';
import { estateOf } from '../../estate/estate';
import { pe08 } from './pe-08-no-spoke-peering';
import { caseAbout, failed, passed, skipped, inconclusive, verdictsOf } from '../testing/judged';
import type { Draft } from '../../estate/testing/reference-deployment';
import { deployment, forbidden, stop, thaw, throttled } from '../../estate/testing/reference-deployment';
import { effective, peering, spoke1, spoke2 } from '../../estate/testing/reference-network';

const [first, second] = ['bluespoke1-vnet1 is peered, or in a connected group, with no other spoke', 'bluespoke2-vnet1 is peered, or in a connected group, with no other spoke'];

const peered = (draft: Draft): void => {
  draft.spoke1.peerings.push(thaw(peering(`${spoke1.network}/virtualNetworkPeerings/direct`, spoke2.network.toUpperCase(), '10.2.0.0/16')));
};

describe('PE-08', () => {
  test('fails for the spoke that has the peering', () => {
    expect(verdictsOf(pe08, deployment(peered))).toEqual({
      [first]: failed('bluespoke1-vnet1 is peered with bluespoke2-vnet1 directly', ['direct  →  bluespoke2-vnet1  Connected']),
      [second]: passed,
    });
  });

  test('a peering with a network that is no spoke of the deployment is in order', () => {
    const withOther = deployment((draft) => draft.spoke1.peerings.push(thaw(peering('/x/virtualNetworkPeerings/other', '/x/virtualNetworks/other', '10.9.0.0/16'))));
    expect(verdictsOf(pe08, withOther)).toEqual({ [first]: passed, [second]: passed });
  });

  test('is not due where ALLOW_SPOKE_PEERING permits it', () => {
    expect(verdictsOf(pe08, deployment(peered, { allowSpokePeering: true }))).toMatchObject({ [first]: skipped('ALLOW_SPOKE_PEERING=true permits it') });
  });

  test('cannot tell about a spoke that is not to be read', () => {
    const problem = forbidden('/spoke1', 'Microsoft.Network/virtualNetworks/read');
    expect(verdictsOf(pe08, deployment(({ unread }) => unread.push({ of: 'virtualNetworks', id: spoke1.network, problem })))).toEqual({
      [first]: inconclusive('bluespoke1-vnet1 could not be read: GET /spoke1 ended in 403 AuthorizationFailed: Microsoft.Network/virtualNetworks/read is not granted'),
      [second]: passed,
    });
  });
});

const group = (prefix: string): ReturnType<typeof effective> => effective('Default', prefix, 'ConnectedGroup');
const notSeen = (spoke: string, other: string): string =>
  `whether a connected group of Azure Virtual Network Manager connects ${spoke} with ${other} could not be read: effective routes alone show it`;
const refused = forbidden('/nic/effectiveRouteTable', 'Microsoft.Network/networkInterfaces/effectiveRouteTable/action');
const unreadRoutes = ({ unread }: Draft, ...ids: string[]): void => { for (const id of ids) unread.push({ of: 'effectiveRoutes', id, problem: refused }); };

describe('PE-08, of connected groups', () => {
  test('fails for both spokes, each with a row of its own', () => {
    const both = deployment((draft) => { draft.routes[spoke1.nic]?.push(thaw(group('10.2.0.0/16'))); draft.routes[spoke2.nic]?.push(thaw(group('10.1.0.0/16'))); });
    expect(verdictsOf(pe08, both)).toMatchObject({
      [first]: { verdict: 'fail', fact: 'bluespoke1-vnet1 is connected with bluespoke2-vnet1 directly by a connected group of Azure Virtual Network Manager, which bypasses the transit' },
      [second]: { verdict: 'fail', evidence: ['on spoke2vm819_z1: 10.1.0.0/16 → ConnectedGroup (Default)'] },
    });
  });

  test('one NIC of either side shows it, or that there is none', () => {
    expect(verdictsOf(pe08, deployment((draft) => stop(draft, 'spoke1vm')))).toEqual({ [first]: passed, [second]: passed });
    const shown = deployment((draft) => { unreadRoutes(draft, spoke1.nic); draft.routes[spoke2.nic]?.push(thaw(group('10.1.0.0/16'))); });
    expect(verdictsOf(pe08, shown)).toMatchObject({ [first]: { verdict: 'fail', evidence: ['on spoke2vm819_z1: 10.1.0.0/16 → ConnectedGroup (Default)'] }, [second]: { verdict: 'fail' } });
  });

  test('cannot tell where the effective routes of neither side were read, because of what ER-01 says', () => {
    const neither = deployment((draft) => { unreadRoutes(draft, spoke1.nic, spoke2.nic); });
    expect(verdictsOf(pe08, neither)).toEqual({
      [first]: inconclusive(notSeen('bluespoke1-vnet1', 'bluespoke2-vnet1')),
      [second]: inconclusive(notSeen('bluespoke2-vnet1', 'bluespoke1-vnet1')),
    });
    const { survey, expectations } = neither;
    const [judged] = pe08.judge(estateOf(survey), expectations);
    expect(judged?.findings[0]?.because?.map(({ kind }) => kind)).toEqual(['not-read', 'not-read']);
    expect(judged?.unsettled).toEqual([]);
  });

  test('is read again where that may help', () => {
    const later = deployment(({ unread }) => { for (const { nic: id } of [spoke1, spoke2]) unread.push({ of: 'effectiveRoutes', id, problem: throttled('/nic') }); });
    expect(caseAbout(pe08, later, 'bluespoke1-vnet1').unsettled).toEqual([spoke1, spoke2].map(({ nic }) => ({ of: 'effectiveRoutes', key: nic.toLowerCase() })));
  });

  test('cannot tell whose address space a row leads to where the other spoke was not read', () => {
    const problem = forbidden('/spoke2', 'Microsoft.Network/virtualNetworks/read');
    const unknown = deployment((draft) => { draft.unread.push({ of: 'virtualNetworks', id: spoke2.network, problem }); draft.routes[spoke1.nic]?.push(thaw(group('10.2.0.0/16'))); });
    expect(verdictsOf(pe08, unknown)).toMatchObject({ [first]: inconclusive(notSeen('bluespoke1-vnet1', 'bluespoke2-vnet1')) });
  });
});
