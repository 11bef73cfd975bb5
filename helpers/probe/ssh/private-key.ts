/** Private keys: parsed from text, with errors that name what is wrong and never show the key. */
import { utils, type ParsedKey } from 'ssh2';

export type PrivateKeyProblem =
  | 'not-a-private-key'
  /** PKCS#8 (`BEGIN PRIVATE KEY`), a cipher or a key type that is not supported, or a damaged key. */
  | 'unsupported'
  | 'passphrase-missing'
  | 'passphrase-wrong';

export type PrivateKeyReading =
  | { readonly status: 'usable'; readonly key: ParsedKey }
  | {
      readonly status: 'unusable';
      readonly problem: PrivateKeyProblem;
      /** Goes on from the name of a file or setting: `is encrypted, and no passphrase is given`. */
      readonly message: string;
    };

/** Parses the text of a key; what ssh2 says about a bad one is not passed on, as it may quote from the key. */
export function parsePrivateKey(text: string, passphrase?: string): PrivateKeyReading {
  if (!/^-----BEGIN [A-Z ]*PRIVATE KEY-----|^PuTTY-User-Key-File-/m.test(text)) {
    return unusable('not-a-private-key', 'holds no private key');
  }
  const key = parse(text, passphrase);
  if (!(key instanceof Error)) {
    return key.isPrivateKey() ? { status: 'usable', key } : unusable('not-a-private-key', 'holds no private key');
  }
  const withoutPassphrase = parse(text);
  if (withoutPassphrase instanceof Error && /passphrase/.test(withoutPassphrase.message)) {
    if (passphrase === undefined) return unusable('passphrase-missing', 'is encrypted, and no passphrase is given');
    return unusable('passphrase-wrong', 'is encrypted, and the passphrase does not open it');
  }
  return unusable('unsupported', 'holds a private key of an unsupported kind, or a damaged one (`ssh-keygen -p -f KEY` rewrites PKCS#8)');
}

/** OpenSSH's format could hold several keys, and ssh2 returns a list; there is always one. */
function parse(text: string, passphrase?: string): ParsedKey | Error {
  const parsed: ParsedKey | ParsedKey[] | Error = utils.parseKey(text, passphrase);
  const key = Array.isArray(parsed) ? (parsed as ParsedKey[])[0] : parsed;
  return key ?? new Error('no key');
}

const unusable = (problem: PrivateKeyProblem, message: string): PrivateKeyReading => ({ status: 'unusable', problem, message });
