/** Networks whose surveys are redacted and replayed, and what both come to. */
import { dueOn, judgeOn } from '../../helpers/checks/judge-all';
import type { Deployment } from '../../helpers/estate/deployment';
import { redactionOf } from '../../helpers/redaction/redaction';
import { redactRun } from '../../helpers/run/redact-run';
import { surveyFileOf } from '../../helpers/run/survey-file';
import { rebuild } from '../../lab/replay/rebuild';
import { parseSurvey } from '../../lab/replay/survey-file';
import type { Rehearsed } from '../faults/rehearse-fault';
import { rehearse } from '../faults/rehearse-fault';
import { builtInTopologies, builtInTopology } from '../../lab/topologies/built-in';
import type { recordedNetworks } from '../replay/recorded-networks';

const day = '2026-11-26';
const requests = { reads: 0, writes: 0 };
const redacts = { ids: true, addresses: true };

/** What the file of a survey comes to where it is judged again, logins too. */
async function replayed(text: string): Promise<string[]> {
  const { topology, incidents, denied } = rebuild(parseSurvey(JSON.parse(text)));
  const { records } = await rehearse(topology, (target) => {
    target.incidents.push(...incidents);
    target.denied.push(...denied);
  });
  return verdictsOf(records);
}

const verdictsOf = (records: Rehearsed['records']): string[] => records.map(({ checkId, verdict }) => `${checkId} ${verdict.verdict}`);

function redacted(deployment: Deployment): { readonly text: string; readonly differing: readonly string[] } {
  const run = { deployment, cases: judgeOn(deployment, day), probes: dueOn(deployment, day) };
  const made = redactRun(run, day, redactionOf(deployment, redacts));
  return { text: surveyFileOf(made.deployment, requests, redacts).text, differing: made.differing };
}

export interface Replayed {
  /** The checks that come to another verdict as soon as it is redacted. */
  readonly differing: readonly string[];
  readonly after: readonly string[];
  readonly before: readonly string[];
}

export async function replayRedacted({ topology, apply, settings }: (typeof recordedNetworks)[number]): Promise<Replayed> {
  const { deployment } = await rehearse(topology(), apply, settings);
  if (!deployment) throw new Error('There is no survey.');
  const { text, differing } = redacted(deployment);
  const [after, before] = await Promise.all([replayed(text), replayed(surveyFileOf(deployment, requests).text)]);
  return { differing, after, before };
}

export const healthyNetworks: typeof recordedNetworks = builtInTopologies.map((name) => ({ name: `${name} as it is`, topology: () => builtInTopology(name), isHealthy: true }));
