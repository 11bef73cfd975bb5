/** What is expected, in the words of a redacted survey: it asks the same of the same. */
import type { Expectations, Flow, FlowEnd, LoginPairs, SpokeExpectations, Transit } from '../estate/expectations';
import { keyOf, nameOf } from '../estate/resource-id';
import type { Redaction } from './redaction';
import { hidden } from './redaction';

/** Without its waivers, which speak of resources by labels: those are the run's to find. What is not named here is not passed on. */
export function redactExpectations(expectations: Expectations, redaction: Redaction): Expectations {
  const { id, redacts } = redaction;
  const { transit, sshPairs, flows, spokes, spokePeerings } = expectations;
  const { routeServerSubnetMinPrefix, allowSpokePeering, branchToBranch, remoteGateways, forwardedTraffic, sshPort, sshChecks } = expectations;
  const networks = Object.keys(spokes).map((key) => nameOf(id(key)));
  // In a file each has a name of its own.
  const nameFor = (key: string): string => `${nameOf(id(key))}${networks.filter((one) => one === nameOf(id(key))).length > 1 ? `-${String(Object.keys(spokes).indexOf(key) + 1)}` : ''}`;
  return {
    ...{ routeServerSubnetMinPrefix, allowSpokePeering, branchToBranch, remoteGateways, forwardedTraffic, sshPort, sshChecks },
    transit: redactTransit(transit, redaction),
    sshPairs: { ...pairsOf(sshPairs), seed: redacts.ids && !/^\d+$/.test(sshPairs.seed) ? hidden : sshPairs.seed },
    flows: flows.map((flow) => redactFlow(flow, redaction)),
    spokes: Object.fromEntries(Object.entries(spokes).map(([key, spoke]) => [keyOf(id(key)), { ...redactSpoke(spoke, redaction), name: redacts.ids ? nameFor(key) : redaction.said(spoke.name) }])),
    spokePeerings: spokePeerings.map(({ between: [one, other], is }) => ({ between: [id(one), id(other)], is })),
    waivers: [],
  };
}

const redactTransit = (transit: Transit, { place }: Redaction): Transit => (transit.kind === 'addresses' ? { kind: 'addresses', addresses: transit.addresses.map(place) } : { kind: transit.kind });

const pairsOf = (pairs: LoginPairs): { kind: 'all' | 'ring' | 'auto' } | { kind: 'sample'; size: number } => (pairs.kind === 'sample' ? { kind: pairs.kind, size: pairs.size } : { kind: pairs.kind });

const redactFlow = ({ from, to, ports, expect, line }: Flow, redaction: Redaction): Flow => ({ from: redactEnd(from, redaction), to: redactEnd(to, redaction), ports, expect, ...(line !== undefined && { line }) });

/** Azure's own subnets, which may need a pattern of their own, hold no machine. */
function redactEnd(end: FlowEnd, { id, place, patterns }: Redaction): FlowEnd {
  if (end.kind === 'any') return { kind: 'any' };
  const { spokeId, machine, subnet, address } = end;
  return {
    kind: 'spoke',
    spokeId: id(spokeId),
    ...(machine !== undefined && { machine: patterns('vm', machine)[0] }),
    ...(subnet !== undefined && { subnet: patterns('subnet', subnet)[0] }),
    ...(address !== undefined && { address: place(address) }),
  };
}

function redactSpoke(spoke: SpokeExpectations, { said, patterns }: Redaction): Omit<SpokeExpectations, 'name'> {
  const { sshPort, machines, notProbed, remoteGateways, forwardedTraffic, routeTables } = spoke;
  return {
    ...(sshPort !== undefined && { sshPort }),
    ...(machines && { machines: machines.flatMap((pattern) => patterns('vm', pattern)) }),
    ...(notProbed !== undefined && { notProbed: said(notProbed) }),
    ...(remoteGateways && { remoteGateways }),
    ...(forwardedTraffic && { forwardedTraffic }),
    ...(routeTables && { routeTables: routeTables.flatMap(({ subnet, is }) => patterns('subnet', subnet).map((pattern) => ({ subnet: pattern, is }))) }),
  };
}
