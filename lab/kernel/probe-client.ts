/**
 * A program that connects as a load balancer's probe does, and prints the addresses that answer. That nothing listens is an answer here: rules let the probe in, and of
 * guests the lab has it that they listen. Its arguments are the address that it connects from, the port, and the addresses that it connects to.
 */
import { connect } from 'node:net';

/** Far longer than an answer within one machine takes. */
const patienceMs = 3_000;

const [source = '', port = '', ...addresses] = process.argv.slice(2);

for (const host of addresses) {
  const socket = connect({ host, port: Number(port), localAddress: source });
  const given = setTimeout(() => { socket.destroy(); }, patienceMs);
  const answered = (): void => {
    process.stdout.write(`${host}\n`);
    clearTimeout(given);
    socket.destroy();
  };
  socket.once('connect', answered);
  socket.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ECONNREFUSED') answered();
    else throw error;
  });
}
