/** A section of the console: what is red in full, and what passed or is not due as counts, with the spokes that it is of. */
import type { Outcome } from './outcome';

/** The label of the spoke that a check is about; undefined where it is about none, or it is not known. */
export type SpokeOf = (outcome: Outcome) => string | undefined;

/** So many kinds of count, and so many reasons, are told of one section; of the rest, how many they are. */
const mostTold = 3;

/** `80 passed: 8 of each of 10 spokes`. */
export function passedLine(passed: readonly Outcome[], spokeOf: SpokeOf, weigh: (outcome: Outcome) => number): string {
  const bySpoke = new Map<string, number>();
  let total = 0;
  for (const outcome of passed) {
    const [spoke, weight] = [spokeOf(outcome), weigh(outcome)];
    total += weight;
    if (spoke !== undefined) bySpoke.set(spoke, (bySpoke.get(spoke) ?? 0) + weight);
  }
  const shares = sharesOf(bySpoke);
  return `${number(total)} passed${shares === '' ? '' : `: ${shares}`}`;
}

/** Those of which as many passed are told together. */
function sharesOf(bySpoke: ReadonlyMap<string, number>): string {
  const byCount = new Map<number, string[]>();
  for (const [spoke, count] of bySpoke) byCount.set(count, [...(byCount.get(count) ?? []), spoke]);
  const groups = [...byCount].sort(([, a], [, b]) => b.length - a.length);
  const told = groups.slice(0, mostTold).map(([count, spokes]) => `${number(count)} of ${spokes.length === 1 ? (spokes[0] ?? '') : `each of ${number(spokes.length)} spokes`}`);
  const rest = groups.slice(mostTold).reduce((sum, [, spokes]) => sum + spokes.length, 0);
  return [...told, ...(rest > 0 ? [`other numbers of ${number(rest)} more`] : [])].join(', ');
}

/** `20 not due: REMOTE_GATEWAYS is any`, one line for each reason. */
export function notDueLines(skipped: readonly Outcome[], weigh: (outcome: Outcome) => number): string[] {
  const byReason = new Map<string, number>();
  for (const outcome of skipped) {
    const reason = outcome.verdict.verdict === 'skip' ? outcome.verdict.reason : '';
    byReason.set(reason, (byReason.get(reason) ?? 0) + weigh(outcome));
  }
  const reasons = [...byReason].sort(([, a], [, b]) => b - a);
  const rest = reasons.slice(mostTold).reduce((sum, [, count]) => sum + count, 0);
  return [...reasons.slice(0, mostTold).map(([reason, count]) => `${number(count)} not due: ${reason}`), ...(rest > 0 ? [`${number(rest)} not due for other reasons`] : [])];
}

const number = (count: number): string => count.toLocaleString('en-US');
