/**
 * The last thing that texts go through before they are put out. What spokecheck says itself is made of redacted data and has nothing to hide; this is for
 * what others say meanwhile: Jest, Node, libraries. It knows names with a digit in them; a name that may as well be a word would spoil sentences.
 */
import { homedir } from 'node:os';
import type { Redacts } from '../printable/redacts';
import { addressesIn } from './addresses-in';
import type { Redaction } from './redaction';
import { hidden } from './redaction';

type Environment = Readonly<Record<string, string | undefined>>;

/** Of settings, those whose values say whose network it is, or where the runner keeps things. */
const telling = /(?:_ID|_IDS|_FILE|_DIR|_PATH|_SOCK|_HOST|_HOSTS|_ENDPOINT|USERNAME|^SSH_JUMP|^TRANSIT)$/;

/** @param settings the variables that mean something to spokecheck. @param redaction once there is a survey */
export function guardOf(redacts: Redacts, settings: Environment, redaction?: Redaction): (text: string) => string {
  const values = valuesOf(settings);
  const steps = [
    ...(redacts.ids ? [literals(values), guids(redaction), names(redaction)] : []),
    ...(redacts.addresses ? [addresses(values, redaction)] : []),
  ];
  return (text) => steps.reduce((made, step) => step(made), text);
}

/** Values by what stands in their place: the name of the variable. */
function valuesOf(settings: Environment): Map<string, string> {
  const all = Object.entries(settings).flatMap(([variable, value = '']) => {
    const whole = value.trim();
    return telling.test(variable) ? [whole, ...whole.split(/[\s,]+/)].map((one) => [one, variable] as const) : [];
  });
  return new Map(all.filter(([value]) => value.length >= 4));
}

function literals(values: ReadonlyMap<string, string>): (text: string) => string {
  const places = new Map([...values, ...[[process.cwd(), '.'], [homedir(), '~']].filter(([path = '']) => path.length >= 4) as [string, string][]]);
  const sorted = [...places.keys()].sort((a, b) => b.length - a.length);
  // A plain word may stand in a sentence as well: it is the value where a path goes on after it.
  const follows = (value: string): string => (/[^a-z]/i.test(value) ? '(?![\\p{L}\\p{N}_])' : '(?=/)');
  const found = new RegExp(sorted.map((value) => `(?<![\\p{L}\\p{N}_])${escaped(value)}${follows(value)}`).join('|'), 'gu');
  return (text) => text.replace(found, (value) => places.get(value) ?? hidden);
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

const pseudonymous = /^00000000-0000-4000-[89]000-/;

const guids = (redaction: Redaction | undefined) => (text: string): string =>
  text.replace(/(?<![\w-])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\w-])/gi, (guid) => (pseudonymous.test(guid) ? guid : redaction?.guid(guid) ?? hidden));

/** `RS-01` is a check of ours. */
const checkId = /^[a-z]+-\d\d$/i;

function names(redaction: Redaction | undefined): (text: string) => string {
  if (!redaction) return (text) => text;
  const { all } = redaction.book;
  const taken = new Set(all.map(({ pseudonym }) => pseudonym.toLowerCase()));
  const isNoWord = (name: string): boolean => name.length >= 5 && /\d/.test(name) && /\p{L}/u.test(name) && !checkId.test(name);
  const known = new Map(all.filter(({ name }) => isNoWord(name) && !taken.has(name)).map(({ name, pseudonym }) => [name, pseudonym]));
  if (known.size === 0) return (text) => text;
  // Names begin and end with these, and have them in between.
  return (text) => text.replace(/[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?/gu, (token) => (token.length < 5 ? token : piecewise(token, known)));
}

/** The longest names first that begin and end where the token does, or at a point, hyphen or underscore. */
function piecewise(token: string, known: ReadonlyMap<string, string>): string {
  const whole = known.get(token.toLowerCase());
  if (whole !== undefined) return whole;
  const edges = [...token.matchAll(/[._-]/g)].map(({ index }) => index);
  const starts = [0, ...edges.map((at) => at + 1)];
  const ends = [...edges, token.length];
  for (const start of starts) {
    for (const end of ends.filter((one) => one - start >= 5).reverse()) {
      const found = known.get(token.slice(start, end).toLowerCase());
      if (found !== undefined) return `${token.slice(0, start)}${found}${end < token.length ? token[end] ?? '' : ''}${piecewise(token.slice(end + 1), known)}`;
    }
  }
  return token;
}

/** Pseudonyms look like addresses as well: only what was read, or set, and is no pseudonym of another is changed. */
function addresses(values: ReadonlyMap<string, string>, redaction: Redaction | undefined): (text: string) => string {
  const bare = (text: string): string => text.split('/')[0] ?? text;
  const truth = new Set([...(redaction?.known.places ?? []), ...values.keys()].map(bare));
  const made = new Set([...(redaction?.known.places ?? [])].map((place) => bare(redaction?.place(place) ?? place)));
  return (text) => addressesIn(text, (address) => (truth.has(bare(address)) && !made.has(bare(address)) ? redaction?.place(address) ?? hidden : address));
}
