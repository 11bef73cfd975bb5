/** A network is surveyed, rebuilt from the survey, and judged again: the same verdicts. */
import { expect } from '@jest/globals';
import type { Deployment } from '../../helpers/estate/deployment';
import { surveyFileText } from '../../helpers/run/survey-file';
import type { Rebuilt } from '../../lab/replay/rebuild';
import { rebuild } from '../../lab/replay/rebuild';
import { parseSurvey } from '../../lab/replay/survey-file';
import { parseTopology } from '../../lab/topology/topology-file';
import type { Means, Rehearsed } from '../faults/rehearse-fault';
import { rehearse } from '../faults/rehearse-fault';
import { loginsBeyondSurveys } from './logins-beyond-surveys';
import type { ReplayCase } from './recorded-networks';

/** A lost packet shows only as a timeout, so a login that must not be lost is given more time. */
const patient: Means = { timeouts: { connectTimeoutMs: 10_000, channelTimeoutMs: 10_000, handshakeTimeoutMs: 10_000, authenticationTimeoutMs: 10_000, loginTimeoutMs: 30_000, commandTimeoutMs: 10_000 } };

const fromFile = (deployment: Deployment): Rebuilt => rebuild(parseSurvey(JSON.parse(surveyFileText(deployment))));

const replay = ({ topology, incidents, denied }: Rebuilt, means: Means | undefined): Promise<Rehearsed> =>
  rehearse(topology, (target) => {
    target.incidents.push(...incidents);
    target.denied.push(...denied);
  }, {}, means);

/** In what way an answer made no sense is in no survey; that it did is. */
const withoutNonsense = (text: string): string => text.replace(/(Azure’s answer is not usable).*/, '$1');

const isProbe = ({ checkId }: { readonly checkId: string }): boolean => ['SSH-01', 'FLOW-01', 'FLOW-02'].includes(checkId);

/** Titles, verdicts, reasons and evidence, to the letter. */
const lines = (records: Rehearsed['records']): string[] => records.map(({ title, verdict }) => `${title}\n${withoutNonsense(JSON.stringify(verdict))}`);

/** Fails the test that asks for it. */
export async function expectReplayed({ name, topology, apply, settings, isHealthy }: ReplayCase): Promise<void> {
  const means = isHealthy ? patient : undefined;
  const { deployment, records, causes } = await rehearse(topology(), apply, settings, means);
  if (!deployment) throw new Error('there is no survey');
  const rebuilt = fromFile(deployment);
  const saved: unknown = JSON.parse(JSON.stringify(rebuilt.topology));
  expect(parseTopology(saved)).toEqual(rebuilt.topology);

  const again = await replay(rebuilt, means);
  expect(lines(again.records.filter((record) => !isProbe(record)))).toEqual(lines(records.filter((record) => !isProbe(record))));
  const [probes, probesAgain] = [records, again.records].map((all) => lines(all.filter(isProbe)));
  if (name in loginsBeyondSurveys) {
    expect(probesAgain).not.toEqual(probes);
    return;
  }
  expect(probesAgain).toEqual(probes);
  expect(again.causes.map(({ sentence }) => withoutNonsense(sentence))).toEqual(causes.map(({ sentence }) => withoutNonsense(sentence)));
}
