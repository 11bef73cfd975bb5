/** Secrets made for one attack alone, and the search for them in whatever a run has said. */
import { randomBytes } from 'node:crypto';

export interface Canaries {
  /** Of the service principal, as the lab made it. */
  readonly clientSecret: string;
  readonly password: string;
  readonly passphrase: string;
}

/** With characters that a URL, XML and JSON each write in another way. */
const odd = (): string => `${randomBytes(9).toString('hex')}+/&<=%"${randomBytes(6).toString('hex')}`;

export const createCanaries = (clientSecret: string): Canaries => ({ clientSecret, password: odd(), passphrase: odd() });

/** The head of every token that the lab issues. */
export const tokenHead = Buffer.from(JSON.stringify({ typ: 'JWT', alg: 'none' })).toString('base64url');

/** The ways in which a secret may stand in a text, each by a part of it that no other text has. */
export function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const xml = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const url = encodeURIComponent(secret);
  return [...new Set([secret, json, xml, xml.replaceAll('"', '&quot;'), url, url.toLowerCase(), ...base64Forms(secret)])];
}

/** In base64 a text looks different at each of three offsets; what depends on its neighbours is cut off. */
function base64Forms(secret: string): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret, 'utf8')]);
    const whole = bytes.toString('base64').replace(/=+$/, '');
    const own = whole.slice(offset === 0 ? 0 : offset + 1, bytes.length % 3 === 0 ? undefined : -1);
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
