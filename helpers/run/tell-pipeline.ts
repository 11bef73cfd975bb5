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
  readonly results: Results;
  /** Where the reports are that were written. */
  readonly summary?: string;
  readonly page?: string;
  readonly print: (line: string) => void;
}

export function tellPipeline({ env, results, summary, page, print }: Told): void {
  const [isGithub, isAzure] = [env.GITHUB_ACTIONS === 'true', env.TF_BUILD?.toLowerCase() === 'true'];
  const issues = isGithub || isAzure ? issuesOf(results) : [];
  const lines = [
    ...(isGithub ? githubLines(issues) : []),
    ...(isAzure ? [...azureLines(issues), ...(summary === undefined ? [] : [azureSummary(resolve(summary))]), ...(page === undefined ? [] : [azureAttachment('report.html', resolve(page))])] : []),
  ];
  for (const line of lines) print(line);
  const stepSummary = env.GITHUB_STEP_SUMMARY ?? '';
  if (stepSummary === '' || summary === undefined) return;
  const why = append(stepSummary, summary);
  if (why !== undefined) print(printableLine(`The summary is not in ${stepSummary} (GITHUB_STEP_SUMMARY): ${why}.`));
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
