/** What goes wrong at Azure's API: refusals, outages, and answers that make no sense. */
import type { Act, Match } from '../arm/incident';
import type { Fault } from './fault';
import { fault } from './fault';
import type { FaultTarget } from './fault-target';
import { addSecurityGroup, machineSubnetOf, spokeOf, sshRule } from './fault-target';
import { virtualNetworkId } from '../topology/resource-ids';

const injects = (match: Match, act: Act, times?: number) => ({ incidents }: FaultTarget): void => {
  incidents.push({ match, act, ...(times !== undefined && { times }) });
};

/** What is wrong with the network shows where it is asked for alone; in lists it stands as something of which no more than the id is known. */
const atSpoke1 = (act: Act) => (target: FaultTarget): void => {
  const { name } = spokeOf(target, 1);
  injects({ operation: 'VirtualNetworks_Get', path: new RegExp(`/${name}(?![\\w-])`) }, act)(target);
  injects({ operation: /^VirtualNetworks_List/ }, { kind: 'rewrite', body: (body) => withoutProperties(body, name) })(target);
};

function withoutProperties(body: unknown, name: string): unknown {
  const page = body as { readonly value?: readonly { readonly id: string; readonly name: string; readonly type: string }[] };
  return { ...page, value: page.value?.map((one) => (one.name === name ? { id: one.id, name, type: one.type } : one)) };
}

const denied = (action: string) => (target: FaultTarget): void => { target.denied.push({ action }); };

const effectiveRoutes: Match = { operation: 'NetworkInterfaces_GetEffectiveRouteTable' };
const hubs: Match = { operation: 'VirtualHubs_List' };

/** All that is read of a spoke, or follows from it. */
const allOfSpoke = 'PE-03 PE-04 PE-05 PE-06 PE-07 PE-08 RT-01 RT-02 RT-03 ER-01 ER-02 ER-03 SG-01 PATH-01 SSH-01';
/** All that is known of the Route Server, or rests on its addresses. */
const allOfRouteServer = 'RS-04 RS-05 RS-06 RS-07 RT-02 RT-03 ER-02 PATH-01';
const routesRead = 'PE-08 ER-01 ER-02 ER-03 PATH-01';

