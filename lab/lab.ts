/** The embedded lab: Azure's endpoints and the machines' SSH servers on loopback, all answering from one topology, and the environment that leads a run to them. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { Denial } from './arm/access';
import { createArm } from './arm/arm';
import { logExchange } from './arm/exchange-log';
import { withExchanges, type Exchange } from './arm/observe-exchanges';
import type { Incident } from './arm/incident';
import { withIncidents } from './arm/incidents';
import { createLatency, type LatencyOptions } from './arm/latency';
import { createThrottle } from './arm/throttling';
import { startElsewhere, type Elsewhere } from './elsewhere/elsewhere';
import { createEntra } from './entra/entra';
import type { Principal } from './identity/principal';
import { createTokens } from './identity/tokens';
import { createCertificate } from './https/certificate';
import type { Delivery, Service, WireRequest } from './http/exchange';
import { startHttpsServer } from './https/https-server';
import { loggedRequest, tallyOf, type LoggedRequest, type Tally } from './http/request-log';
import { firstThatKnows } from './http/service';
import { startKernel } from './kernel/start';
import { countingConnections } from './network/enforcement';
import { connect } from './network/path';
import type { Behaviours } from './ssh/behaviour';
import { startSsh, type SshSide } from './ssh/start';
import { reachOf } from './ssh/world-reach';
import { owned, trackChanges } from './topology/remember';
import { expectationsText } from './topology/expectations';
import type { Topology } from './topology/topology';
import { createWorld, type World } from './topology/world';

export interface LabOptions {
  readonly topology: Topology;
  readonly incidents?: readonly Incident[];
  readonly denied?: readonly Denial[];
  /** How many items a page of a list holds; 100 where not given. */
  readonly pageSize?: number;
  /** How many polls of a long-running operation are answered with 202; one where not given, as recorded. */
  readonly polls?: number;
  /** Answers and operations take as long as Azure's, or a part of it; none where not given, and then it is `polls` that counts. */
  readonly latency?: LatencyOptions;
  /** Requests to Resource Manager are metered as Azure documents it; not where not given. */
  readonly throttling?: boolean;
  /** What both go by; the machine's own clock where not given. */
  readonly clock?: Clock;
  /** How long an access token is valid; an hour where not given. */
  readonly tokenLifetimeSeconds?: number;
  readonly sshBehaviours?: Behaviours;
  /** Where given, machines and jump host take this password, too. In process only. */
  readonly sshPassword?: string;
  /** How far away jump host and machines lie: the milliseconds that a byte takes each way. In process only; none where not given. */
  readonly sshOneWayMs?: number;
  /** Where given, there are an attacker's servers besides, which tell of this network; incidents may lead there. */
  readonly elsewhere?: Topology;
  /** What carries the packets: this process, following the truth as it is at each moment, or Linux, as it is when the lab starts. In process where not given. */
  readonly dataPlane?: DataPlane;
  /** Called with every exchange with a resource provider. Where SPOKECHECK_EXCHANGES names a folder, they are kept there too. */
  readonly onExchange?: (exchange: Exchange) => void;
}

export interface Clock {
  /** In ms, from whenever. */
  now(): number;
  /** Must not reject. */
  wait(ms: number): Promise<void>;
}

export type DataPlane = 'in-process' | 'kernel';

export interface Lab {
  /** All settings that a run needs to judge this lab, by environment name. NODE_EXTRA_CA_CERTS is read when Node starts. */
  readonly environment: Readonly<Record<string, string>>;
  /** The truth, a copy of what the lab was started with. May be changed in place while the lab is up, and what is put into it is copied, too. */
  readonly topology: Topology;
  /** What goes wrong at the API; may be changed while the lab is up. */
  readonly incidents: Incident[];
  /** Actions that the role lacks; may be changed while the lab is up. */
  readonly denied: Denial[];
  /** Grows with every request, in the order of the answers. */
  readonly requests: readonly LoggedRequest[];
  /** Counts the requests so far: by kind, by subscription, by operation, and how many were refused with 429. */
  tally(): Tally;
  readonly ssh: Pick<SshSide, 'behaviours' | 'keyFiles' | 'logins'>;
  /** The attacker's servers, where they were asked for. */
  readonly elsewhere?: Elsewhere;
  /** Ends servers and connections and removes the lab's files. */
  close(): Promise<void>;
}

/** What waits for it is not to keep the process up. */
const realClock: Clock = {
  now: () => performance.now(),
  wait: (ms) => wait(ms, undefined, { ref: false }),
};

const ids = {
  tenantId: '00000000-0000-4000-8000-0000000000a1',
  clientId: '00000000-0000-4000-8000-0000000000a2',
  objectId: '00000000-0000-4000-8000-0000000000a3',
};

