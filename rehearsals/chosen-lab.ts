/** The network and the misbehaviour that the options of the command line ask for. */
import type { Denial } from '../lab/arm/access';
import type { Incident } from '../lab/arm/incident';
import { allFaults } from '../lab/faults/catalogue';
import type { Fault } from '../lab/faults/fault';
import type { Behaviours } from '../lab/ssh/behaviour';
import { createBehaviours } from '../lab/ssh/behaviour';
import type { BuiltInTopology } from '../lab/topologies/built-in';
import { builtInTopologies, builtInTopology } from '../lab/topologies/built-in';
import type { Topology } from '../lab/topology/topology';
import { loadTopology } from '../lab/topology/topology-file';
import type { LabOptions } from './lab-options';
import { OptionError } from './option-list';

/** What `startLab` is given. */
export interface ChosenLab {
  readonly topology: Topology;
  readonly incidents: readonly Incident[];
  readonly denied: readonly Denial[];
  readonly sshBehaviours: Behaviours;
}

/** Throws OptionError for a fault that is none or does not fit, TopologyError for a file with mistakes. */
export function chooseLab(options: LabOptions): ChosenLab {
  const fault = options.fault === undefined ? undefined : faultNamed(options.fault);
  const topology = topologyNamed(options.topology ?? fault?.base ?? 'reference');
  const parts = { incidents: [], denied: [], ssh: createBehaviours() };
  if (fault) spoil(fault, { topology, ...parts });
  return { topology, incidents: parts.incidents, denied: parts.denied, sshBehaviours: parts.ssh };
}

function faultNamed(name: string): Fault {
  const found = allFaults.find((fault) => fault.name.toLowerCase() === name.toLowerCase());
  if (!found) throw new OptionError(`There is no fault "${name}". \`npm run rehearse -- --list\` names them all.`);
  return found;
}

const isBuiltIn = (name: string): name is BuiltInTopology => (builtInTopologies as readonly string[]).includes(name);

const topologyNamed = (name: string): Topology => (isBuiltIn(name) ? builtInTopology(name) : loadTopology(name));

/** A fault is made for one topology; another may lack what it spoils. */
function spoil(fault: Fault, stage: Parameters<Fault['apply']>[0]): void {
  try {
    fault.apply(stage);
  } catch (cause) {
    throw new OptionError(`The fault "${fault.name}" does not fit this network: ${(cause as Error).message}.`, { cause });
  }
}
