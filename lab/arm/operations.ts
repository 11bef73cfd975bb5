/** Every operation that the lab's Azure Resource Manager knows. */
import { sameText } from '../topology/resource-ids';
import { adminRulesOperation } from './admin-rules-operation';
import { resourceGroupNotFound, subscriptionNotFound } from './arm-error';
import { childOperations } from './child-operations';
import { page } from './list';
import { longRunningOperations } from './long-running-operations';
import type { Operation } from './operation';
import { resourceLists } from './resource-list';
import { onResource, pathOf, resourceOperations } from './resource-operations';
import * as types from './resource-types';
import { scaleSetOperations } from './scale-set-operations';
import { resourceGroupBody, resourceGroupsIn, subscriptionBody } from './resources/subscription';
import { instanceViewBody } from './resources/virtual-machine';

/** How the Azure CLI learns of a cloud. With a login endpoint that ends in `/adfs` it looks for no other instance of Entra. */
const metadata: Operation = {
  name: 'Metadata_Endpoints',
  method: 'GET',
  path: '/metadata/endpoints',
  anonymous: true,
  answer: ({ request: { url } }) => ({
    status: 200,
    headers: {},
    body: {
      galleryEndpoint: '',
      graphEndpoint: '',
      portalEndpoint: '',
      authentication: { loginEndpoint: `${url.origin}/adfs`, audiences: [url.origin] },
    },
  }),
};

const subscriptionPath = '/subscriptions/{subscriptionId}';

/** Being signed in is enough to list subscriptions. */
const subscriptions: readonly Operation[] = [
  {
    name: 'Subscriptions_List',
    method: 'GET',
    path: '/subscriptions',
    answer: ({ world: { topology }, request, pageSize, tenantId }) => {
      const bodies = topology.subscriptions.map((subscription) => subscriptionBody(subscription, tenantId));
      return page(request.url, pageSize, bodies);
    },
  },
  {
    name: 'Subscriptions_Get',
    method: 'GET',
    path: subscriptionPath,
    action: 'Microsoft.Resources/subscriptions/read',
    answer: ({ world: { topology }, parameters: { subscriptionId = '' }, tenantId }) => {
      const found = topology.subscriptions.find(({ id }) => sameText(id, subscriptionId));
      return found ? { status: 200, headers: {}, body: subscriptionBody(found, tenantId) } : subscriptionNotFound(subscriptionId);
    },
  },
];

const readGroups = { method: 'GET', action: 'Microsoft.Resources/subscriptions/resourceGroups/read' } as const;

const resourceGroups: readonly Operation[] = [
  {
    ...readGroups,
    name: 'ResourceGroups_List',
    path: `${subscriptionPath}/resourceGroups`,
    filtered: true,
    answer: ({ world: { topology }, request, parameters: { subscriptionId = '' }, pageSize, mayDo }) =>
      page(request.url, pageSize, resourceGroupsIn(topology, subscriptionId), (some) => some.map(resourceGroupBody).filter(({ id }) => mayDo(readGroups.action, id))),
  },
  {
    ...readGroups,
    name: 'ResourceGroups_Get',
    path: `${subscriptionPath}/resourceGroups/{resourceGroupName}`,
    answer: ({ world: { topology }, parameters: { subscriptionId = '', resourceGroupName = '' } }) => {
      const found = resourceGroupsIn(topology, subscriptionId).find(({ resourceGroup }) => sameText(resourceGroup, resourceGroupName));
      return found ? { status: 200, headers: {}, body: resourceGroupBody(found) } : resourceGroupNotFound(resourceGroupName);
    },
  },
];

const instanceView = onResource(
  types.virtualMachines,
  {
    name: 'VirtualMachines_InstanceView',
    method: 'GET',
    path: `${pathOf(types.virtualMachines.type)}/instanceView`,
    action: `${types.virtualMachines.type}/instanceView/read`,
  },
  (vm) => ({ status: 200, headers: {}, body: instanceViewBody(vm) }),
);

export const operations: readonly Operation[] = [
  metadata,
  ...subscriptions,
  ...resourceGroups,
  ...resourceLists,
  ...resourceOperations(types.virtualNetworks),
  ...childOperations(types.subnets),
  ...childOperations(types.virtualNetworkPeerings),
  adminRulesOperation,
  ...resourceOperations(types.virtualHubs),
  ...childOperations(types.hubIpConfigurations),
  ...childOperations(types.bgpConnections),
  ...resourceOperations(types.routeTables),
  ...childOperations(types.routes),
  ...resourceOperations(types.networkSecurityGroups),
  ...childOperations(types.securityRules),
  ...resourceOperations(types.applicationSecurityGroups),
  ...resourceOperations(types.networkInterfaces),
  ...childOperations(types.ipConfigurations),
  ...resourceOperations(types.virtualNetworkGateways),
  ...resourceOperations(types.azureFirewalls),
  ...resourceOperations(types.loadBalancers),
  ...resourceOperations(types.virtualNetworkAppliances),
  ...resourceOperations(types.virtualMachines),
  instanceView,
  ...resourceOperations(types.scaleSets),
  ...scaleSetOperations,
  ...longRunningOperations,
];
