/** What a whole run comes to: counts, the exit code, and the words for it. Green only if every check that was due ran and passed. */
import type { Outcome } from './outcome';
import { wasSelected } from './outcome';

/** 0 all that was due passed; 1 the network is not as it should be; 2 nothing was found wrong, but something could not be told. */
export type ExitCode = 0 | 1 | 2;

export interface Conclusion {
  readonly code: ExitCode;
  readonly passed: number;
  readonly failed: number;
  readonly untold: number;
  readonly skipped: number;
  readonly advisories: readonly string[];
  /** One sentence. */
  readonly sentence: string;
}

const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`;

/** @param notes advisories of the run as a whole. @param proven false where no login from spoke to spoke was due. */
export function conclude(outcomes: readonly Outcome[], notes: readonly string[], proven: boolean): Conclusion {
  const selected = outcomes.filter(wasSelected);
  const tally = (verdict: string): number => selected.filter((outcome) => outcome.verdict.verdict === verdict).length;
  const [passed, failed, untold, skipped] = [tally('pass'), tally('fail'), tally('cannot-tell'), tally('skip')];
  const advisories = [...notes, ...selected.flatMap((outcome) => (outcome.verdict.verdict === 'pass' ? outcome.verdict.advisories.map((advisory) => advisory.text) : []))];
  const code: ExitCode = failed > 0 ? 1 : untold > 0 || passed === 0 ? 2 : 0;
  const tail = proven ? '' : ' Nothing was proven end to end: no login from spoke to spoke was made.';
  return { code, passed, failed, untold, skipped, advisories: [...new Set(advisories)], sentence: sentence(code, passed, failed, untold) + tail };
}

function sentence(code: ExitCode, passed: number, failed: number, untold: number): string {
  if (code === 0) return `The network is as it should be: ${count(passed, 'check')} passed.`;
  const also = untold > 0 ? ` and ${count(untold, 'more', 'more')} could not be told` : '';
  if (code === 1) return `The network is not as it should be: ${count(failed, 'check')} failed${also}.`;
  return untold > 0 ? `Nothing was found wrong, but ${count(untold, 'check')} could not be told.` : 'No check was run, so nothing can be told.';
}
