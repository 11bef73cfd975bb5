/**
 * What Azure answers this identity: every network of the settings, and all else of one spoke of each subscription, read as a run reads it. Only the request
 * itself shows whether it is granted: what a list of permissions says leaves out deny assignments, conditions of roles, and how soon they come into effect.
 */
import type { AzureSettings } from '../azure/azure-settings';
import { gatheringsOf } from '../azure/read/survey-gatherings';
import { networkInterfaceIds } from '../azure/read/back-references';
import { takeSurvey } from '../azure/read/take-survey';
import type { AzureClients } from '../azure/transport/azure-clients';
import { createAzureClients } from '../azure/transport/azure-clients';
import { environmentOf } from '../azure/transport/azure-environment';
import { acquireToken, createCredential } from '../azure/transport/credential';
import type { Transit } from '../estate/expectations';
import { noSpokeReason } from '../estate/no-spoke';
import type { Problem, Reading } from '../estate/reading';
import { read, unread } from '../estate/reading';
import { parseResourceId, sameId } from '../estate/resource-id';
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
    const networks = await azure.timeLeft.within(stepMs, () => readNetworks(deployment, azure));
    const spokeIds = sampleOf(networks.filter(({ id }) => !sameId(id, deployment.hubId)), deployment);
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

async function readNetworks({ hubId, spokeIds }: DeploymentSettings, azure: AzureClients): Promise<NetworkRead[]> {
  const { virtualNetworks } = gatheringsOf(azure, () => undefined);
  const readOne = async (id: string): Promise<NetworkRead> => ({ id, reading: await virtualNetworks.start(id) });
  const hub = readOne(hubId);
  if (spokeIds) return [await hub, ...(await Promise.all(spokeIds.map(readOne)))];
  const { reading } = await hub;
  const peerings = reading.status === 'read' ? reading.value.peerings : [];
  const peers = await Promise.all(peerings.map(async (peering) => ({ peering, network: await readOne(peering.remoteVirtualNetworkId) })));
  return [await hub, ...peers.flatMap(({ peering, network }) => (noSpokeReason(hubId, peering, network.reading) ? [] : [network]))];
}

/** Of each subscription the spoke with the fewest NICs, two where there is one subscription alone, for a login needs two; and all that settings name and nothing is. */
function sampleOf(spokes: readonly NetworkRead[], { spokeIds }: DeploymentSettings): string[] {
  const nicsOf = ({ reading }: NetworkRead): number => (reading.status === 'read' ? networkInterfaceIds(reading.value.subnets).length : 0);
  const withNics = spokes.filter((spoke) => nicsOf(spoke) > 0).sort((a, b) => nicsOf(a) - nicsOf(b));
  const able = withNics.length > 0 ? withNics : spokes.filter(({ reading }) => reading.status === 'read');
  const subscriptions = new Map<string, string[]>();
  for (const { id } of able) subscriptions.set(subscriptionOf(id), [...(subscriptions.get(subscriptionOf(id)) ?? []), id]);
  const ofEach = [...subscriptions.values()].flatMap((ids) => ids.slice(0, subscriptions.size === 1 ? 2 : 1));
  const absent = spokes.filter(({ reading }) => spokeIds && reading.status === 'unread' && reading.problem.kind === 'not-found').map(({ id }) => id);
  return [...ofEach, ...absent];
}

const subscriptionOf = (id: string): string => parseResourceId(id)?.subscriptionId.toLowerCase() ?? '';
