/**
 * Chaos: whatever goes wrong at the API and at the machines, a broken network is never green, a healthy one never failed for
 * what an API did, and every run comes to its end and leaves a junit.xml that parses, without a secret or a command in any output, and without a
 * request to anybody but the Resource Manager.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { isJudged } from '../../helpers/checks/check';
import { dueProbes, judgeSurvey } from '../../helpers/checks/judge-all';
import { namedMachines } from '../../helpers/checks/logins/named-machines';
import { estateOf } from '../../helpers/estate/estate';
import { hideSecretsOf } from '../../helpers/printable/secret-variables';
import { forgetSecrets, hideSecret } from '../../helpers/printable/secrets';
import { suiteLines } from '../../helpers/report/console-reporter';
import type { Outcome } from '../../helpers/report/outcome';
import { writeJUnit } from '../../helpers/report/junit';
import { createAccessPaths } from '../../helpers/probe/access-paths';
import { observeProbe } from '../../helpers/suite/observe-probe';
import { titleOf, verdictOf } from '../../helpers/words/case-words';
import type { Lab } from '../../lab/lab';
import { builtInTopology } from '../../lab/topologies/built-in';
import { complaintsAboutOutputs, readReport } from '../attacks/outputs';
import { replay } from '../replay';
import { surveyorOf } from '../survey-lab';
import type { Schedule } from './schedules';
import { schedules } from './schedules';

const limits = { requestTimeoutMs: 250, retryAfterBudgetMs: 200, retryDelayMs: 5, operationTimeoutMs: 600, listTimeoutMs: 600, answerBytes: 2 * 1024 * 1024 };

/** Long where nothing is meant to hang, so that a busy machine is not taken for a fault. */
const sshTimeouts = (isQuiet: boolean): Parameters<typeof createAccessPaths>[2] => {
  const ms = isQuiet ? 5_000 : 300;
  return { connectTimeoutMs: ms, channelTimeoutMs: ms, handshakeTimeoutMs: ms, authenticationTimeoutMs: ms, loginTimeoutMs: 3 * ms, commandTimeoutMs: ms };
};

/** More than all bounded waits of a run together. */
const deadlineMs = 30_000;

function arrange(lab: Lab, schedule: Schedule): void {
  const topology = builtInTopology('reference');
  if (schedule.isBroken) topology.routeTables[0]?.routes.splice(0);
  Object.assign(lab.topology, topology);
  lab.incidents.splice(0, lab.incidents.length, ...schedule.incidents);
  lab.ssh.behaviours.machines.clear();
  if (schedule.machine) lab.ssh.behaviours.machines.set('spoke2vm', schedule.machine);
  lab.ssh.behaviours.jump = schedule.jump ?? { kind: 'normal' };
}

async function judge(lab: Lab, schedule: Schedule): Promise<Outcome[]> {
  forgetSecrets();
  hideSecretsOf(lab.environment);
  const surveyor = surveyorOf(lab, limits, hideSecret);
  try {
    const { deployment, settings } = await surveyor.survey();
    if (!settings.ssh) throw new Error('the lab names no access path');
    const isQuiet = !schedule.isBroken && !schedule.machine && !schedule.jump;
    const paths = createAccessPaths(settings.ssh, namedMachines(estateOf(deployment.survey)), sshTimeouts(isQuiet));
    const probing = { paths, convergenceTimeoutMs: 0 };
    const logins = await Promise.all(dueProbes(deployment).map(async (due) => (isJudged(due) ? due : (await observeProbe(deployment, due, probing)).judged)));
    await paths.close();
    const { label } = estateOf(deployment.survey);
    return [...judgeSurvey(deployment), ...logins].map((judged) => ({ suite: 'chaos', title: titleOf(judged, label), verdict: verdictOf(judged, label), durationMs: 0 }));
  } finally {
    surveyor.close();
  }
}

async function inTime<T>(promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => { reject(new Error('the run did not come to its end')); }, deadlineMs);
  });
  return Promise.race([promise, late]).finally(() => { clearTimeout(timer); });
}

/** What is wrong with how a schedule was judged; nothing where all is as it must be. */
function complaints({ isBroken, machine, jump }: Schedule, outcomes: readonly Outcome[], healthyTitles: ReadonlySet<string>): string[] {
  const failed = outcomes.filter(({ verdict }) => verdict.verdict === 'fail').map(({ title }) => title);
  const isGreen = outcomes.every(({ verdict }) => verdict.verdict === 'pass' || verdict.verdict === 'skip');
  const isDisturbed = machine !== undefined || jump !== undefined;
  const wrongly = isBroken ? [] : failed.filter((title) => !(isDisturbed && title.startsWith('[SSH-01]')));
  const missing = isGreen ? [...healthyTitles].filter((title) => !outcomes.some((outcome) => outcome.title === title && outcome.verdict.verdict === 'pass')) : [];
  return [
    ...(isBroken && isGreen ? ['a broken network is green'] : []),
    ...wrongly.map((title) => `failed although the network is healthy: ${title}`),
    ...missing.map((title) => `green without having passed: ${title}`),
  ];
}

/** What the reports must not hold, whatever was said; and nothing may have gone to the attacker's servers. */
function complaintsAboutReports(file: string, outcomes: readonly Outcome[], lab: Lab): string[] {
  if (!existsSync(file)) return ['there is no junit.xml'];
  const junit = readFileSync(file);
  const ended = { exit: 0, stdout: stripVTControlCharacters(suiteLines(outcomes).join('\n')), stderr: '', seconds: 0, megabytes: 0, files: new Map([['junit.xml', junit]]), sentElsewhere: [] };
  const left = lab.elsewhere?.requests.length ?? 0;
  return [
    ...complaintsAboutOutputs(ended, [lab.environment['AZURE_CLIENT_SECRET'] ?? '']),
    ...readReport(junit.toString()).complaints,
    ...(left > 0 ? [`${String(left)} requests went elsewhere`] : []),
  ];
}

/** Fails with the smallest schedule found, and with the seed that leads there again. */
export async function assertSurvivesChaos(lab: Lab, runs: number): Promise<void> {
  const quiet: Schedule = { isBroken: false, incidents: [] };
  arrange(lab, quiet);
  const healthyTitles = new Set((await judge(lab, quiet)).map(({ title }) => title));
  const directory = mkdtempSync(join(tmpdir(), 'chaos-'));
  const file = join(directory, 'junit.xml');
  const unhandled: unknown[] = [];
  const onUnhandled = (reason: unknown): void => { unhandled.push(reason); };
  process.on('unhandledRejection', onUnhandled);
  try {
    await fc.assert(
      fc.asyncProperty(schedules, async (schedule) => {
        arrange(lab, schedule);
        rmSync(file, { force: true });
        const outcomes = await inTime(judge(lab, schedule));
        await writeJUnit({ file, outcomes, properties: {}, startTime: 0 });
        const found = [
          ...complaints(schedule, outcomes, healthyTitles),
          ...complaintsAboutReports(file, outcomes, lab),
          ...unhandled.splice(0).map((reason) => `a rejection was left unhandled: ${String(reason)}`),
        ];
        if (found.length > 0) throw new Error(found.join('\n'));
      }),
      { numRuns: runs, ...replay(process.env.REPLAY) },
    );
  } finally {
    process.off('unhandledRejection', onUnhandled);
    rmSync(directory, { recursive: true });
  }
}
