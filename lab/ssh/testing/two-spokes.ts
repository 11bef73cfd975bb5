/** Two machines and a network that says what the test wants: for tests of the SSH side without a topology. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Machine, Reach, Reached } from '../reach';
import { type SshOptions, type SshSide, startSsh } from '../start';

const spoke1vm: Machine = { id: '/vms/spoke1vm', name: 'spoke1vm', hostName: 'spoke1vm', addresses: ['10.1.1.4'], sshPort: 22 };
const spoke2vm: Machine = { id: '/vms/spoke2vm', name: 'spoke2vm', hostName: 'spoke2vm', addresses: ['10.2.1.4', '10.2.1.5'], sshPort: 22 };

/** The addresses at which spoke1vm meets with something else than spoke2vm. */
export const nowhere: Readonly<Record<'refused' | 'unreachable' | 'lost' | 'halfOpen', string>> = { refused: '10.9.0.1', unreachable: '10.9.0.2', lost: '10.9.0.3', halfOpen: '10.9.0.4' };

const machineAt = (address: string): Machine | undefined => [spoke1vm, spoke2vm].find(({ addresses }) => addresses.includes(address));

function reached(sourceAddress: string, address: string): Reached {
  const machine = machineAt(address);
  if (machine) return { kind: 'open', machine, sourceAddress };
  if (address === nowhere.refused) return { kind: 'refused' };
  if (address === nowhere.halfOpen) return { kind: 'half-open' };
  return { kind: address === nowhere.unreachable ? 'unreachable' : 'lost' };
}

export const twoSpokes: Reach = {
  machines: () => [spoke1vm, spoke2vm],
  fromJumpHost: (address) => reached('192.0.2.4', address),
  fromMachine: ({ addresses: [source = ''] }, address) => reached(source, address),
};

/** Starts the SSH side over two spokes in a folder of its own, hands it to the test, and clears both away. */
export async function withSsh(test: (ssh: SshSide) => Promise<void>, options: Partial<SshOptions> = {}): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'spokecheck-lab-ssh-'));
  const ssh = await startSsh({ reach: twoSpokes, directory, ...options });
  try {
    await test(ssh);
  } finally {
    await ssh.close();
    await rm(directory, { recursive: true });
  }
}
