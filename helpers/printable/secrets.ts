/** Masks secrets in whatever is put out: the values themselves, what is derived from them, and pieces of long ones. */

const mask = '***';

/** A shorter one would be found in ordinary words. */
const shortest = 4;

/** Of a longer secret any piece of this length is masked, too: a key may come back in other lines, or cut. */
const shortestPiece = 20;

const literals = new Set<string>();
const long = new Set<string>();
let pattern: RegExp | undefined;
let redacted: ((text: string) => string) | undefined;

/** From now on the value is masked: as it is, encoded, and of a key each line of its body. Values under 4 characters are not. */
export function hideSecret(value: string): void {
  const trimmed = value.trim();
  if (trimmed.length < shortest || literals.has(trimmed)) return;
  const body = bodyOf(trimmed);
  for (const form of [...formsOf(trimmed), ...(body.length > 1 ? [...body, ...formsOf(body.join(''))] : [])]) {
    if (form.length < shortest) continue;
    literals.add(form);
    if (form.length > shortestPiece) long.add(form);
  }
  // The longest first, so that nothing is left over of one that contains another.
  const sorted = [...literals].sort((a, b) => b.length - a.length);
  pattern = new RegExp(sorted.map((literal) => literal.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'), 'g');
}

/** The text with `***` in place of each secret. */
export function withoutSecrets(text: string): string {
  if (pattern === undefined) return text;
  return text.replace(pattern, mask).replace(/[\w+/=~.-]{20,}/g, (piece) => (isPiece(piece) ? mask : piece));
}

/** The text as it may be put out: without secrets, nor what REDACT hides. */
export const masked = (text: string): string => withoutSecrets(redacted?.(text) ?? text);

/** From now on texts are put through this as well before they are put out (REDACT), but not where they come in: names are compared there. What it has changed it must leave alone the next time. */
export function redactBy(change: (text: string) => string): void {
  redacted = change;
}

const isPiece = (piece: string): boolean => [...long].some((secret) => secret.includes(piece));

/** Of a key in PEM or PuTTY's format, the lines of its body, without header and footer. */
const bodyOf = (text: string): string[] => text.split(/\\n|\s+/).filter((line) => /^[\w+/]{16,}={0,2}$/.test(line));

/** The forms in which a value may come back: through JSON, a URL, a header, XML, or a message that folds blanks. */
function formsOf(value: string): string[] {
  return [
    value,
    value.replace(/\s+/g, ' '),
    JSON.stringify(value).slice(1, -1),
    value.replace(/\r?\n/g, '\\n'),
    encodeURIComponent(value),
    new URLSearchParams([['', value]]).toString().slice(1),
    value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;'),
    Buffer.from(value).toString('hex'),
    ...base64FormsOf(value),
  ];
}

/** Base64 of a text that holds the value at any place: the characters that depend on the value alone. */
function base64FormsOf(value: string): string[] {
  const whole = Buffer.from(value).toString('base64');
  const inside = [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(value)]);
    const characters = bytes.toString('base64').replace(/=+$/, '');
    const first = Math.ceil((before * 8) / 6);
    const last = Math.floor((bytes.length * 8) / 6);
    return characters.slice(first, last);
  });
  // What is left of a short value could be found in ordinary text.
  const found = [whole, ...inside.filter((form) => form.length >= 8)];
  return [...found, ...found.map((form) => form.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''))];
}

/** Forgets every secret. For tests. */
export function forgetSecrets(): void {
  literals.clear();
  long.clear();
  pattern = undefined;
  redacted = undefined;
}
