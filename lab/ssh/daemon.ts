/** An SSH server on one connection: login, commands and forwarded channels, each answered by what the host behind it says. */
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type AuthContext, type Connection, Server, type ServerChannel, type Session } from 'ssh2';
import { type ChannelRefusal, refuseChannel } from './channel-refusal';
import type { CommandResult } from './shell';

export interface Host {
  /** What the version line says after `SSH-2.0-`; OpenSSH's where not given. */
  readonly software?: string;
  /** Shown before the login. */
  readonly banner?: string;
  /** The private host key in OpenSSH's format. */
  readonly hostKey: string;
  answerLogin(context: AuthContext): void;
  loggedIn(username: string): void;
  /** Called with each connection when its first key exchange is done. */
  keysExchanged?(connection: Connection): void;
  /** Whether requests for a session are answered at all; they are where not given. */
  readonly ignoresSessions?: boolean;
  /** Carries a command out in a way of its own; false where it has none. */
  takeOver?(accept: () => ServerChannel): boolean;
  /** Runs a command; undefined where the connection breaks instead. A host without it refuses sessions, as the jump host does. */
  run?(command: string, username: string): CommandResult | undefined;
  forward(channel: PendingChannel): void;
}

/** A forwarded channel that a client asked for. One that is neither accepted nor refused hangs until the client gives up. */
export interface PendingChannel {
  readonly address: string;
  readonly port: number;
  accept(): Duplex;
  refuse(refusal: ChannelRefusal): void;
}

/** Speaks SSH on `stream` until either side closes it. */
export function serveSsh(stream: Duplex, host: Host): void {
  // One server per connection, as sshd forks one process per connection, so each sees its host as it is just now.
  const { hostKey, software = 'OpenSSH_9.6p1', banner } = host;
  const server = new Server({ hostKeys: [hostKey], ident: software, ...(banner !== undefined && { banner }) }, (connection) => {
    attend(connection, host, stream);
  });
  // A client may end its side only and then wait for the other; sshd closes.
  stream.once('end', () => stream.end());
  // ssh2 uses nothing of a socket that another duplex stream lacks.
  server.injectSocket(stream as Socket);
}

function attend(connection: Connection, host: Host, stream: Duplex): void {
  let username = '';
  // A client that disconnects or breaks the protocol is no error of the lab: the connection ends, and that is all.
  connection.on('error', () => undefined);
  connection.on('authentication', (context) => {
    username = context.username;
    host.answerLogin(context);
  });
  if (host.keysExchanged) connection.once('handshake', () => host.keysExchanged?.(connection));
  connection.on('ready', () => {
    host.loggedIn(username);
  });
  connection.on('tcpip', (accept, reject, request) => {
    host.forward({
      address: request.destIP,
      port: request.destPort,
      accept: () => accept(),
      refuse: (refusal) => {
        refuseChannel(connection, reject, refusal);
      },
    });
  });
  if (!host.run) return;
  connection.on('session', (accept) => {
    if (!host.ignoresSessions) runCommands(accept(), stream, host, () => username);
  });
}

function runCommands(session: Session, stream: Duplex, host: Host, username: () => string): void {
  session.on('exec', (accept, _reject, { command }) => {
    if (host.takeOver?.(accept)) return;
    const result = host.run?.(command, username());
    if (!result) {
      die(stream);
      return;
    }
    const channel = accept();
    channel.stderr.write(result.stderr);
    channel.write(result.stdout);
    channel.exit(result.exitStatus);
    channel.end();
  });
}

/**
 * What is left of a killed sshd: its kernel ends the connection, and the machine that forwards it reports the end to the client, and keeps the channel
 * for as long as the client does. ssh2's own `end()` would close the channel as well.
 */
function die(stream: Duplex): void {
  stream.removeAllListeners('data');
  stream.resume();
  if ('eof' in stream && typeof stream.eof === 'function') stream.eof();
  else stream.end();
}
