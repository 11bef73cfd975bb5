/** For tests: a runner with just the files that a test names, an environment that is complete, and the mistakes of others. */
import type { Runner } from '../runner';
import { formatMistakes, mistakeSentence } from '../mistakes';
import { readSettings } from '../settings';
import type { Environment } from '../variables';

export const subscriptionId = (n: number): string => `00000000-0000-4000-8000-00000000000${String(n)}`;

export const networkId = (n: number, name: string): string =>
  `/subscriptions/${subscriptionId(n)}/resourceGroups/${name}rg/providers/Microsoft.Network/virtualNetworks/${name}`;

export const routeServerId = (n: number): string => `/subscriptions/${subscriptionId(n)}/resourceGroups/rg/providers/Microsoft.Network/virtualHubs/routeserver`;

export const privateKey = '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk\n-----END OPENSSH PRIVATE KEY-----\n';

export const keyFile = '/home/tester/.ssh/id_ed25519';
export const knownHostsFile = '/home/tester/.ssh/known_hosts';

/** What a file of the runner is: its text, or why it cannot be read. */
export type Content = { readonly text: string } | { readonly why: 'directory' | 'forbidden' | 'unreadable' };

const usualFiles: Readonly<Record<string, Content>> = { [keyFile]: { text: privateKey }, [knownHostsFile]: { text: '' } };

export function runnerWith(files: Readonly<Record<string, Content | undefined>> = {}): Runner {
  const all: Readonly<Record<string, Content | undefined>> = { ...usualFiles, ...files };
  return {
    home: '/home/tester',
    look: (path) => {
      const content = all[path];
      if (!content) return 'nothing';
      return 'text' in content ? 'file' : content.why === 'directory' ? 'directory' : 'unknown';
    },
    readText: (path) => {
      const content = all[path];
      if (!content) return { ok: false, why: 'absent', cause: undefined };
      return 'text' in content ? { ok: true, text: content.text } : { ok: false, why: content.why, cause: undefined };
    },
  };
}

/** The least that a run needs. */
export const minimal: Environment = { HUB_VNET_ID: networkId(1, 'hub'), SSH_USERNAME: 'azureuser', SSH_PRIVATE_KEY_FILE: keyFile };

/** The sentences about the minimal environment with these changes; none where it is in order. */
export function mistakesWith(changes: Environment, runner: Runner = runnerWith()): string[] {
  const reading = readSettings({ ...minimal, ...changes }, runner);
  return reading.ok ? [] : reading.mistakes.map(mistakeSentence);
}

export const messageFor = (env: Environment, runner: Runner = runnerWith()): string => {
  const reading = readSettings(env, runner);
  return reading.ok ? '' : formatMistakes(reading.mistakes);
};
