import { describe, expect, test } from '@jest/globals';
import { estateOf } from '../../estate/estate';
import type { Expectations } from '../../estate/expectations';
import type { Draft } from '../../estate/testing/reference-deployment';
import { deployment, thaw } from '../../estate/testing/reference-deployment';
import { hubId, routeTable, spoke1, spoke2, subnet } from '../../estate/testing/reference-network';
import { wordsOf } from '../../words/finding-words';
import type { Verdict } from '../../words/verdict';
import { caseAbout, inconclusive, passed } from '../testing/judged';
import { notLookedAt } from './not-looked-at';
import { path01 } from './path-01-carried';

const transit: Partial<Expectations> = { transit: { kind: 'addresses', addresses: ['10.0.0.4'] } };
const group = hubId.slice(0, hubId.indexOf('/providers'));
const configuration = (nic: string): string => `${group}/providers/Microsoft.Compute/virtualMachineScaleSets/walls/virtualMachines/0/networkInterfaces/${nic}/ipConfigurations/ipconfig1`;

/** Both spokes' routes lead to an instance of a scale set in the hub, whose subnet has a table that drops what is for spoke 2. */
const overInstance = (change: (draft: Draft) => void = () => undefined) => (draft: Draft): void => {
  for (const [id, table] of [[spoke1.nic, draft.table1], [spoke2.nic, draft.table2]] as const) {
    for (const route of draft.routes[id] ?? []) if (route.source === 'User') route.nextHopIpAddresses = ['10.0.0.4'];
    for (const route of table.routes) route.nextHopIpAddress = '10.0.0.4';
  }
  draft.hub.subnets.find(({ name }) => name === 'bluehub-vnet1sub1')?.ipConfigurationIds.push(configuration('inside'));
  change(draft);
};

const dropping = (draft: Draft): void => {
  const made = thaw(routeTable(`${group}/providers/Microsoft.Network/routeTables/wallrt`, [['drop', '10.2.0.0/16', 'None']]));
  Object.assign(draft.table2, { ...made, routes: [...made.routes, ...draft.table2.routes] });
  for (const one of draft.hub.subnets) if (one.name === 'bluehub-vnet1sub1') one.routeTableId = made.id;
};

const judged = (change: (draft: Draft) => void, expected: Partial<Expectations> = {}): Verdict => caseAbout(path01, deployment(change, { ...transit, ...expected }), 'from spoke1vm711_z1 to spoke2vm (10.2.1.4)').verdict;

describe('PATH-01 over an instance of a uniform scale set', () => {
  const place = '10.0.0.4 in bluehub-vnet1/bluehub-vnet1sub1 (nothing that was read has this address; the instances of scale set walls are not read)';

  test('is told as not looked at, with the name of the scale set', () => {
    const { survey, expectations } = deployment(overInstance(), transit);
    const estate = estateOf(survey);
    expect(judged(overInstance())).toEqual(passed);
    expect(notLookedAt(estate, expectations).map((finding) => wordsOf(finding, estate.label).fact)).toEqual([`${place}: whether packets pass there, only logins show`]);
    expect(judged(overInstance(), { sshChecks: false })).toEqual(inconclusive(`nothing shows that TCP 22 from spoke1vm (10.1.1.4) to spoke2vm (10.2.1.4) gets past ${place}`));
  });

  test('goes by the table of its subnet, unless the scale set has NICs in another one too', () => {
    expect(judged(overInstance(dropping))).toMatchObject({ verdict: 'fail', fact: expect.stringContaining('route drop of route table wallrt') as unknown });
    const twoNics = (draft: Draft): void => {
      dropping(draft);
      draft.hub.subnets.push(thaw(subnet(`${hubId}/subnets/outside`, '10.0.5.0/24', { ipConfigurationIds: [configuration('outside')] })));
    };
    expect(judged(overInstance(twoNics))).toEqual(passed);
  });
});
