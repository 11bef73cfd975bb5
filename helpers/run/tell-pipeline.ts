/** Tells the pipeline that a run is a step of, if it is one: GitHub Actions, or Azure Pipelines. What goes wrong with it changes no verdict. */
import { appendFileSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { messageOf, printableLine } from '../printable/printable';
import type { Results } from '../report/results';
import { azureAttachment, azureLines, azureSummary, githubLines } from '../summary/commands';
import { issuesOf } from '../summary/issues';

/** By which it tells: a rehearsal leaves them out, for its network is none of the pipeline's. */
export const pipelineVariables = ['GITHUB_ACTIONS', 'GITHUB_STEP_SUMMARY', 'TF_BUILD'] as const;

/** GitHub shows nothing of a step's summary that is larger than 1 MiB. */
const largestSummary = 1024 * 1024;

export interface Told {
  readonly env: NodeJS.ProcessEnv;
  /** Under REDACT a pipeline is not told where files are: it would be told in its log. */
  readonly hidesPaths: boolean;
  readonly results: Results;
  /** Where summary.md is, if it is written. */
  readonly summary?: string;
  readonly print: (line: string) => void;
}

const isGithub = (env: NodeJS.ProcessEnv): boolean => env.GITHUB_ACTIONS === 'true';
const isAzure = (env: NodeJS.ProcessEnv): boolean => env.TF_BUILD?.toLowerCase() === 'true';

export function tellPipeline({ env, hidesPaths, results, summary, print }: Told): void {
  const issues = isGithub(env) || isAzure(env) ? issuesOf(results) : [];
  const lines = [
    ...(isGithub(env) ? githubLines(issues) : []),
    ...(isAzure(env) ? [...azureLines(issues), ...(summary === undefined || hidesPaths ? [] : [azureSummary(resolve(summary))])] : []),
  ];
  for (const line of lines) print(line);
  const stepSummary = env.GITHUB_STEP_SUMMARY ?? '';
  if (stepSummary === '' || summary === undefined) return;
  const why = append(stepSummary, summary);
  if (why !== undefined) print(printableLine(hidesPaths ? 'The summary could not be put into what GITHUB_STEP_SUMMARY names.' : `The summary is not in ${stepSummary} (GITHUB_STEP_SUMMARY): ${why}.`));
}

/** @param page where report.html is */
export function attachPage({ env, hidesPaths, page, print }: Pick<Told, 'env' | 'hidesPaths' | 'print'> & { readonly page: string }): void {
  if (isAzure(env) && !hidesPaths) print(azureAttachment('report.html', resolve(page)));
}

/** Why it is not, a clause. */
function append(file: string, summary: string): string | undefined {
  try {
    const [found, text] = [statSync(file, { throwIfNoEntry: false }), readFileSync(summary)];
    if (found && !found.isFile()) return 'it is no file';
    if ((found?.size ?? 0) + text.length > largestSummary) return 'it would be larger than GitHub shows';
    appendFileSync(file, text);
    return undefined;
  } catch (cause) {
    return messageOf(cause);
  }
}
