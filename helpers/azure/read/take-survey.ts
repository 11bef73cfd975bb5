/** Takes the survey: reads a whole deployment, each resource as soon as its id is known. */
import type { Transit } from '../../estate/expectations';
import type { Reading } from '../../estate/reading';
import { gatewaySubnetName } from '../../estate/network-parts';
import { noSpokeReason } from '../../estate/no-spoke';
import { keyOf, sameId } from '../../estate/resource-id';
import type { Misnamed, Survey, VirtualMachine, VirtualNetwork } from '../../estate/survey';
import { makeMaps } from '../../estate/survey-parts';
import type { AzureClients } from '../transport/azure-clients';
import { distinctIds, gatewayIds, networkInterfaceIds } from './back-references';
import { completeWays } from './complete-ways';
import type { Report } from './gather';
import { readInstead } from './read-instead';
import { isKnownToBeOff } from './read-virtual-machine';
import { gatheringsOf, routeServerId } from './survey-gatherings';
import type { Gatherings } from './survey-gatherings';

export interface SurveyRequest {
  readonly hubId: string;
  /** SPOKE_VNET_IDS; absent: the networks that the hub is peered to. */
  readonly spokeIds?: readonly string[];
  /** ROUTE_SERVER_ID; absent: found through the hub's RouteServerSubnet. */
  readonly routeServerId?: string;
  readonly transit: Transit;
}

/**
 * Never rejects for what could not be read: each reading holds its own problem. For a deployment of two spokes with a VM each that is 12 reads (and
 * one for each further virtual hub in the hub's subscription), 4 writes, 2 more where a security group applies to each NIC, and the polls of these.
 *
 * @param request all ids are resource ids, in any case
 * @param report called whenever a reading starts or ends
 */
export function takeSurvey(request: SurveyRequest, azure: AzureClients, report: Report = () => undefined): Promise<Survey> {
  return surveyFrom(request, azure, gatheringsOf(azure, report));
}

/** @param earlier where the deployment was surveyed before: the gatherings then hold what is known of it */
export async function surveyFrom(request: SurveyRequest, azure: AzureClients, parts: Gatherings, earlier?: Survey): Promise<Survey> {
  const startedAt = earlier?.startedAt ?? new Date().toISOString();
  const { hubId } = request;
  const routeServerNamed = request.routeServerId;

  const hub = parts.virtualNetworks.start(hubId);
  const [routeServer, , { spokeIds: named, noSpokes }] = await Promise.all([
    parts.routeServer.start(earlier ? routeServerId(earlier) : (routeServerNamed ?? hubId)),
    hub.then((reading) => surveyHub(reading, parts)),
    surveySpokes(request, hub, parts, earlier),
  ]);

  const candidates = [
    { setting: 'HUB_VNET_ID', id: hubId, reading: await hub },
    ...(await Promise.all((request.spokeIds ? named : []).map(async (id) => ({ setting: 'SPOKE_VNET_IDS', id, reading: await parts.virtualNetworks.start(id) }) as const))),
    ...(routeServerNamed === undefined ? [] : [{ setting: 'ROUTE_SERVER_ID', id: routeServerNamed, reading: routeServer } as const]),
  ] as const;
  const misnamed = (await Promise.all(candidates.map(({ setting, id, reading }) => misnamedBy(azure, setting, id, reading, earlier)))).flat();
  const spokeIds = named.filter((id) => !misnamed.some(({ setting, id: wrong }) => setting === 'SPOKE_VNET_IDS' && sameId(id, wrong)));

  const deployment: Survey = {
    format: 1,
    startedAt,
    hubId,
    spokeIds,
    spokesFrom: request.spokeIds ? 'settings' : 'hub-peerings',
    ...(noSpokes.length > 0 && { noSpokes }),
    ...(misnamed.length > 0 && { misnamed }),
    ...(routeServerNamed !== undefined && { routeServerId: routeServerNamed }),
    routeServer,
    ...(await makeMaps((part) => parts[part].collect())),
    finishedAt: startedAt,
  };
  const survey = await completeWays(deployment, request.transit, (part, id) => parts[part].start(id));
  return { ...survey, finishedAt: new Date().toISOString() };
}

