/** What is expected, in lines for people: who is to reach whom at which port and by which line of the file, the rules of the design, the waivers. */
import type { Expectations, Flow, FlowEnd, Transit } from '../estate/expectations';
import { isOfAddress, sshPortIn } from '../estate/flows';
import { keyOf, nameOf, sameId } from '../estate/resource-id';
import { flowRows } from './flow-rows';
import { listed } from './listed';

export interface Explained {
  readonly hubId: string;
  /** Absent: the spokes are the networks that the hub is peered to. */
  readonly spokeIds?: readonly string[];
  readonly expectations: Expectations;
  /** `2027-01-31`, by UTC. */
  readonly today: string;
}

export function explanationOf({ hubId, spokeIds, expectations, today }: Explained): string[] {
  const name = (id: string): string => expectations.spokes[keyOf(id)]?.name ?? nameOf(id);
  const spokes = spokeIds?.length ?? 0;
  return [
    `Hub ${nameOf(hubId)}, ${spokeIds ? `${String(spokes)} spoke${spokes === 1 ? '' : 's'}` : 'and the networks that it is peered to as spokes'}.`,
    ...section('Flows, from spoke to spoke', spokeIds ? flowRows(expectations, spokeIds, name) : expectations.flows.filter(isOfSpokes).map((flow) => sentence(expectations, flow, name))),
    ...section('Flows of single machines, subnets and addresses, which hold for these in place of an earlier line', expectations.flows.filter((flow) => !isOfSpokes(flow)).map((flow) => sentence(expectations, flow, name))),
    ...section('Design', designLines(expectations)),
    ...section('Spokes of which more is said', spokeLines(expectations, spokeIds, name)),
    ...section('Two spokes', expectations.spokePeerings.map(({ between: [one, other], is }) => `${name(one)} and ${name(other)} peered with each other: ${is}`)),
    ...section('Waivers', expectations.waivers.map(({ check, subject, until, reason, owner, line }) => `${check} of ${subject}, ${until < today ? `expired after ${until}` : `until ${until}`}: ${reason} (${owner})${at(line)}`)),
  ];
}

const section = (head: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', head, ...lines.map((line) => `  ${line}`)]);

const at = (line: number | undefined): string => (line === undefined ? '' : `, line ${String(line)}`);

const isWhole = (end: FlowEnd): boolean => end.kind === 'any' || (end.machine === undefined && end.subnet === undefined && end.address === undefined);

const isOfSpokes = ({ from, to }: Flow): boolean => isWhole(from) && isWhole(to);

function sentence({ flows, sshPort, ...rest }: Expectations, flow: Flow, name: (id: string) => string): string {
  const ports = flow.ports.map((port) => (port === 'ssh' ? `${String(flow.to.kind === 'spoke' ? sshPortIn({ sshPort, ...rest }, flow.to.spokeId) : sshPort)} (SSH)` : String(port)));
  const over = flows.slice(flows.indexOf(flow) + 1).find((later) => isOver(later, flow));
  return `${endName(flow.from, name)} → ${endName(flow.to, name)}, TCP ${listed(ports)}: ${flow.expect}${at(flow.line)}${over ? `; line ${String(over.line)} holds in its place` : ''}`;
}

/** Whether a later flow speaks of all that an earlier one does. A flow of spokes speaks of no address that may be no machine's. */
function isOver(later: Flow, flow: Flow): boolean {
  const covers = (end: FlowEnd, of: FlowEnd): boolean => end.kind === 'any' || (isWhole(end) && of.kind === 'spoke' && sameId(end.spokeId, of.spokeId));
  return !isOfAddress(flow.to) && isOfSpokes(later) && covers(later.from, flow.from) && covers(later.to, flow.to) && flow.ports.every((port) => later.ports.includes(port));
}

function endName(end: FlowEnd, name: (id: string) => string): string {
  if (end.kind === 'any') return 'every spoke';
  if (end.subnet !== undefined) return `${name(end.spokeId)}/subnets/${end.subnet}`;
  return [name(end.spokeId), ...[end.machine ?? end.address].filter((part) => part !== undefined)].join('/');
}

const transitName = (transit: Transit): string => (transit.kind === 'addresses' ? listed(transit.addresses) : transit.kind);

const designLines = ({ transit, routeServerSubnetMinPrefix, branchToBranch, remoteGateways, forwardedTraffic, allowSpokePeering, sshChecks, sshPairs }: Expectations): string[] => [
  `transit: ${transitName(transit)}`,
  `RouteServerSubnet (RS-02): /${String(routeServerSubnetMinPrefix)} or larger`,
  `branch-to-branch (RS-06): ${branchToBranch}`,
  `remote gateways (PE-02, PE-04): ${remoteGateways}`,
  `forwarded traffic (PE-05): ${forwardedTraffic}`,
  `spokes peered with each other (PE-08): ${allowSpokePeering ? 'any' : 'forbidden'}`,
  `logins (SSH-01): ${sshChecks ? `${sshPairs.kind}${sshPairs.kind === 'sample' ? ` of ${String(sshPairs.size)}` : ''}` : 'none, SSH_CHECKS=off'}`,
];

/** Those of which the same is said stand in one line. */
function spokeLines({ spokes, sshPort }: Expectations, spokeIds: readonly string[] | undefined, name: (id: string) => string): string[] {
  const keys = spokeIds?.map(keyOf) ?? Object.keys(spokes);
  const said = keys.flatMap((key) => {
    const spoke = spokes[key];
    if (!spoke) return [];
    const { sshPort: port, machines, notProbed, remoteGateways, forwardedTraffic, routeTables = [] } = spoke;
    const parts = [
      ...(remoteGateways ? [`remote gateways ${remoteGateways}`] : []),
      ...(forwardedTraffic ? [`forwarded traffic ${forwardedTraffic}`] : []),
      ...routeTables.map(({ subnet, is }) => `route table of ${subnet} ${is}`),
      ...(port !== undefined && port !== sshPort ? [`SSH port ${String(port)}`] : []),
      ...(machines ? [`logins by ${listed(machines)}`] : []),
      ...(notProbed !== undefined ? [`not probed: ${notProbed}`] : []),
    ];
    return parts.length > 0 ? [{ name: name(key), text: parts.join('; ') }] : [];
  });
  return [...new Set(said.map(({ text }) => text))].map((text) => `${listed(said.filter((one) => one.text === text).map((one) => one.name))}: ${text}`);
}
