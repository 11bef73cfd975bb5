/** Serves a recorded scenario over a real socket to the unmodified SDK and the harness's readers, and returns what comes out, line by line. */
import type { AzureClients } from '../../helpers/azure/transport/azure-clients';
import { readEffectiveRoutes } from '../../helpers/azure/read/read-effective-routes';
import { readEffectiveSecurityGroups } from '../../helpers/azure/read/read-effective-security-groups';
import { readNetworkInterface } from '../../helpers/azure/read/read-network-interface';
import { findRouteServer, readRouteServer } from '../../helpers/azure/read/read-route-server';
import { readRouteTable } from '../../helpers/azure/read/read-route-table';
import { readVirtualMachine } from '../../helpers/azure/read/read-virtual-machine';
import { readVirtualNetworkGateway } from '../../helpers/azure/read/read-virtual-network-gateway';
import { readVirtualNetwork } from '../../helpers/azure/read/read-virtual-network';
import { recordedAnswer, recordedExchanges, replayOperation, type Recorded } from '../../helpers/azure/testing/recordings';
import type { Answers, StandIn } from '../../helpers/azure/testing/stand-in';
import { countItems, endLine, inNetwork, pagesLine, refusalLine } from './other-readings';
import { gatewayLine, groupsLine, machineLine, networkLine, nicLine, outcomeLine, peeringLine, routeServerLine, routesLine, subnetLine, tableLine } from './outcome-line';
import { placeOf } from './place';
import { isPoll } from './scenarios';

type Read = (azure: AzureClients, id: string) => Promise<string>;

const readers: Readonly<Record<string, Read>> = {
  virtualNetworks: async (azure, id) => outcomeLine(await readVirtualNetwork(azure, id), networkLine),
  virtualHubs: async (azure, id) => outcomeLine(await readRouteServer(azure, id), routeServerLine),
  virtualNetworkGateways: async (azure, id) => outcomeLine(await readVirtualNetworkGateway(azure, id), gatewayLine),
  routeTables: async (azure, id) => outcomeLine(await readRouteTable(azure, id), tableLine),
  networkInterfaces: async (azure, id) => outcomeLine(await readNetworkInterface(azure, id), nicLine),
  virtualMachines: async (azure, id) => outcomeLine(await readVirtualMachine(azure, id), machineLine),
};

const operations: Readonly<Record<string, Read>> = {
  effectiveRouteTable: async (azure, id) => outcomeLine(await readEffectiveRoutes(azure, id), routesLine),
  effectiveNetworkSecurityGroups: async (azure, id) => outcomeLine(await readEffectiveSecurityGroups(azure, id), groupsLine),
};

export interface ReadBack {
  /** What came out, each line once, in the order of the recording. */
  readonly lines: readonly string[];
  /** Requests that spokecheck does not make, each once: method and types. */
  readonly notRead: readonly string[];
}

interface Scene {
  readonly arm: StandIn;
  readonly scenario: string;
  readonly exchanges: readonly Recorded[];
}

export async function readBack(arm: StandIn, scenario: string): Promise<ReadBack> {
  const scene = { arm, scenario, exchanges: recordedExchanges(scenario) };
  const lines = new Set<string>();
  const notRead = new Set<string>();
  for (const exchange of scene.exchanges) {
    const line = await lineOf(scene, exchange);
    if (line !== undefined) lines.add(line);
    else notRead.add(isPoll(exchange) ? 'polls' : `${exchange.request.method} ${placeOf(exchange).kind}`);
  }
  return { lines: [...lines], notRead: [...notRead] };
}

/** Undefined for what is not read. */
async function lineOf(scene: Scene, exchange: Recorded): Promise<string | undefined> {
  const { request, response } = exchange;
  const action = request.method === 'POST' ? placeOf(exchange).path.split('/').at(-1) : undefined;
  const operation = operations[action ?? ''];
  if (action !== undefined && operation) return operationLine(scene, exchange, action, operation);
  if (response.status >= 400) return refusalLine(scene.arm, exchange);
  if (isPoll(exchange)) return (response.body as { status?: string } | null | undefined)?.status === 'Failed' ? endLine(scene.arm, exchange) : undefined;
  return request.method === 'GET' ? getLine(scene, exchange) : undefined;
}

