/** What is expected, in the words of a redacted survey: it asks the same of the same. */
import type { Expectations, Flow, FlowEnd, SpokeExpectations } from '../estate/expectations';
import { keyOf, nameOf } from '../estate/resource-id';
import type { Redaction } from './redaction';
import { hidden } from './redaction';

/** Without its waivers, which speak of resources by labels: those are the run's to find. */
export function redactExpectations(expectations: Expectations, redaction: Redaction): Expectations {
  const { id, place, redacts } = redaction;
  const { transit, sshPairs, flows, spokes, spokePeerings } = expectations;
  return {
    ...expectations,
    transit: transit.kind === 'addresses' ? { ...transit, addresses: transit.addresses.map(place) } : transit,
    sshPairs: { ...sshPairs, seed: redacts.ids && !/^\d+$/.test(sshPairs.seed) ? hidden : sshPairs.seed },
    flows: flows.flatMap((flow) => redactFlow(flow, redaction)),
    spokes: Object.fromEntries(Object.entries(spokes).map(([key, spoke]) => [keyOf(id(key)), redactSpoke(key, spoke, redaction)])),
    spokePeerings: spokePeerings.map(({ between: [one, other], is }) => ({ between: [id(one), id(other)], is })),
    waivers: [],
  };
}

/** A pattern of names may have become several. */
const redactFlow = (flow: Flow, redaction: Redaction): Flow[] =>
  endsOf(flow.from, redaction).flatMap((from) => endsOf(flow.to, redaction).map((to) => ({ ...flow, from, to })));

function endsOf(end: FlowEnd, { id, place, patterns }: Redaction): FlowEnd[] {
  if (end.kind === 'any') return [end];
  const { spokeId, machine, subnet, address } = end;
  const machines = machine === undefined ? [undefined] : patterns('vm', machine);
  const subnets = subnet === undefined ? [undefined] : patterns('subnet', subnet);
  return machines.flatMap((one) => subnets.map((another): FlowEnd => ({
    kind: 'spoke',
    spokeId: id(spokeId),
    ...(one !== undefined && { machine: one }),
    ...(another !== undefined && { subnet: another }),
    ...(address !== undefined && { address: place(address) }),
  })));
}

function redactSpoke(key: string, spoke: SpokeExpectations, { id, said, patterns, redacts }: Redaction): SpokeExpectations {
  const { machines, notProbed, routeTables } = spoke;
  return {
    ...spoke,
    name: redacts.ids ? nameOf(id(key)) : said(spoke.name),
    ...(machines && { machines: machines.flatMap((pattern) => patterns('vm', pattern)) }),
    ...(notProbed !== undefined && { notProbed: said(notProbed) }),
    ...(routeTables && { routeTables: routeTables.flatMap(({ subnet, is }) => patterns('subnet', subnet).map((pattern) => ({ subnet: pattern, is }))) }),
  };
}
