/** Each action that a run needs, and whether it was granted where it was asked for. Pure. */
import type { Problem, Reading } from '../estate/reading';
import { parseResourceId } from '../estate/resource-id';
import type { Survey } from '../estate/survey';
import type { MapPartName } from '../estate/survey-parts';
import { problemWords } from '../words/problem-words';
import { problemCause } from '../words/reading-words';
import type { Found } from './found';
import type { AzureLook } from './look-at-azure';

const effectiveRoutes = 'Microsoft.Network/networkInterfaces/effectiveRouteTable/action';
const effectiveRules = 'Microsoft.Network/networkInterfaces/effectiveNetworkSecurityGroups/action';
const adminRules = 'Microsoft.Network/virtualNetworks/listNetworkManagerEffectiveSecurityAdminRules/action';
const learnedRoutes = 'Microsoft.Network/virtualHubs/bgpConnections/learnedRoutes/action';
const virtualHubs = 'Microsoft.Network/virtualHubs/read';
const ipConfigurations = 'Microsoft.Network/virtualHubs/ipConfigurations/read';
/** Of the polls of operations: that it is granted does not show, for an operation need not be polled. */
const operationResults = 'Microsoft.Network/locations/operationResults/read';
const networks = 'Microsoft.Network/virtualNetworks/read';

/** All that a run may ask for, in the order of the report, each with when it does; undefined where it always does, so that a green doctor has asked for it. */
export const neededActions: Readonly<Record<string, string | undefined>> = {
  [networks]: undefined,
  [virtualHubs]: undefined,
  [ipConfigurations]: undefined,
  'Microsoft.Network/virtualHubs/bgpConnections/read': undefined,
  [learnedRoutes]: 'the Route Server has BGP peers',
  'Microsoft.Network/virtualNetworkGateways/read': 'the hub has a gateway',
  'Microsoft.Network/routeTables/read': 'a subnet has a route table',
  'Microsoft.Network/networkInterfaces/read': undefined,
  'Microsoft.Compute/virtualMachines/read': undefined,
  [effectiveRoutes]: undefined,
  [effectiveRules]: 'a machine runs, and a network security group applies to its NIC',
  [operationResults]: undefined,
  [adminRules]: 'a spoke has NICs',
  'Microsoft.Network/azureFirewalls/read': 'a firewall lies on a way',
  'Microsoft.Network/loadBalancers/read': 'a load balancer lies on a way',
  'Microsoft.Network/virtualNetworkAppliances/read': 'a routing appliance lies on a way',
};

/** Without these a run is green all the same, and says what it did not look at. */
const spare = new Set([adminRules, 'Microsoft.Network/azureFirewalls/read', 'Microsoft.Network/loadBalancers/read', 'Microsoft.Network/virtualNetworkAppliances/read']);

/** What reading a part of a survey asks for. Networks are all looked at, and not the sample's alone. */
const actionOf: Readonly<Record<Exclude<MapPartName, 'virtualNetworks'>, string>> = {
  gateways: 'Microsoft.Network/virtualNetworkGateways/read',
  routeTables: 'Microsoft.Network/routeTables/read',
  firewalls: 'Microsoft.Network/azureFirewalls/read',
  loadBalancers: 'Microsoft.Network/loadBalancers/read',
  routingAppliances: 'Microsoft.Network/virtualNetworkAppliances/read',
  adminRules,
  networkInterfaces: 'Microsoft.Network/networkInterfaces/read',
  virtualMachines: 'Microsoft.Compute/virtualMachines/read',
  effectiveRoutes,
  effectiveSecurityGroups: effectiveRules,
};

interface Asked {
  readonly action: string;
  readonly subscriptionId: string;
  /** Absent where it was granted. */
  readonly problem?: Problem;
}

export function actionsFound(look: AzureLook): Found[] {
  const asked = askedIn(look);
  return Object.entries(neededActions).flatMap(([action, when]) => foundOf(action, when, asked.filter((one) => one.action.toLowerCase() === action.toLowerCase())));
}

