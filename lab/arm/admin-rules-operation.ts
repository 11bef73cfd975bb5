/** The security admin rules of a virtual network: a POST that is answered at once, and that carries the place in the list in its body. */
import { virtualNetworkId } from '../topology/resource-ids';
import type { WireResponse } from '../http/exchange';
import type { VirtualNetwork } from '../topology/topology';
import { page, skipToken } from './list';
import type { Call, Operation } from './operation';
import { onResource, pathOf } from './resource-operations';
import { virtualNetworks } from './resource-types';
import { adminRuleBodies } from './resources/admin-rule';

const verb = 'listNetworkManagerEffectiveSecurityAdminRules';

export const adminRulesOperation: Operation = onResource(
  virtualNetworks,
  { name: 'ListNetworkManagerEffectiveSecurityAdminRules', method: 'POST', path: `${pathOf(virtualNetworks.type)}/${verb}`, action: `${virtualNetworks.type}/${verb}/action` },
  answer,
);

function answer(network: VirtualNetwork, { request, pageSize }: Call): WireResponse {
  const from = new URL(virtualNetworkId(network), request.url);
  from.searchParams.set(skipToken, tokenIn(request.body));
  const { body, ...response } = page(from, pageSize, adminRuleBodies(network));
  const { value, nextLink } = body as { value: unknown[]; nextLink?: string };
  const next = nextLink === undefined ? null : new URL(nextLink).searchParams.get(skipToken);
  return { ...response, body: next === null ? { value } : { value, skipToken: next } };
}

/** Empty where the body has none. */
function tokenIn(body: string): string {
  const asked: unknown = body === '' ? {} : JSON.parse(body);
  return typeof asked === 'object' && asked !== null && 'skipToken' in asked ? String(asked.skipToken) : '';
}
