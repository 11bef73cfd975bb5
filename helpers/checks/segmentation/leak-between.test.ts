import { expect, test } from '@jest/globals';
import { estateOf } from '../../estate/estate';
import type { Flow } from '../../estate/expectations';
import type { MachineNic } from '../../estate/machines';
import { addMachine, deployment, thaw } from '../../estate/testing/reference-deployment';
import { effective, peering, rule, securityGroup, spoke1, spoke2, systemRoutes } from '../../estate/testing/reference-network';
import { leakBetween } from './seg-01-nothing-let-through';

/** The spokes are peered with each other, and a rule of spoke 2 lets in what is for db1 alone. */
const { survey, expectations } = deployment(
  (draft) => {
    addMachine(draft, spoke2, 'db1', '10.2.1.8');
    draft.spoke1.peerings.push(thaw(peering(`${spoke1.network}/virtualNetworkPeerings/direct`, spoke2.network, '10.2.0.0/16')));
    draft.spoke2.peerings.push(thaw(peering(`${spoke2.network}/virtualNetworkPeerings/direct`, spoke1.network, '10.1.0.0/16')));
    draft.routes[spoke1.nic] = thaw([...systemRoutes('10.1.0.0/16'), effective('Default', '10.2.0.0/16', 'VNetPeering')]);
    const rules = [rule('OneMachine', 200, 'Inbound', 'Allow', { destinationAddressPrefixes: ['10.2.1.8/32'] }), rule('DenyAll', 4000, 'Inbound', 'Deny')];
    for (const id of [spoke2.nic, spoke2.nic.replace(/[^/]+$/, 'db1-nic')]) draft.rules[id] = thaw([securityGroup('guard', 'subnet', ['10.0.0.0/8'], rules)]);
    draft.rules[spoke1.nic] = [];
  },
  { flows: [{ from: { kind: 'any' }, to: { kind: 'spoke', spokeId: spoke2.network }, ports: [22], expect: 'blocked' }] as Flow[] },
);
const estate = estateOf(survey);

function nicOf(address: string): MachineNic {
  const found = estate.nics.find((one) => one.address === address);
  if (!found) throw new Error(`no machine has ${address}`);
  return found;
}

test('what lets packets through to one machine is no cause of what is said of another', () => {
  expect(leakBetween(estate, expectations, nicOf('10.1.1.4'), nicOf('10.2.1.8'), 22)).toMatchObject({ kind: 'lets-through', packet: { to: { address: '10.2.1.8' } } });
  expect(leakBetween(estate, expectations, nicOf('10.1.1.4'), nicOf('10.2.1.4'), 22)).toBeUndefined();
});
