/** The reader of each part of a survey. */
import type { Reading } from '../../estate/reading';
import type { PartName, SurveyParts } from '../../estate/survey-parts';
import type { AzureClients } from '../transport/azure-clients';
import { readEffectiveRoutes } from './read-effective-routes';
import { readEffectiveSecurityGroups } from './read-effective-security-groups';
import { readAdminRules } from './read-admin-rules';
import { readFirewall } from './read-firewall';
import { readLoadBalancer } from './read-load-balancer';
import { readNetworkInterface } from './read-network-interface';
import { findOrReadRouteServer } from './read-route-server';
import { readRoutingAppliance } from './read-routing-appliance';
import { readRouteTable } from './read-route-table';
import { readVirtualMachine } from './read-virtual-machine';
import { readVirtualNetwork } from './read-virtual-network';
import { readVirtualNetworkGateway } from './read-virtual-network-gateway';

/** @param id of the resource, in any case. Never rejects for what Azure responds. */
export type Reader<Value> = (azure: AzureClients, id: string) => Promise<Reading<Value>>;

export const readers: { readonly [Part in PartName]: Reader<SurveyParts[Part]> } = {
  routeServer: findOrReadRouteServer,
  virtualNetworks: readVirtualNetwork,
  gateways: readVirtualNetworkGateway,
  routeTables: readRouteTable,
  firewalls: readFirewall,
  loadBalancers: readLoadBalancer,
  routingAppliances: readRoutingAppliance,
  adminRules: readAdminRules,
  networkInterfaces: readNetworkInterface,
  virtualMachines: readVirtualMachine,
  effectiveRoutes: readEffectiveRoutes,
  effectiveSecurityGroups: readEffectiveSecurityGroups,
};
