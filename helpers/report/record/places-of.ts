/** Where in the network a cause is, for a picture of it. */
import type { Estate } from '../../estate/estate';
import { parseAddress } from '../../estate/prefix';
import { keyOf } from '../../estate/resource-id';
import type { Finding } from '../../findings/finding';

export interface Place {
  /** Both ids where it is one side of a peering: whose it is, and where it leads. */
  readonly peering?: readonly [string, string];
  readonly network?: string;
  /** Of a next hop. */
  readonly address?: string;
}

/** None for what is in no one place, such as a login of which nothing came back. */
export function placesOf(estate: Estate, findings: readonly Finding[]): Place[] {
  const known = knownPlaces(estate);
  const found = findings.flatMap((finding) => placesOfOne(finding, known));
  return [...new Map(found.map((place) => [JSON.stringify(place), place])).values()];
}

function placesOfOne(finding: Finding, known: Map<string, readonly Place[]>): Place[] {
  if ('side' in finding && typeof finding.side === 'object') return [{ peering: [finding.side.owner, finding.side.remote] }];
  const at = (id: string): readonly Place[] => known.get(keyOf(id)) ?? [];
  if (finding.kind === 'login-failed') return ofTheWay.includes(finding.outcome.kind) ? [] : [...at(finding.toVmId)];
  const texts = textsIn(finding);
  const source = 'misrouted' in finding && finding.misrouted ? [finding.misrouted.from.spokeId] : [];
  return [...[...texts, ...('at' in finding ? textsIn(finding.at) : []), ...source].flatMap(at), ...texts.filter((text) => parseAddress(text) !== undefined).map((address) => ({ address }))];
}

const textsIn = (fact: object): string[] => Object.values(fact).filter((value): value is string => typeof value === 'string');

/** Outcomes of a login that do not say at which end it is. */
const ofTheWay: readonly string[] = ['timed-out', 'unreachable', 'access-path-failed', 'channel-lost', 'not-tried'];

/** The hub and the spokes by themselves and by what lies in them; a route table may serve several. Machines elsewhere are appliances, by their addresses. */
function knownPlaces({ survey, hub, spokes, nics }: Estate): Map<string, readonly Place[]> {
  const found = new Map<string, Place[]>();
  const add = (id: string | undefined, place: Place): void => {
    if (id !== undefined) found.set(keyOf(id), [...(found.get(keyOf(id)) ?? []), place]);
  };
  for (const { id: network, reading } of [hub, ...spokes]) {
    add(network, { network });
    for (const subnet of reading.status === 'read' ? reading.value.subnets : []) for (const id of [subnet.id, subnet.routeTableId, subnet.networkSecurityGroupId]) add(id, { network });
  }
  const ofMachines = new Set(nics.map(({ nic }) => keyOf(nic.id)));
  for (const { nic, vmId, spokeId: network } of nics) for (const id of [nic.id, vmId]) add(id, { network });
  for (const reading of Object.values(survey.networkInterfaces)) {
    if (reading.status === 'unread' || ofMachines.has(keyOf(reading.value.id))) continue;
    const { id: nicId, virtualMachineId, ipConfigurations } = reading.value;
    for (const { privateIPAddress: address } of ipConfigurations) for (const id of [nicId, virtualMachineId]) add(id, { address });
  }
  return found;
}
