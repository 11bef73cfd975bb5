/** What an Azure Firewall, a load balancer or a routing appliance makes of a packet, as far as its configuration tells. */
import type { ForwarderAt } from '../estate/estate';
import type { Firewall } from '../estate/forwarder-shapes';
import { decideByFirewall } from '../estate/rule-selection';
import type { NetworkInterface, Subnet } from '../estate/survey';
import type { Journey, Onward, Standpoint } from './journey';
import type { Trail } from './path';
import { overLoadBalancer } from './over-load-balancer';
import { breaks, followed } from './path';

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
      return overLoadBalancer({ journey, loadBalancer: forwarder.loadBalancer, address, overNic: onward.overNic }, forwarder.frontendId);
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
