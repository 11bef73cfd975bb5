/** Random networks of two small spokes, with routes, peerings, a firewall, security groups, a Network Manager's rules and flows that are to be blocked. */
import fc from 'fast-check';
import type { Deployment } from '../../helpers/estate/deployment';
import type { Flow, FlowEnd } from '../../helpers/estate/expectations';
import type { AdminRule, FirewallRule } from '../../helpers/estate/forwarder-shapes';
import { keyOf, parentId } from '../../helpers/estate/resource-id';
import type { EffectiveRoute, EffectiveSecurityRule } from '../../helpers/estate/survey';
import { addMachine, deployment, stop, thaw } from '../../helpers/estate/testing/reference-deployment';
import type { Draft } from '../../helpers/estate/testing/reference-deployment';
import { effective, hubId, peering, rule, securityGroup, spoke1, spoke2, subnet } from '../../helpers/estate/testing/reference-network';

const spokes = [spoke1, spoke2] as const;
export const firewallAddress = '10.0.2.4';

/** A prefix that cuts the subnet of a spoke, holds it, or has nothing to do with it. */
const prefixes = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.constantFrom(1, 2), fc.integer({ min: 26, max: 32 }), fc.integer({ min: 0, max: 15 })).map(([spoke, length, host]) => `10.${String(spoke)}.1.${String(host - (host % 2 ** (32 - length)))}/${String(length)}`) },
  { weight: 1, arbitrary: fc.constantFrom('0.0.0.0/0', '10.0.0.0/8', '10.1.0.0/16', '10.2.0.0/16', '192.168.0.0/16') },
);

const sourcePorts = fc.oneof(
  { weight: 3, arbitrary: fc.constant('0-65535') },
  { weight: 2, arbitrary: fc.constantFrom('53-53', '1-1023', '1024-65535', '50000-60000', '65535-65535', '1000-1100') },
);

const destinationPorts = fc.constantFrom('0-65535', '22-22', '1-100', '443-443', '23-65535');

const rules = fc.record({
  protocol: fc.constantFrom('All', 'Tcp', 'Tcp', 'Udp'),
  sources: fc.array(prefixes, { minLength: 1, maxLength: 2 }),
  destinations: fc.array(prefixes, { minLength: 1, maxLength: 2 }),
  sourcePorts,
  destinationPorts,
  allows: fc.boolean(),
  direction: fc.constantFrom('Inbound' as const, 'Outbound' as const),
});

const groups = fc.record({ rules: fc.array(rules, { maxLength: 4 }), isClosed: fc.boolean() });

const routes = fc.record({ prefix: prefixes, next: fc.constantFrom('peering', 'firewall', 'none'), isUser: fc.boolean() });

const spokePlans = fc.record({
  length: fc.constantFrom(28, 29),
  subnetGroup: fc.option(groups, { nil: undefined, freq: 3 }),
  nicGroup: fc.option(groups, { nil: undefined, freq: 1 }),
  routes: fc.array(routes, { maxLength: 3 }),
  base: fc.constantFrom('peering', 'firewall', 'none'),
  further: fc.constantFrom('none', 'none', 'machine', 'address'),
  isOff: fc.constantFrom(false, false, false, true),
  adminRules: fc.array(fc.record({ rule: rules, access: fc.constantFrom('Allow' as const, 'AlwaysAllow' as const, 'Deny' as const) }), { maxLength: 2 }),
});

const ends = fc.constantFrom('any', 'any', 'spoke1', 'spoke2', 'machine', 'subnet');

export const smallNetworks = fc.record({
  spokes: fc.tuple(spokePlans, spokePlans),
  isPeered: fc.constantFrom(true, true, true, false),
  firewallRules: fc.array(fc.record({ rule: rules, isPartlyRead: fc.constantFrom(false, false, false, true) }), { maxLength: 3 }),
  flows: fc.array(fc.record({ from: ends, to: ends, isBlocked: fc.constantFrom(true, true, false) }), { maxLength: 2 }),
});

type PlanOf<A> = A extends fc.Arbitrary<infer Plan> ? Plan : never;

export function deploymentOf(plan: PlanOf<typeof smallNetworks>): Deployment {
  return deployment((draft) => { build(draft, plan); }, { flows: [{ from: { kind: 'any' }, to: { kind: 'any' }, ports: [22], expect: 'blocked' }, ...plan.flows.map(flowOf)] });
}

function build(draft: Draft, plan: PlanOf<typeof smallNetworks>): void {
  draft.hub.subnets.push(thaw(subnet(`${hubId}/subnets/AzureFirewallSubnet`, '10.0.2.0/26', { ipConfigurationIds: [`${firewallId}/azureFirewallIpConfigurations/one`] })));
  draft.firewalls = [thaw({ id: firewallId, name: 'fw', provisioningState: 'Succeeded', addresses: [{ subnetId: `${hubId}/subnets/AzureFirewallSubnet`, privateIPAddress: firewallAddress }], networkRules: plan.firewallRules.map(firewallRule) })];
  if (plan.isPeered) {
    draft.spoke1.peerings.push(thaw(peering(`${spoke1.network}/virtualNetworkPeerings/direct`, spoke2.network, '10.2.0.0/16')));
    draft.spoke2.peerings.push(thaw(peering(`${spoke2.network}/virtualNetworkPeerings/direct`, spoke1.network, '10.1.0.0/16')));
  }
  plan.spokes.forEach((spokePlan, index) => { buildSpoke(draft, spokePlan, index); });
}

