/** Path templates such as `/subscriptions/{subscriptionId}/resourceGroups`, matched as ARM does: literals in any case, names as written. */

export type Parameters = Readonly<Record<string, string>>;

/** The parameters of a path that fits the template, decoded; undefined where it does not fit. A slash at the end is ignored. */
export function matchPath(template: string, path: string): Parameters | undefined {
  const wanted = partsOf(template);
  const given = segmentsOf(path);
  if (wanted.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, { parameter, literal }] of wanted.entries()) {
    const value = decoded(given[index] ?? '');
    if (parameter === undefined ? literal !== value.toLowerCase() : value === '') return undefined;
    if (parameter !== undefined) parameters[parameter] = value;
  }
  return parameters;
}

const segmentsOf = (path: string): string[] => path.replace(/\/$/, '').split('/');

interface Part {
  /** In lower case. */
  readonly literal: string;
  readonly parameter: string | undefined;
}

const templates = new Map<string, readonly Part[]>();

function partsOf(template: string): readonly Part[] {
  const known = templates.get(template);
  if (known) return known;
  const parts = segmentsOf(template).map((segment) => ({ literal: segment.toLowerCase(), parameter: /^\{(\w+)\}$/.exec(segment)?.[1] }));
  templates.set(template, parts);
  return parts;
}

/** A segment with a broken percent sequence stands for itself: it will name nothing that exists. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
