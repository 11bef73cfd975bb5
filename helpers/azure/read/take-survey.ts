/** Takes the survey: reads a whole deployment, each resource as soon as its id is known. */
import type { Transit } from '../../estate/expectations';
import type { Reading } from '../../estate/reading';
import { sameId } from '../../estate/resource-id';
import type { Survey, VirtualMachine, VirtualNetwork } from '../../estate/survey';
import { makeMaps, partNames, partWords } from '../../estate/survey-parts';
import type { PartName, SurveyParts } from '../../estate/survey-parts';
import type { AzureClients } from '../transport/azure-clients';
import { distinctIds, gatewayIds, networkInterfaceIds } from './back-references';
import { gather } from './gather';
import type { Gathering, Report } from './gather';
import { isKnownToBeOff } from './read-virtual-machine';
import { readers } from './readers';

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
 * one for each further virtual hub in the hub's subscription), 4 writes, and the polls of these.
 *
 * @param request all ids are resource ids, in any case
 * @param report called whenever a reading starts or ends
 */
export async function takeSurvey(request: SurveyRequest, azure: AzureClients, report: Report = () => undefined): Promise<Survey> {
  const startedAt = new Date().toISOString();
  const { hubId, routeServerId } = request;
  const parts = gatherings(azure, report);

  const hub = parts.virtualNetworks.start(hubId);
  const [routeServer, , spokeIds] = await Promise.all([
    parts.routeServer.start(routeServerId ?? hubId),
    hub.then((reading) => surveyHub(reading, request.transit, parts)),
    surveySpokes(request, hub, parts),
  ]);

  return {
    format: 1,
    startedAt,
    hubId,
    spokeIds,
    spokesFrom: request.spokeIds ? 'settings' : 'hub-peerings',
    ...(routeServerId !== undefined && { routeServerId }),
    routeServer,
    ...(await makeMaps((part) => parts[part].collect())),
    finishedAt: new Date().toISOString(),
  };
}

type Parts = { readonly [Part in PartName]: Gathering<SurveyParts[Part]> };

const gatherings = (azure: AzureClients, report: Report): Parts =>
  Object.fromEntries(
    partNames.map((part) => [part, gather<SurveyParts[PartName]>(partWords[part].plural, (id) => readers[part](azure, id), report)]),
  ) as Parts;

/** Machines in the hub matter only as transit: with addresses in TRANSIT, one of them may be the appliance behind such an address. */
async function surveyHub(hub: Reading<VirtualNetwork>, transit: Transit, parts: Parts): Promise<void> {
  if (hub.status === 'unread') return;
  const { subnets } = hub.value;
  const gatewaySubnets = subnets.filter(({ name }) => name.toLowerCase() === 'gatewaysubnet');
  const nicIds = transit.kind === 'addresses' ? networkInterfaceIds(subnets) : [];
  await Promise.all([
    ...gatewayIds(gatewaySubnets).map((id) => parts.gateways.start(id)),
    ...nicIds.map((id) => surveyMachine(id, parts)),
  ]);
}

async function surveySpokes(request: SurveyRequest, hub: Promise<Reading<VirtualNetwork>>, parts: Parts): Promise<string[]> {
  const spokeIds = distinctIds(request.spokeIds ?? peeredWith(await hub)).filter((id) => !sameId(id, request.hubId));
  await Promise.all(spokeIds.map((id) => surveySpoke(id, parts)));
  return spokeIds;
}

const peeredWith = (hub: Reading<VirtualNetwork>): string[] =>
  hub.status === 'read' ? hub.value.peerings.map(({ remoteVirtualNetworkId }) => remoteVirtualNetworkId) : [];

async function surveySpoke(id: string, parts: Parts): Promise<void> {
  const spoke = await parts.virtualNetworks.start(id);
  if (spoke.status === 'unread') return;
  const { subnets } = spoke.value;
  const routeTableIds = subnets.flatMap(({ routeTableId }) => routeTableId ?? []);
  await Promise.all([
    ...routeTableIds.map((routeTableId) => parts.routeTables.start(routeTableId)),
    ...networkInterfaceIds(subnets).map((nicId) => surveyNic(nicId, parts)),
  ]);
}

async function surveyNic(id: string, parts: Parts): Promise<void> {
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
async function surveyMachine(id: string, parts: Parts): Promise<MachineOfNic | undefined> {
  const nic = await parts.networkInterfaces.start(id);
  if (nic.status === 'unread' || nic.value.virtualMachineId === undefined) return undefined;
  return { nicId: nic.value.id, reading: await parts.virtualMachines.start(nic.value.virtualMachineId) };
}
