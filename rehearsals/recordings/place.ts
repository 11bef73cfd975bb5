/** What a recorded request is about. */
import type { Recorded } from '../../helpers/azure/testing/recordings';

interface RequestPlace {
  /** Without the query. */
  readonly path: string;
  /** The types along the path, e.g. `virtualNetworks/subnets`, with a slash at the end where a list or an action is asked for. */
  readonly kind: string;
  /** The path without its last segment: with an action, the resource that it is about. */
  readonly parent: string;
  /** Of the outermost resource. */
  readonly name: string;
}

export function placeOf({ request: { url } }: Recorded): RequestPlace {
  const [path = ''] = url.split('?');
  const [, ...typed] = (path.split(/\/providers\//i).at(-1) ?? path).split('/');
  const types = typed.filter((_, index) => index % 2 === 0).join('/');
  return { path, kind: typed.length % 2 === 1 ? `${types}/` : types, parent: path.replace(/\/[^/]*$/, ''), name: typed[1] ?? '' };
}
