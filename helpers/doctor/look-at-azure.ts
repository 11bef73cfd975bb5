/**
 * What Azure answers this identity: every network of the settings, and all else of one spoke of each subscription, read as a run reads it. Only the request
 * itself shows whether it is granted: what a list of permissions says leaves out deny assignments, conditions of roles, and how soon they come into effect.
 */
import type { AzureSettings } from '../azure/azure-settings';
import { networkInterfaceIds } from '../azure/read/back-references';
import { isKnownToBeOff } from '../azure/read/read-virtual-machine';
import type { Gatherings } from '../azure/read/survey-gatherings';
import { gatheringsOf } from '../azure/read/survey-gatherings';
import { takeSurvey } from '../azure/read/take-survey';
import { createAzureClients } from '../azure/transport/azure-clients';
import { environmentOf } from '../azure/transport/azure-environment';
import { acquireToken, createCredential } from '../azure/transport/credential';
import type { Transit } from '../estate/expectations';
import { noSpokeReason } from '../estate/no-spoke';
import type { Problem, Reading } from '../estate/reading';
import { read, unread } from '../estate/reading';
import { parseResourceId } from '../estate/resource-id';
import type { Survey, VirtualNetwork } from '../estate/survey';
import { messageOf } from '../printable/printable';
import { hideSecret } from '../printable/secrets';
import type { DeploymentSettings } from '../settings/deployment-settings';

export interface NetworkRead {
  readonly id: string;
  readonly reading: Reading<VirtualNetwork>;
}

export interface AzureLook {
  /** The hub, and every spoke. */
  readonly networks: readonly NetworkRead[];
  /** Of the hub, and of the spokes that were chosen. */
  readonly survey: Survey;
}

export type AzureAnswer =
  /** No token was to be had, so nothing was asked. */
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** Without a look where nobody says which networks. */
  | { readonly kind: 'admitted'; readonly look?: AzureLook };

export interface LookedAt {
  readonly azure: AzureSettings;
  readonly deployment?: DeploymentSettings;
  readonly transit: Transit;
  /** For the token, for the networks, and for the rest, each. */
  readonly stepMs: number;
}

/** Never rejects for what Azure answers. */
export async function lookAtAzure({ azure: settings, deployment, transit, stepMs }: LookedAt): Promise<AzureAnswer> {
  const environment = environmentOf(settings);
  const credential = made(() => createCredential(environment, { onToken: hideSecret, timeoutMs: stepMs }));
  if (credential.status === 'unread') return { kind: 'refused', problem: credential.problem };
  const token = await acquireToken(credential.value, environment);
  if (token.status === 'unread') return { kind: 'refused', problem: token.problem };
  if (!deployment) return { kind: 'admitted' };
  const azure = createAzureClients({ credential: credential.value, environment, limits: { operationTimeoutMs: stepMs, retryAfterBudgetMs: stepMs } });
  try {
    const { networks, spokeIds } = await azure.timeLeft.within(stepMs, () => readNetworks(deployment, gatheringsOf(azure, () => undefined)));
    return { kind: 'admitted', look: { networks, survey: await azure.timeLeft.within(stepMs, () => takeSurvey({ ...deployment, spokeIds, transit }, azure)) } };
  } finally {
    azure.close();
  }
}

/** AZURE_TOKEN_CREDENTIALS may name a credential that does not exist. */
function made<T>(make: () => T): Reading<T> {
  try {
    return read(make());
  } catch (cause) {
    return unread({ kind: 'unauthenticated', request: 'a token', message: `No credential could be set up: ${messageOf(cause)}` });
  }
}

interface Networks {
  readonly networks: readonly NetworkRead[];
  /** Those that were chosen. */
  readonly spokeIds: readonly string[];
}

async function readNetworks({ hubId, spokeIds }: DeploymentSettings, parts: Gatherings): Promise<Networks> {
  const readOne = async (id: string): Promise<NetworkRead> => ({ id, reading: await parts.virtualNetworks.start(id) });
  const started = readOne(hubId);
  const [hub, named] = await Promise.all([started, spokeIds && Promise.all(spokeIds.map(readOne))]);
  const spokes = named ?? (await peersOf(hub, readOne));
  const absent = spokes.filter(({ reading }) => spokeIds && reading.status === 'unread' && reading.problem.kind === 'not-found').map(({ id }) => id);
  return { networks: [hub, ...spokes], spokeIds: [...(await sampleOf(spokes, parts)), ...absent] };
}

async function peersOf({ id: hubId, reading }: NetworkRead, readOne: (id: string) => Promise<NetworkRead>): Promise<NetworkRead[]> {
  const peerings = reading.status === 'read' ? reading.value.peerings : [];
  const peers = await Promise.all(peerings.map(async (peering) => ({ peering, network: await readOne(peering.remoteVirtualNetworkId) })));
  return peers.flatMap(({ peering, network }) => (noSpokeReason(hubId, peering, network.reading) ? [] : [network]));
}

/** Of each subscription a spoke with a running machine and few NICs, two where there is one subscription alone, for a login needs two. */
async function sampleOf(spokes: readonly NetworkRead[], parts: Gatherings): Promise<string[]> {
  const read = spokes.flatMap(({ id, reading }) => (reading.status === 'read' ? [{ id, nicIds: networkInterfaceIds(reading.value.subnets) }] : []));
  const subscriptions = [...new Set(read.map(({ id }) => subscriptionOf(id)))];
  const ofEach = await Promise.all(subscriptions.map((subscription) => chosenOf(read.filter(({ id }) => subscriptionOf(id) === subscription), subscriptions.length === 1 ? 2 : 1, parts)));
  return ofEach.flat();
}

interface SpokeRead {
  readonly id: string;
  readonly nicIds: readonly string[];
}

/** In a subscription so many are looked into, and of each so many NICs. */
const mostSpokes = 5;
const mostNics = 10;

/** Where none of them has a running machine, those with the most to read of these. */
async function chosenOf(spokes: readonly SpokeRead[], count: number, parts: Gatherings): Promise<string[]> {
  const few = [...spokes].sort((a, b) => Number(a.nicIds.length === 0) - Number(b.nicIds.length === 0) || a.nicIds.length - b.nicIds.length).slice(0, mostSpokes);
  const fit = await Promise.all(few.map(({ nicIds }) => mayShow(nicIds.slice(0, mostNics), parts)));
  return [...few.filter((_, index) => fit[index]), ...few.filter((_, index) => !fit[index])].slice(0, count).map(({ id }) => id);
}

/** Whether a machine runs there, or something keeps that from being read, which is to be told. */
async function mayShow(nicIds: readonly string[], parts: Gatherings): Promise<boolean> {
  const machines = await Promise.all(nicIds.map(async (nicId) => {
    const nic = await parts.networkInterfaces.start(nicId);
    if (nic.status === 'unread') return true;
    const { virtualMachineId } = nic.value;
    return virtualMachineId !== undefined && !isKnownToBeOff(await parts.virtualMachines.start(virtualMachineId));
  }));
  return machines.includes(true);
}

const subscriptionOf = (id: string): string => parseResourceId(id)?.subscriptionId.toLowerCase() ?? '';
