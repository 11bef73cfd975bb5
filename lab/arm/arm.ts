/** The lab's Azure Resource Manager as one service: finds the operation, checks the caller's access, answers from the world. */
import type { Principal } from '../identity/principal';
import type { Tokens } from '../identity/tokens';
import type { Service, WireRequest, WireResponse } from '../http/exchange';
import { sameText } from '../topology/resource-ids';
import type { World } from '../topology/world';
import { isDenied, refuseAction, refuseApiVersion, refuseFilteredList, refuseToken, scopeOf, type Denial } from './access';
import { notImplemented, resourceGroupNotFound, subscriptionNotFound, throttled } from './arm-error';
import { findOperation, type FoundOperation } from './find-operation';
import { withArmHeaders } from './headers';
import type { Call, Operation } from './operation';
import { createOperationResults, type Timing } from './operation-results';
import type { Parameters } from './path';
import { resourceGroupsIn } from './resources/subscription';
import { kindOf, unmetered, type Kind, type Throttle } from './throttling';

interface ArmOptions {
  readonly world: World;
  readonly principal: Principal;
  readonly tokens: Tokens;
  /** Read anew for each request. */
  readonly denied: readonly Denial[];
  /** How many items a page of a list holds. */
  readonly pageSize: number;
  /** How many polls of a long-running operation are answered with 202 before the result comes. */
  readonly polls: number;
  /** Where given, it is in place of the polls that an operation has its result. */
  readonly timing?: Timing;
  /** Where not given, requests are not metered. */
  readonly throttle?: Throttle;
}

/** What it doesn't know it answers with 501, naming the operation. */
export function createArm(options: ArmOptions): Service {
  const { world, pageSize, principal, throttle = unmetered } = options;
  const results = createOperationResults(options.polls, options.timing);

  const refusal = (request: WireRequest, operation: Operation, parameters: Parameters): WireResponse | undefined =>
    refuseApiVersion(request) ??
    refuseSubscription(world, parameters) ??
    refuseOperation(request, operation) ??
    refuseResourceGroup(world, parameters);

  const refuseOperation = ({ url }: WireRequest, { action, filtered }: Operation): WireResponse | undefined =>
    action === undefined ? undefined : (filtered ? refuseFilteredList : refuseAction)(options.denied, principal, action, scopeOf(url.pathname));
  const mayDo: Call['mayDo'] = (action, id) => !isDenied(options.denied, action, id);

  const answer = (request: WireRequest, found: FoundOperation | undefined): WireResponse => {
    if (!found) return notImplemented(request.method, request.url.pathname);
    const { operation, parameters } = found;
    return refusal(request, operation, parameters) ?? operation.answer({ world, request, parameters, results, pageSize, tenantId: principal.tenantId, mayDo });
  };

  return {
    identify: (request) => {
      const operation = findOperation(request.method, request.url.pathname)?.operation;
      if (!operation) return undefined;
      const { name, action } = operation;
      return { operation: name, ...(action === undefined ? {} : { authorization: { action, scope: scopeOf(request.url.pathname) } }) };
    },
    answer: (request) => {
      const found = findOperation(request.method, request.url.pathname);
      const unknown = found?.operation.anonymous ? undefined : refuseToken(request, options.tokens);
      if (unknown) return withArmHeaders(request, unknown);
      const { kind, subscription } = chargeOf(request);
      const { remaining, retryAfter } = throttle.charge(kind, subscription, principal.objectId);
      return withArmHeaders(request, retryAfter === undefined ? answer(request, found) : throttled(kind, subscription, principal, retryAfter), remaining);
    },
  };
}

/** What a request is charged to. */
const chargeOf = ({ method, url }: WireRequest): { readonly kind: Kind; readonly subscription: string | undefined } => ({
  kind: kindOf(method),
  subscription: /^\/subscriptions\/([^/]+)/i.exec(url.pathname)?.[1],
});

function refuseSubscription({ topology }: World, { subscriptionId }: Parameters): WireResponse | undefined {
  if (subscriptionId === undefined || topology.subscriptions.some(({ id }) => sameText(id, subscriptionId))) return undefined;
  return subscriptionNotFound(subscriptionId);
}

function refuseResourceGroup({ topology }: World, { subscriptionId = '', resourceGroupName }: Parameters): WireResponse | undefined {
  if (resourceGroupName === undefined) return undefined;
  const exists = resourceGroupsIn(topology, subscriptionId).some(({ resourceGroup }) => sameText(resourceGroup, resourceGroupName));
  return exists ? undefined : resourceGroupNotFound(resourceGroupName);
}
