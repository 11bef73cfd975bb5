/** Resource ids as a survey holds them, in any case, taken apart for the topology. */

/** Where a resource lies, and its name; of a child, those of the resource at the top. */
interface IdParts {
  readonly subscription: string;
  readonly resourceGroup: string;
  readonly name: string;
}

const shape = /^\/subscriptions\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\/resourceGroups\/([^/]+)\/providers\/([^/]+\/[^/]+)\/([^/]+)((?:\/[^/]+\/[^/]+)*)$/i;

/** A resource's id, or a child's. */
export const isResourceId = (text: string): boolean => shape.test(text);

/** Throws for what is no id: the schema of the file has looked at each. */
export function partsOf(id: string): IdParts {
  const [, subscription, resourceGroup, , name] = shape.exec(id) ?? [];
  if (subscription === undefined || resourceGroup === undefined || name === undefined) throw new Error(`${id} is no resource id`);
  return { name, subscription, resourceGroup };
}

/** `Microsoft.Network/virtualNetworks`, without the types of children; in lower case. */
export const typeOf = (id: string): string => (shape.exec(id)?.[3] ?? '').toLowerCase();

/** The last name: a child's own. */
export const lastName = (id: string): string => id.split('/').at(-1) ?? id;

/** Of a child the resource that it lies in. */
export const parentOf = (id: string): string => id.split('/').slice(0, -2).join('/');

/** What the maps of a survey are keyed by. */
export const keyOf = (id: string): string => id.toLowerCase();
