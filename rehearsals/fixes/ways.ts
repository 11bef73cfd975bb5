/** Where every NIC of a network sends what is for every other address: what a fix must leave as it is, unless it is broken. */
import { connect } from '../../lab/network/path';
import { decidingRoutes } from '../../lab/network/deciding-routes';
import { effectiveRoutes } from '../../lab/network/effective-routes';
import { everyNic } from '../../lab/topology/scale-sets';
import type { NetworkInterface, Topology } from '../../lab/topology/topology';
import type { World } from '../../lab/topology/world';
import { createWorld } from '../../lab/topology/world';

/** Stands for the Internet. */
const outside = '8.8.8.8';

export interface Way {
  /** The rows that decide. */
  readonly deciding: string;
  /** Whether a connection or its answer is lost on it. */
  readonly isBroken: boolean;
}

/** By `<NIC> → <address>`. */
export function waysOf(topology: Topology): Map<string, Way> {
  const world = createWorld(topology);
  const nics = everyNic(topology);
  return new Map(
    nics.flatMap((from) => {
      const rows = effectiveRoutes(world, from);
      const way = (address: string, isBroken: boolean): [string, Way] => [`${from.resourceGroup}/${from.name} → ${address}`, { deciding: decidingRoutes(rows, address).map((row) => JSON.stringify(row)).sort().join(' '), isBroken }];
      const others = nics.filter((to) => to !== from).flatMap((to) => to.privateIPAddresses.slice(0, 1).map((address) => way(address, isBroken(world, from, to) || isBroken(world, to, from))));
      return [...others, way(outside, false)];
    }),
  );
}

function isBroken(world: World, from: NetworkInterface, to: NetworkInterface): boolean {
  const machine = world.virtualMachineOf(from);
  const [address] = to.privateIPAddresses;
  if (!machine || address === undefined || world.networkInterfacesOf(machine)[0] !== from) return false;
  const outcome = connect(world, { from: machine, to: address, port: 22 });
  return outcome.kind !== 'open' && outcome.kind !== 'refused';
}

/** The ways that led where they should and lead elsewhere now. */
export function diverted(before: ReadonlyMap<string, Way>, after: ReadonlyMap<string, Way>): string[] {
  return [...before].flatMap(([name, was]) => {
    const now = after.get(name);
    return was.isBroken || now?.deciding === was.deciding ? [] : [`${name}: ${was.deciding || 'nothing'} became ${now?.deciding ?? 'nothing'}`];
  });
}
