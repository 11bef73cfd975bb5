/**
 * A program: logs in as often as it is told with ssh2 and nothing else, over the hops that the harness takes: one connection to the jump host, one to each
 * source, and for each login a channel, a handshake and one command. Nothing is verified, judged or written down. It is what the harness is measured by.
 */
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { Client } from 'ssh2';

/** What the program reads from BARE_LOOP, as JSON. */
export interface BareLoop {
  /** By address. */
  readonly pairs: readonly (readonly [from: string, to: string])[];
  /** How many logins are under way at once. */
  readonly width: number;
}

const env = (name: string): string => process.env[name] ?? '';
const { pairs, width } = JSON.parse(env('BARE_LOOP')) as BareLoop;
const user = { username: env('SSH_USERNAME'), privateKey: readFileSync(env('SSH_PRIVATE_KEY_FILE')) };
const [host = '', port] = env('SSH_JUMP').split(':');

const logIn = (sock: Duplex): Promise<Client> =>
  new Promise((resolve, reject) => {
    const client = new Client();
    client.once('ready', () => { resolve(client); }).on('error', reject).connect({ ...user, sock });
  });

const channel = (via: Client, to: string): Promise<Duplex> =>
  new Promise((resolve, reject) => {
    via.forwardOut('127.0.0.1', 0, to, 22, (error, stream) => { if (error) reject(error); else resolve(stream); });
  });

const ask = (client: Client): Promise<void> =>
  new Promise((resolve, reject) => {
    client.exec('uname -n', (error, stream) => {
      if (error) reject(error);
      else stream.resume().once('close', () => { resolve(); });
    });
  });

async function main(): Promise<void> {
  const jump = await logIn(connect({ host, port: Number(port), noDelay: true }));
  const sources = new Map<string, Promise<Client>>();
  const sourceAt = (address: string): Promise<Client> => {
    const known = sources.get(address) ?? channel(jump, address).then(logIn);
    sources.set(address, known);
    return known;
  };
  const left = [...pairs];
  await Promise.all(Array.from({ length: width }, async () => {
    for (let pair = left.shift(); pair; pair = left.shift()) {
      const client = await logIn(await channel(await sourceAt(pair[0]), pair[1]));
      await ask(client);
      client.end();
    }
  }));
  process.exit(0);
}

void main();
