/**
 * What stands in place of names, ids and addresses in all that leaves a run (REDACT). One object, made of the survey: the same text has the same
 * pseudonym wherever it stands, and two that differ have two. What is known to be neither is not passed on.
 */
import { createHash, createHmac } from 'node:crypto';
import type { Deployment } from '../estate/deployment';
import type { Expectations } from '../estate/expectations';
import { fitsName } from '../estate/name-pattern';
import type { Problem } from '../estate/reading';
import type { Survey } from '../estate/survey';
import type { Redacts } from '../printable/redacts';
import { createAddressMap } from './address-map';
import type { NameBook, NameKind } from './names';
import { createNameBook, keptSubnets } from './names';
import { addressesIn } from './addresses-in';
import { alongPath, isGuid } from './resource-path';
import type { Treatment } from './walk-survey';
import { walkSurvey } from './walk-survey';

/** In place of what has no pseudonym. */
export const hidden = '(redacted)';

export interface Redaction {
  readonly redacts: Redacts;
  /** A resource id, or the path of a request. */
  readonly id: (id: string) => string;
  readonly guid: (guid: string) => string;
  readonly name: (kind: NameKind, name: string) => string;
  /** An address, a prefix or a service tag. */
  readonly place: (text: string) => string;
  /** What somebody said: Azure, a guest, a person. */
  readonly said: (text: string) => string;
  readonly problem: (problem: Problem) => Problem;
  readonly survey: (survey: Survey) => Survey;
  /** A pattern of names as patterns of pseudonyms: together they fit those, and only those, whose names the pattern fits; the first one all but Azure's own subnets. */
  readonly patterns: (kind: PatternKind, pattern: string) => readonly [string, ...string[]];
  readonly book: NameBook;
  /** What was read: GUIDs in lower case, addresses and prefixes as they were spelled. */
  readonly known: { readonly guids: ReadonlySet<string>; readonly places: ReadonlySet<string> };
}

export type PatternKind = 'vm' | 'subnet';

