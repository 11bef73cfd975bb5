/** The end of a run in words, for the console. */
import pc from 'picocolors';
import { printableLine } from '../printable/printable';
import type { Conclusion } from './conclusion';

const paint = { 0: pc.green, 1: pc.red, 2: pc.yellow } as const;

/** @param causes in words, a list of lines for each. @param reportDir where the files are, as the user named it. */
export function conclusionLines(conclusion: Conclusion, causes: readonly (readonly string[])[], reportDir: string): string[] {
  const { advisories, passed, failed, inconclusive, skipped, counts } = conclusion;
  return [
    '',
    ...(causes.length > 0 ? [pc.bold(causes.length === 1 ? 'Cause' : 'Causes'), ...causes.flat().map((line) => `  ${printableLine(line)}`), ''] : []),
    ...(advisories.length > 0 ? [pc.bold('Advisories'), ...advisories.map((text) => `  ${pc.cyan('!')} ${printableLine(text)}`), ''] : []),
    paint[conclusion.code](printableLine(conclusion.sentence)),
    `Of ${String(counts.due)} due: ${String(passed)} passed, ${String(failed)} failed, ${String(inconclusive)} could not be told, ${String(skipped)} skipped; ${String(counts.proven)} proven by login. Reports are in ${printableLine(reportDir)}.`,
  ];
}
