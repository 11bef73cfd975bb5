/** The network and the misbehaviour that the options of the command line ask for. */
import { writeFileSync } from 'node:fs';
import type { Denial } from '../lab/arm/access';
import type { Incident } from '../lab/arm/incident';
import type { LatencyOptions } from '../lab/arm/latency';
import { allFaults } from '../lab/faults/catalogue';
import type { Fault } from '../lab/faults/fault';
import type { FaultTarget } from '../lab/faults/fault-target';
import type { DataPlane } from '../lab/lab';
import type { Rebuilt } from '../lab/replay/rebuild';
import { rebuild } from '../lab/replay/rebuild';
import { loadSurvey } from '../lab/replay/survey-file';
import type { Behaviours } from '../lab/ssh/behaviour';
import { createBehaviours } from '../lab/ssh/behaviour';
import type { BuiltInTopology } from '../lab/topologies/built-in';
import { builtInTopologies, builtInTopology } from '../lab/topologies/built-in';
import { generatedTopology } from '../lab/topologies/generated';
import type { Topology } from '../lab/topology/topology';
import { loadTopology } from '../lab/topology/topology-file';
import { dropOverrides } from '../lab/topology/drop-overrides';
import type { LabArguments } from './lab-options';
import { OptionError } from '../helpers/run/command-line';

/** What `startLab` is given. */
export interface ChosenLab {
  readonly topology: Topology;
  readonly incidents: readonly Incident[];
  readonly denied: readonly Denial[];
  readonly sshBehaviours: Behaviours;
  readonly dataPlane?: DataPlane;
  readonly latency?: LatencyOptions;
  readonly throttling?: boolean;
  /** For the user: what a rebuilt network rests on, and what was saved where. */
  readonly notes: readonly string[];
}

/** Throws OptionError for a fault that is none or does not fit, TopologyError or SurveyError for a file with mistakes. */
export function chooseLab(options: LabArguments): ChosenLab {
  const fault = options.fault === undefined ? undefined : faultNamed(options.fault);
  const { topology, ...given } = networkOf(options, fault);
  const parts = { incidents: [...given.incidents], denied: [...given.denied], ssh: createBehaviours() };
  if (options.withoutOverrides) dropOverrides(topology);
  if (fault) inject(fault, { topology, ...parts });
  const saved = options.save === undefined ? [] : saveTopology(options.save, { topology, ...parts });
  const pace = { ...(options.latency !== undefined && { latency: { scale: options.latency } }), ...(options.throttling && { throttling: true }) };
  return { topology, incidents: parts.incidents, denied: parts.denied, sshBehaviours: parts.ssh, ...(options.dataPlane && { dataPlane: options.dataPlane }), ...pace, notes: [...given.notes, ...saved] };
}

function networkOf({ from, topology, size, withoutOverrides }: LabArguments, fault: Fault | undefined): Rebuilt {
  if (from !== undefined) return rebuild(loadSurvey(from), { withoutOverrides });
  if (size) return { topology: generatedTopology(size), incidents: [], denied: [], notes: [] };
  return { topology: topologyNamed(topology ?? fault?.base ?? 'reference'), incidents: [], denied: [], notes: [] };
}

/** Incidents and SSH servers that misbehave are no part of a network, so a file has no place for them. */
function saveTopology(file: string, { topology, incidents, denied, ssh }: FaultTarget): string[] {
  try {
    writeFileSync(file, `${JSON.stringify(topology, undefined, 2)}\n`);
  } catch (cause) {
    throw new OptionError(`--save: ${(cause as Error).message}`, { cause });
  }
  const lost = incidents.length + denied.length > 0 || ssh.machines.size > 0 || ssh.jump.kind !== 'normal';
  return [`The network is saved in ${file}; edit it, and give it to --topology.${lost ? ' What failed besides the network, at Azure’s API or in SSH servers, is not in it.' : ''}`];
}

function faultNamed(name: string): Fault {
  const found = allFaults.find((fault) => fault.name.toLowerCase() === name.toLowerCase());
  if (!found) throw new OptionError(`There is no fault "${name}". \`npm run rehearse -- --list\` names them all.`);
  return found;
}

const isBuiltIn = (name: string): name is BuiltInTopology => (builtInTopologies as readonly string[]).includes(name);

const topologyNamed = (name: string): Topology => (isBuiltIn(name) ? builtInTopology(name) : loadTopology(name));

/** A fault is made for one topology; another may lack what it changes, and then nothing would be rehearsed. */
function inject(fault: Fault, target: FaultTarget): void {
  const state = (): string => JSON.stringify([target.topology, target.incidents.length, target.denied.length, [...target.ssh.machines], target.ssh.jump]);
  const before = state();
  try {
    fault.apply(target);
  } catch (cause) {
    throw new OptionError(`The fault "${fault.name}" does not fit this network: ${(cause as Error).message}.`, { cause });
  }
  if (state() === before) throw new OptionError(`The fault "${fault.name}" does not fit this network: it changes nothing there.`);
}
