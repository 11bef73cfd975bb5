/** All resources of a subscription or a group in one list, as Microsoft.Resources lists them: type, name and location, without their properties. */
import type { WireResponse } from '../http/exchange';
import type { Placed } from '../topology/topology';
import { sameText } from '../topology/resource-ids';
import { invalidFilter } from './arm-error';
import { page } from './list';
import type { Call, Operation } from './operation';
import type { ResourceBody } from './resource-body';
import type { ResourceType } from './resource-operations';
import * as types from './resource-types';

const asked = ['resourceType', 'name', 'location', 'resourceGroup'] as const;

type Filter = Partial<Record<(typeof asked)[number], string>>;

/** Of `resourceType eq 'Microsoft.Network/virtualNetworks' and name eq 'hub'`, in any case; undefined for another form of filter. */
function filterIn(url: URL): Filter | undefined {
  const terms = (url.searchParams.get('$filter') ?? '').split(/ and /i).filter(Boolean);
  const pairs = terms.map((term) => {
    const [, key = '', value] = /^\s*(\w+) eq '([^']*)'\s*$/i.exec(term) ?? [];
    return [asked.find((each) => sameText(each, key)), value] as const;
  });
  return pairs.some(([key]) => key === undefined) ? undefined : (Object.fromEntries(pairs) as Filter);
}

function listAll(call: Call): WireResponse {
  const { request, parameters, pageSize } = call;
  const filter = filterIn(request.url);
  if (!filter) return invalidFilter(request.url.searchParams.get('$filter') ?? '');
  const groups = [parameters['resourceGroupName'], filter.resourceGroup];
  const resources = [
    ...bodiesIn(types.virtualNetworks, call, groups),
    ...bodiesIn(types.virtualHubs, call, groups),
    ...bodiesIn(types.routeTables, call, groups),
    ...bodiesIn(types.networkSecurityGroups, call, groups),
    ...bodiesIn(types.applicationSecurityGroups, call, groups),
    ...bodiesIn(types.networkInterfaces, call, groups),
    ...bodiesIn(types.virtualNetworkGateways, call, groups),
    ...bodiesIn(types.azureFirewalls, call, groups),
    ...bodiesIn(types.loadBalancers, call, groups),
    ...bodiesIn(types.virtualNetworkAppliances, call, groups),
    ...bodiesIn(types.virtualMachines, call, groups),
    ...bodiesIn(types.scaleSets, call, groups),
  ].filter(({ type, name, location }) => is(filter.resourceType, type) && is(filter.name, name) && is(filter.location, String(location)));
  const mayBeSeen = ({ id, type }: ResourceBody): boolean => call.mayDo(`${type}/read`, id);
  return page(request.url, pageSize, resources, (some) => some.filter(mayBeSeen).map(({ id, name, type, location }) => ({ id, name, type, location })));
}

const is = (wanted: string | undefined, value: string): boolean => wanted === undefined || sameText(wanted, value);

function bodiesIn<Resource extends Placed>({ all, body }: ResourceType<Resource>, call: Call, groups: readonly (string | undefined)[]): ResourceBody[] {
  const { subscriptionId = '' } = call.parameters;
  return all(call.world)
    .filter(({ subscription, resourceGroup }) => sameText(subscription, subscriptionId) && groups.every((group) => is(group, resourceGroup)))
    .map((resource) => body(call.world, resource, call));
}

export const resourceLists: readonly Operation[] = [
  {
    name: 'Resources_List',
    method: 'GET',
    path: '/subscriptions/{subscriptionId}/resources',
    action: 'Microsoft.Resources/subscriptions/resources/read',
    filtered: true,
    answer: listAll,
  },
  {
    name: 'Resources_ListByResourceGroup',
    method: 'GET',
    path: '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/resources',
    action: 'Microsoft.Resources/subscriptions/resourceGroups/resources/read',
    answer: listAll,
  },
];
