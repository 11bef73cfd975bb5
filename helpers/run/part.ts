/** What one part of a run came to. */
import type { TestResult } from '@jest/test-result';
import { printableLine } from '../printable/printable';
import type { Scope } from '../report/conclusion';
import { suiteLines } from '../report/console-reporter';
import type { RunProperties } from '../report/junit';
import type { Outcome } from '../report/outcome';
import type { DeploymentResults } from '../report/results-of';

export interface Part {
  readonly outcomes: readonly Outcome[];
  /** In words, a list of lines for each. */
  readonly causes: readonly (readonly string[])[];
  readonly notes: readonly string[];
  /** What lies on the ways from machine to machine and was not read, in words. */
  readonly notLookedAt?: readonly string[];
  /** The same as data, with all that was read. */
  readonly read?: DeploymentResults;
  readonly properties: RunProperties;
  /** Jest's own, where it ran. */
  readonly testResults?: readonly TestResult[];
  /** Absent where nothing was due yet. */
  readonly scope?: Scope;
  /** What the console has not said yet, printable. */
  readonly unsaid: readonly string[];
}

/** A run that ended before there was anything to judge. @param lines what the console says; the outcome itself where not given. */
export function inconclusive(suite: string, title: string, reason: string, lines?: readonly string[]): Part {
  const outcomes = [outcomeOf(suite, title, reason, lines)];
  return { outcomes, causes: [], notes: [], properties: {}, unsaid: lines?.map(printableLine) ?? suiteLines(outcomes) };
}

/** @param line a sentence */
export const baselineRefused = (line: string): Part => inconclusive('Settings', '[BASELINE] the run that BASELINE_FILE names can be compared with', 'the baseline was refused, and nothing was contacted', [line]);

export const outcomeOf = (suite: string, title: string, reason: string, evidence: readonly string[] = []): Outcome => ({ suite, title, verdict: { verdict: 'cannot-tell', reason, evidence }, durationMs: 0 });

/** The run itself did not come to its end. */
export const cutShort = (reason: string): Part => inconclusive('spokecheck', '[RUN] the run comes to its end', reason);

/** What belongs to the run as a whole, and to none of its checks. */
export const runOutcome = (title: string, reason: string): Outcome => outcomeOf('spokecheck', `[RUN] ${title}`, reason);
