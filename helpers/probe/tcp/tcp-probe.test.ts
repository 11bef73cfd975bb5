import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setUpBench, type Bench } from '../testing/bench';
import { startPlainServer } from '../testing/plain-server';
import { tcpProbe } from './tcp-probe';

let bench: Bench;

beforeEach(() => {
  bench = setUpBench();
});

afterEach(async () => {
  await bench.close();
});

const connected = { kind: 'connected', elapsedMs: expect.any(Number) as number };

test('connects from A to a port of B that speaks no SSH, sends nothing and hangs up', async () => {
  const spoke1vm = await bench.machine('spoke1vm');
  let arrived: (socket: Socket) => void = () => undefined;
  const arrival = new Promise<Socket>((resolve) => (arrived = resolve));
  const { endpoint } = bench.closing(await startPlainServer('spoke2vm', arrived));
  expect(await tcpProbe.attempt(bench.pathTo(spoke1vm), endpoint)).toEqual(connected);
  const socket = await arrival;
  if (!socket.closed) await once(socket, 'close');
  expect(socket.bytesRead).toBe(0);
});

test('connects to a machine that would refuse the login', async () => {
  const spoke1vm = await bench.machine('spoke1vm');
  const spoke2vm = await bench.machine('spoke2vm', {
    authenticate: (context) => {
      context.reject(['publickey']);
    },
  });
  expect(await tcpProbe.attempt(bench.pathTo(spoke1vm), spoke2vm.endpoint)).toEqual(connected);
  await spoke2vm.empty();
});

test('starts at A, which is logged in to through the jump host', async () => {
  const jump = await bench.machine('jump');
  const spoke1vm = await bench.machine('spoke1vm');
  const { endpoint } = bench.closing(await startPlainServer('spoke2vm', () => undefined));
  const path = bench.accessPaths({ jump: { host: jump.endpoint.address, port: jump.endpoint.port } }).to(spoke1vm.endpoint);
  expect(await Promise.all([1, 2, 3].map(() => tcpProbe.attempt(path, endpoint)))).toEqual([connected, connected, connected]);
  expect([jump.logins, spoke1vm.logins]).toEqual([['azureuser'], ['azureuser']]);
});
