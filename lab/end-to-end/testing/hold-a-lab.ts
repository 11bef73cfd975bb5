/** A program that keeps a kernel lab up until somebody kills it, and prints the lab's folder. */
import { dirname } from 'node:path';
import { startLab } from '../../lab';
import { builtInTopology } from '../../topologies/built-in';

async function hold(): Promise<void> {
  const { environment } = await startLab({ topology: builtInTopology('reference'), dataPlane: 'kernel' });
  process.stdout.write(`${dirname(environment['SSH_PRIVATE_KEY_FILE'] ?? '')}\n`);
}

void hold();
