/** The one way to log in, chosen as a user expects: a key goes before a password, a password before an agent. */
import { isAbsolute } from 'node:path/posix';
import type { SshAuthentication } from '../probe/ssh-settings';
import { path, secret } from './forms';
import type { Runner } from './runner';
import { expandHome } from './runner';
import type { Checked } from './mistakes';
import { invalid, valid } from './mistakes';
import { fileMistake } from './named-file';
import type { Environment } from './variables';
import { isSet, readVariables } from './variables';

export const authenticationForms = {
  SSH_PRIVATE_KEY_FILE: path,
  SSH_PRIVATE_KEY: secret,
  SSH_PRIVATE_KEY_PASSPHRASE: secret,
  SSH_PASSWORD: secret,
  SSH_AUTH_SOCK: path,
};

const aKey = "a private key in OpenSSH's, PEM or PuTTY's format";
const aKeyFile = `a file with ${aKey}`;

/** Whether a key or a password is set; an agent is there in many a shell without being meant. */
export const isKeySet = (env: Environment): boolean => ['SSH_PRIVATE_KEY_FILE', 'SSH_PRIVATE_KEY', 'SSH_PASSWORD'].some((name) => isSet(env, name));

export function readAuthentication(env: Environment, runner: Runner): Checked<SshAuthentication> {
  const { values, mistakes } = readVariables(authenticationForms, env);
  if (mistakes.length > 0) return invalid(mistakes);
  const { SSH_PRIVATE_KEY_FILE: file, SSH_PRIVATE_KEY: key, SSH_PRIVATE_KEY_PASSPHRASE: passphrase, SSH_PASSWORD: password, SSH_AUTH_SOCK: socket } = values;
  if (file !== undefined && key !== undefined) return wrong('SSH_PRIVATE_KEY', 'is set beside SSH_PRIVATE_KEY_FILE', 'one of the two');
  if (file !== undefined) return withPassphrase(readKeyFile(file, runner), passphrase);
  if (key !== undefined) return withPassphrase(checkKey('SSH_PRIVATE_KEY', restoreLineEnds(key), aKey), passphrase);
  if (passphrase !== undefined) return wrong('SSH_PRIVATE_KEY_PASSPHRASE', 'is set without a key that it opens', 'SSH_PRIVATE_KEY_FILE or SSH_PRIVATE_KEY beside it');
  if (password !== undefined) return valid({ kind: 'password', password });
  if (socket !== undefined) return readAgent(expandHome(socket, runner), runner);
  return wrong('SSH_PRIVATE_KEY_FILE', 'is not set', `${aKeyFile}; or else SSH_PRIVATE_KEY, SSH_PASSWORD, or an agent by SSH_AUTH_SOCK`);
}

export function readKeyFile(file: string, runner: Runner): Checked<string> {
  const expanded = expandHome(file, runner);
  const read = runner.readText(expanded);
  if (!read.ok) return invalid([fileMistake('SSH_PRIVATE_KEY_FILE', expanded, read.why, aKeyFile)]);
  return checkKey('SSH_PRIVATE_KEY_FILE', read.text, aKeyFile);
}

/** Rejects what is often mistaken for a private key. Whether the passphrase opens the key is checked when it is used. */
function checkKey(variable: string, text: string, expected: string): Checked<string> {
  if (/^-----BEGIN [A-Z ]*PRIVATE KEY-----|^PuTTY-User-Key-File-/m.test(text)) return valid(text);
  if (/^(?:ssh-|ecdsa-|sk-|-----BEGIN [A-Z0-9 ]*PUBLIC KEY-----)/.test(text.trim())) return wrong(variable, 'holds a public key', expected);
  return wrong(variable, 'holds no private key', expected);
}

/** Many pipelines keep a secret on one line, with `\n` in place of its line ends. */
const restoreLineEnds = (key: string): string => (key.includes('\n') ? key : key.replaceAll(/(?:\\r)?\\n/g, '\n'));

function withPassphrase(key: Checked<string>, passphrase: string | undefined): Checked<SshAuthentication> {
  if (!key.ok) return key;
  return valid({ kind: 'private-key', key: key.value, ...(passphrase !== undefined && { passphrase }) });
}

/** Windows has no path to look at: there it is a named pipe, or the word `pageant`. */
function readAgent(socket: string, runner: Runner): Checked<SshAuthentication> {
  if (isAbsolute(socket) && runner.look(socket) === 'nothing') {
    return invalid([fileMistake('SSH_AUTH_SOCK', socket, 'absent', 'the socket of an SSH agent that runs')]);
  }
  return valid({ kind: 'agent', socket });
}

const wrong = (variable: string, text: string, expected: string): Checked<never> => invalid([{ variable, wrong: text, expected }]);
