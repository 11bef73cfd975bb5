/** The unmodified ssh2 client, as promises: what a user of the lab's machines sees. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Duplex } from 'node:stream';
import { Client, type ConnectConfig } from 'ssh2';
import type { SshSide } from '../start';

/** How a client got on that asked for a login. */
export type LoginAttempt = { readonly client: Client; readonly hostKey: string } | { readonly error: string; readonly hostKey: string | undefined };

interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  /** Undefined where the connection broke before the command ended. */
  readonly exitStatus: number | undefined;
}

/** Logs in with the lab's user and key, unless `config` says otherwise. The host key, as in known_hosts, is reported and not judged. */
export async function attemptLogin(environment: SshSide['environment'], config: ConnectConfig): Promise<LoginAttempt> {
  let hostKey: string | undefined;
  const client = new Client();
  const ended = new Promise<string>((resolve) => {
    client.once('error', ({ message }) => {
      resolve(message);
    });
    client.once('close', () => {
      resolve('closed');
    });
  });
  client.on('error', () => undefined);
  client.connect({
    username: environment.SSH_USERNAME,
    privateKey: readFileSync(environment.SSH_PRIVATE_KEY_FILE),
    hostVerifier: (key: Buffer) => {
      hostKey = `ssh-ed25519 ${key.toString('base64')}`;
      return true;
    },
    ...config,
  });
  const ready = once(client, 'ready').then(() => undefined);
  const error = await Promise.race([ready, ended]);
  ready.catch(() => undefined);
  if (error !== undefined) return { error, hostKey };
  return { client, hostKey: hostKey ?? '' };
}

/** As attemptLogin; throws where it does not succeed. */
export async function login(environment: SshSide['environment'], config: ConnectConfig): Promise<Client> {
  const attempt = await attemptLogin(environment, config);
  if ('error' in attempt) throw new Error(attempt.error);
  return attempt.client;
}

export function loginToJumpHost(environment: SshSide['environment'], config: ConnectConfig = {}): Promise<Client> {
  return login(environment, { ...jumpAddress(environment), ...config });
}

export function jumpAddress({ SSH_JUMP }: SshSide['environment']): { host: string; port: number } {
  const [host = '', port] = SSH_JUMP.split(':');
  return { host, port: Number(port) };
}

/** Asks for a forwarded channel; rejects with ssh2's error, which carries the `reason` code, where it is refused. */
export function openChannel(client: Client, address: string, port = 22): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    client.forwardOut('127.0.0.1', 0, address, port, (error, channel) => {
      if (error) reject(error);
      else resolve(channel);
    });
  });
}

export async function run(client: Client, command: string): Promise<Ran> {
  return new Promise((resolve, reject) => {
    let [stdout, stderr] = ['', ''];
    const ended = (exitStatus?: number): void => {
      resolve({ stdout, stderr, exitStatus });
    };
    // The end of the connection is all that a client hears through a machine that forwards.
    client.once('end', () => {
      ended();
    });
    client.exec(command, (error, channel) => {
      if (error) {
        reject(error);
        return;
      }
      channel.on('data', (data: Buffer) => (stdout += data.toString()));
      channel.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
      channel.once('close', ended);
    });
  });
}

/** Everything that the other side sends until it closes. */
export async function textOf(channel: Duplex): Promise<string> {
  let text = '';
  channel.on('data', (data: Buffer) => (text += data.toString()));
  await once(channel, 'end');
  return text;
}
