/** What is promised of large networks, held against what was measured. */
import type { Figures } from './measure-size';

/** Counts, sizes and memory, which no busy machine changes; and times, which are held only where asked for. */
export interface Broken {
  readonly bound: string;
  readonly isTime: boolean;
}

interface Bound {
  readonly bound: string;
  readonly isTime?: true;
  readonly holds: (figures: Figures) => boolean;
}

const megabyte = 1_000_000;

const bounds: readonly Bound[] = [
  { bound: 'the run is green', holds: ({ exitCode }) => exitCode === 0 },
  { bound: 'requests are at most 1.1 times the least possible', holds: ({ reads, writes, least }) => reads + writes <= 1.1 * least + 4 },
  { bound: 'no request is refused for its pace', holds: ({ throttled }) => throttled === 0 },
  { bound: 'junit.xml, results.json and report.html are below 20 MB each', holds: ({ reports }) => (['junit.xml', 'results.json', 'report.html'] as const).every((name) => reports[name] < 20 * megabyte) },
  { bound: 'a run takes less than 1 GB', holds: ({ runMegabytes }) => runMegabytes < 1_000 },
  { bound: 'the survey takes at most 1.25 times what latency and the buckets take', isTime: true, holds: ({ surveySeconds, leastSeconds }) => surveySeconds <= 1.25 * leastSeconds },
  { bound: 'judging takes less than 5 CPU seconds', isTime: true, holds: ({ judgingSeconds }) => judgingSeconds < 5 },
];

export const brokenBounds = (figures: Figures): Broken[] => bounds.filter(({ holds }) => !holds(figures)).map(({ bound, isTime = false }) => ({ bound, isTime }));

/** Above the size from which a case stands for many pairs, the cost of a pair must not grow with the network. @returns undefined where it does not */
export function growthOf(figures: readonly Figures[]): string | undefined {
  const large = figures.filter(({ pairs }) => pairs > 5_000);
  const [first, last] = [large[0], large.at(-1)];
  if (!first || !last || first === last) return undefined;
  const [before, after] = [first, last].map(({ judgingSeconds, pairs }) => judgingSeconds / pairs) as [number, number];
  return after > 2 * before ? `judging a pair takes ${(after / before).toFixed(1)} times as long at ${String(last.size.spokes)} spokes as at ${String(first.size.spokes)}` : undefined;
}