function askedIn({ networks: all, survey }: AzureLook): Asked[] {
  const parts = Object.entries(actionOf).flatMap(([part, action]) => Object.entries<Reading<unknown>>(survey[part as keyof typeof actionOf]).flatMap(([id, reading]) => asking(action, id, reading)));
  return [...all.flatMap(({ id, reading }) => asking(networks, id, reading)), ...routeServerAsked(survey), ...parts];
}

function routeServerAsked({ hubId, routeServer }: Survey): Asked[] {
  if (routeServer.status === 'unread') return asking(virtualHubs, hubId, routeServer);
  const listed = asking(virtualHubs, hubId, routeServer);
  if (!routeServer.value) return listed;
  const { id, bgpConnections } = routeServer.value;
  const peers = bgpConnections.status === 'read' ? bgpConnections.value : [];
  return [
    ...listed,
    ...asking(ipConfigurations, id, routeServer),
    ...asking('Microsoft.Network/virtualHubs/bgpConnections/read', id, bgpConnections),
    ...peers.flatMap((peer) => asking(learnedRoutes, id, peer.learnedRoutes)),
  ];
}

/** What is not there says nothing of the right to read it; neither do rules that were not asked for, as no group applies. */
function asking(action: string, id: string, reading: Reading<unknown>): Asked[] {
  const subscriptionId = parseResourceId(id)?.subscriptionId.toLowerCase() ?? '';
  if (reading.status === 'read') return action === effectiveRules && Array.isArray(reading.value) && reading.value.length === 0 ? [] : [{ action, subscriptionId }];
  const { problem } = reading;
  if (problem.kind === 'not-found') return [];
  return [{ action: problem.missingAction !== undefined && problem.missingAction.toLowerCase() in lowerCased ? problem.missingAction : action, subscriptionId, problem }];
}

const lowerCased: Readonly<Record<string, true>> = Object.fromEntries(Object.keys(neededActions).map((action) => [action.toLowerCase(), true]));

function foundOf(action: string, when: string | undefined, asked: readonly Asked[]): Found[] {
  if (asked.length === 0 && action === operationResults) return [];
  if (asked.length === 0) return [when === undefined ? { is: 'unknown', what: `${action}: did not show, for nothing was found that it is for` } : { is: 'spare', what: `${action}: not asked for; a run does where ${when}` }];
  const subscriptionIds = [...new Set(asked.map(({ subscriptionId }) => subscriptionId))];
  const worst = subscriptionIds.flatMap((id) => {
    const ones = asked.filter(({ subscriptionId }) => subscriptionId === id);
    return ones.find(({ problem }) => problem?.kind === 'forbidden') ?? ones.find(({ problem }) => problem) ?? ones.slice(0, 1);
  });
  const granted = worst.filter(({ problem }) => !problem).length;
  const refused = worst.flatMap(({ problem }) => (problem ? [refusalOf(action, problem)] : []));
  return [...(granted > 0 ? [{ is: 'well', what: `${action}: granted where it was asked for, in ${subscriptions(granted)}` } as const] : []), ...refused];
}

function refusalOf(action: string, problem: Problem): Found {
  if (problem.kind !== 'forbidden') return { is: 'unknown', what: `${action}: ${problemWords(problem)}` };
  const { cause, fix } = problemCause(problem);
  const remedy = [...(fix === undefined ? [] : [fix]), ...(action.endsWith('/action') ? ['docs/pipelines/README.md has the role.'] : [])];
  if (spare.has(action)) return { is: 'spare', what: `${cause}; a run goes without, and says so under “Not looked at”`, remedy };
  return { is: 'wrong', what: cause, remedy };
}

const subscriptions = (count: number): string => `${String(count)} ${count === 1 ? 'subscription' : 'subscriptions'}`;
