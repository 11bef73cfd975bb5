/** `npm run init`: writes a commented EXPECTATIONS_FILE, from the environment or from a survey as the known-good state. Contacts nothing. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { keyOf, nameOf } from '../estate/resource-id';
import { messageOf, printableLine } from '../printable/printable';
import { hideSecretsOf } from '../printable/secret-variables';
import type { ExitCode } from '../report/conclusion';
import { readDeployment } from '../settings/deployment-settings';
import { loadEnvironment } from '../settings/dotenv';
import { withExamples } from '../settings/env-example';
import { readExpectations } from '../settings/expectation-settings';
import type { Written } from '../settings/expectations-file/expectations-text';
import { expectationsText } from '../settings/expectations-file/expectations-text';
import { formatMistakes, mistakesOf } from '../settings/mistakes';
import { OptionError, readCommandLine } from './command-line';
import { initHelp } from './help';
import { knownGood } from './known-good';
import { refusalUnder } from './redacting';
import { readSurveyFile } from './survey-file';

export interface Init {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly print: (line: string) => void;
}

interface Ended {
  readonly code: ExitCode;
  readonly lines: readonly string[];
}

const none = (...lines: readonly string[]): Ended => ({ code: 2, lines });

/** @returns 0 once there is a file, else 2; never throws */
export function writeExpectations({ args, env, print }: Init): ExitCode {
  const { code, lines } = write(args, env);
  for (const line of lines) print(printableLine(line));
  return code;
}

function write(args: readonly string[], env: NodeJS.ProcessEnv): Ended {
  const refusal = refusalUnder(env, 'npm run init');
  if (refusal !== undefined) return none(refusal);
  try {
    const line = readCommandLine(args, initHelp.own);
    const [file = 'spokecheck.yaml', ...others] = line.rest;
    if (others.length > 0 || file.startsWith('-')) return none(`${line.rest.join(' ')}: npm run init takes one path; -- --help has its options. Nothing was written.`);
    const survey = line.value('from-survey');
    const draft = survey === undefined ? fromEnvironment(env) : fromSurvey(survey);
    return 'lines' in draft ? draft : save(file, draft);
  } catch (cause) {
    return none(`${messageOf(cause)}${cause instanceof OptionError ? ' Nothing was written.' : ''}`);
  }
}

type Draft = Omit<Written, 'schemaPath'>;

function fromEnvironment(env: NodeJS.ProcessEnv): Draft | Ended {
  const all = { ...env, ...loadEnvironment(env) };
  hideSecretsOf(all);
  const [deployment, expected] = [readDeployment(all), readExpectations(all)];
  if (!deployment.ok || !expected.ok) return none(...formatMistakes(withExamples([...mistakesOf(deployment), ...mistakesOf(expected)])).split('\n'));
  const [username, keyFile] = [all.SSH_USERNAME?.trim(), all.SSH_PRIVATE_KEY_FILE?.trim()];
  return {
    ...deployment.value,
    origin: 'Made by npm run init from the environment.',
    expectations: expected.value.expectations,
    ...(username && { username }),
    ...(keyFile && { keyFile }),
    nameOfSpoke: namesFor(deployment.value.spokeIds ?? []),
  };
}

function fromSurvey(path: string): Draft | Ended {
  const read = readSurveyFile(path);
  if (!read.ok) return none(`${path} ${read.why}. Nothing was written.`);
  const { deployment } = read.file;
  const { hubId, spokeIds, routeServerId, finishedAt, misnamed = [] } = deployment.survey;
  if (misnamed.length > 0) return none(`${path} was taken with settings that name what is not there: ${misnamed.map(({ id }) => id).join(', ')}. Nothing was written.`);
  const own = namesFor(spokeIds);
  const nameOfSpoke = (id: string): string => deployment.expectations.spokes[keyOf(id)]?.name ?? own(id);
  return {
    origin: `Made by npm run init from a survey, finished at ${finishedAt}, as the known-good state.`,
    hubId,
    spokeIds,
    ...(routeServerId !== undefined && { routeServerId }),
    expectations: knownGood(deployment, nameOfSpoke),
    nameOfSpoke,
  };
}

/** The names of the networks; of several alike, each with its place in the list. */
function namesFor(ids: readonly string[]): (id: string) => string {
  const plain = (id: string): string => nameOf(id.trim()).replace(/[^\p{L}\p{N}._-]/gu, '-').replace(/^[^\p{L}\p{N}]+/u, '').replace(/^\d+(?:\.\d+){3}$/, 'vnet-$&') || 'spoke';
  const names = new Map<string, string>();
  ids.forEach((id, index) => {
    const isTaken = (name: string): boolean => [...names.values()].some((one) => one.toLowerCase() === name.toLowerCase());
    let name = plain(id);
    // What is made may be the name of another network.
    for (let number = index + 1; isTaken(name); number += 1) name = `${plain(id)}-${String(number)}`;
    names.set(keyOf(id), name);
  });
  return (id) => names.get(keyOf(id)) ?? plain(id);
}

const schemaFile = join(__dirname, '..', '..', 'docs', 'expectations.schema.json');

function save(file: string, draft: Draft): Ended {
  const folder = dirname(resolve(file));
  const schemaPath = relative(folder, schemaFile).split(sep).join('/');
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, expectationsText({ ...draft, schemaPath }), { flag: 'wx' });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return none(`${file} is there already, and nothing was written: name another path, or move it away.`);
    return none(`${file} could not be written: ${messageOf(cause)}.`);
  }
  return { code: 0, lines: [`Wrote ${file}. EXPECTATIONS_FILE=${file} npm run verify -- --explain-expectations shows what it comes to.`] };
}
