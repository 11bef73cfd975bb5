/** Whole ways in words: where they break, and what on them nothing that was read tells of. */
import { nextHopOf } from '../estate/configured-way';
import type { AdminRule, HealthProbe } from '../estate/forwarder-shapes';
import { probeSource } from '../estate/rule-selection';
import type { Label } from '../estate/survey-labels';
import type { FactOf } from '../findings/finding';
import type { Beyond, ForwardedPacket, PathFinding } from '../findings/path-findings';
import { list } from './aligned';
import { allowProbe } from './az';
import { groupName, machineName, ruleName } from './names';
import { couldNotRead } from './problem-words';
import { subjectWords } from './reading-words';
import { rowWords } from './route-rows';
import { ruleLines } from './rule-lines';
import { nextHopWords } from './transit-words';
import type { Writers } from './words';

/** `path-breaks` is written where its cause is, since it tells that one's sentence. */
export const pathWriters: Writers<Exclude<PathFinding['kind'], 'path-breaks'>> = {
  'path-without-evidence': ({ from, to, port, beyond }, label) => ({
    fact: `nothing shows that TCP ${String(port)} from ${machineName(from, label)} to ${machineName(to, label)} gets past ${beyondWords(beyond, label)}`,
    cause: `no login of this run shows that packets get past ${beyondWords(beyond, label)}`,
  }),
  'firewall-denies': ({ firewallId, from, to, port, rule }, label) => ({
    fact: `Azure Firewall ${label(firewallId)} does not let TCP ${String(port)} through from ${machineName(from, label)} to ${machineName(to, label)}: ${rule ? `its network rule ${rule.name} denies it` : 'none of its network rules allows it'}`,
    cause: rule ? `network rule ${rule.name} of Azure Firewall ${label(firewallId)} denies TCP ${String(port)} from spoke to spoke` : `no network rule of Azure Firewall ${label(firewallId)} allows TCP ${String(port)} from ${label(from.spokeId)} to ${label(to.spokeId)}`,
  }),
  'load-balancer-without-rule': ({ id, address, port, rules }, label) => ({
    fact: `load balancer ${label(id)} (${address}) has no rule for ${port === 'ephemeral' ? 'answers, which come to the port of the client' : `TCP ${String(port)}`}: as a next hop it needs one for HA ports`,
    evidence: rules.map((rule) => `rule ${rule.name}: ${rule.protocol} ${String(rule.frontendPort)}`),
  }),
  'load-balancer-without-machine': ({ id, address, vmIds }, label) => ({
    fact: vmIds.length === 0 ? `load balancer ${label(id)} (${address}) has nothing in its backend pool` : `no machine behind load balancer ${label(id)} (${address}) runs: ${list([...new Set(vmIds.map(label))])}`,
  }),
  'load-balancer-without-probe': ({ id, address, rule, vmIds }, label) => {
    const machines = [...new Set(vmIds.map(label))];
    return { fact: `rule ${rule} of load balancer ${label(id)} (${address}) has no health probe, so it also sends connections to ${list(machines)}, which ${machines.length === 1 ? 'does' : 'do'} not run` };
  },
  'probe-kept-out': ({ id, address, probe, nicIds, allow, ...by }, label) => {
    const denying = 'rule' in by ? `${ruleName(by.rule.rule)} of ${groupName(by.rule.group)}` : `${adminRuleWords(by.adminRule)}, which applies in ${label(by.networkId)},`;
    return {
      fact:
        `load balancer ${label(id)} (${address}) sends nothing on, for ${probeWords(probe)} reaches no machine behind it: ${denying} keeps it from ${list(nicIds.map(label))}; ` +
        `before that rule, the service tag AzureLoadBalancer has to be ${'rule' in by ? 'allowed' : 'always allowed'} to TCP ${String(probe.port)}`,
      ...('rule' in by && { evidence: ruleLines(by.rule.rule) }),
      ...('rule' in by && allow && { fix: allowProbe({ groupId: by.rule.group.networkSecurityGroupId, ...allow, port: probe.port }) }),
    };
  },
  'probe-undecided': ({ id, address, probe, nicId, reason, ...by }, label) => {
    const on = 'adminRule' in by ? adminRuleWords(by.adminRule) : by.rule ? `${ruleName(by.rule)} of ${groupName(by.group)}` : groupName(by.group);
    return {
      fact: `whether load balancer ${label(id)} (${address}) sends anything on to ${label(nicId)}, which ${probeWords(probe)} has to reach, hangs on ${on}: ${reason}`,
      evidence: 'rule' in by && by.rule ? ruleLines(by.rule) : [],
    };
  },
  'admin-rule-denies': ({ networkId, nicId, direction, from, to, port, rule }, label) => ({
    fact: `${label(nicId)} does not let TCP ${String(port)} from ${machineName(from, label)} to ${machineName(to, label)} pass (${direction}): ${adminRuleWords(rule)}, which applies in ${label(networkId)}, denies it before any network security group is asked`,
    cause: `${adminRuleWords(rule)}, which applies in ${label(networkId)}, denies TCP ${String(port)} (${direction}) before any network security group is asked`,
  }),
  'admin-rule-undecided': ({ nicId, from, to, port, rule, reason }, label) => ({
    fact: `whether ${label(nicId)} lets TCP ${String(port)} from ${machineName(from, label)} to ${machineName(to, label)} pass hangs on ${adminRuleWords(rule)}: ${reason}`,
  }),
  'hop-drops': hopDrops,
  'route-stays': ({ subnetId, to, tableId, route }, label) => ({
    fact: `what becomes of what is for ${label(to.spokeId)} at ${label(subnetId)} is not known: route ${route.name} of route table ${label(tableId)} sends ${route.addressPrefix} to ${route.nextHopType}, which is documented for addresses of the own network alone`,
    cause: `route ${route.name} of route table ${label(tableId)} sends ${route.addressPrefix}, which is another network's, to ${route.nextHopType}`,
  }),
  'hops-in-a-circle': ({ to, nicIds, routes }, label) => {
    const rows = routes.map(({ tableId, row }) => `${rowWords(row)}${tableId === undefined ? '' : ` by route table ${label(tableId)}`}`);
    const nics = nicIds.length > 0 ? list(nicIds.map(label)) : 'the next hops';
    return { fact: `${nics} ${nicIds.length === 1 ? 'sends' : 'send'} what is for ${label(to.spokeId)} round in a circle: ${list([...new Set(rows)])}` };
  },
  'next-hop-out-of-reach': ({ address, networkId, nicId, deciding }, label) => ({
    fact: `next hop ${address}${deciding ? ` of ${rowWords(deciding)}` : ''}${nicId === undefined ? '' : ` on ${label(nicId)}`} lies neither in ${label(networkId)} nor in a network that it is peered with`,
  }),
  'no-way-on': ({ networkId, to }, label) => ({ fact: `${label(networkId)} is not peered with ${label(to.spokeId)}, so what forwards there has no way on to ${machineName(to, label)}` }),
  'next-hop-type-unknown': ({ nicId, to, deciding }, label) => ({
    fact: `what becomes of packets for ${machineName(to, label)} is not known: ${rowWords(deciding)} decides on ${label(nicId)}, and its next hop type ${deciding.route.nextHopType} is not one that spokecheck knows`,
    cause: `spokecheck does not know what the next hop type ${deciding.route.nextHopType} does (${rowWords(deciding)} on ${label(nicId)})`,
  }),
  'hop-rule-denies': ({ rule: { group, rule }, ...packet }, label) => ({
    fact: `${label(packet.nicId)} does not pass on ${packetWords(packet, label)} (${packet.direction}): ${ruleName(rule)} of ${groupName(group)} denies it`,
    evidence: ruleLines(rule),
    cause: `${ruleName(rule)} of ${label(group.networkSecurityGroupId)} denies at ${label(packet.nicId)}, which is to forward it, ${packetWords(packet, label)} (${packet.direction})`,
  }),
  'hop-rule-undecided': ({ group, rule, reason, ...packet }, label) => ({
    fact: `whether ${label(packet.nicId)} passes on ${packetWords(packet, label)} hangs on ${rule ? `${ruleName(rule)} of ${groupName(group)}` : groupName(group)}: ${reason}`,
    evidence: rule ? ruleLines(rule) : [],
  }),
};