/** Rejects with TopologyError for a topology that contradicts itself. Nothing is left behind where it rejects. */
export async function startLab(options: LabOptions): Promise<Lab> {
  const own = owned(options.topology);
  const topology = trackChanges(own);
  const world = createWorld(own);
  const principal: Principal = { ...ids, clientSecret: randomBytes(24).toString('hex') };
  const incidents = [...(options.incidents ?? [])];
  const denied = [...(options.denied ?? [])];
  const requests: LoggedRequest[] = [];
  const tokens = createTokens({ principal, lifetimeSeconds: options.tokenLifetimeSeconds ?? 3_600, now: Date.now });
  const clock = options.clock ?? realClock;
  const latency = options.latency && createLatency(options.latency);
  const arm = createArm({
    ...{ world, principal, tokens, denied, pageSize: options.pageSize ?? 100, polls: options.polls ?? 1 },
    ...(options.throttling && { throttle: createThrottle(() => clock.now()) }),
    ...(latency && { timing: { now: () => clock.now(), ofOperation: latency.ofOperation } }),
  });
  const service = firstThatKnows([createEntra(principal, tokens)], arm);
  const observe = (exchange: Exchange): void => {
    options.onExchange?.(exchange);
    const folder = process.env['SPOKECHECK_EXCHANGES'];
    if (folder) logExchange(folder, exchange);
  };
  const directory = await mkdtemp(join(tmpdir(), 'spokecheck-lab-'));
  const closers: (() => Promise<void>)[] = [() => rm(directory, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const certificate = await createCertificate();
    const certificateFile = join(directory, 'lab-ca.pem');
    await writeFile(certificateFile, certificate.cert);
    const elsewhere = options.elsewhere && (await startElsewhere({ certificate, principal, topology: options.elsewhere }));
    if (elsewhere) closers.push(() => elsewhere.close());
    const deliver = withExchanges(service, (observed) => withIncidents(observed, incidents, principal, elsewhere), observe);
    const pause = latency && ((request: WireRequest): Promise<void> => clock.wait(latency.ofAnswer(request)));
    const server = await startHttpsServer({ certificate, deliver: logged(service, deliver, requests), ...(pause && { pause }) });
    closers.push(() => server.close());
    const machines = { directory, ...(options.sshBehaviours && { behaviours: options.sshBehaviours }) };
    const password = options.sshPassword === undefined ? {} : { password: options.sshPassword };
    const ssh = await (options.dataPlane === 'kernel' ? startKernel({ world, ...machines }) : startSsh({ reach: reachOf(world, countingConnections(connect)), ...machines, ...password, ...(options.sshOneWayMs !== undefined && { oneWayMs: options.sshOneWayMs }) }));
    closers.push(() => ssh.close());
    const { expectations } = world.topology.settings;
    const expectationsFile = join(directory, 'expectations.yaml');
    if (expectations) await writeFile(expectationsFile, expectationsText(world, expectations, ssh.keyFiles));
    const environment = {
      AZURE_RESOURCE_MANAGER_ENDPOINT: server.origin,
      AZURE_AUTHORITY_HOST: server.origin,
      AZURE_TENANT_ID: principal.tenantId,
      AZURE_CLIENT_ID: principal.clientId,
      AZURE_CLIENT_SECRET: principal.clientSecret,
      NODE_EXTRA_CA_CERTS: certificateFile,
      ...ssh.environment,
      ...settingsOf(world),
      ...(expectations && { EXPECTATIONS_FILE: expectationsFile }),
    };
    return { environment, topology, incidents, denied, requests, tally: () => tallyOf(requests), ssh, ...(elsewhere && { elsewhere }), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The topology's own settings, with its refs as ids. A hub that the file of expectations names, it alone names. */
function settingsOf(world: World): Record<string, string> {
  const { hub, spokes, transit, environment, expectations } = world.topology.settings;
  return {
    ...(expectations?.hub === undefined && { HUB_VNET_ID: world.virtualNetworkIdOf(hub) }),
    ...(spokes && { SPOKE_VNET_IDS: spokes.map((spoke) => world.virtualNetworkIdOf(spoke)).join(',') }),
    ...(transit !== undefined && { TRANSIT: transit }),
    ...environment,
  };
}

/** Notes every request with what became of it. */
function logged(service: Service, deliver: (request: WireRequest) => Delivery, requests: LoggedRequest[]): (request: WireRequest) => Delivery {
  return (request) => {
    const delivery = deliver(request);
    requests.push(loggedRequest(request, service.identify(request), delivery));
    return delivery;
  };
}
