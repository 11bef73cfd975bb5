/** The SDK's clients, one pair per subscription, all sending through the same bounded pipeline. */
import { Agent } from 'node:https';
import { ComputeManagementClient } from '@azure/arm-compute';
import { NetworkManagementClient } from '@azure/arm-network';
import type { TokenCredential } from '@azure/identity';
import { version } from '../../../package.json';
import type { AzureEnvironment } from './azure-environment';
import { limitAnswerSize } from './bound-answers';
import { countRequests, limitRequestTime, watchSending } from './bound-requests';
import type { RequestCounts } from './bound-requests';
import { systemClock } from './clock';
import { createOperationPace } from './operation-pace';
import { keepToHosts } from './own-hosts';
import { paceOperations } from './pace-operations';
import { paceRequests } from './pace-requests';
import type { Policy } from './pipeline';
import { limitPollWait, takeResultAtOnce } from './poll-policies';
import { retryRequests } from './retry-requests';
import type { TimeLeft } from './time-left';
import { createTimeLeft } from './time-left';
import { createWaitingBudget } from './waiting-budget';

/** Bounds for one run. */
export interface AzureLimits {
  /** Connections, and answers that are held at once; how many requests there may be is for their budgets to say (`pace-requests.ts`). */
  readonly requestsInFlight: number;
  /** For one attempt, from sending to the last byte of the answer. */
  readonly requestTimeoutMs: number;
  /** For all waits that ARM asks for with Retry-After; for those of a 429 it is SURVEY_TIMEOUT where that is running. */
  readonly retryAfterBudgetMs: number;
  /** The first back-off where ARM names no time; it doubles. */
  readonly retryDelayMs: number;
  /** OPERATION_TIMEOUT, for one long-running operation; effective routes usually take 10 s and have been seen to take 303 s. */
  readonly operationTimeoutMs: number;
  /** For all pages of a list. */
  readonly listTimeoutMs: number;
  /** Bytes of one answer, inflated. The largest ever met were effective routes with some MB. */
  readonly answerBytes: number;
  /** Characters of all pages of a list. */
  readonly listBytes: number;
}

export const defaultLimits: AzureLimits = {
  requestsInFlight: 128,
  requestTimeoutMs: 60_000,
  retryAfterBudgetMs: 120_000,
  retryDelayMs: 1_000,
  operationTimeoutMs: 600_000,
  listTimeoutMs: 120_000,
  answerBytes: 16 * 1024 * 1024,
  listBytes: 64 * 1024 * 1024,
};

export interface AzureClients {
  network(subscriptionId: string): NetworkManagementClient;
  compute(subscriptionId: string): ComputeManagementClient;
  readonly operationTimeoutMs: number;
  readonly listTimeoutMs: number;
  readonly listBytes: number;
  readonly timeLeft: TimeLeft;
  /** Keys of machines that were read from lists, which need not say what a guest calls itself. */
  readonly listedMachines: Set<string>;
  /** Requests sent so far. */
  requestCounts(): RequestCounts;
  /** Closes idle connections. */
  close(): void;
}

export interface AzureClientsOptions {
  readonly credential: TokenCredential;
  readonly environment: AzureEnvironment;
  readonly limits?: Partial<AzureLimits>;
  /** Holds the connections; by default one that keeps them alive. Behind a proxy (HTTPS_PROXY) the SDK uses its own. */
  readonly agent?: Agent;
}

/** Makes the clients of one run. Nothing is sent before the first request of a reader. */
export function createAzureClients({ credential, environment, ...options }: AzureClientsOptions): AzureClients {
  const limits = { ...defaultLimits, ...options.limits };
  const agent = options.agent ?? new Agent({ keepAlive: true, maxSockets: limits.requestsInFlight });
  const counted = countRequests();
  const sending = watchSending();
  const timeLeft = createTimeLeft();
  const { requestsInFlight, retryDelayMs, retryAfterBudgetMs } = limits;
  const beforeToken: Policy[] = [timeLeft.policy, keepToHosts('spokecheckHosts', environment), paceOperations(createOperationPace(systemClock), sending.sinceSent)];
  const policies: Policy[] = [
    keepToHosts('spokecheckHostsAfterRedirects', environment),
    takeResultAtOnce(),
    limitPollWait(limits.operationTimeoutMs),
    retryRequests(createWaitingBudget(retryAfterBudgetMs), retryDelayMs, timeLeft),
    paceRequests({ requestsInFlight, retryDelayMs, longestWaitMs: () => timeLeft.leftMs() ?? retryAfterBudgetMs }),
    counted.policy,
    sending.policy,
    limitRequestTime(limits.requestTimeoutMs),
    limitAnswerSize(limits.answerBytes),
    sendThrough(agent),
  ];
  const clientOptions = {
    endpoint: environment.resourceManagerEndpoint,
    credentialScopes: environment.scope,
    userAgentOptions: { userAgentPrefix: `spokecheck/${version}` },
    retryOptions: { maxRetries: 0 },
    // The SDK's own policies that follow redirects and put the token on come between the two.
    additionalPolicies: [
      ...beforeToken.map((policy) => ({ policy, position: 'perCall' as const })),
      ...policies.map((policy) => ({ policy, position: 'perRetry' as const })),
    ],
  };
  return {
    network: onePerSubscription((id) => new NetworkManagementClient(credential, id, clientOptions)),
    compute: onePerSubscription((id) => new ComputeManagementClient(credential, id, clientOptions)),
    operationTimeoutMs: limits.operationTimeoutMs,
    listTimeoutMs: limits.listTimeoutMs,
    listBytes: limits.listBytes,
    timeLeft,
    listedMachines: new Set(),
    requestCounts: counted.counts,
    close: () => {
      agent.destroy();
    },
  };
}

/** Unless the SDK has already chosen the agent of a proxy. */
const sendThrough = (agent: Agent): Policy => ({
  name: 'spokecheckAgent',
  sendRequest: (request, next) => {
    request.agent ??= agent;
    return next(request);
  },
});

function onePerSubscription<Client>(create: (subscriptionId: string) => Client): (subscriptionId: string) => Client {
  const clients = new Map<string, Client>();
  return (subscriptionId) => {
    const key = subscriptionId.toLowerCase();
    const client = clients.get(key) ?? create(subscriptionId);
    clients.set(key, client);
    return client;
  };
}
