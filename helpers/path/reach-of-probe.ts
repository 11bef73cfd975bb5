/**
 * Whether the probe of a load balancer reaches a machine behind it, as far as rules tell. It comes from 168.63.129.16, which the service tag AzureLoadBalancer stands
 * for, and must be let in by all security groups, or the machine counts as down ("Azure Load Balancer health probes", Probe source IP address). Azure's own
 * rule 65001 lets it in, unless another one comes before. Whether the guest answers it is no configuration of Azure's.
 */
import type { HealthProbe } from '../estate/forwarder-shapes';
import { primaryAddressOf } from '../estate/machines';
import { networkIdOf } from '../estate/network-parts';
import { readingIn } from '../estate/reading-in';
import type { Problem } from '../estate/reading';
import { keyOf, nameOf } from '../estate/resource-id';
import type { Connection, DecidingRule } from '../estate/rule-selection';
import { decideByAdminRules, decideFlow, probeSource } from '../estate/rule-selection';
import type { EffectiveSecurityGroup, EffectiveSecurityRule, NetworkInterface, Survey } from '../estate/survey';
import type { ProbeDenial, ProbeDoubt, ProbeRule } from '../findings/path-findings';
import type { Journey } from './journey';
import { shared } from './shared-ways';

export type ProbeReach =
  | { readonly kind: 'let-in' }
  /** By each of these. */
  | { readonly kind: 'kept-out'; readonly by: readonly (ProbeDenial & { readonly allow?: ProbeRule })[] }
  | { readonly kind: 'undecided'; readonly reason: string; readonly by: ProbeDoubt }
  | { readonly kind: 'unread'; readonly problem: Problem };

const letIn: ProbeReach = { kind: 'let-in' };

/** @param nic in a backend pool */
export const reachOfProbe = (journey: Journey, nic: NetworkInterface, { port }: HealthProbe): ProbeReach =>
  shared(journey, nic, `probe ${String(port)}`, () =>
    decide(journey.estate.survey, nic, { direction: 'Inbound', sourceAddress: probeSource, sourcePort: 'ephemeral', destinationAddress: primaryAddressOf(nic), destinationPort: port }),
  );

/** A Network Manager's rules come first; where they could not be read, the groups are judged alone, and that is told with the way. */
function decide(survey: Survey, nic: NetworkInterface, flow: Connection): ProbeReach {
  const networkId = networkIdOf(nic.ipConfigurations[0]?.subnetId ?? '');
  const admin = survey.adminRules[keyOf(networkId)];
  const decision = decideByAdminRules(admin?.status === 'read' ? admin.value : [], flow);
  switch (decision.access) {
    case 'allow':
      return letIn;
    case 'deny':
      return { kind: 'kept-out', by: [{ networkId, adminRule: decision.rule }] };
    case 'undecided':
      return { kind: 'undecided', reason: decision.reason, by: { networkId, adminRule: decision.rule } };
    case 'groups-decide': {
      const groups = readingIn(survey.effectiveSecurityGroups, nic.id);
      return groups.status === 'unread' ? { kind: 'unread', problem: groups.problem } : decideByGroups(groups.value, flow);
    }
  }
}

/** Each group that denies has to be changed, so each is told. */
function decideByGroups(groups: readonly EffectiveSecurityGroup[], flow: Connection): ProbeReach {
  const decisions = groups.map((group) => ({ group, decision: decideFlow([group], flow) }));
  const by = decisions.flatMap(({ group, decision }) => (decision.access === 'deny' ? [keptOutBy(group, { group: decision.group, rule: decision.rule }, flow)] : []));
  if (by.length > 0) return { kind: 'kept-out', by };
  const [doubt] = decisions.flatMap(({ decision }) => (decision.access === 'undecided' ? [decision] : []));
  return doubt ? { kind: 'undecided', reason: doubt.reason, by: { group: doubt.group, ...(doubt.rule && { rule: doubt.rule }) } } : letIn;
}

function keptOutBy(group: EffectiveSecurityGroup, rule: DecidingRule, flow: Connection): ProbeDenial & { readonly allow?: ProbeRule } {
  const allow = ruleBefore(group, rule.rule, flow);
  return { rule, ...(allow && { allow }) };
}

/** Priorities of a group's own rules, each once in a direction ("Network security groups", Security rules). */
const [firstPriority, lastPriority] = [100, 4096];

/** The last place that is free before the rule that denies; none where Azure would replace another rule, or the probe would be denied all the same. */
function ruleBefore(group: EffectiveSecurityGroup, denying: EffectiveSecurityRule, flow: Connection): ProbeRule | undefined {
  const taken = new Set(group.rules.filter(({ direction }) => direction === 'Inbound').map(({ priority }) => priority));
  let priority = Math.min(denying.priority - 1, lastPriority);
  while (taken.has(priority)) priority -= 1;
  const port = String(flow.destinationPort);
  const name = `AllowLoadBalancerProbe${port}`;
  if (priority < firstPriority || group.rules.some((rule) => nameOf(rule.name).toLowerCase() === name.toLowerCase())) return undefined;
  const anywhere = { sourcePortRanges: ['*'], destinationAddressPrefixes: ['*'], expandedSourceAddressPrefixes: [], expandedDestinationAddressPrefixes: [] };
  const added: EffectiveSecurityRule = { ...anywhere, name, priority, access: 'Allow', direction: 'Inbound', protocol: 'Tcp', sourceAddressPrefixes: [probeSource], destinationPortRanges: [port] };
  return decideFlow([{ ...group, rules: [...group.rules, added] }], flow).access === 'allow' ? { name, priority } : undefined;
}
