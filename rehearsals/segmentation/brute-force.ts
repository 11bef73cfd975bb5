/** The same question by trying: every address of the subnets and every source port that any rule may tell from another, one packet after the other. No code of the harness judges here. */
import type { Deployment } from '../../helpers/estate/deployment';
import type { Flow, FlowEnd } from '../../helpers/estate/expectations';
import type { AdminRule } from '../../helpers/estate/forwarder-shapes';
import type { EffectiveRoute, EffectiveSecurityGroup, NetworkInterface, Subnet, Survey } from '../../helpers/estate/survey';
import { firewallAddress } from './small-network';

export type Came = 'through' | 'stopped' | 'unknown';

export interface Tried {
  readonly from: string;
  readonly to: string;
  readonly sourcePort: number;
}

/** Every rule of a small network begins or ends at one of these. */
const ports = [1, 52, 53, 54, 999, 1000, 1023, 1024, 1100, 1101, 30_000, 49_999, 50_000, 60_000, 60_001, 65_534, 65_535];

const number = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

const text = (address: number): string => [16_777_216, 65_536, 256, 1].map((unit) => String(Math.floor(address / unit) % 256)).join('.');

/** There are few prefixes and addresses, and many packets. */
const known = new Map<string, boolean>();

function holds(prefix: string, address: string): boolean {
  const key = `${prefix} ${address}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const [base = '', length = '32'] = prefix.split('/');
  const size = 2 ** (32 - Number(length));
  const made = Math.floor(number(base) / size) === Math.floor(number(address) / size);
  known.set(key, made);
  return made;
}

const anyHolds = (prefixes: readonly string[], address: string): boolean => prefixes.some((prefix) => holds(prefix, address));

function inRange(ranges: readonly string[], port: number): boolean {
  return ranges.some((range) => {
    const [first = 0, last = 0] = range.split('-').map(Number);
    return first <= port && port <= last;
  });
}

/** Of one address of a subnet: what holds there, as far as anything tells. */
interface Seat {
  readonly address: string;
  readonly spokeId: string;
  readonly subnet: Subnet;
  readonly machine?: string;
  readonly groups: readonly EffectiveSecurityGroup[];
  /** Whether a group may apply that was not read. */
  readonly mayHaveMore: boolean;
  readonly routes?: readonly EffectiveRoute[];
}

const read = <T>(map: Readonly<Record<string, { readonly status: string; readonly value?: T }>>, id: string): T | undefined => map[id.toLowerCase()]?.value;

function seatsIn(survey: Survey, spokeId: string): Seat[] {
  const subnets = read(survey.virtualNetworks, spokeId)?.subnets ?? [];
  return subnets.flatMap((subnet) => {
    const nics = Object.values(survey.networkInterfaces).flatMap((reading) => (reading.status === 'read' && reading.value.ipConfigurations[0]?.subnetId === subnet.id ? [reading.value] : []));
    const [base = '', length = ''] = (subnet.addressPrefixes[0] ?? '').split('/');
    const all = Array.from({ length: 2 ** (32 - Number(length)) }, (_, index) => text(number(base) + index));
    return all.slice(4, -1).map((address) => seat(survey, spokeId, subnet, nics, address));
  });
}

function seat(survey: Survey, spokeId: string, subnet: Subnet, nics: readonly NetworkInterface[], address: string): Seat {
  const rules = nics.map(({ id }) => read(survey.effectiveSecurityGroups, id)).find((found) => found !== undefined);
  const ofSubnet = rules?.filter(({ association }) => association === 'subnet') ?? (subnet.networkSecurityGroupId === undefined ? [] : undefined);
  const routes = nics.map(({ id }) => read(survey.effectiveRoutes, id)).find((found) => found !== undefined);
  const nic = nics.find(({ ipConfigurations }) => ipConfigurations.some(({ privateIPAddress }) => privateIPAddress === address));
  const own = nic && read(survey.effectiveSecurityGroups, nic.id);
  const ownRoutes = (nic && read(survey.effectiveRoutes, nic.id)) ?? routes;
  const mayHaveMore = own === undefined && (ofSubnet === undefined || nic?.networkSecurityGroupId !== undefined);
  return { address, spokeId, subnet, groups: own ?? ofSubnet ?? [], mayHaveMore, ...(nic && { machine: (nic.virtualMachineId ?? '').split('/').at(-1) ?? '' }), ...(ownRoutes && { routes: ownRoutes }) };
}

interface Trial {
  readonly survey: Survey;
  readonly from: Seat;
  readonly to: Seat;
  readonly sourcePort: number;
}

const isTcp = (protocol: string): boolean => ['Tcp', 'All', 'Any'].includes(protocol);

function byGroup({ rules }: EffectiveSecurityGroup, { from, to, sourcePort }: Trial, direction: 'Inbound' | 'Outbound'): boolean {
  // They are made in the order of their priorities.
  const first = rules.find(
    (rule) =>
      rule.direction === direction &&
      isTcp(rule.protocol) &&
      inRange(rule.sourcePortRanges, sourcePort) &&
      inRange(rule.destinationPortRanges, 22) &&
      anyHolds(rule.expandedSourceAddressPrefixes.length > 0 ? rule.expandedSourceAddressPrefixes : rule.sourceAddressPrefixes, from.address) &&
      anyHolds(rule.expandedDestinationAddressPrefixes.length > 0 ? rule.expandedDestinationAddressPrefixes : rule.destinationAddressPrefixes, to.address),
  );
  return first?.access === 'Allow';
}

function byRules(trial: Trial, direction: 'Inbound' | 'Outbound'): Came {
  const { survey, from, to, sourcePort } = trial;
  const at = direction === 'Outbound' ? from : to;
  const adminRules: readonly AdminRule[] = read(survey.adminRules, at.spokeId) ?? [];
  const admin = adminRules.find(
    (rule) => rule.direction === direction && isTcp(rule.protocol) && inRange(rule.sourcePortRanges, sourcePort) && inRange(rule.destinationPortRanges, 22) && anyHolds(rule.sources, from.address) && anyHolds(rule.destinations, to.address),
  );
  if (admin?.access === 'Deny') return 'stopped';
  if (admin?.access === 'AlwaysAllow') return 'through';
  if (!at.groups.every((group) => byGroup(group, trial, direction))) return 'stopped';
  return at.mayHaveMore ? 'unknown' : 'through';
}

function byFirewall({ survey, from, to }: Trial): Came {
  const [firewall] = Object.values(survey.firewalls).flatMap((reading) => (reading.status === 'read' ? [reading.value] : []));
  for (const rule of firewall?.networkRules ?? []) {
    const matches = rule.protocols.some((protocol) => ['TCP', 'Any'].includes(protocol)) && anyHolds(rule.sourceAddresses, from.address) && anyHolds(rule.destinationAddresses, to.address) && inRange(rule.destinationPorts, 22);
    if (matches) return rule.access === 'Allow' ? 'through' : 'stopped';
    if (rule.isPartlyRead) return 'unknown';
  }
  return 'unknown';
}

function byRow(trial: Trial, { nextHopType, nextHopIpAddresses }: EffectiveRoute): Came {
  const { survey, from, to } = trial;
  if (nextHopType === 'VNetPeering') return read(survey.virtualNetworks, from.spokeId)?.peerings.some(({ remoteVirtualNetworkId }) => remoteVirtualNetworkId === to.spokeId) === true ? 'through' : 'stopped';
  return nextHopIpAddresses.includes(firewallAddress) ? byFirewall(trial) : 'stopped';
}

function byRoutes(trial: Trial): Came {
  const { from, to } = trial;
  if (!from.routes) return 'unknown';
  const rows = from.routes.flatMap((route) => route.addressPrefixes.filter((prefix) => holds(prefix, to.address)).map((prefix) => ({ route, length: Number(prefix.split('/')[1]) })));
  const longest = Math.max(...rows.map(({ length }) => length));
  const best = rows.filter(({ length }) => length === longest).map(({ route }) => route);
  const users = best.filter(({ source }) => source === 'User');
  const ways = (users.length > 0 ? users : best).map((route) => byRow(trial, route));
  return (['through', 'unknown', 'stopped'] as const).find((came) => ways.includes(came)) ?? 'stopped';
}

function tried(trial: Trial): Came {
  const [out, into] = [byRules(trial, 'Outbound'), byRules(trial, 'Inbound')];
  if (out === 'stopped' || into === 'stopped') return 'stopped';
  const all = [out, into, byRoutes(trial)];
  return (['stopped', 'unknown', 'through'] as const).find((came) => all.includes(came)) ?? 'through';
}

const fits = (pattern: string, name: string): boolean => new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 'i').test(name);

const isAt = (end: FlowEnd, { spokeId, subnet, machine }: Seat): boolean =>
  end.kind === 'any' || (end.spokeId === spokeId && (end.machine === undefined || (machine !== undefined && fits(end.machine, machine))) && (end.subnet === undefined || fits(end.subnet, subnet.name)));

const isBlocked = (flows: readonly Flow[], from: Seat, to: Seat): boolean => flows.findLast((flow) => isAt(flow.from, from) && isAt(flow.to, to))?.expect === 'blocked';

export interface Found {
  readonly verdict: 'pass' | 'fail' | 'cannot-tell' | 'skip';
  readonly cameOf: (packet: Tried) => Came | 'not to be blocked';
}

/** By the spokes, at port 22. */
export function bruteForce({ survey, expectations: { flows } }: Deployment, fromSpokeId: string, toSpokeId: string): Found {
  const [sources, targets] = [seatsIn(survey, fromSpokeId), seatsIn(survey, toSpokeId)];
  const trials = sources.flatMap((from) => targets.filter((to) => isBlocked(flows, from, to)).flatMap((to) => ports.map((sourcePort) => ({ survey, from, to, sourcePort }))));
  const came = new Set(trials.map(tried));
  const cameOf = (packet: Tried): Came | 'not to be blocked' => {
    const trial = trials.find(({ from, to, sourcePort }) => from.address === packet.from && to.address === packet.to && sourcePort === packet.sourcePort);
    return trial ? tried(trial) : 'not to be blocked';
  };
  return { verdict: trials.length === 0 ? 'skip' : came.has('through') ? 'fail' : came.has('unknown') ? 'cannot-tell' : 'pass', cameOf };
}
