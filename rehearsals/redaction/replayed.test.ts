import { describe, expect, test } from '@jest/globals';
import { dueOn, judgeOn } from '../../helpers/checks/judge-all';
import type { Deployment } from '../../helpers/estate/deployment';
import { redactionOf } from '../../helpers/redaction/redaction';
import { redactRun } from '../../helpers/run/redact-run';
import { surveyFileOf } from '../../helpers/run/survey-file';
import { rebuild } from '../../lab/replay/rebuild';
import { parseSurvey } from '../../lab/replay/survey-file';
import { builtInTopologies, builtInTopology } from '../../lab/topologies/built-in';
import type { Rehearsed } from '../faults/rehearse-fault';
import { rehearse } from '../faults/rehearse-fault';
import { recordedNetworks } from '../replay/recorded-networks';

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

const named = builtInTopologies.map((name) => ({ name: `${name} as it is`, topology: () => builtInTopology(name), apply: undefined, settings: undefined }));

/** Each fault and shape would take as long as the replays of all of them. */
const sample = recordedNetworks.filter((_, place) => place % 24 === 5);

describe('A redacted survey that is replayed gives the verdicts of the true one, check by check', () => {
  test.concurrent.each([...named, ...sample].map((one) => [one.name, one] as const))('%s', async (_, { topology, apply, settings }) => {
    const { deployment } = await rehearse(topology(), apply, settings);
    if (!deployment) throw new Error('there is no survey');
    const { text, differing } = redacted(deployment);
    expect(differing).toEqual([]);
    const [after, before] = await Promise.all([replayed(text), replayed(surveyFileOf(deployment, requests).text)]);
    expect(after).toEqual(before);
  }, 120_000);
});
