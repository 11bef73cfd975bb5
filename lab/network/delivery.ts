/** The last steps of a packet's way: past the security rules of a NIC, across a peering, to the machine that holds the address. */
import { allowsAccess, type PeeringPair } from '../topology/peerings';
import type { NetworkInterface, VirtualMachine, VirtualNetwork } from '../topology/topology';
import type { World } from '../topology/world';
import { contains } from '../addresses/addresses';
import type { Appliance, Passed } from './appliance';
import { adminRuleThatDecides, ruleThatDecides, type Flow } from './deciding-rule';
import type { Enforced } from './enforcement';
import { effectiveAdminRules } from './effective-admin-rules';
import { effectiveSecurityGroups } from './effective-security-rules';
import { loss, type Loss } from './loss';

/** A packet under way, and what the network remembers of its connection. */
export interface Journey {
  readonly world: World;
  readonly packet: Flow;
  readonly isAnswer: boolean;
  /** Which rules the packet meets. */
  readonly enforced: Enforced;
  /**
   * NICs whose rules have let the connection through. They let its answers pass unseen, for security groups are stateful; a NIC that
   * only the answers meet judges them by its rules.
   */
  readonly established: Set<NetworkInterface>;
  /** The stateful appliances that this packet has been through. */
  readonly passed: Passed;
  /** Of an answer: those that the connection has been through on its way there, whichever way it took. */
  readonly seenBy?: ReadonlySet<Appliance>;
}

export interface Arrival {
  readonly nic: NetworkInterface;
  readonly vm: VirtualMachine;
}

/** Undefined where the NIC's rules let the packet pass. */
export function stoppedByRules({ world, packet, isAnswer, enforced, established }: Journey, nic: NetworkInterface, direction: 'Inbound' | 'Outbound'): Loss | undefined {
  if (isAnswer && established.has(nic)) return undefined;
  const flow = `${packet.source} → ${packet.destination} port ${String(packet.destinationPort)}`;
  const adminRule = adminRuleThatDecides(effectiveAdminRules(world, nic), direction, packet);
  if (adminRule?.access === 'Deny') return loss('admin-rule', nic.name, `the security admin rule ${adminRule.name} denies ${flow} at ${nic.name} (${direction})`);
  const { access, group, rule } = adminRule?.access === 'AlwaysAllow' ? { access: 'Allow' } : ruleThatDecides(effectiveSecurityGroups(world, nic), direction, packet, (rule, of) => enforced(nic, of, rule));
  if (access === 'Deny') {
    const groupName = group?.networkSecurityGroup.id.split('/').at(-1) ?? '';
    return loss('security-rule', nic.name, `the rule ${rule?.name ?? ''} of ${groupName} denies ${flow} at ${nic.name} (${direction})`);
  }
  if (!isAnswer) established.add(nic);
  return undefined;
}

/**
 * Undefined where the packet gets from this side of a peering to the other. A packet that did not start in the network it leaves is forwarded
 * traffic, and the side it enters must accept such traffic, unless a VPN gateway forwarded it or the fabric does not enforce that.
 */
export function stoppedAtPeering({ world, packet }: Journey, pair: PeeringPair, forwardedBy: 'gateway' | 'others' = 'others'): Loss | undefined {
  const { network, peering, otherSide } = pair;
  if (!allowsAccess(pair)) {
    const denying = peering.allowVirtualNetworkAccess ? otherSide : peering;
    return loss('peering-denies-access', peering.name, `the peering ${denying?.name ?? ''} does not allow access`);
  }
  const isForwarded = !network.addressPrefixes.some((prefix) => contains(prefix, packet.source));
  const isEnforced = world.topology.forwardedTraffic !== 'not enforced' && forwardedBy !== 'gateway';
  if (isForwarded && isEnforced && otherSide?.allowForwardedTraffic !== true) {
    return loss('peering-denies-forwarded-traffic', peering.name, `the peering ${otherSide?.name ?? ''} does not accept traffic forwarded by ${network.name}`);
  }
  return undefined;
}

/** Hands the packet to the machine that holds its destination in this network. */
export function deliver(journey: Journey, network: VirtualNetwork): Arrival | Loss {
  const { world, packet } = journey;
  const holder = world.holderOf(network, packet.destination);
  if (holder?.kind !== 'nic' || !holder.vm) return loss('no-machine', network.name, `no machine in ${network.name} has the address ${packet.destination}`);
  const { nic, vm } = holder;
  if (vm.powerState !== 'running') return loss('machine-not-running', vm.name, `${vm.name}, which has the address ${packet.destination}, is ${vm.powerState}`);
  return stoppedByRules(journey, nic, 'Inbound') ?? { nic, vm };
}
