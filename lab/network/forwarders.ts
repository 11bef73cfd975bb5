/** What a firewall, a load balancer or a routing appliance makes of a packet that a route leads to it. */
import type { SubnetPlace } from '../topology/references';
import { haPorts, type FirewallRule, type Forwarder, type LoadBalancingRule } from '../topology/forwarders';
import type { Holder } from '../topology/world';
import { stoppedByAppliance } from './appliance';
import { coversAddress, coversPort, type Flow } from './deciding-rule';
import type { Arrival, Journey } from './delivery';
import { throughManagedRouter, type ToAppliance } from './fabric-transit';
import { backendsThatAreUp } from './health-probe';
import { isLost, loss, type Loss } from './loss';

type HeldByNic = Extract<Holder, { kind: 'nic' }>;

/** What becomes of a packet at each of the machines behind a load balancer. */
type ThroughAll = (backends: readonly HeldByNic[]) => readonly (Arrival | Loss)[];

export function throughForwarder(journey: Journey, place: SubnetPlace, forwarder: Forwarder, throughAll: ThroughAll, toAppliance: ToAppliance): Arrival | Loss {
  const stopped = stoppedByFirewall(journey, forwarder) ?? stoppedByAppliance(journey, forwarder);
  if (stopped) return stopped;
  return forwarder.kind === 'load-balancer' ? throughLoadBalancer(journey, forwarder, throughAll) : throughManagedRouter(journey, place, forwarder.name, toAppliance);
}

/** Answers are not held against its rules. */
function stoppedByFirewall({ packet, isAnswer }: Journey, { name, allows }: Forwarder): Loss | undefined {
  if (isAnswer || !allows || allows.some((rule) => isAllowedBy(rule, packet))) return undefined;
  return loss('firewall-denies', name, `no rule of ${name} allows ${flowText(packet)}`);
}

function isAllowedBy({ protocol, sourceAddressPrefixes, destinationAddressPrefixes, destinationPortRanges }: FirewallRule, packet: Flow): boolean {
  return (
    (protocol === '*' || protocol === packet.protocol) &&
    coversAddress(sourceAddressPrefixes, packet.source) &&
    coversAddress(destinationAddressPrefixes, packet.destination) &&
    coversPort(destinationPortRanges, packet.destinationPort)
  );
}

/**
 * A load balancer hands the packet, unchanged, to one of the machines behind it that are up, picked by a hash of the connection. As with routes of equal cost the
 * packet is followed to all of them.
 */
function throughLoadBalancer({ world, packet }: Journey, forwarder: Forwarder, throughAll: ThroughAll): Arrival | Loss {
  const { name, rules = [haPorts] } = forwarder;
  if (!rules.some((rule) => covers(rule, packet))) return loss('not-balanced', name, `no rule of ${name} covers ${flowText(packet)}`);
  const up = backendsThatAreUp(world, forwarder);
  if (isLost(up)) return up;
  const outcomes = throughAll(up);
  return outcomes.find(isLost) ?? outcomes[0] ?? loss('next-hop-does-not-forward', name, `no machine is behind ${name}`);
}

const covers = ({ protocol, frontendPort }: LoadBalancingRule, packet: Flow): boolean => protocol === 'All' || (protocol === packet.protocol && frontendPort === packet.destinationPort);

const flowText = ({ protocol, source, destination, destinationPort }: Flow): string => `${protocol.toUpperCase()} ${source} → ${destination} port ${String(destinationPort)}`;