/** A resource that is not found although it is in the list of its group is there, and is only not read. */
async function misnamedBy(azure: AzureClients, setting: Misnamed['setting'], id: string, reading: Reading<unknown>, earlier: Survey | undefined): Promise<Misnamed[]> {
  if (reading.status === 'read' || reading.problem.kind !== 'not-found') return [];
  const told = earlier?.misnamed?.find((one) => one.setting === setting && sameId(one.id, id));
  if (told) return [told];
  const before = setting === 'ROUTE_SERVER_ID' ? earlier?.routeServer : earlier?.virtualNetworks[keyOf(id)];
  if (before?.status === 'unread' && before.problem.kind === 'not-found') return [];
  const instead = await readInstead(azure, id);
  return instead.some((other) => sameId(other, id)) ? [] : [{ setting, id, instead }];
}

/** Machines in the hub matter only where a way leads over them. */
async function surveyHub(hub: Reading<VirtualNetwork>, parts: Gatherings): Promise<void> {
  if (hub.status === 'unread') return;
  const gatewaySubnets = hub.value.subnets.filter(({ name }) => name.toLowerCase() === gatewaySubnetName.toLowerCase());
  await Promise.all(gatewayIds(gatewaySubnets).map((id) => parts.gateways.start(id)));
}

interface Spokes {
  readonly spokeIds: readonly string[];
  readonly noSpokes: NonNullable<Survey['noSpokes']>;
}

async function surveySpokes(request: SurveyRequest, hub: Promise<Reading<VirtualNetwork>>, parts: Gatherings, earlier: Survey | undefined): Promise<Spokes> {
  if (!request.spokeIds) return surveyPeers(request.hubId, await hub, parts, earlier);
  const spokeIds = distinctIds(request.spokeIds).filter((id) => !sameId(id, request.hubId));
  await Promise.all(spokeIds.map((id) => surveySpoke(id, parts)));
  return { spokeIds, noSpokes: [] };
}

/** Nobody said which of the networks that the hub is peered to are its spokes. */
async function surveyPeers(hubId: string, hub: Reading<VirtualNetwork>, parts: Gatherings, earlier: Survey | undefined): Promise<Spokes> {
  // A hub that can no longer be read does not take back what it said.
  if (hub.status === 'unread' && earlier) return { spokeIds: earlier.spokeIds, noSpokes: earlier.noSpokes ?? [] };
  const peerings = hub.status === 'read' ? hub.value.peerings.filter(({ remoteVirtualNetworkId }) => !sameId(remoteVirtualNetworkId, hubId)) : [];
  const peers = await Promise.all(
    [...new Map(peerings.map((peering) => [keyOf(peering.remoteVirtualNetworkId), peering])).values()].map(async (peering) => {
      const id = peering.remoteVirtualNetworkId;
      const why = noSpokeReason(hubId, peering, await parts.virtualNetworks.start(id));
      if (!why) await surveySpoke(id, parts);
      return { id, why };
    }),
  );
  return {
    spokeIds: peers.flatMap(({ id, why }) => (why ? [] : [id])),
    noSpokes: peers.flatMap(({ id, why }) => (why ? [{ id, why }] : [])),
  };
}

async function surveySpoke(id: string, parts: Gatherings): Promise<void> {
  const spoke = await parts.virtualNetworks.start(id);
  if (spoke.status === 'unread') return;
  const { subnets } = spoke.value;
  const routeTableIds = subnets.flatMap(({ routeTableId }) => routeTableId ?? []);
  const nicIds = networkInterfaceIds(subnets);
  await Promise.all([
    ...(nicIds.length > 0 ? [parts.adminRules.start(id)] : []),
    ...routeTableIds.map((routeTableId) => parts.routeTables.start(routeTableId)),
    ...nicIds.map((nicId) => surveyNic(nicId, parts)),
  ]);
}

async function surveyNic(id: string, parts: Gatherings): Promise<void> {
  const machine = await surveyMachine(id, parts);
  // Azure computes these for the NIC of a running machine only; a request for another costs a write and is refused.
  if (!machine || isKnownToBeOff(machine.reading)) return;
  await Promise.all([parts.effectiveRoutes.start(machine.nicId), parts.effectiveSecurityGroups.start(machine.nicId)]);
}

interface MachineOfNic {
  /** As the NIC itself spells it; the subnet's reference to it is in capitals. */
  readonly nicId: string;
  readonly reading: Reading<VirtualMachine>;
}

/** The machine that a NIC is attached to; undefined for a NIC that is attached to none or could not be read. */
async function surveyMachine(id: string, parts: Gatherings): Promise<MachineOfNic | undefined> {
  const nic = await parts.networkInterfaces.start(id);
  if (nic.status === 'unread' || nic.value.virtualMachineId === undefined) return undefined;
  return { nicId: nic.value.id, reading: await parts.virtualMachines.start(nic.value.virtualMachineId) };
}
