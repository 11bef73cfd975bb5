import { createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AgentProtocol, utils } from 'ssh2';
import { newKeyPair } from '../testing/keys';
import { patientAgent } from './patient-agent';

let folder: string;
let server: Server;
const sockets = new Set<Socket>();

/** An agent at a socket of its own that does this with each connection. */
async function agentAt(serve: (socket: Socket) => void): Promise<string> {
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    serve(socket);
  });
  const path = join(folder, 'agent.sock');
  server.listen(path);
  await once(server, 'listening');
  return path;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agent-'));
});

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

const short = { listTimeoutMs: 100, signTimeoutMs: 100 };
const key = utils.parseKey(newKeyPair().public);
if (key instanceof Error) throw key;

const identities = (path: string): Promise<string> => new Promise((resolve) => { patientAgent(path, short).getIdentities((error, keys) => { resolve(error ? error.message : `${String(keys?.length)} keys`); }); });

test('An agent that accepts and is silent is not waited for', async () => {
  expect(await identities(await agentAt((socket) => socket.resume()))).toBe('it does not tell its keys within 0.1 s');
});

test('An agent that answers is asked as any', async () => {
  const path = await agentAt((socket) => {
    const protocol = new AgentProtocol(false);
    protocol.on('identities', (request) => { protocol.getIdentitiesReply(request, [key]); });
    socket.pipe(protocol).pipe(socket);
  });
  expect(await identities(path)).toBe('1 keys');
});

test('An agent that shows its keys and never signs is asked for one signature only', async () => {
  let connections = 0;
  const path = await agentAt((socket) => {
    connections += 1;
    socket.resume();
  });
  const agent = patientAgent(path, short);
  const sign = (): Promise<string | undefined> => new Promise((resolve) => { agent.sign(key, Buffer.from('data'), {}, (error) => { resolve(error?.message); }); });
  expect([await sign(), await sign()]).toEqual(['it does not sign within 0.1 s', 'it does not sign within 0.1 s']);
  expect(connections).toBe(1);
});
