/** A program that listens on ports of a machine, accepts, and says nothing: what it is a server of, the topology does not say. Its arguments are the ports. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { sayNothing } from '../ssh/silence';

async function listen(ports: readonly string[]): Promise<void> {
  for (const port of ports) await once(createServer(sayNothing).listen(Number(port), '0.0.0.0'), 'listening');
  process.stderr.write(`Server listening on 0.0.0.0 port ${ports.join(', ')}.\n`);
}

void listen(process.argv.slice(2));
