/** What an Azure Firewall, a load balancer or a routing appliance makes of a packet, as far as its configuration tells. */
import type { ForwarderAt } from '../estate/estate';
import type { Firewall, LoadBalancer, LoadBalancingRule } from '../estate/forwarder-shapes';
import { powerOf } from '../estate/machines';
import { readingIn } from '../estate/reading-in';
import type { Port } from '../estate/rule-selection';
import { decideByFirewall } from '../estate/rule-selection';
import { sameId } from '../estate/resource-id';
import type { NetworkInterface, Subnet } from '../estate/survey';
import type { Journey, Onward, Standpoint } from './journey';
import type { Trail } from './path';
import { alternatives, breaks, followed } from './path';

interface Place {
  readonly address: string;
  readonly networkId: string;
  readonly subnet?: Subnet;
}

interface OnwardFrom extends Onward {
  /** Over a machine behind a load balancer. */
  readonly overNic: (nic: NetworkInterface) => Trail;
}

export function overForwarder(journey: Journey, forwarder: ForwarderAt, { address, networkId, subnet }: Place, at: Standpoint, onward: OnwardFrom): Trail {
  const leave = (): Trail => onward.leaveFabric(journey, networkId, subnet, at.passed);
  switch (forwarder.kind) {
    case 'firewall':
      return followed(() => passFirewall(journey, forwarder.firewall, address), leave);
    case 'routing-appliance':
      return followed(() => ({ beyond: [{ kind: 'routing-appliance', id: forwarder.appliance.id, address }] }), leave);
    case 'load-balancer':
      return balance(journey, forwarder.loadBalancer, forwarder.frontendId, address, onward);
  }
}

/** A firewall is stateful: the answers of a connection that it let through are not held against its rules. Rules in a policy are not read. */
function passFirewall({ from, to, port, way, seeks }: Journey, { id, policyId, networkRules }: Firewall, address: string): Trail {
  const unknown: Trail = { beyond: [{ kind: 'firewall', id, address }] };
  if (policyId !== undefined) return unknown;
  if (way === 'back') return {};
  const decision = decideByFirewall(networkRules, { sourceAddress: from.address, destinationAddress: to.address, destinationPort: port });
  // What no network rule allows an application rule may; those are not read.
  if (decision.access === 'undecided' || (seeks === 'leak' && decision.access === 'deny' && !decision.rule)) return unknown;
  return decision.access === 'allow' ? {} : breaks({ kind: 'firewall-denies', firewallId: id, from: from.ref, to: to.ref, port, ...(decision.rule && { rule: decision.rule }) });
}

/** The packet goes on to one of the machines behind it that answer its probe: to any that runs, as far as is known. */
function balance(journey: Journey, { id, rules, backendPools }: LoadBalancer, frontendId: string, address: string, { overNic }: OnwardFrom): Trail {
  const { estate, way, port, seeks } = journey;
  const destinationPort: Port = way === 'there' ? port : 'ephemeral';
  const ofFrontend = rules.filter((rule) => sameId(rule.frontendId, frontendId));
  const covering = ofFrontend.filter((rule) => covers(rule, destinationPort));
  if (covering.length === 0) return breaks({ kind: 'load-balancer-without-rule', id, address, port: destinationPort, rules: ofFrontend });
  const pools = backendPools.filter((pool) => covering.some(({ backendPoolIds }) => backendPoolIds.some((poolId) => sameId(poolId, pool.id))));
  const nics = pools.flatMap(({ nicIds }) => nicIds).map((nicId) => ({ nicId, reading: readingIn(estate.survey.networkInterfaces, nicId) }));
  const unread = nics.flatMap(({ nicId, reading }): NonNullable<Trail['beyond']>[number][] => (reading.status === 'unread' ? [{ kind: 'unread', what: { of: 'nic', id: nicId }, problem: reading.problem }] : []));
  const read = nics.flatMap(({ reading }) => (reading.status === 'read' ? [reading.value] : []));
  const running = read.filter(({ virtualMachineId }) => virtualMachineId !== undefined && (seeks === 'leak' || powerOf(estate.virtualMachine(virtualMachineId)) !== 'not running'));
  const isWhole = unread.length === 0 && !pools.some(({ hasOthers }) => hasOthers);
  if (running.length === 0 && isWhole) return breaks({ kind: 'load-balancer-without-machine', id, address, vmIds: read.flatMap(({ virtualMachineId }) => virtualMachineId ?? []) });
  const others: Trail = isWhole ? {} : { beyond: [...unread, { kind: 'load-balancer', id, address }] };
  return followed(() => others, () => alternatives(journey, running.map(overNic)));
}

/** A rule for HA ports covers all; one for a port covers no answers, whose port is the client's. */
const covers = ({ protocol, frontendPort }: LoadBalancingRule, port: Port): boolean =>
  (protocol.toLowerCase() === 'all' && frontendPort === 0) || (protocol.toLowerCase() === 'tcp' && frontendPort === port);
