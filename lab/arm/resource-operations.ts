/** Makes the operations of a resource type from where its resources are found and how they are sent: one, those of a group, those of a subscription. */
import type { WireResponse } from '../http/exchange';
import { byText } from '../topology/references';
import { remember } from '../topology/remember';
import type { Placed } from '../topology/topology';
import type { World } from '../topology/world';
import { resourceNotFound } from './arm-error';
import { page } from './list';
import type { Call, Operation } from './operation';
import type { ResourceBody } from './resource-body';

export interface ResourceType<Resource extends Placed> {
  /** `Microsoft.Network/virtualNetworks`. */
  readonly type: string;
  /** Microsoft's names of the operations. Not every type can be listed over a subscription. */
  readonly names: { readonly get: string; readonly listInGroup: string; readonly listInSubscription?: string };
  readonly all: (world: World) => readonly Resource[];
  readonly body: (world: World, resource: Resource, call: Call) => ResourceBody;
  /** Of a resource in the list over a subscription, where that is another one; a refusal where the list may not be asked for like this. */
  readonly inSubscription?: { readonly body: (world: World, resource: Resource, call: Call) => ResourceBody; readonly refuse: (call: Call) => WireResponse | undefined };
  /** Whether a get sends the etag in a header too. */
  readonly etagHeader: (call: Call) => boolean;
}

/** The path of one resource of a type. */
export const pathOf = (type: string): string => `/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/${type}/{name}`;

export function resourceOperations<Resource extends Placed>(kind: ResourceType<Resource>): Operation[] {
  const { type, names, body } = kind;
  const read = { method: 'GET', action: `${type}/read` } as const;
  const list = (call: Call, resources: readonly Resource[], bodyOf = body): WireResponse =>
    page(call.request.url, call.pageSize, resources, (some) => some.map((resource) => bodyOf(call.world, resource, call)).filter(({ id }) => call.mayDo(read.action, id)));
  const inSubscription = ({ world, parameters: { subscriptionId = '' } }: Call): readonly Resource[] => at(kind, world, subscriptionId);
  const inGroup = ({ world, parameters: { subscriptionId = '', resourceGroupName = '' } }: Call): readonly Resource[] => at(kind, world, subscriptionId, resourceGroupName);
  const listInGroup: Operation = {
    ...read,
    name: names.listInGroup,
    path: pathOf(type).replace(/\/\{name\}$/, ''),
    answer: (call) => list(call, inGroup(call)),
  };
  const get = onResource(kind, { ...read, name: names.get, path: pathOf(type) }, (resource, call) =>
    one(body(call.world, resource, call), kind.etagHeader(call)),
  );
  if (names.listInSubscription === undefined) return [get, listInGroup];
  const path = `/subscriptions/{subscriptionId}/providers/${type}`;
  const { inSubscription: own } = kind;
  return [
    get,
    listInGroup,
    { ...read, name: names.listInSubscription, path, filtered: true, answer: (call) => own?.refuse(call) ?? list(call, inSubscription(call), own?.body) },
  ];
}

/** An operation on one resource: answered where the resource is there, else 404. */
export function onResource<Resource extends Placed>(
  kind: Pick<ResourceType<Resource>, 'type' | 'all'>,
  operation: Omit<Operation, 'answer'>,
  answer: (resource: Resource, call: Call) => WireResponse,
): Operation {
  return {
    ...operation,
    answer: (call) => {
      const { resourceGroupName = '', name = '' } = call.parameters;
      const resource = namedResource(kind, call);
      return resource ? answer(resource, call) : resourceNotFound(kind.type, name, resourceGroupName);
    },
  };
}

/** The resource that the path names; undefined where it isn't there. */
export function namedResource<Resource extends Placed>(kind: Pick<ResourceType<Resource>, 'all'>, { world, parameters }: Call): Resource | undefined {
  const { subscriptionId = '', resourceGroupName = '', name = '' } = parameters;
  return at(kind, world, subscriptionId, resourceGroupName, name)[0];
}

/** The resources of a subscription, of a group in it, or of a name in that, in their order. No name has a line end in it. */
function at<Resource extends Placed>({ all }: Pick<ResourceType<Resource>, 'all'>, world: World, ...place: string[]): readonly Resource[] {
  const index = remember(world.topology, all, at, () =>
    byText(all(world), ({ subscription, resourceGroup, name }) => [[subscription], [subscription, resourceGroup], [subscription, resourceGroup, name]].map((parts) => parts.join('\n'))),
  );
  return index.get(place.join('\n').toLowerCase()) ?? [];
}

/** A single resource, alone in the body. */
export const one = (body: ResourceBody, etagHeader: boolean): WireResponse => ({
  status: 200,
  headers: etagHeader && body.etag !== undefined ? { etag: body.etag } : {},
  body,
});
