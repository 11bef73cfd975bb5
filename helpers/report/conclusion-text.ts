/** The end of a run in words, for the console. */
import { printableLine } from '../printable/printable';
import { colours } from './colours';
import type { Conclusion } from './conclusion';

const paint = { 0: colours.green, 1: colours.red, 2: colours.yellow } as const;

const number = (count: number): string => count.toLocaleString('en-US');

/** @param causes in words, a list of lines for each. @param reportDir where the files are, as the user named it. @param since what changed since another run, printable */
export function conclusionLines(conclusion: Conclusion, causes: readonly (readonly string[])[], reportDir: string, since: readonly string[] = []): string[] {
  const { advisories, notLookedAt, passed, failed, inconclusive, waived, skipped, counts } = conclusion;
  return [
    '',
    ...(causes.length > 0 ? [colours.bold(causes.length === 1 ? 'Cause' : 'Causes'), ...causes.flat().map((line) => `  ${printableLine(line)}`), ''] : []),
    ...since,
    ...(advisories.length > 0 ? [colours.bold('Advisories'), ...advisories.map((text) => `  ${colours.cyan('!')} ${printableLine(text)}`), ''] : []),
    ...(notLookedAt.length > 0 ? [colours.bold('Not looked at'), ...notLookedAt.map((text) => `  ${colours.dim('·')} ${printableLine(text)}`), ''] : []),
    paint[conclusion.code](printableLine(conclusion.sentence)),
    `Of ${number(counts.due)} ${counts.due === 1 ? 'check' : 'checks'}: ${number(passed)} passed, ${number(failed)} failed, ${number(inconclusive)} could not be told, ${waived > 0 ? `${number(waived)} waived, ` : ''}${number(skipped)} not due; ${number(counts.proven)} proven by login${counts.connected === undefined ? '' : `, ${number(counts.connected)} by connection`}. Reports are in ${printableLine(reportDir)}.`,
  ];
}
