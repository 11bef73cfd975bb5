/** A program that listens on port 22 of a machine in sshd's place and does what no sshd would; `slow` has sshd behind it. Its argument is the behaviour. */
import { connect, createServer, type Socket } from 'node:net';
import type { MachineBehaviour } from '../ssh/behaviour';
import { sayNothing } from '../ssh/silence';
import { trickle } from '../ssh/trickle';

const [behaviour = '{}', portOfSshd = ''] = process.argv.slice(2);

const server = createServer((socket) => {
  answer(socket, JSON.parse(behaviour) as MachineBehaviour);
});
server.listen(22, '0.0.0.0', () => {
  process.stderr.write('Server listening on 0.0.0.0 port 22.\n');
});

function answer(socket: Socket, what: MachineBehaviour): void {
  socket.on('error', () => undefined);
  switch (what.kind) {
    case 'no-banner':
      sayNothing(socket);
      break;
    case 'banner-then-silence':
      socket.write('SSH-2.0-OpenSSH_9.6p1\r\n');
      sayNothing(socket);
      break;
    case 'closes-at-once':
      socket.end();
      sayNothing(socket);
      break;
    case 'slow': {
      const sshd = connect(Number(portOfSshd), '127.0.0.1');
      sshd.on('error', () => undefined);
      const line = trickle(socket, what);
      line.pipe(sshd).pipe(line);
      break;
    }
    default:
      throw new Error(`sshd itself can be ${what.kind}`);
  }
}
