/** ARM's lists of what a survey reads many of, for a subscription or for one resource group. */
import type { SurveyParts } from '../../estate/survey-parts';
import type { AzureClients } from '../transport/azure-clients';
import type { PageOptions, Pages } from '../transport/read-pages';
import { networkInterfaceFrom } from './read-network-interface';
import { routeTableFrom } from './read-route-table';
import { virtualMachineFrom } from './read-virtual-machine';
import { virtualNetworkFrom } from './read-virtual-network';

/** Parts whose resources ARM lists; of machines it lists what they are, and by a second list what they do. */
export type ListedPart = 'virtualNetworks' | 'networkInterfaces' | 'routeTables' | 'virtualMachines';

export interface ListScope {
  readonly subscriptionId: string;
  /** Absent: all of the subscription. */
  readonly resourceGroup?: string | undefined;
}

export type List = (azure: AzureClients, scope: ListScope, options: PageOptions) => Pages<{ readonly id?: string }>;

export interface Listed<Value> {
  /** A list that has all of a resource but for what `status` adds. */
  readonly list: List;
  /** A list for whole subscriptions of what a resource does just now. */
  readonly status?: List;
  /** Of as many as this, and more, the lists may be fewer requests than one for each. */
  readonly fromSo: number;
  /** @throws where the answer is not usable, or lacks what the resource alone would have */
  readonly valueOf: (answer: unknown, id: string) => Value;
}

/** Throws, so that the resource is read alone. */
const lacks = (what: string): never => {
  throw new Error(`a list need not have ${what}`);
};

/**
 * That a list has each resource as a GET of it would answer is recorded for networks (subnets with `ipConfigurations`), NICs, route tables and machines, but for three things:
 * no recorded list has a network with peerings, `instanceView` is in no list but the one with `statusOnly` ("enables fetching run time status of all Virtual Machines in the
 * subscription", API definition 2024-07-01), and nobody documents whether that has the name by which a guest calls itself.
 */
export const lists: { readonly [Part in ListedPart]: Listed<SurveyParts[Part]> } = {
  virtualNetworks: {
    list: (azure, { subscriptionId, resourceGroup }, options) => {
      const { virtualNetworks } = azure.network(subscriptionId);
      return resourceGroup === undefined ? virtualNetworks.listAll(options) : virtualNetworks.list(resourceGroup, options);
    },
    fromSo: 3,
    valueOf: (answer, id) => {
      const network = virtualNetworkFrom(answer, id);
      return network.peerings.length > 0 ? network : lacks('peerings');
    },
  },
  networkInterfaces: {
    list: (azure, { subscriptionId, resourceGroup }, options) => {
      const { networkInterfaces } = azure.network(subscriptionId);
      return resourceGroup === undefined ? networkInterfaces.listAll(options) : networkInterfaces.list(resourceGroup, options);
    },
    fromSo: 3,
    valueOf: networkInterfaceFrom,
  },
  routeTables: {
    list: (azure, { subscriptionId, resourceGroup }, options) => {
      const { routeTables } = azure.network(subscriptionId);
      return resourceGroup === undefined ? routeTables.listAll(options) : routeTables.list(resourceGroup, options);
    },
    fromSo: 3,
    valueOf: routeTableFrom,
  },
  virtualMachines: {
    list: (azure, { subscriptionId }, options) => azure.compute(subscriptionId).virtualMachines.listAll(options),
    status: (azure, { subscriptionId }, options) => azure.compute(subscriptionId).virtualMachines.listAll({ ...options, statusOnly: 'true' }),
    fromSo: 4,
    valueOf: (answer, id) => {
      const machine = virtualMachineFrom(answer, id);
      return machine.computerName === undefined && machine.guestName === undefined ? lacks('a name to tell the guest by') : machine;
    },
  },
};
