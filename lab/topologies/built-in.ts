/** The topologies that come with the project, by name. */
import { join } from 'node:path';
import type { Topology } from '../topology/topology';
import { loadTopology } from '../topology/topology-file';

/** Each is a file here; the first is the default one. */
export const builtInTopologies = ['reference', 'gateway-transit', 'nva-bgp', 'ten-spokes', 'firewall', 'perimeter', 'load-balancer', 'segmented'] as const;

export type BuiltInTopology = (typeof builtInTopologies)[number];

/** A fresh copy at every call, to be changed at will. */
export function builtInTopology(name: BuiltInTopology): Topology {
  return loadTopology(join(__dirname, `${name}.json`));
}
