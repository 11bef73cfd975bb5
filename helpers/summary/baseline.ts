/** What is new since an earlier run, where results.json says so. */
import { z } from 'zod';
import type { Results } from '../report/results';

const said = z.array(z.looseObject({ text: z.string() }));

const schema = z.looseObject({
  run: z.string(),
  notes: z.array(z.string()).default([]),
  cases: z.array(z.looseObject({ kind: z.string(), title: z.string().optional() })).default([]),
  causes: z.object({ new: z.array(z.looseObject({ key: z.string() })), gone: said }).default({ new: [], gone: [] }),
  settings: z.array(z.string()).default([]),
  network: said.optional(),
});

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

export function baselineOf(run: Results): Baseline | undefined {
  const { data } = schema.safeParse('baseline' in run ? run.baseline : undefined);
  if (!data) return undefined;
  const titles = (kind: string): string[] => data.cases.flatMap((one) => (one.kind === kind && one.title !== undefined ? [one.title] : []));
  return {
    run: data.run,
    newCauses: new Set(data.causes.new.map(({ key }) => key)),
    newReds: titles('new-red'),
    noLongerRed: titles('no-longer-red'),
    goneCauses: data.causes.gone.map(({ text }) => text),
    changes: [...data.settings, ...(data.network ?? []).map(({ text }) => text)],
    notes: data.notes,
  };
}
