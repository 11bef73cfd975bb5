/** A program that listens on the SSH port of a machine in sshd's place and does what no sshd would; a slow line has sshd behind it. Its arguments are the behaviour, that port, and sshd's. */
import { connect, createServer } from 'node:net';
import type { Duplex } from 'node:stream';
import type { MachineBehaviour } from '../ssh/behaviour';
import { misbehave } from '../ssh/misbehave';
import { trickle } from '../ssh/trickle';

const [given = '{}', port = '', portOfSshd = ''] = process.argv.slice(2);
const behaviour = JSON.parse(given) as MachineBehaviour;

const server = createServer((socket) => {
  socket.on('error', () => undefined);
  if (misbehave(socket, behaviour)) return;
  passOn(behaviour.kind === 'slow' ? trickle(socket, behaviour) : socket);
});
server.listen(Number(port), '0.0.0.0', () => {
  process.stderr.write(`Server listening on 0.0.0.0 port ${port}.\n`);
});

function passOn(line: Duplex): void {
  const sshd = connect(Number(portOfSshd), '127.0.0.1');
  sshd.on('error', () => undefined);
  line.pipe(sshd).pipe(line);
}
