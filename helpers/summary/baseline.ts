/** What is new since an earlier run, where results.json says so. */
import type { Results } from '../report/results';

export interface Baseline {
  /** The id of the earlier run. */
  readonly run: string;
  /** Keys of causes. */
  readonly newCauses: ReadonlySet<string>;
  readonly newReds: readonly string[];
  readonly noLongerRed: readonly string[];
  readonly goneCauses: readonly string[];
  readonly changes: readonly string[];
  readonly notes: readonly string[];
}

export function baselineOf({ baseline }: Results): Baseline | undefined {
  if (!baseline) return undefined;
  const { run, cases, causes, settings, network = [], notes } = baseline;
  const titles = (kind: (typeof cases)[number]['kind']): string[] => cases.filter((one) => one.kind === kind).map(({ title }) => title);
  return {
    run,
    newCauses: new Set(causes.new.map(({ key }) => key)),
    newReds: titles('new-red'),
    noLongerRed: titles('no-longer-red'),
    goneCauses: causes.gone.map(({ text }) => text),
    changes: [...settings, ...network.map(({ text }) => text)],
    notes,
  };
}
