import { describe, expect, test } from '@jest/globals';
import { rt01 } from '../checks/route-tables/rt-01-route-table';
import { caseAbout } from '../checks/testing/judged';
import type { Draft } from '../estate/testing/reference-deployment';
import { deployment, thaw } from '../estate/testing/reference-deployment';
import { machine, nic, spoke, spoke1, systemRoutes } from '../estate/testing/reference-network';
import type { Verdict } from '../words/verdict';

const moved = (id: string): string => id.replaceAll('spoke1', 'shared');
const shared = { network: moved(spoke1.network), subnet: moved(spoke1.subnet), routeTable: moved(spoke1.routeTable), nic: moved(spoke1.nic), vm: moved(spoke1.vm) };

/** Shared services beside the two spokes, with a machine and without a route table; nobody has named the spokes. */
function withShared(draft: Draft): void {
  const network = thaw(spoke(shared, 3, 'eastasia'));
  network.subnets.forEach((subnet) => delete subnet.routeTableId);
  draft.others.push(network);
  draft.nics.push(thaw(nic(shared.nic, shared.vm, shared.subnet, '10.3.1.4')));
  draft.machines.push(thaw(machine(shared.vm, [shared.nic])));
  draft.routes[shared.nic] = thaw(systemRoutes('10.3.0.0/16'));
  draft.spokeIds.push(shared.network);
  draft.spokesFrom = 'hub-peerings';
}

const judged = (change: (draft: Draft) => void = () => undefined, expected = {}): Verdict =>
  caseAbout(rt01, deployment((draft) => { withShared(draft); change(draft); }, expected), 'blueshared-vnet1/').verdict;

const fact = 'subnet blueshared-vnet1/blueshared-vnet1sub1 has no route table';
const asked = { verdict: 'fail', fact, evidence: [], hint: 'if blueshared-vnet1 is no spoke, name the spokes in SPOKE_VNET_IDS' };
const notAsked = { verdict: 'fail', fact, evidence: [] };

describe('A network that the hub is peered to and that may be no spoke', () => {
  test('is judged as one, and whoever runs this is asked to name the spokes', () => {
    expect(judged()).toEqual(asked);
  });

  test('nobody is asked who has named them', () => {
    expect(judged((draft) => (draft.spokesFrom = 'settings'))).toEqual(notAsked);
  });

  test('it is one where another network has a route for it, and may be none where a route is for all at once', () => {
    const leadsTo = (addressPrefix: string) => (draft: Draft) => { draft.table1.routes.push({ name: 'more', addressPrefix, nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.1.4', provisioningState: 'Succeeded' }); };
    expect(judged(leadsTo('10.3.1.0/24'))).toEqual(notAsked);
    expect(judged(leadsTo('10.0.0.0/8'))).toEqual(asked);
  });

  test('it is one where it sends anything to the transit', () => {
    expect(judged((draft) => draft.routes[shared.nic]?.push(...(draft.routes[spoke1.nic] ?? []).filter(({ source }) => source === 'User').map(thaw)))).toEqual(notAsked);
  });

  test('where not two others are spokes by their routes, it is as good as they', () => {
    expect(judged((draft) => { draft.table2.routes = []; draft.routes[draft.nics[1]?.id ?? ''] = []; })).toEqual(notAsked);
  });
});
