/** What to log in with, prepared once: decrypting a private key is slow on purpose. */
import type { AnyAuthMethod } from 'ssh2';
import type { ProbeTimeouts } from '../timeouts';
import { Agent } from './agent';
import { parsePrivateKey } from './private-key';
import type { SshAuthentication } from '../ssh-settings';

export interface LoginMeans {
  readonly username: string;
  /** For messages: `the private key`. */
  readonly description: string;
  /** What to try, in order. */
  readonly methods: readonly AnyAuthMethod[];
  /** Who is asked for keys and signatures; one for each login. */
  readonly agent?: Agent;
}

export type Credentials =
  | { readonly status: 'usable'; loginAs(username: string, timeouts: ProbeTimeouts): LoginMeans }
  | { readonly status: 'unusable'; readonly message: string };

export function prepareCredentials(auth: SshAuthentication): Credentials {
  switch (auth.kind) {
    case 'private-key': {
      const reading = parsePrivateKey(auth.key, auth.passphrase);
      if (reading.status === 'unusable') return { status: 'unusable', message: `the SSH private key setting ${reading.message}` };
      return usable('the private key', (username) => [{ type: 'publickey', username, key: reading.key }]);
    }
    case 'password':
      return usable('the password', (username) => [
        { type: 'password', username, password: auth.password },
        answeringPrompts(username, auth.password),
      ]);
    case 'agent':
      return {
        status: 'usable',
        loginAs(username, timeouts) {
          const agent = new Agent(auth.socket, timeouts);
          return { username, description: 'the SSH agent', methods: [{ type: 'agent', username, agent }], agent };
        },
      };
  }
}

const usable = (description: string, methodsFor: (username: string) => AnyAuthMethod[]): Credentials => ({
  status: 'usable',
  loginAs: (username) => ({ username, description, methods: methodsFor(username) }),
});

/** The same password where sshd asks for it through PAM (`PasswordAuthentication no`, `KbdInteractiveAuthentication yes`). */
function answeringPrompts(username: string, password: string): AnyAuthMethod {
  return {
    type: 'keyboard-interactive',
    username,
    prompt: (_name, _instructions, _language, prompts, finish) => {
      finish(prompts.map(({ echo }) => (echo ? '' : password)));
    },
  };
}
