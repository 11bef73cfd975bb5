/** Goes along a resource id, or the path of a request, segment by segment: which are names, which GUIDs, and which words of Azure's. */
import type { NameKind } from './names';
import { kindOf } from './names';

export interface Segments {
  readonly guid: (text: string) => string;
  readonly name: (kind: NameKind, text: string) => string;
}

export const isGuid = (text: string): boolean => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);

/** What stands in paths in places where there could be a name. */
const words = new Set(['', 'default', 'oauth2', 'v2.0', 'token', 'networksecuritygroups', 'effectiveroutetable', 'tenants']);

/** `/subscriptions/<guid>/resourceGroups/<name>/providers/Microsoft.Network/virtualNetworks/<name>/subnets/<name>`. */
export function alongPath(path: string, { guid, name }: Segments): string {
  const segments = path.trim().split('/');
  const made: string[] = [];
  let type: string | undefined;
  const free = (kind: NameKind, text: string): string => (isGuid(text) ? guid(text) : name(kind, text));
  for (let at = 0; at < segments.length; at += 1) {
    const segment = segments[at] ?? '';
    const next = segments[at + 1];
    const word = segment.toLowerCase();
    if (word === 'providers' && next !== undefined) {
      made.push(segment, next);
      type = next;
      at += 1;
    } else if (type !== undefined) {
      type = `${type}/${segment}`;
      made.push(segment);
      if (next === undefined) continue;
      // A region says nothing of whose network it is.
      made.push(word === 'locations' ? next : free(kindOf(type), next));
      at += 1;
    } else if ((word === 'subscriptions' || word === 'resourcegroups') && next !== undefined) {
      made.push(segment, next === '' ? '' : word === 'subscriptions' ? guid(next) : name('rg', next));
      at += 1;
    } else made.push(words.has(word) ? segment : free('resource', segment));
  }
  return made.join('/');
}