/** @param key what addresses are mapped by; made of the survey where not given, so that all that is made of one survey agrees */
export function redactionOf({ survey, expectations }: Deployment, redacts: Redacts, key?: string): Redaction {
  const secret = createHash('sha256').update(`spokecheck REDACT ${key ?? JSON.stringify(survey)}`).digest('hex');
  const found = collect(survey);
  const tags = tagsOf(expectations);
  const book = createNameBook(found.names, (kind, name) => {
    const ofKind = kind === 'vm' || kind === 'subnet' ? tags(kind) : [];
    return ofKind.filter(({ pattern }) => fitsName(pattern, name)).map(({ tag }) => tag).join('');
  });
  const guids = new Map([...found.guids].sort().map((guid, place) => [guid, `00000000-0000-4000-8000-${String(place + 1).padStart(12, '0')}`]));
  const map = createAddressMap(secret, subnetsIn(survey));
  const mapAddresses = (text: string): string => addressesIn(text, (one) => map.place(one) ?? one);
  const other = (text: string): string => (redacts.addresses ? mapAddresses(text) : text);

  const guid = (text: string): string =>
    redacts.ids ? guids.get(text.toLowerCase()) ?? `00000000-0000-4000-9000-${createHmac('sha256', secret).update(text.toLowerCase()).digest('hex').slice(0, 12)}` : text;
  const name = (kind: NameKind, text: string): string => (redacts.ids ? lastSegment(text, (segment) => (isGuid(segment) ? guid(segment) : book.name(kind, segment))) : other(text));
  const id = (text: string): string => (redacts.ids ? (text.includes('/') ? alongPath(text, { guid, name }) : name('resource', text)) : other(text));
  const place = (text: string): string => {
    if (text.startsWith('/')) return id(text);
    const mapped = map.place(text);
    if (mapped !== undefined) return redacts.addresses ? mapped : text;
    if (isTag(text) || !redacts.ids) return other(text);
    return range.test(text) ? other(text) : hidden;
  };
  const said = (text: string): string => (redacts.ids ? hidden : other(text));
  const problem = ({ kind, request, message, status, code, missingAction, requestId }: Problem): Problem => ({
    kind,
    request: redacts.ids ? requestOf(request, id) : other(request),
    message: redacts.ids ? messageOf(message) : other(message),
    ...(status !== undefined && { status }),
    ...(code !== undefined && { code: /^[\w.-]{1,80}$/.test(code) ? code : hidden }),
    ...(missingAction !== undefined && { missingAction: /^[\w./*]{1,200}$/.test(missingAction) ? missingAction : hidden }),
    ...(requestId !== undefined && { requestId: guid(requestId) }),
  });
  const treatment: Treatment = { id, name, place, problem: (one) => ({ ...problem(one as unknown as Problem) }), unknown: said };
  return {
    redacts,
    id,
    guid,
    name,
    place,
    said,
    problem,
    survey: (one) => walkSurvey(one, treatment),
    patterns: (kind, pattern) => (redacts.ids ? patternsOf(kind, pattern, tags(kind), book) : [pattern]),
    book,
    known: { guids: found.guids, places: found.places },
  };
}

interface Found {
  readonly names: ReadonlyMap<NameKind, ReadonlySet<string>>;
  readonly guids: ReadonlySet<string>;
  readonly places: ReadonlySet<string>;
}

/** All names, GUIDs and addresses of a survey. */
function collect(survey: Survey): Found {
  const names = new Map<NameKind, Set<string>>();
  const [guids, places] = [new Set<string>(), new Set<string>()];
  const name = (kind: NameKind, text: string): string => {
    lastSegment(text, (segment) => {
      names.set(kind, (names.get(kind) ?? new Set()).add(segment));
      return segment;
    });
    return text;
  };
  const guid = (text: string): string => {
    guids.add(text.toLowerCase());
    return text;
  };
  const id = (text: string): string => (text.includes('/') ? alongPath(text, { guid, name }) : name('resource', text));
  const place = (text: string): string => {
    if (text.startsWith('/')) return id(text);
    places.add(text);
    return text;
  };
  const problem: Treatment['problem'] = (one) => {
    const [, , path = ''] = requestShape.exec(String(one.request)) ?? [];
    if (path.startsWith('/')) id(path);
    return one;
  };
  walkSurvey(survey, { id, name, place, problem, unknown: (text) => text });
  return { names, guids, places };
}

/** Within which a host keeps its place. */
const subnetsIn = (survey: Survey): string[] =>
  Object.values(survey.virtualNetworks).flatMap((reading) => (reading.status === 'read' ? reading.value.subnets.flatMap(({ addressPrefixes }) => addressPrefixes) : []));

/** Effective rules are named `securityRules/<name>` and `defaultSecurityRules/<name>`. */
function lastSegment(text: string, change: (segment: string) => string): string {
  const at = text.lastIndexOf('/');
  return /^(?:default)?securityRules\//i.test(text) ? `${text.slice(0, at + 1)}${change(text.slice(at + 1))}` : change(text);
}

/** `Storage.WestEurope`, `*`; names of hosts are in lower case. */
const isTag = (text: string): boolean => text === '*' || /^[A-Z][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)?$/.test(text) || /^(?:any|internet|virtualnetwork|azureloadbalancer)$/i.test(text);

const range = /^[\d.]+-[\d.]+$/;

const requestShape = /^([A-Z]+) (\S+)$/;

function requestOf(request: string, id: (id: string) => string): string {
  const [, method, path] = requestShape.exec(request) ?? [];
  return method === undefined || path === undefined ? hidden : `${method} ${path.startsWith('/') ? id(path) : hidden}`;
}

/** How long Azure asks to wait is all that may be told of what it says. */
function messageOf(message: string): string {
  const wait = /asks to wait \d+ s/.exec(message)?.[0];
  return wait === undefined ? hidden : `${hidden}, ${wait}`;
}

interface Tag {
  readonly pattern: string;
  readonly tag: string;
}

/** The patterns of names that the expectations hold, each with the mark that pseudonyms of names have which it fits. */
function tagsOf({ flows, spokes }: Expectations): (kind: PatternKind) => readonly Tag[] {
  const ends = flows.flatMap(({ from, to }) => [from, to]).flatMap((end) => (end.kind === 'spoke' ? [end] : []));
  const all = Object.values(spokes);
  const patterns = {
    vm: [...ends.flatMap(({ machine }) => machine ?? []), ...all.flatMap(({ machines = [] }) => machines)],
    subnet: [...ends.flatMap(({ subnet }) => subnet ?? []), ...all.flatMap(({ routeTables = [] }) => routeTables.map(({ subnet }) => subnet))],
  };
  const tagged = (ofKind: readonly string[]): Tag[] => {
    const distinct = [...new Set(ofKind)].filter((pattern) => !fitsAll(pattern));
    return distinct.map((pattern, place) => ({ pattern, tag: `-p${String(place + 1).padStart(String(distinct.length).length, '0')}` }));
  };
  const made = { vm: tagged(patterns.vm), subnet: tagged(patterns.subnet) };
  return (kind) => made[kind];
}

const fitsAll = (pattern: string): boolean => /^\*+$/.test(pattern);

function patternsOf(kind: PatternKind, pattern: string, tags: readonly Tag[], { all }: NameBook): readonly [string, ...string[]] {
  if (fitsAll(pattern)) return ['*'];
  const tag = tags.find((one) => one.pattern === pattern)?.tag;
  const [first, ...others] = kind === 'subnet' ? keptSubnets.filter((name) => fitsName(pattern, name)) : [];
  const isInUse = tag !== undefined && all.some((one) => one.kind === kind && one.pseudonym.includes(tag));
  if (first !== undefined && !isInUse) return [first, ...others];
  return [tag === undefined ? hidden : `*${tag}*`, ...(first === undefined ? [] : [first, ...others])];
}
