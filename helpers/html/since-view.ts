/** What changed since the run of the baseline, where there is one. */
import type { Results } from '../report/results';
import { momentWords, nothingDiffers, sinceSections } from '../report/since-sections';

export interface SinceView {
  readonly when: string;
  readonly run: string;
  readonly sections: readonly { readonly title: string; readonly tone?: 'bad' | 'good'; readonly number: number; readonly lines: readonly string[]; /** Folded up. */ readonly more: readonly string[]; /** Left to results.json. */ readonly rest: number }[];
  /** In place of the sections, where there is none. */
  readonly nothing?: string;
  readonly notes: readonly string[];
}

/** So many of a kind are seen at once, and so many are in the page. */
const [mostSeen, mostTold] = [20, 2_000];

export function sinceIn({ baseline }: Results): SinceView | undefined {
  if (!baseline) return undefined;
  const sections = sinceSections(baseline).map(({ title, tone, lines }) => ({
    ...{ title, ...(tone && { tone }), number: lines.length },
    ...{ lines: lines.slice(0, mostSeen), more: lines.slice(mostSeen, mostTold), rest: Math.max(0, lines.length - mostTold) },
  }));
  return { when: momentWords(baseline.finishedAt), run: baseline.run, sections, ...(sections.length === 0 && { nothing: nothingDiffers }), notes: baseline.notes };
}
