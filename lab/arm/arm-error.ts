/** ARM's refusals, in ARM's words: those of its gateway, and those of the resource providers behind it. */
import type { WireResponse } from '../http/exchange';
import type { Principal } from '../identity/principal';
import type { Kind } from './throttling';

/** The gateway marks what it refuses itself; a provider's refusal lacks the mark. */
const gateway = { 'x-ms-failure-cause': 'gateway' };

/** An error body with a code and a sentence. */
export function armError(status: number, code: string, message: string, headers: Record<string, string> = {}): WireResponse {
  return { status, headers, body: { error: { code, message } } };
}

const refusedByGateway = (status: number, code: string, message: string, headers: Record<string, string> = {}): WireResponse =>
  armError(status, code, message, { ...gateway, ...headers });

/** Microsoft.Network sends `details` even where there are none. */
const refusedByNetwork = (status: number, code: string, message: string): WireResponse => ({
  status,
  headers: {},
  body: { error: { code, message, details: [] } },
});

const challenge = (authority: string, description: string): Record<string, string> => ({
  'www-authenticate': `Bearer authorization_uri="${authority}", error="invalid_token", error_description="${description}"`,
});

export const missingToken = (authority: string): WireResponse =>
  refusedByGateway(401, 'AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing.", {
    'www-authenticate': `Bearer authorization_uri="${authority}"`,
  });

export const invalidToken = (authority: string): WireResponse =>
  refusedByGateway(401, 'InvalidAuthenticationToken', 'The access token is invalid.', challenge(authority, 'The access token is invalid.'));

export const expiredToken = (authority: string, expired: Date, now: Date): WireResponse =>
  refusedByGateway(
    401,
    'ExpiredAuthenticationToken',
    `The access token expiry UTC time '${errorTime(expired)}' is earlier than current UTC time '${errorTime(now)}'.`,
    challenge(authority, 'The access token has expired.'),
  );

/** ARM writes times in its errors as `10/16/2018 6:09:32 PM`. */
function errorTime(time: Date): string {
  const hours = time.getUTCHours();
  const clock = [(hours % 12 || 12).toString(), ...[time.getUTCMinutes(), time.getUTCSeconds()].map((part) => part.toString().padStart(2, '0'))];
  const date = [time.getUTCMonth() + 1, time.getUTCDate(), time.getUTCFullYear()];
  return `${date.join('/')} ${clock.join(':')} ${hours < 12 ? 'AM' : 'PM'}`;
}

export const authorizationFailed = (principal: Principal, action: string, scope: string): WireResponse =>
  refusedByGateway(
    403,
    'AuthorizationFailed',
    `The client '${principal.clientId}' with object id '${principal.objectId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  );

/** In the words that public reports have of it since the limits are per region; the recordings are older. @param subscription undefined for a request to the tenant */
export function throttled(kind: Kind, subscription: string | undefined, principal: Principal, seconds: number): WireResponse {
  const [code, what] = subscription === undefined ? ['TenantRequestsThrottled', `tenant '${principal.tenantId}'`] : ['SubscriptionRequestsThrottled', `subscription '${subscription}'`];
  const message = `Number of '${kind.slice(0, -1)}' requests for ${what} actor '${principal.objectId}' exceeded. Please try again after '${seconds.toString()}' seconds after additional tokens are available. Refer to https://aka.ms/arm-throttling for additional information.`;
  return refusedByGateway(429, code, message, { 'retry-after': seconds.toString() });
}

export const missingApiVersion = (): WireResponse =>
  refusedByGateway(400, 'MissingApiVersionParameter', 'The api-version query parameter (?api-version=) is required for all requests.');

export const invalidApiVersion = (version: string): WireResponse =>
  refusedByGateway(400, 'InvalidApiVersionParameter', `The api-version '${version}' is invalid. It is a date such as '2024-01-01' that is not in the future.`);

export const invalidFilter = (filter: string): WireResponse =>
  refusedByGateway(400, 'InvalidFilterInQueryString', `Invalid $filter '${filter}' specified in the query string.`);

/** Of a list of machines; no recording shows it. */
export const invalidExpand = (): WireResponse => armError(400, 'BadRequest', "$expand=instanceView can only be specified if a valid $filter option is specified.");

export const subscriptionNotFound = (subscription: string): WireResponse =>
  refusedByGateway(404, 'SubscriptionNotFound', `The subscription '${subscription}' could not be found.`);

export const resourceGroupNotFound = (group: string): WireResponse =>
  refusedByGateway(404, 'ResourceGroupNotFound', `Resource group '${group}' could not be found.`);

/** `type` and `name` of a resource that lies in a resource group, e.g. `Microsoft.Network/virtualNetworks` and `hub`. */
export const resourceNotFound = (type: string, name: string, group: string): WireResponse =>
  refusedByGateway(
    404,
    'ResourceNotFound',
    `The Resource '${type}/${name}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );

/** A child of a resource that is not there; `type` without the provider, e.g. `virtualNetworks/subnets`. */
export const parentNotFound = (type: string, parentId: string): WireResponse =>
  refusedByGateway(404, 'ParentResourceNotFound', `Failed to perform 'read' on resource(s) of type '${type}', because the parent resource '${parentId}' could not be found.`);

/** A missing child of a resource that is there: the provider's answer, so without the gateway's mark. */
export const childNotFound = (id: string): WireResponse => refusedByNetwork(404, 'NotFound', `Resource ${id} not found.`);

/** No recording shows what is said of an instance of a scale set, or a NIC of it, that is not there. */
export const instanceNotFound = (what: string): WireResponse => armError(404, 'NotFound', `The entity was not found: ${what}.`);

/** Effective routes and rules exist only while the NIC's machine runs. `what` as in Azure's sentence and, joined, in its code. */
export const nicNotRunning = (what: 'Routes' | 'SecurityGroups', nicId: string): WireResponse =>
  refusedByNetwork(
    400,
    `NicMustBeAttachedToRunningVmToGetEffective${what}`,
    `A network interface must be attached to a running virtual machine to get effective ${what === 'Routes' ? 'routes' : 'security groups'}. The network interface ${nicId} is not attached to a running virtual machine.`,
  );

/** The lab's own: what it does not imitate, it does not answer. */
export const notImplemented = (method: string, path: string): WireResponse =>
  armError(501, 'NotImplemented', `The lab does not imitate ${method} ${path}.`);
