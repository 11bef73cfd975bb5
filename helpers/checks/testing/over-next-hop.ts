/** The reference deployment with its spokes led over one address in the hub, and PATH-01's verdict from spoke 1 to spoke 2. */
import type { Expectations } from '../../estate/expectations';
import type { LoadBalancer } from '../../estate/forwarder-shapes';
import type { Draft } from '../../estate/testing/reference-deployment';
import { deployment, thaw } from '../../estate/testing/reference-deployment';
import { effective, hubId, machine, nic, spoke1, spoke2 } from '../../estate/testing/reference-network';
import type { Verdict } from '../../words/verdict';
import { path01 } from '../paths/path-01-carried';
import { caseAbout } from './judged';

export const transit: Partial<Expectations> = { transit: { kind: 'addresses', addresses: ['10.0.0.4'] } };
export const provider = hubId.slice(0, hubId.indexOf('/virtualNetworks'));
export const hubSubnet = `${hubId}/subnets/bluehub-vnet1sub1`;

/** Both spokes' routes lead to 10.0.0.4 in the hub. */
export const routed = (change: (draft: Draft) => void) => (draft: Draft): void => {
  for (const [id, table] of [[spoke1.nic, draft.table1], [spoke2.nic, draft.table2]] as const) {
    for (const route of draft.routes[id] ?? []) if (route.source === 'User') route.nextHopIpAddresses = ['10.0.0.4'];
    for (const route of table.routes) route.nextHopIpAddress = '10.0.0.4';
  }
  change(draft);
};

export const judged = (change: (draft: Draft) => void, expected: Partial<Expectations> = {}): Verdict =>
  caseAbout(path01, deployment(routed(change), { ...transit, ...expected }), 'from spoke1vm711_z1 to spoke2vm (10.2.1.4)').verdict;

export const there = (what: string): string => `by what is configured, TCP 22 from spoke1vm (10.1.1.4) does not get to spoke2vm (10.2.1.4): ${what}`;
export const back = (what: string): string => `by what is configured, the answer of spoke2vm (10.2.1.4) to TCP 22 from spoke1vm (10.1.1.4) does not get back: ${what}`;

export const applianceNic = (name: string): string => `${provider}/networkInterfaces/${name}-nic`;

const behind = (draft: Draft, name: string, address: string): void => {
  const vmId = `${provider.replace('Microsoft.Network', 'Microsoft.Compute')}/virtualMachines/${name}`;
  draft.nics.push(thaw({ ...nic(applianceNic(name), vmId, hubSubnet, address), enableIPForwarding: true }));
  draft.machines.push(thaw(machine(vmId, [applianceNic(name)])));
  draft.routes[applianceNic(name)] = thaw([effective('Default', '10.0.0.0/16', 'VnetLocal'), effective('Default', '10.1.0.0/16', 'VNetPeering'), effective('Default', '10.2.0.0/16', 'VNetPeering')]);
  draft.rules[applianceNic(name)] = [];
};

/** Two appliances behind it, which it probes at TCP 8080. */
export const balancer = (change: (draft: Draft, balancer: { -readonly [Key in keyof LoadBalancer]: LoadBalancer[Key] }) => void = () => undefined) => (draft: Draft): void => {
  const id = `${provider}/loadBalancers/lb`;
  const made = {
    ...{ id, name: 'lb', provisioningState: 'Succeeded' },
    frontends: [{ id: `${id}/frontendIPConfigurations/f`, subnetId: hubSubnet, privateIPAddress: '10.0.0.4' }],
    rules: [{ name: 'ha', frontendId: `${id}/frontendIPConfigurations/f`, backendPoolIds: [`${id}/backendAddressPools/p`], protocol: 'All', frontendPort: 0, probe: { name: 'alive', protocol: 'Tcp', port: 8080, allUpIfNone: false } }],
    backendPools: [{ id: `${id}/backendAddressPools/p`, nicIds: [applianceNic('wall1'), applianceNic('wall2')], hasOthers: false }],
  };
  behind(draft, 'wall1', '10.0.0.11');
  behind(draft, 'wall2', '10.0.0.12');
  change(draft, made);
  draft.loadBalancers.push(thaw(made));
};
