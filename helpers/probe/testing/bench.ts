/** What tests of probes share: a folder with a known_hosts file, settings that fit it, and machines that stop with the test. */
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { knownHostsName } from '../host-keys/known-hosts';
import type { NamedMachine } from '../endpoint';
import type { SshSettings } from '../ssh-settings';
import type { AccessPath } from '../access-path';
import { createAccessPaths, type AccessPaths } from '../access-paths';
import type { ProbeTimeouts } from '../timeouts';
import { newKeyPair, type KeyPair } from './keys';
import { startMachine, type Behaviour, type Machine } from './machine';

export interface Bench {
  readonly folder: string;
  readonly settings: SshSettings;
  /** Starts a machine whose first host key is known. */
  machine(name: string, differently?: Partial<Behaviour>): Promise<Machine>;
  /** Writes a line into known_hosts. */
  know(address: string, port: number, key: KeyPair): void;
  /** The access path to a machine, which opens with the usual timeouts; `differently` concerns what is done from there. */
  pathTo(machine: Machine, differently?: Partial<ProbeTimeouts>): AccessPath;
  accessPaths(settings?: Partial<SshSettings>, timeouts?: Partial<ProbeTimeouts>): AccessPaths;
  /** The machines of the deployment, to which a test may add. */
  readonly machines: NamedMachine[];
  /** Something to be closed at the end, in reverse order. */
  closing<T extends { close(): Promise<void> }>(thing: T): T;
  close(): Promise<void>;
}

export function setUpBench(): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'spokecheck-ssh-'));
  const knownHostsFile = join(folder, 'known_hosts');
  const toClose: { close(): Promise<void> }[] = [];
  const bench: Bench = {
    folder,
    settings: { username: 'azureuser', auth: { kind: 'private-key', key: newKeyPair().private }, knownHostsFile, hostKeys: 'verify' },
    async machine(name, differently) {
      const machine = bench.closing(await startMachine(name, differently));
      for (const key of machine.behaviour.hostKeys.slice(0, 1)) bench.know(machine.endpoint.address, machine.endpoint.port, key);
      return machine;
    },
    know(address, port, key) {
      appendFileSync(knownHostsFile, `${knownHostsName(address, port)} ${key.public}\n`);
    },
    pathTo(machine, differently) {
      const path = bench.accessPaths().to(machine.endpoint);
      return { ...path, timeouts: { ...path.timeouts, ...differently } };
    },
    machines: [],
    accessPaths: (settings, timeouts) => bench.closing(createAccessPaths({ ...bench.settings, ...settings }, bench.machines, timeouts)),
    closing(thing) {
      toClose.unshift(thing);
      return thing;
    },
    async close() {
      for (const thing of toClose) await thing.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return bench;
}
