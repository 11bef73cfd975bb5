/** An SSH server on loopback for tests, with adjustable behaviour: a jump host, A or B. */
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { Server, type AuthContext, type Connection, type ServerChannel, type Session } from 'ssh2';
import type { Endpoint } from '../endpoint';
import { newKeyPair, type KeyPair } from './keys';

type Forwarding = 'open' | 'unanswered' | 'hang-up' | { readonly reason: 1 | 2 | 3 | 4; readonly text: string };

export interface Behaviour {
  hostName: string;
  hostKeys: KeyPair[];
  /** What is done about each attempt to authenticate. */
  authenticate: (context: AuthContext, connection: Connection) => void;
  /** What is done about a request to forward a connection: open it, leave it unanswered, disconnect, or refuse it with this reason; by its port where not all are alike. */
  forwarding: Forwarding | ((port: number) => Forwarding);
  /** What is done about a command. */
  run: (channel: ServerChannel, command: string, connection: Connection) => void;
  /** Refuses commands altogether. */
  noCommands: boolean;
  /** Does not heed that a client closes a channel, and goes on passing on what comes for it. */
  keepsChannels: boolean;
}

export interface Machine {
  readonly endpoint: Endpoint;
  readonly behaviour: Behaviour;
  /** Logins accepted so far, by user name. */
  readonly logins: string[];
  /** Resolves when no client is connected any more. */
  empty(): Promise<void>;
  /** Opens, late, the forwarded connections that were left unanswered. */
  answerLate(): void;
  /** Cuts every connection, as a crash does. */
  cut(): void;
  close(): Promise<void>;
}

/** Accepts any login, answers the identity command, and opens every connection that it is asked to forward. */
export async function startMachine(name: string, differently: Partial<Behaviour> = {}): Promise<Machine> {
  const behaviour: Behaviour = {
    hostName: name,
    hostKeys: [newKeyPair()],
    authenticate: (context) => {
      context.accept();
    },
    forwarding: 'open',
    run: (channel, command) => {
      finish(channel, identityOf(behaviour.hostName, '127.0.0.1', command));
    },
    noCommands: false,
    keepsChannels: false,
    ...differently,
  };
  const logins: string[] = [];
  const unanswered: (() => void)[] = [];
  const sockets = new Set<Socket>();
  const server = new Server({ hostKeys: behaviour.hostKeys.map((pair) => pair.private) }, (connection) => {
    serve(connection, behaviour, logins, unanswered);
  });
  // ssh2's Server hides the net.Server in it, whose sockets a test must be able to cut.
  (server as unknown as { _srv: NodeJS.EventEmitter })._srv.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    endpoint: { name, address: '127.0.0.1', port: (server.address() as AddressInfo).port, computerName: name },
    behaviour,
    logins,
    async empty() {
      await Promise.all([...sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve))));
    },
    answerLate() {
      for (const open of unanswered.splice(0)) open();
    },
    cut,
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Output of a command that asks who the machine is. */
export function identityOf(hostName: string, from: string, command: string): string {
  const mark = /^echo "([^"]+)"/.exec(command)?.[1];
  return mark === undefined ? `${hostName}\n` : `${mark}\n${hostName}\n${from} 50022 10.2.1.4 22\n`;
}

export function finish(channel: ServerChannel, output: string, exitCode = 0): void {
  channel.write(output);
  channel.exit(exitCode);
  channel.end();
}

function serve(connection: Connection, behaviour: Behaviour, logins: string[], unanswered: (() => void)[]): void {
  connection.on('error', () => undefined);
  if (behaviour.keepsChannels) doNotHeedClosing(connection);
  let username = '';
  connection.on('authentication', (context) => {
    username = context.username;
    behaviour.authenticate(context, connection);
  });
  connection.on('ready', () => logins.push(username));
  connection.on('session', (accept) => {
    const session: Session = accept();
    session.on('exec', (acceptCommand, rejectCommand, { command }) => {
      if (behaviour.noCommands) rejectCommand();
      else behaviour.run(acceptCommand(), command, connection);
    });
  });
  connection.on('tcpip', (accept, reject, { destIP, destPort }) => {
    const open = () => {
      forward(connection, accept, reject, { host: destIP, port: destPort });
    };
    const forwarding = typeof behaviour.forwarding === 'function' ? behaviour.forwarding(destPort) : behaviour.forwarding;
    if (forwarding === 'open') open();
    else if (forwarding === 'unanswered') unanswered.push(open);
    else if (forwarding === 'hang-up') connection.end();
    else refuse(connection, reject, forwarding);
  });
}

function forward(connection: Connection, accept: () => ServerChannel, reject: () => void, to: { host: string; port: number }): void {
  const onward = connect(to);
  onward.once('connect', () => {
    const channel = accept();
    channel.on('error', () => undefined);
    channel.on('close', () => onward.destroy());
    onward.on('close', () => {
      channel.close();
    });
    channel.pipe(onward).pipe(channel);
  });
  onward.on('error', ({ message }) => {
    if (message.includes('ECONNREFUSED')) refuse(connection, reject, { reason: 2, text: 'Connection refused' });
  });
  connection.on('close', () => onward.destroy());
}

/** A server that behaves itself closes a channel that its client closes; ssh2's does so on its own. */
function doNotHeedClosing(connection: Connection): void {
  const { _handlers: handlers } = (connection as unknown as { _protocol: { _handlers: Record<string, () => void> } })._protocol;
  handlers['CHANNEL_EOF'] = () => undefined;
  handlers['CHANNEL_CLOSE'] = () => undefined;
}

/** sshd gives its reasons in words; ssh2's Server has no way to do so but the call underneath. */
function refuse(connection: Connection, reject: () => void, { reason, text }: { readonly reason: number; readonly text: string }): void {
  const protocol = (connection as unknown as { _protocol: { channelOpenFail(id: number, reason: number, text: string): void } })._protocol;
  const send = protocol.channelOpenFail.bind(protocol);
  protocol.channelOpenFail = (id) => {
    send(id, reason, text);
  };
  reject();
}