const firewallId = `${parentId(hubId)}/azureFirewalls/fw`.replace('/virtualNetworks', '');

function buildSpoke(draft: Draft, plan: PlanOf<typeof spokePlans>, index: number): void {
  const [ids, number] = [spokes[index] ?? spoke1, index + 1];
  const place = (number === 1 ? draft.spoke1 : draft.spoke2).subnets.find(({ id }) => id === ids.subnet);
  if (!place) throw new Error('The spoke has lost its subnet.');
  place.addressPrefixes = [`10.${String(number)}.1.0/${String(plan.length)}`];
  delete place.routeTableId;
  if (plan.subnetGroup) place.networkSecurityGroupId = 'group';
  const group = (name: string, association: 'subnet' | 'networkInterface', from: PlanOf<typeof groups> | undefined) => {
    if (!from) return [];
    const closed = rule('Closed', 4000, 'Inbound', 'Deny');
    return [securityGroup(name, association, ['10.0.0.0/8'], [...from.rules.map(securityRule), ...(from.isClosed ? [closed] : [])])];
  };
  draft.routes[ids.nic] = thaw(routesOf(plan, number));
  draft.rules[ids.nic] = thaw([...group(`subnet${String(number)}`, 'subnet', plan.subnetGroup), ...group(`nic${String(number)}`, 'networkInterface', plan.nicGroup)]);
  draft.adminRules[keyOf(ids.network)] = thaw(plan.adminRules.map(adminRule));
  if (plan.further === 'machine') {
    addMachine(draft, ids, `further${String(number)}`, `10.${String(number)}.1.5`);
    const nicId = `${parentId(ids.nic)}/networkInterfaces/further${String(number)}-nic`;
    draft.rules[nicId] = thaw(group(`subnet${String(number)}`, 'subnet', plan.subnetGroup));
  }
  for (const nic of draft.nics.filter(({ id }) => id === ids.nic)) {
    if (plan.nicGroup) nic.networkSecurityGroupId = 'own';
    if (plan.further === 'address') nic.ipConfigurations.push({ name: 'second', primary: false, subnetId: ids.subnet, privateIPAddress: `10.${String(number)}.1.6`, privateIPAddressVersion: 'IPv4' });
  }
  if (plan.isOff) stop(draft, `spoke${String(number)}vm`);
}

function routesOf({ base, routes: more }: PlanOf<typeof spokePlans>, number: number): EffectiveRoute[] {
  const row = (prefix: string, next: string, source: string): EffectiveRoute =>
    next === 'peering' ? effective(source, prefix, 'VNetPeering') : next === 'firewall' ? effective(source, prefix, 'VirtualAppliance', { nextHopIpAddresses: [firewallAddress] }) : effective(source, prefix, 'None');
  return [effective('Default', `10.${String(number)}.0.0/16`, 'VnetLocal'), row(`10.${String(3 - number)}.0.0/16`, base, 'Default'), ...more.map(({ prefix, next, isUser }) => row(prefix, next, isUser ? 'User' : 'Default'))];
}

type RulePlan = PlanOf<typeof rules>;

const securityRule = ({ protocol, sources, destinations, sourcePorts: from, destinationPorts: to, allows, direction }: RulePlan, index: number): EffectiveSecurityRule =>
  rule(`Rule${String(index)}`, 100 + index, direction, allows ? 'Allow' : 'Deny', { protocol, sourceAddressPrefixes: sources, destinationAddressPrefixes: destinations, sourcePortRanges: [from], destinationPortRanges: [to] });

const adminRule = ({ rule: { protocol, sources, destinations, sourcePorts: from, destinationPorts: to, direction }, access }: { rule: RulePlan; access: AdminRule['access'] }, index: number): AdminRule => ({
  ...{ name: `Admin${String(index)}`, access, priority: index + 1, direction, protocol, sources, destinations, sourcePortRanges: [from], destinationPortRanges: [to] },
});

const firewallRule = ({ rule: { protocol, sources, destinations, destinationPorts: to, allows }, isPartlyRead }: { rule: RulePlan; isPartlyRead: boolean }, index: number): FirewallRule => ({
  ...{ name: `Firewall${String(index)}`, access: allows ? 'Allow' : 'Deny', protocols: [protocol === 'All' ? 'Any' : protocol.toUpperCase()], sourceAddresses: sources, destinationAddresses: destinations, destinationPorts: [to], isPartlyRead },
});

const flowOf = ({ from, to, isBlocked }: { from: string; to: string; isBlocked: boolean }): Flow => ({ from: endOf(from, spoke1.network), to: endOf(to, spoke2.network), ports: [22], expect: isBlocked ? 'blocked' : 'connect' });

function endOf(end: string, spokeId: string): FlowEnd {
  if (end === 'any') return { kind: 'any' };
  const spoke = end === 'spoke1' ? spoke1.network : end === 'spoke2' ? spoke2.network : spokeId;
  return { kind: 'spoke', spokeId: spoke, ...(end === 'machine' && { machine: 'further*' }), ...(end === 'subnet' && { subnet: '*sub1' }) };
}