async function operationLine({ arm, scenario }: Scene, exchange: Recorded, action: string, operation: Read): Promise<string> {
  const { path, parent, name } = placeOf(exchange);
  arm.answer(exchange.response.status >= 400 ? { [`POST ${path}`]: recordedAnswer(exchange) } : replayOperation(scenario, action));
  return `${action} of ${name}: ${await operation(arm.clients(), parent)}`;
}

async function getLine(scene: Scene, exchange: Recorded): Promise<string | undefined> {
  const { arm, exchanges } = scene;
  const { path, kind, name } = placeOf(exchange);
  const { body } = exchange.response;
  if (typeof body === 'object' && body !== null && 'nextLink' in body) return pagesLine(arm, exchanges);
  if (kind === 'virtualNetworks/subnets') return `a subnet in its network: ${await inNetwork(arm, { subnets: [body] }, ({ subnets }) => subnets.map(subnetLine).join())}`;
  if (kind === 'virtualNetworks/virtualNetworkPeerings') return `a peering in its network: ${await inNetwork(arm, { virtualNetworkPeerings: [body] }, ({ peerings }) => peerings.map(peeringLine).join())}`;
  if (kind === 'virtualHubs/') return foundLine(scene, exchange);
  const reader = readers[kind.replace(/\/$/, '')];
  if (!reader) return undefined;
  if (kind.endsWith('/')) return listLine(arm, exchange, reader);
  arm.answer({ [`GET ${path}`]: recordedAnswer(exchange), ...(kind === 'virtualHubs' && aroundHub(scene, path)) });
  return `${kind}/${name}: ${await reader(arm.clients(), path)}`;
}

/** Lists hold the same bodies that Azure sends one by one. */
async function listLine(arm: StandIn, exchange: Recorded, reader: Read): Promise<string> {
  const count = await countItems(arm, [exchange]);
  const { value } = exchange.response.body as { value: { id: string }[] };
  arm.answer(Object.fromEntries(value.map((body) => [`GET ${body.id}`, { body }])));
  const azure = arm.clients();
  const outcomes = await Promise.all(value.map(async ({ id }) => (await reader(azure, id)).split(':')[0] ?? ''));
  return `${placeOf(exchange).kind} with ${String(count)}: ${[...new Set(outcomes)].join(', ') || 'nothing to read'}`;
}

/** Real requests list by group, the survey by subscription; the answers have one shape. */
async function foundLine(scene: Scene, exchange: Recorded): Promise<string> {
  const { value } = exchange.response.body as { value: { id: string }[] };
  const [, , subscription = ''] = exchange.request.url.split('/');
  const around = value.map(({ id }) => aroundHub(scene, id));
  scene.arm.answer({ [`GET /subscriptions/${subscription}/providers/Microsoft.Network/virtualHubs`]: recordedAnswer(exchange), ...(Object.assign({}, ...around) as Answers) });
  const subnet = /"id": ?"([^"]+)\/subnets\/RouteServerSubnet"/i.exec(JSON.stringify(scene.exchanges.map(({ response }) => response.body)))?.[1] ?? '';
  const found = await findRouteServer(scene.arm.clients(), subnet);
  return `virtualHubs/ with ${String(value.length)}: ${outcomeLine(found, (server) => (server ? routeServerLine(server) : 'no Route Server'))}`;
}

/** What a Route Server's reader asks beside: the lists of the same recording; route-server-1 has learned routes for all of them. */
function aroundHub({ scenario, exchanges }: Scene, path: string): Answers {
  const answerOf = (what: string): Answers => {
    const found = exchanges.find(({ request }) => request.method === 'GET' && request.url.startsWith(`${path}/${what}?`));
    return { [`GET ${path}/${what}`]: found ? recordedAnswer(found) : { body: { value: [] } } };
  };
  const learns = exchanges.some(({ request }) => request.method === 'POST' && request.url.includes('/learnedRoutes?'));
  return { ...answerOf('ipConfigurations'), ...answerOf('bgpConnections'), ...replayOperation(learns ? scenario : 'route-server-1', 'learnedRoutes') };
}