function hopDrops({ at, to, tableId, route, deciding = [] }: FactOf<'hop-drops'>, label: Label): { fact: string } {
  const table = tableId === undefined ? '' : ` of route table ${label(tableId)}`;
  if (at.kind === 'subnet') {
    const by = route ? `route ${route.name}${table} sends ${route.addressPrefix} to ${nextHopWords(nextHopOf(route))}` : 'no route leads on';
    return { fact: `what is for ${label(to.spokeId)} gets no further than ${label(at.subnetId)}: ${by}` };
  }
  const named = deciding.find((row) => row.route.name !== undefined)?.route.name;
  const by = deciding.length === 0 ? 'no active route matches' : `${list([...new Set(deciding.map(rowWords))])} decides${named === undefined ? '' : `, which is route ${named}${table}`}`;
  return { fact: `${label(at.nicId)} sends ${machineName(to, label)} nowhere: ${by}` };
}

const probeWords = ({ name, protocol, port }: HealthProbe): string => `its health probe ${name} (${protocol.toUpperCase()} ${String(port)}, from ${probeSource})`;

export const adminRuleWords = ({ name, priority }: AdminRule): string => `security admin rule ${name} (priority ${String(priority)}) of Azure Virtual Network Manager`;

const packetWords = ({ from, to, port, way }: ForwardedPacket, label: Label): string =>
  way === 'there' ? `TCP ${String(port)} from ${machineName(from, label)} to ${machineName(to, label)}` : `the answers of ${machineName(from, label)} to ${machineName(to, label)}`;

/** What nothing that was read tells of, after "past" or "not looked at:". */
export function beyondWords(beyond: Beyond, label: Label): string {
  switch (beyond.kind) {
    case 'guest':
      return `the guest of ${label(beyond.vmId)} (${beyond.address})`;
    case 'firewall':
      return `the rules of Azure Firewall ${label(beyond.id)} (${beyond.address})`;
    case 'routing-appliance':
      return `what routing appliance ${label(beyond.id)} (${beyond.address}) does`;
    case 'load-balancer':
      return `what is behind load balancer ${label(beyond.id)} (${beyond.address})`;
    case 'route-server':
      return `the Route Server of ${label(beyond.hubId)} (by Microsoft's documentation it forwards no data traffic)`;
    case 'unseen':
      return `${beyond.address} in ${label(beyond.subnetId ?? beyond.networkId)} (nothing that was read has this address${instancesOf(beyond.scaleSetIds, label)})`;
    case 'edge':
      return `what lies beyond the gateway of ${label(beyond.networkId)}${beyond.address === undefined ? '' : ` (${beyond.address})`}`;
    case 'unread':
      return couldNotRead(subjectWords(beyond.what, label), beyond.problem);
  }
}

/** Their network interfaces are not read. */
const instancesOf = (scaleSetIds: readonly string[] = [], label: Label): string => (scaleSetIds.length === 0 ? '' : `; the instances of scale set ${list(scaleSetIds.map(label))} are not read`);
