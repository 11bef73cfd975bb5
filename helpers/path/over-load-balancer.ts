/** What a load balancer makes of a packet: it goes on to one of the machines behind it that count as up, picked by a hash of the connection. */
import type { HealthProbe, LoadBalancer, LoadBalancingRule } from '../estate/forwarder-shapes';
import { powerOf } from '../estate/machines';
import { networkIdOf } from '../estate/network-parts';
import { readingIn } from '../estate/reading-in';
import { keyOf, sameId } from '../estate/resource-id';
import type { Port } from '../estate/rule-selection';
import type { NetworkInterface } from '../estate/survey';
import type { FactOf, Finding } from '../findings/finding';
import type { Beyond } from '../findings/path-findings';
import type { Journey } from './journey';
import { unreadAdminRules } from './pass-rules';
import type { Trail } from './path';
import { alternatives, breaks, clear, everyOneOf, followed } from './path';
import type { ProbeReach } from './reach-of-probe';
import { reachOfProbe } from './reach-of-probe';

/** The frontend that the packet is sent to, and how it goes on over a machine behind it. */
interface Balancing {
  readonly journey: Journey;
  readonly loadBalancer: LoadBalancer;
  readonly address: string;
  readonly overNic: (nic: NetworkInterface) => Trail;
}

export function overLoadBalancer(balancing: Balancing, frontendId: string): Trail {
  const { journey: { way, port }, loadBalancer: { id, rules }, address } = balancing;
  const destinationPort: Port = way === 'there' ? port : 'ephemeral';
  const ofFrontend = rules.filter((rule) => sameId(rule.frontendId, frontendId));
  const covering = ofFrontend.filter((rule) => covers(rule, destinationPort));
  if (covering.length === 0) return breaks({ kind: 'load-balancer-without-rule', id, address, port: destinationPort, rules: ofFrontend });
  return alternatives(balancing.journey, covering.map((rule) => byRule(balancing, rule)));
}

/** A rule for HA ports covers all; one for a port covers no answers, whose port is the client's. */
const covers = ({ protocol, frontendPort }: LoadBalancingRule, port: Port): boolean =>
  (protocol.toLowerCase() === 'all' && frontendPort === 0) || (protocol.toLowerCase() === 'tcp' && frontendPort === port);

function byRule(balancing: Balancing, rule: LoadBalancingRule): Trail {
  const { journey, loadBalancer: { id, backendPools }, address, overNic } = balancing;
  const { estate } = journey;
  const pools = backendPools.filter((pool) => rule.backendPoolIds.some((poolId) => sameId(poolId, pool.id)));
  const nics = pools.flatMap(({ nicIds }) => nicIds).map((nicId) => ({ nicId, reading: readingIn(estate.survey.networkInterfaces, nicId) }));
  const unread = nics.flatMap(({ nicId, reading }): Beyond[] => (reading.status === 'unread' ? [{ kind: 'unread', what: { of: 'nic', id: nicId }, problem: reading.problem }] : []));
  const read = nics.flatMap(({ reading }) => (reading.status === 'read' ? [reading.value] : []));
  const isIdle = (vmId: string): boolean => powerOf(estate.virtualMachine(vmId)) === 'not running';
  const running = read.filter(({ virtualMachineId }) => virtualMachineId !== undefined && !isIdle(virtualMachineId));
  const vmIds = read.flatMap(({ virtualMachineId }) => virtualMachineId ?? []);
  const isWhole = unread.length === 0 && !pools.some(({ hasOthers }) => hasOthers);
  const others = (): Trail => (isWhole ? clear : { beyond: [...unread, { kind: 'load-balancer', id, address }] });
  // What is off or counts as down today may be up tomorrow.
  const ways = journey.seeks === 'leak' ? [...(isWhole ? [] : [others()]), ...read.filter(({ virtualMachineId }) => virtualMachineId !== undefined).map(overNic)] : [];
  if (ways.length > 0) return alternatives(journey, ways);
  if (running.length === 0 && isWhole) return breaks({ kind: 'load-balancer-without-machine', id, address, vmIds });
  const { probe } = rule;
  if (probe) return followed(others, () => watched(balancing, probe, running, isWhole));
  return followed(others, () => unwatched(balancing, rule, vmIds.filter(isIdle)), () => everyOneOf(running.map(overNic)));
}

