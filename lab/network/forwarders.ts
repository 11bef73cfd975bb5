/** What a firewall, a load balancer or a routing appliance makes of a packet that a route leads to it. */
import { followNetworkInterface, mustFollow } from '../topology/references';
import { haPorts, type FirewallRule, type Forwarder, type LoadBalancingRule } from '../topology/forwarders';
import type { VirtualNetwork } from '../topology/topology';
import type { Holder } from '../topology/world';
import { coversAddress, coversPort, type Flow } from './deciding-rule';
import { isLost, type Arrival, type Journey } from './delivery';
import { throughManagedRouter } from './fabric-transit';
import { loss, type Loss } from './loss';

type HeldByNic = Extract<Holder, { kind: 'nic' }>;

/** @param throughAppliance what becomes of the packet at a machine behind a load balancer */
export function throughForwarder(journey: Journey, network: VirtualNetwork, forwarder: Forwarder, throughAppliance: (backend: HeldByNic) => Arrival | Loss): Arrival | Loss {
  switch (forwarder.kind) {
    case 'load-balancer':
      return throughLoadBalancer(journey, forwarder, throughAppliance);
    case 'firewall':
      return stoppedByFirewall(journey, forwarder) ?? throughManagedRouter(journey, network, forwarder.name);
    default:
      return throughManagedRouter(journey, network, forwarder.name);
  }
}

/** An Azure Firewall is stateful: of answers it passes those of connections that it let through, and no others. */
function stoppedByFirewall({ packet, isAnswer, established }: Journey, firewall: Forwarder): Loss | undefined {
  if (isAnswer) return established.has(firewall) ? undefined : loss('firewall-denies', firewall.name, `${firewall.name} did not see the connection begin that ${flowText(packet)} answers`);
  if (firewall.allows && !firewall.allows.some((rule) => allows(rule, packet))) return loss('firewall-denies', firewall.name, `no rule of ${firewall.name} allows ${flowText(packet)}`);
  established.add(firewall);
  return undefined;
}

function allows({ protocol, sourceAddressPrefixes, destinationAddressPrefixes, destinationPortRanges }: FirewallRule, packet: Flow): boolean {
  return (
    (protocol === '*' || protocol === packet.protocol) &&
    coversAddress(sourceAddressPrefixes, packet.source) &&
    coversAddress(destinationAddressPrefixes, packet.destination) &&
    coversPort(destinationPortRanges, packet.destinationPort)
  );
}

/**
 * A load balancer hands the packet, unchanged, to one of the machines behind it that answer its probe, picked by a hash of the connection. As with routes
 * of equal cost the packet is followed to all of them.
 */
function throughLoadBalancer({ world, packet }: Journey, { name, rules = [haPorts], backends = [] }: Forwarder, throughAppliance: (backend: HeldByNic) => Arrival | Loss): Arrival | Loss {
  if (!rules.some((rule) => covers(rule, packet))) return loss('not-balanced', name, `no rule of ${name} covers ${flowText(packet)}`);
  const running = backends
    .map((ref) => mustFollow(followNetworkInterface(world.topology, ref), `a backend of ${name}`))
    .map((nic): HeldByNic => ({ kind: 'nic', nic, vm: world.virtualMachineOf(nic) }))
    .filter(({ vm }) => vm?.powerState === 'running');
  const outcomes = running.map(throughAppliance);
  return outcomes.find(isLost) ?? outcomes[0] ?? loss('next-hop-does-not-forward', name, `no machine behind ${name} runs`);
}

const covers = ({ protocol, frontendPort }: LoadBalancingRule, packet: Flow): boolean => protocol === 'All' || (protocol === packet.protocol && frontendPort === packet.destinationPort);

const flowText = ({ protocol, source, destination, destinationPort }: Flow): string => `${protocol.toUpperCase()} ${source} → ${destination} port ${String(destinationPort)}`;
