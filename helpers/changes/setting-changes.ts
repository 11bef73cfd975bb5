/** Which settings say something else of what is expected: a verdict may differ for that alone. */
import type { Expectations } from '../estate/expectations';
import { isSaidAlike, settingOf } from '../estate/setting-of';

/** @param before as a results.json has them: one that it lacks is not compared */
export function settingChanges(before: Readonly<Record<string, unknown>>, now: Readonly<Record<string, unknown>>): string[] {
  const names = Object.keys(settingOf) as (keyof Expectations)[];
  return names.filter((name) => name in before && name in now && !isSaidAlike(before[name], now[name])).map((name) => settingOf[name]);
}
