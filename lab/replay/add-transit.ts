/** What is in the hub to get traffic across: its gateways, and what holds the transit's addresses without being a machine. */
import { contains } from '../addresses/addresses';
import { followVirtualNetwork } from '../topology/references';
import type { VirtualNetwork } from '../topology/topology';
import { subnetOfUnread } from './add-networks-known-by-peering';
import { readingOf, type ReplayDraft } from './replay-draft';
import { repeatProblem } from './failures';
import { keyOf, lastName, parentOf, partsOf } from './resource-id';

export function addTransit(draft: ReplayDraft): void {
  const hub = followVirtualNetwork(draft.topology, draft.survey.hubId);
  addGateways(draft);
  if ('found' in hub) addWhatIsExpected(draft, hub.found);
}

function addGateways(draft: ReplayDraft): void {
  const { survey, topology, notes } = draft;
  const hub = readingOf(survey.virtualNetworks, survey.hubId);
  if (hub?.status !== 'read') return;
  for (const [key, reading] of Object.entries(survey.gateways)) {
    const isIts = (id: string): boolean => keyOf(parentOf(id)) === key;
    const subnet = hub.value.subnets.find(({ ipConfigurationIds }) => ipConfigurationIds.some(isIts));
    if (!subnet) continue;
    const spelled = reading.status === 'read' ? reading.value.id : parentOf(subnet.ipConfigurationIds.find(isIts) ?? '');
    const { gatewayType, activeActive } = reading.status === 'read' ? reading.value : { gatewayType: 'Vpn' as const, activeActive: false };
    topology.virtualNetworkGateways.push({ ...partsOf(spelled), location: hub.value.location, subnet: subnet.id, gatewayType, activeActive, asn: 65515 });
    if (reading.status === 'read') continue;
    repeatProblem(draft, lastName(spelled), `GET ${spelled}`, reading.problem);
    notes.push(`Gateway ${lastName(spelled)} was not read; it is taken to be a VPN gateway.`);
  }
}

/** Addresses that no NIC has may be a firewall's or a load balancer's; of a hub that was not read, the gateway is made up, too. */
function addWhatIsExpected(draft: ReplayDraft, hub: VirtualNetwork): void {
  const { survey, topology, knownByPeering, notes } = draft;
  const transit = survey.expectations?.transit;
  const isUnread = knownByPeering.includes(hub);
  if (transit?.kind === 'gateway' && isUnread) {
    const { subscription, resourceGroup, location } = hub;
    const { name } = subnetOfUnread(hub);
    topology.virtualNetworkGateways.push({ name: 'gateway', subscription, resourceGroup, location, subnet: `${survey.hubId}/subnets/${name}`, gatewayType: 'Vpn', activeActive: false, asn: 65515 });
    notes.push('The gateway of the hub was not read; it is taken to be a VPN gateway.');
  }
  if (transit?.kind !== 'addresses') return;
  const held = [
    ...topology.networkInterfaces.flatMap(({ privateIPAddresses }) => privateIPAddresses),
    ...topology.virtualNetworks.flatMap(({ subnets }) => subnets.flatMap(({ forwarders = [] }) => forwarders.map(({ privateIPAddress }) => privateIPAddress))),
  ];
  for (const address of transit.addresses.filter((one) => !held.includes(one))) {
    const subnets = isUnread ? [subnetOfUnread(hub)] : hub.subnets;
    const subnet = subnets.find(({ addressPrefixes }) => addressPrefixes.some((prefix) => contains(prefix, address)));
    if (subnet) (subnet.forwarders ??= []).push({ name: `transit-${address}`, privateIPAddress: address });
    notes.push(`${address}, which the traffic is meant to cross, is ${subnet ? 'no NIC that was read; something is taken to forward there' : 'in no subnet of the hub, so nothing forwards there'}.`);
  }
}