/**
 * Azure does not demand a probe of a rule ("Azure Load Balancer health probes", Design guidance: not mandatory but in the portal), and what has none does not notice
 * that a machine fails: it goes on sending there ("Troubleshoot inbound network connectivity for Azure Load Balancer", Microsoft Learn training).
 */
const unwatched = ({ loadBalancer: { id }, address }: Balancing, { name }: LoadBalancingRule, idle: readonly string[]): Trail =>
  idle.length === 0 ? clear : breaks({ kind: 'load-balancer-without-probe', id, address, rule: name, vmIds: idle });

interface Backend {
  readonly nic: NetworkInterface;
  readonly reach: ProbeReach;
}

/**
 * New connections go to those that the probe finds up alone; where it finds none, to nobody, unless it is AllProbedUp ("Azure Load Balancer health probes", Probe down
 * behavior). What its rules let the probe in to is taken to be up: whether a guest answers is not looked at, as all that it does.
 *
 * @param isWhole whether nothing else is behind it that may be up
 */
function watched(balancing: Balancing, probe: HealthProbe, running: readonly NetworkInterface[], isWhole: boolean): Trail {
  const { journey, overNic } = balancing;
  const backends = running.map((nic): Backend => ({ nic, reach: reachOfProbe(journey, nic, probe) }));
  const up = backends.filter(({ reach }) => reach.kind === 'let-in' || reach.kind === 'unread');
  const doubtful = backends.filter(({ reach }) => reach.kind === 'undecided');
  if (up.length + doubtful.length === 0 && isWhole) return probe.allUpIfNone ? everyOneOf(running.map(overNic)) : everyOneOf(keptOut(balancing, probe, backends).map(breaks));
  return followed(
    () => unreadAdminRules(journey.estate, networksOf(running)),
    () => ({ beyond: up.flatMap(({ nic, reach }): Beyond[] => (reach.kind === 'unread' ? [{ kind: 'unread', what: { of: 'effective-rules', id: nic.id }, problem: reach.problem }] : [])) }),
    () => everyOneOf(up.map(({ nic }) => overNic(nic))),
    () => everyOneOf(doubtful.map((one) => perhaps(balancing, probe, one, up.length > 0 || !isWhole))),
  );
}

const networksOf = (nics: readonly NetworkInterface[]): string[] => [...new Set(nics.map(({ ipConfigurations }) => networkIdOf(ipConfigurations[0]?.subnetId ?? '')))];

/** Whether connections go to one that is perhaps up matters where there is no other one, and where they are lost there. */
function perhaps({ loadBalancer: { id }, address, overNic }: Balancing, probe: HealthProbe, { nic, reach }: Backend, areOthers: boolean): Trail {
  if (reach.kind !== 'undecided') return clear;
  const trail = overNic(nic);
  if (areOthers && !trail.break) return trail;
  return { gap: { kind: 'undecided-rule', finding: { kind: 'probe-undecided', id, address, probe, nicId: nic.id, reason: reach.reason, ...reach.by } } };
}

/** One finding for each rule, with the NICs at which it denies. */
function keptOut({ loadBalancer: { id }, address }: Balancing, probe: HealthProbe, backends: readonly Backend[]): Finding[] {
  const found = new Map<string, FactOf<'probe-kept-out'>>();
  for (const { nic, reach } of backends) {
    for (const by of reach.kind === 'kept-out' ? reach.by : []) {
      const key = 'rule' in by ? `${keyOf(by.rule.group.networkSecurityGroupId)} ${by.rule.rule.name}` : by.adminRule.name;
      found.set(key, { kind: 'probe-kept-out', id, address, probe, ...by, nicIds: [...new Set([...(found.get(key)?.nicIds ?? []), nic.id])] });
    }
  }
  return [...found.values()];
}
