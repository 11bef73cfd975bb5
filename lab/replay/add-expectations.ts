/** What a run was told to expect by its file: written down as a file again. What the environment can say is in the environment. */
import type { SpokeInFile } from '../topology/expectations';
import type { ReplayDraft } from './replay-draft';
import { keyOf, lastName } from './resource-id';
import type { RecordedExpectations, RecordedFlow } from './survey';

export function addExpectations({ survey: { spokeIds, expectations }, topology: { settings } }: ReplayDraft): void {
  if (!expectations || !hasFile(expectations)) return;
  const { flows, spokes, spokePeerings, waivers } = expectations;
  const names = spokeNames(spokeIds, expectations);
  const nameOf = (id: string): string => names.get(keyOf(id)) ?? lastName(id);
  const isNamed = Object.keys(spokes).length > 0 || spokePeerings.length > 0 || flows.some(({ from, to }) => from.kind === 'spoke' || to.kind === 'spoke');
  settings.expectations = {
    flows: flows.map(({ from, to, ports, expect }) => ({ from: endText(from, nameOf), to: endText(to, nameOf), port: ports.length === 1 ? ports[0] : ports, expect })),
    ...(isNamed && { spokes: Object.fromEntries(spokeIds.map((id) => [nameOf(id), spokeInFile(id, spokes[keyOf(id)])])) }),
    ...(spokePeerings.length > 0 && { spokePeerings: spokePeerings.map(({ between, is }) => ({ between: between.map(nameOf), is })) }),
    ...(waivers.length > 0 && { waivers }),
  };
}

const hasFile = ({ flows: [first, ...further], spokes, spokePeerings, waivers }: RecordedExpectations): boolean =>
  !first || !isUsual(first) || further.length + Object.keys(spokes).length + spokePeerings.length + waivers.length > 0;

/** What holds without a file. */
const isUsual = ({ from, to, ports, expect }: RecordedFlow): boolean => from.kind === 'any' && to.kind === 'any' && ports.join() === 'ssh' && expect === 'connect';

/** By the keys of their ids: as the file called them, else by their own names, and by their places where two have one name. */
function spokeNames(spokeIds: readonly string[], { spokes }: RecordedExpectations): Map<string, string> {
  const names = new Map(Object.entries(spokes).map(([id, { name }]) => [id, name]));
  const taken = new Set(names.values());
  for (const [index, id] of spokeIds.entries()) {
    if (names.has(keyOf(id))) continue;
    const name = taken.has(lastName(id)) ? `${lastName(id)}-${String(index + 1)}` : lastName(id);
    taken.add(name);
    names.set(keyOf(id), name);
  }
  return names;
}

function spokeInFile(id: string, said: RecordedExpectations['spokes'][string] | undefined): SpokeInFile {
  if (!said) return { id };
  const { sshPort, machines, notProbed, remoteGateways, forwardedTraffic, routeTables } = said;
  return {
    id,
    ...((sshPort !== undefined || machines) && { ssh: { ...(sshPort !== undefined && { port: sshPort }), ...(machines && { machines }) } }),
    ...(notProbed !== undefined && { probe: 'none', why: notProbed }),
    ...(remoteGateways && { remoteGateways }),
    ...(forwardedTraffic && { forwardedTraffic }),
    ...(routeTables && { subnets: Object.fromEntries(routeTables.map(({ subnet, is }) => [subnet, { routeTable: is }])) }),
  };
}

function endText(end: RecordedFlow['to'], nameOf: (id: string) => string): string {
  if (end.kind === 'any') return '*';
  const part = end.address ?? end.machine ?? (end.subnet === undefined ? undefined : `subnets/${end.subnet}`);
  return [nameOf(end.spokeId), ...(part === undefined ? [] : [part])].join('/');
}
