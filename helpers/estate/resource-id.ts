/** ARM resource ids: taken apart, compared without regard to case, turned into keys. */

export interface ResourceId {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  /** `Microsoft.Network/virtualNetworks`, with the types of children appended: `…/virtualNetworks/subnets`. */
  readonly type: string;
  /** The names along the type, the resource's own last. */
  readonly names: readonly string[];
}

const shape = /^\/subscriptions\/([^/\s]+)\/resourceGroups\/([^/\s]+)\/providers\/([^/\s]+)((?:\/[^/\s]+\/[^/\s]+)+)$/i;

/** Takes an id apart; undefined where the text is no resource id. */
export function parseResourceId(id: string): ResourceId | undefined {
  const match = shape.exec(id.trim());
  if (!match) return undefined;
  const [, subscriptionId = '', resourceGroup = '', provider = '', rest = ''] = match;
  const segments = rest.split('/').slice(1);
  return {
    subscriptionId,
    resourceGroup,
    type: [provider, ...segments.filter((_, index) => index % 2 === 0)].join('/'),
    names: segments.filter((_, index) => index % 2 === 1),
  };
}

/** The key that maps of a survey use for an id. Azure spells one and the same id in several cases. */
export function keyOf(id: string): string {
  const known = keys.get(id);
  if (known !== undefined) return known;
  const key = id.trim().toLowerCase();
  if (keys.size >= 200_000) keys.clear();
  keys.set(id, key);
  return key;
}

/** Judging asks for the same ids again and again, once for each pair of machines and more. */
const keys = new Map<string, string>();

export const sameId = (a: string, b: string): boolean => a === b || keyOf(a) === keyOf(b);

/** The id of the resource that a child lies in: of a subnet its network, of a NIC's IP configuration the NIC. */
export function parentId(id: string): string {
  return id.split('/').slice(0, -2).join('/');
}

/** The last name in an id, for people. */
export const nameOf = (id: string): string => id.split('/').at(-1) ?? id;
