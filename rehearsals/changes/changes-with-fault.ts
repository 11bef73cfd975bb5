/** What a fault of the catalogue makes of the network, and what is told of it: the surveys before and after, compared. */
import { changesBetween } from '../../helpers/changes/changes-between';
import { labelsIn } from '../../helpers/estate/survey-labels';
import type { Survey } from '../../helpers/estate/survey';
import { changeWords } from '../../helpers/words/change-words';
import type { Fault } from '../../lab/faults/fault';
import { startLab } from '../../lab/lab';
import type { Topology } from '../../lab/topology/topology';
import type { BuiltInTopology } from '../../lab/topologies/built-in';
import { builtInTopology } from '../../lab/topologies/built-in';
import { targetOf } from '../faults/rehearse-fault';
import { surveyorOf } from '../survey-lab';

export interface FaultChanges {
  /** The names of what is different in the topology, in as small parts as have names. */
  readonly altered: readonly string[];
  /** In words. */
  readonly told: readonly string[];
}

/** The network alone: without what the fault does to the API, which answers for the network as it is. */
export async function changesWithFault({ base = 'reference', apply }: Pick<Fault, 'base' | 'apply'>): Promise<FaultChanges> {
  const { topology } = targetOf(builtInTopology(base), apply);
  const [healthy, survey] = await Promise.all([healthyOn(base), surveyOf(topology)]);
  return { altered: alteredNames(builtInTopology(base), topology), told: changesBetween(healthy, survey).map((change) => changeWords(change, labelsIn(survey))) };
}

/** One of each network, however many faults are compared with it. */
const surveys = new Map<BuiltInTopology, Promise<Survey>>();

export function healthyOn(base: BuiltInTopology): Promise<Survey> {
  const survey = surveys.get(base) ?? surveyOf(builtInTopology(base));
  surveys.set(base, survey);
  return survey;
}

export async function surveyOf(topology: Topology): Promise<Survey> {
  const lab = await startLab({ topology });
  const surveyor = surveyorOf(lab);
  try {
    return (await surveyor.survey()).deployment.survey;
  } finally {
    surveyor.close();
    await lab.close();
  }
}

/** Lists are compared by the names in them, and without names by their places. */
export function alteredNames(before: unknown, now: unknown, within = ''): string[] {
  if (JSON.stringify(before) === JSON.stringify(now)) return [];
  if (typeof before !== 'object' || typeof now !== 'object' || before === null || now === null) {
    const name = nameIn(now) ?? nameIn(before);
    const members = [before, now].flatMap((value) => (Array.isArray(value) ? value.flatMap((member: unknown) => nameIn(member) ?? []) : []));
    return name === undefined ? [within, ...members] : [name];
  }
  const [old, fresh] = [byName(before), byName(now)];
  const own = nameIn(now) ?? within;
  return [...new Set([...Object.keys(old), ...Object.keys(fresh)].flatMap((key) => alteredNames(old[key], fresh[key], own)))];
}

const nameIn = (value: unknown): string | undefined => (typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string' ? value.name : undefined);

function byName(value: object): Record<string, unknown> {
  return Array.isArray(value) ? Object.fromEntries(value.map((inner: unknown, place) => [nameIn(inner) ?? String(place), inner])) : { ...value };
}
