/** Recorded answers to what spokecheck never asks, served as answers to what it does ask: refusals, failed operations, pages of a list. */
import type { AzureLimits } from '../../helpers/azure/transport/azure-clients';
import { readEffectiveRoutes } from '../../helpers/azure/read/read-effective-routes';
import { readPages } from '../../helpers/azure/transport/read-pages';
import { readVirtualNetwork } from '../../helpers/azure/read/read-virtual-network';
import { recordedAnswer, recordedExchanges, replayOperation, type Recorded } from '../../helpers/azure/testing/recordings';
import type { StandIn } from '../../helpers/azure/testing/stand-in';
import type { VirtualNetwork } from '../../helpers/estate/survey';
import { outcomeLine, routesLine } from './outcome-line';
import { placeOf } from './place';

/** A network that was recorded alone and whole. */
function host(): Recorded {
  const [exchange] = recordedExchanges('vnet-4');
  if (!exchange) throw new Error('vnet-4 is empty.');
  return exchange;
}

/** Reads the network with other subnets or peerings in it than its own. */
export async function inNetwork(arm: StandIn, properties: Readonly<Record<string, unknown>>, line: (network: VirtualNetwork) => string): Promise<string> {
  const body = host().response.body as { properties: Record<string, unknown> };
  const { path } = placeOf(host());
  arm.answer({ [`GET ${path}`]: { body: { ...body, properties: { ...body.properties, ...properties } } } });
  return outcomeLine(await readVirtualNetwork(arm.clients(), path), line);
}

/** A refusal as the answer to the network's reader: for ever, and where that makes a difference, once. */
export async function refusalLine(arm: StandIn, exchange: Recorded): Promise<string> {
  const forEver = await readAnswered(arm, [exchange]);
  const once = await readAnswered(arm, [exchange, host()]);
  return `${exchange.request.method} refused with ${String(exchange.response.status)}: ${forEver}${once === forEver ? '' : `; once: ${once}`}`;
}

/** A refusal that is followed by the network itself. */
export const refusedOnce = (arm: StandIn, refusal: Recorded, limits: Partial<AzureLimits>): Promise<string> => readAnswered(arm, [refusal, host()], limits);

async function readAnswered(arm: StandIn, exchanges: readonly Recorded[], limits: Partial<AzureLimits> = {}): Promise<string> {
  const { path } = placeOf(host());
  arm.answer({ [`GET ${path}`]: exchanges.map(recordedAnswer) });
  const outcome = outcomeLine(await readVirtualNetwork(arm.clients(limits), path), () => 'the network');
  return arm.requests.length > 1 ? `${outcome} after ${String(arm.requests.length)} requests` : outcome;
}

/** How another operation ended, as the end of one that reads effective routes. */
export async function endLine(arm: StandIn, exchange: Recorded): Promise<string> {
  const [post] = Object.entries(replayOperation('effective-routes-1', 'effectiveRouteTable'));
  const [start] = recordedExchanges('effective-routes-1');
  if (!post || !start) throw new Error('effective-routes-1 is empty.');
  const { pathname } = new URL(start.response.headers['location'] ?? '');
  arm.answer({ [post[0]]: post[1], [`GET ${pathname}`]: recordedAnswer(exchange) });
  return `an operation that ended so: ${outcomeLine(await readEffectiveRoutes(arm.clients(), placeOf(start).parent), routesLine)}`;
}

/** How many items the SDK finds in the pages of any list, read as those of the list of Route Servers are. */
export async function countItems(arm: StandIn, pages: readonly Recorded[]): Promise<number> {
  const [first, ...others] = pages;
  if (!first) throw new Error('there is no page');
  const subscription = placeOf(first).path.split('/')[2] ?? '';
  const asked = `GET /subscriptions/${subscription}/providers/Microsoft.Network/virtualHubs`;
  arm.answer({ ...(others.length > 0 && { [`GET ${placeOf(first).path}`]: others.map(recordedAnswer) }), [asked]: recordedAnswer(first) });
  const azure = arm.clients();
  return (await readPages((options) => azure.network(subscription).virtualHubs.list(options), azure)).length;
}

export async function pagesLine(arm: StandIn, pages: readonly Recorded[]): Promise<string> {
  const count = await countItems(arm, pages);
  return `a list of ${String(pages.length)} pages: read: ${String(count)} item after ${String(arm.requests.length)} requests`;
}
