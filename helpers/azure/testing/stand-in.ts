/** A stand-in for ARM on loopback, over HTTPS: gives each request the response that a test states, so that the unmodified SDK uses a real socket. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Agent, createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { createAzureClients } from '../transport/azure-clients';
import type { AzureClients, AzureLimits } from '../transport/azure-clients';
import { environmentOf } from '../transport/azure-environment';
import type { AzureEnvironment } from '../transport/azure-environment';

export type Answer =
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** Text goes out as it is, anything else as JSON; `{endpoint}` stands for the stand-in's own address. */
      readonly body?: unknown;
    }
  /** Answered by whatever is written to the response. */
  | ((response: ServerResponse) => void)
  /** The connection is closed without a response, there is never a response, never a body, or the body breaks off. */
  | 'reset'
  | 'silence'
  | 'headers only'
  | 'half an answer';

/** By `GET /path`, in any case and without query string. Of several answers the last one stays. */
export type Answers = Readonly<Record<string, Answer | readonly Answer[]>>;

export interface StandIn {
  readonly environment: AzureEnvironment;
  /** PEM, for clients that trust nobody else. */
  readonly ca: string;
  /** `GET /path`, in the order of arrival and as spelled. */
  readonly requests: string[];
  /** The responses from now on. */
  answer(answers: Answers): void;
  /** The user agents of these requests. */
  readonly userAgents: string[];
  /** @param onToken called with the scopes of each token request */
  clients(limits?: Partial<AzureLimits>, onToken?: (scopes: string | string[]) => void): AzureClients;
  close(): Promise<void>;
}

/** Short enough for tests that exceed them, long enough that no other test does. */
const testLimits: Partial<AzureLimits> = { retryDelayMs: 1, retryAfterBudgetMs: 50 };

export async function startStandIn(): Promise<StandIn> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  const requests: string[] = [];
  const userAgents: string[] = [];
  let queues = new Map<string, Answer[]>();
  let endpoint = '';

  const server = createServer({ key, cert }, (request, response) => {
    requests.push(nameOf(request));
    userAgents.push(request.headers['user-agent'] ?? '');
    give(response, nextOf(queues.get(nameOf(request).toLowerCase())), endpoint);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `https://localhost:${String((server.address() as AddressInfo).port)}`;
  const environment = environmentOf({ cloud: 'custom', resourceManagerEndpoint: endpoint, authorityHost: endpoint });
  const opened: AzureClients[] = [];

  return {
    environment,
    ca: cert,
    requests,
    userAgents,
    answer(answers) {
      requests.length = 0;
      userAgents.length = 0;
      queues = new Map(Object.entries(answers).map(([name, each]) => [name.toLowerCase(), Array.isArray(each) ? [...(each as Answer[])] : [each as Answer]]));
    },
    clients(limits, onToken) {
      const credential = {
        getToken: (scopes: string | string[]) => {
          onToken?.(scopes);
          return Promise.resolve({ token: 'not-a-secret', expiresOnTimestamp: Date.now() + 3_600_000 });
        },
      };
      const agent = new Agent({ ca: cert, keepAlive: true });
      const clients = createAzureClients({ credential, environment, agent, limits: { ...testLimits, ...limits } });
      opened.push(clients);
      return clients;
    },
    close() {
      for (const clients of opened) clients.close();
      server.closeAllConnections();
      return new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}

const nameOf = ({ method = '', url = '' }: IncomingMessage): string => `${method} ${decodeURI(url.split('?')[0] ?? '')}`;

const unknown: Answer = { status: 501, body: { error: { code: 'NotInTheStandIn', message: 'The test says no answer to this request.' } } };

const nextOf = (queue: Answer[] | undefined): Answer => (queue && queue.length > 1 ? queue.shift() : queue?.[0]) ?? unknown;

function give(response: ServerResponse, answer: Answer, endpoint: string): void {
  if (typeof answer === 'function') {
    answer(response);
    return;
  }
  if (answer === 'silence') return;
  if (answer === 'reset') {
    response.socket?.destroy();
    return;
  }
  if (answer === 'headers only' || answer === 'half an answer') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"id":', () => {
      if (answer === 'half an answer') response.socket?.destroy();
    });
    return;
  }
  const own = (text: string): string => text.replaceAll('{endpoint}', endpoint);
  const { status = 200, headers = {}, body } = answer;
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const sent = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), own(value)]);
  const contentType = text === '' ? {} : { 'content-type': 'application/json; charset=utf-8' };
  response.writeHead(status, { ...contentType, ...(Object.fromEntries(sent) as Record<string, string>) });
  response.end(own(text));
}
