/** Names with `*` for any characters, as a shell has them; the case of a name of Azure's does not count. */

const patterns = new Map<string, RegExp>();

export function fitsName(pattern: string, name: string): boolean {
  const made = patterns.get(pattern) ?? new RegExp(`^${pattern.split(/\*+/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`, 'is');
  patterns.set(pattern, made);
  return made.test(name);
}