export const apiFaults: readonly Fault[] = [
  fault('401 at start: the token endpoint refuses', 'AZURE', ['AADSTS7000215'], injects({ operation: 'Entra_Token' }, { kind: 'status', status: 401, text: '{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided."}', headers: { 'content-type': 'application/json' } })),
  fault('token expiring mid-run, and no other accepted', routesRead, ['Azure does not accept the token', 'ExpiredAuthenticationToken'], injects(effectiveRoutes, { kind: 'expire-token' })),
  fault('403 on virtualNetworks/read in spoke 1', allOfSpoke, ['Microsoft.Network/virtualNetworks/read is not granted'], (target) => {
    target.denied.push({ action: 'Microsoft.Network/virtualNetworks/read', scope: virtualNetworkId(spokeOf(target, 1)) });
  }),
  fault('403 on virtualHubs/read', allOfRouteServer, ['Microsoft.Network/virtualHubs/read is not granted'], denied('Microsoft.Network/virtualHubs/read')),
  fault('403 on virtualHubs/ipConfigurations/read', allOfRouteServer, ['Microsoft.Network/virtualHubs/ipConfigurations/read is not granted'], denied('Microsoft.Network/virtualHubs/ipConfigurations/read')),
  fault('403 on virtualHubs/bgpConnections/read', 'RS-07', ['Microsoft.Network/virtualHubs/bgpConnections/read is not granted'], denied('Microsoft.Network/virtualHubs/bgpConnections/read')),
  fault('403 on learnedRoutes/action', 'RS-07', ['Microsoft.Network/virtualHubs/bgpConnections/learnedRoutes/action is not granted'], denied('Microsoft.Network/virtualHubs/bgpConnections/learnedRoutes/action'), 'nva-bgp'),
  fault('403 on routeTables/read', 'RT-02 RT-03', ['Microsoft.Network/routeTables/read is not granted'], denied('Microsoft.Network/routeTables/read')),
  fault('403 on networkInterfaces/read', 'PE-08 RT-02 ER-01 ER-02 ER-03 SG-01 PATH-01 SSH-01', ['Microsoft.Network/networkInterfaces/read is not granted'], denied('Microsoft.Network/networkInterfaces/read')),
  fault('403 on virtualMachines/read', 'PATH-01 SSH-01', ['Microsoft.Compute/virtualMachines/read is not granted'], denied('Microsoft.Compute/virtualMachines/read')),
  fault('403 on effectiveRouteTable/action', routesRead, ['Microsoft.Network/networkInterfaces/effectiveRouteTable/action is not granted'], denied('Microsoft.Network/networkInterfaces/effectiveRouteTable/action')),
  fault('403 on effectiveNetworkSecurityGroups/action', 'SG-01 PATH-01', ['Microsoft.Network/networkInterfaces/effectiveNetworkSecurityGroups/action is not granted'], (target) => {
    machineSubnetOf(target, 1).networkSecurityGroup = addSecurityGroup(target, spokeOf(target, 1), [sshRule('AllowSsh', 100, 'Inbound', 'Allow')]);
    denied('Microsoft.Network/networkInterfaces/effectiveNetworkSecurityGroups/action')(target);
  }),
  fault('404 on a spoke', allOfSpoke, ['{spoke1}', '404'], atSpoke1({ kind: 'status', status: 404, code: 'ResourceNotFound', message: 'The Resource was not found.' })),
  fault('409 for ever', allOfSpoke, ['{spoke1}', '409'], atSpoke1({ kind: 'status', status: 409, code: 'AnotherOperationInProgress', message: 'Another operation is in progress.' })),
  fault('429 with Retry-After for ever', allOfSpoke, ['throttles'], atSpoke1({ kind: 'status', status: 429, code: 'TooManyRequests', message: 'Too many requests.', headers: { 'retry-after': '600' } })),
  fault('429 without Retry-After for ever', allOfSpoke, ['throttles'], atSpoke1({ kind: 'status', status: 429, code: 'TooManyRequests', message: 'Too many requests.' })),
  fault('500 for ever', allOfSpoke, ['{spoke1}', '500'], atSpoke1({ kind: 'status', status: 500, code: 'InternalServerError', message: 'An error occurred.' })),
  fault('503 with an empty body for ever', allOfSpoke, ['{spoke1}', '503'], atSpoke1({ kind: 'status', status: 503 })),
  fault('connection reset for ever', allOfSpoke, ['{spoke1}'], atSpoke1({ kind: 'reset' })),
  fault('a stalled connection', allOfSpoke, ['{spoke1}', 'timeout'], atSpoke1({ kind: 'stall' })),
  fault('malformed JSON', allOfSpoke, ['{spoke1}'], atSpoke1({ kind: 'cut-json' })),
  fault('an answer cut midway', allOfSpoke, ['{spoke1}'], atSpoke1({ kind: 'cut-midway' })),
  fault('HTML instead of JSON', allOfSpoke, ['{spoke1}'], atSpoke1({ kind: 'html', status: 200 })),
  fault('HTML instead of a list', allOfRouteServer, ['virtualHubs'], injects(hubs, { kind: 'html', status: 200 })),
  fault('page two fails', allOfRouteServer, ['virtualHubs'], (target) => {
    injects(hubs, { kind: 'page-fails', status: 404, code: 'InvalidSkipToken', message: 'The skip token is not valid.' })(target);
  }),
  fault('endless nextLink', allOfRouteServer, ['virtualHubs'], injects(hubs, { kind: 'endless-next-link' })),
  fault('effective routes: operation Failed', routesRead, ['effectiveRouteTable'], injects(effectiveRoutes, { kind: 'operation-failed', code: 'InternalServerError', message: 'An error occurred.' })),
  fault('effective routes: operation Canceled', routesRead, ['effectiveRouteTable'], injects(effectiveRoutes, { kind: 'operation-canceled' })),
  fault('effective routes: operation never ending', routesRead, ['effectiveRouteTable'], injects(effectiveRoutes, { kind: 'operation-endless' })),
  fault('effective routes: Location missing', routesRead, ['effectiveRouteTable'], injects(effectiveRoutes, { kind: 'no-location' })),
];
