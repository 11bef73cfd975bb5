/** Effective rules have a field in the singular beside that in the plural, which is there where there is one value. */

export function singular<K extends string>(key: K, values: readonly string[]): Partial<Record<K, string>> {
  return values.length === 1 ? ({ [key]: values[0] } as Partial<Record<K, string>>) : {};
}
