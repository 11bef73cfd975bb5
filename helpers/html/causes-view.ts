/** The causes, each with what it explains and how to fix it. */
import type { Results } from '../report/results';
import type { Naming } from './naming';

export interface CauseView {
  /** Where there is a baseline, whether it did not have it. */
  readonly isNew: boolean;
  readonly sentence: string;
  /** `RT-02, SSH-01 (2)`. */
  readonly explains: string;
  readonly titles: readonly string[];
  readonly more: number;
  readonly fixes: readonly string[];
  readonly fixWords: string;
  /** What the picture marks. */
  readonly at: readonly string[];
}

/** As many of the cases as are listed with it; the others are below with all the rest. */
const shownTitles = 40;

export function causesIn({ causes, baseline }: Results, { name }: Naming): CauseView[] {
  const newKeys = new Set(baseline?.causes.new.map(({ key }) => key));
  return causes.map(({ key, sentence, explains, fixes = [], isPart, places = [] }) => ({
    isNew: newKeys.has(key),
    sentence: `${sentence ?? key}.`,
    explains: idsOf(explains),
    titles: explains.slice(0, shownTitles),
    more: Math.max(0, explains.length - shownTitles),
    fixes,
    fixWords: isPart ? 'Fixes a part of it' : 'Fix',
    at: places.map(({ peering, network, address }) => (peering ? `peering ${peering.map(name).join(' → ')}` : network === undefined ? `next hop ${address ?? ''}` : name(network))),
  }));
}

function idsOf(titles: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const title of titles) {
    const id = /^\[([^\]]+)\]/.exec(title)?.[1] ?? title;
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [...counts].map(([id, number]) => (number > 1 ? `${id} (${String(number)})` : id)).join(', ');
}
