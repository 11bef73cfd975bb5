/** OpenSSH's known_hosts format (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT): parsed, and searched for a host's key. Pure. */
import { createHash, createHmac } from 'node:crypto';

export interface KnownHostsLine {
  /** From 1. */
  readonly number: number;
  readonly marker?: string;
  /** The first field as written: a hash, or patterns separated by commas. */
  readonly hosts: string;
  readonly keyType: string;
  /** The key in SSH's wire format; absent where the line holds no valid key. */
  readonly key?: Buffer;
}

export type HostKeyAnswer =
  | { readonly kind: 'known' }
  /** Keys are known for the host, and this is not one of them. */
  | { readonly kind: 'mismatch' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'revoked' };

/** Every line that is neither empty nor a comment. */
export function parseKnownHosts(text: string): KnownHostsLine[] {
  return text.split('\n').flatMap((line, index) => {
    const fields = line.trim().split(/\s+/);
    const marker = fields[0]?.startsWith('@') ? fields.shift() : undefined;
    const [hosts = '', keyType = '', encoded = ''] = fields;
    if (!hosts || hosts.startsWith('#')) return [];
    const key = decodeKey(keyType, encoded);
    return [{ number: index + 1, hosts, keyType, ...(marker && { marker }), ...(key && { key }) }];
  });
}

/** A key begins with the name of its type, which the line repeats. */
function decodeKey(keyType: string, encoded: string): Buffer | undefined {
  const key = Buffer.from(encoded, 'base64');
  return keyType && keyTypeOf(key) === keyType ? key : undefined;
}

/** The type that a key in wire format begins with, e.g. `ssh-ed25519`; empty where there is none. */
export function keyTypeOf(key: Buffer): string {
  if (key.length < 4) return '';
  return key.toString('latin1', 4, 4 + key.readUInt32BE(0));
}

/** `ssh-ed25519 SHA256:…`, as `ssh-keygen -l` and ssh's own warnings show it. */
export function fingerprintOf(key: Buffer): string {
  return `${keyTypeOf(key)} SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/** How a host is written in the file: only ports other than 22 are named. */
export function knownHostsName(host: string, port: number): string {
  return port === 22 ? host.toLowerCase() : `[${host.toLowerCase()}]:${String(port)}`;
}

/** The lines whose first field matches a host, whatever their marker and key. */
export function linesFor(lines: readonly KnownHostsLine[], host: string, port: number): KnownHostsLine[] {
  return lines.filter((line) => matchesHost(line.hosts, knownHostsName(host, port)));
}

/**
 * What the lines for a host (`linesFor`) say about the key that it presented. Stricter than ssh in one point: a key of a type
 * that is not on file yet counts as changed if other keys of the host are. The known types are offered first, so a
 * server that still has one of them shows it.
 */
export function askKnownHosts(linesForHost: readonly KnownHostsLine[], key: Buffer): HostKeyAnswer {
  const sameKey = (line: KnownHostsLine) => line.key?.equals(key) === true;
  if (linesForHost.some((line) => line.marker === '@revoked' && sameKey(line))) return { kind: 'revoked' };
  const plain = plainKeys(linesForHost);
  if (plain.some(sameKey)) return { kind: 'known' };
  return { kind: plain.length > 0 ? 'mismatch' : 'unknown' };
}

/** The types of the keys that are known for a host, in the order of the file. */
export function knownKeyTypes(linesForHost: readonly KnownHostsLine[]): string[] {
  return plainKeys(linesForHost).map((line) => line.keyType);
}

const plainKeys = (lines: readonly KnownHostsLine[]) => lines.filter((line) => !line.marker && line.key);

/** One sentence for each line about the host that cannot be used, so that it is clear why it was ignored. */
export function remarksOn(linesForHost: readonly KnownHostsLine[]): string[] {
  return linesForHost.flatMap((line) => {
    const where = `line ${String(line.number)} of the known hosts file`;
    if (line.marker === '@cert-authority') return [`${where} is a certificate authority: host certificates are not supported`];
    if (line.marker && line.marker !== '@revoked') return [`${where} has a marker that does not exist: ${line.marker}`];
    return line.key ? [] : [`${where} holds no valid key`];
  });
}

/** Whether the first field of a line matches a host. A negated pattern that matches excludes the whole line. */
function matchesHost(field: string, name: string): boolean {
  if (field.startsWith('|')) return matchesHash(field, name);
  const patterns = field.split(',').map((pattern) => ({
    negated: pattern.startsWith('!'),
    matches: matchesPattern(pattern.replace(/^!/, ''), name),
  }));
  return patterns.some(({ negated, matches }) => matches && !negated) && !patterns.some(({ negated, matches }) => matches && negated);
}

/** `|1|salt|hash`, both in base64: HMAC-SHA1 over the name, keyed with the salt (HashKnownHosts yes). */
function matchesHash(field: string, name: string): boolean {
  const [, version, salt = '', hash] = field.split('|');
  return version === '1' && createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === hash;
}

/** `*` stands for any characters, `?` for one. Most patterns are plain names. */
function matchesPattern(pattern: string, name: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern.toLowerCase() === name;
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'i').test(name);
}
