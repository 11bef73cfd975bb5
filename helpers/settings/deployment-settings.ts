/** Which deployment to judge: HUB_VNET_ID, SPOKE_VNET_IDS, ROUTE_SERVER_ID. */
import { z } from 'zod';
import { keyOf, parseResourceId, sameId } from '../estate/resource-id';
import { entriesOf } from './forms';
import type { Checked, Mistake } from './mistakes';
import { invalid, valid } from './mistakes';
import { quote } from './quote';
import { resourceId } from './resource-id-form';
import type { Environment, Form } from './variables';
import { expectedOf, readVariables } from './variables';

export interface DeploymentSettings {
  readonly hubId: string;
  /** Absent: the spokes are the networks that the hub is peered to. */
  readonly spokeIds?: readonly string[];
  /** Absent: found through the hub's RouteServerSubnet. */
  readonly routeServerId?: string;
}

const networkType = 'Microsoft.Network/virtualNetworks';

const spokeIds: Form<string[]> = z
  .string()
  .transform(entriesOf)
  .pipe(z.array(resourceId(networkType, 'a virtual network')).min(1))
  .describe(`the ids of virtual networks (/subscriptions/GUID/resourceGroups/GROUP/providers/${networkType}/NAME), each once, separated by commas or spaces`);

export const deploymentForms = {
  HUB_VNET_ID: resourceId(networkType, 'a virtual network'),
  SPOKE_VNET_IDS: spokeIds,
  ROUTE_SERVER_ID: resourceId('Microsoft.Network/virtualHubs', 'a Route Server'),
};

export function readDeployment(env: Environment): Checked<DeploymentSettings> {
  const { values, mistakes } = readVariables(deploymentForms, env, ['HUB_VNET_ID']);
  const { HUB_VNET_ID: hubId, SPOKE_VNET_IDS: spokes, ROUTE_SERVER_ID: routeServerId } = values;
  const all = [...mistakes, ...spokeMistakes(spokes ?? [], hubId), ...routeServerMistakes(routeServerId, hubId)];
  if (hubId === undefined || all.length > 0) return invalid(all);
  return valid({ hubId, ...(spokes && { spokeIds: spokes }), ...(routeServerId !== undefined && { routeServerId }) });
}

function spokeMistakes(ids: readonly string[], hubId: string | undefined): Mistake[] {
  const about = (wrong: string): Mistake => ({ variable: 'SPOKE_VNET_IDS', wrong, expected: expectedOf(spokeIds) });
  const hub = ids.find((id) => hubId !== undefined && sameId(id, hubId));
  const again = ids.filter((id, index) => ids.findIndex((other) => sameId(other, id)) < index);
  const repeated = [...new Map(again.map((id) => [keyOf(id), id])).values()];
  return [...(hub === undefined ? [] : [about(`holds ${quote(hub)}, which is the hub`)]), ...repeated.map((id) => about(`holds ${quote(id)} more than once`))];
}

/** A Route Server lies in the hub's subnet, and so in the hub's subscription. */
function routeServerMistakes(id: string | undefined, hubId: string | undefined): Mistake[] {
  const [own, hub] = [id, hubId].map((text) => (text === undefined ? undefined : parseResourceId(text)?.subscriptionId.toLowerCase()));
  if (own === undefined || hub === undefined || own === hub) return [];
  return [{ variable: 'ROUTE_SERVER_ID', wrong: `is in subscription ${own}, and the hub in ${hub}`, expected: "the id of a Route Server in the hub's subscription" }];
}
