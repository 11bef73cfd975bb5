/** Logins, which are made by the true names and addresses, as they are told. */
import type { ProbeCase, ProbeEnd, TriedLogin } from '../checks/check';
import type { Label } from '../estate/survey-labels';
import { keyOf } from '../estate/resource-id';
import type { Title, TitlePart } from '../findings/title';
import type { AccessPathFailure, LoginOutcome } from '../probe/outcome';
import { describeEndpoint } from '../probe/endpoint';
import type { Redaction } from './redaction';
import { hidden } from './redaction';

/** Into what a login turns where it is told. */
export interface RedactedLogins {
  readonly due: (due: ProbeCase) => ProbeCase;
  readonly tried: (login: TriedLogin) => TriedLogin;
}

/** @param label of the redacted survey */
export function redactLogins(redaction: Redaction, label: Label): RedactedLogins {
  const { id, name, place } = redaction;
  const key = (one: string): string => keyOf(id(one));
  const end = ({ port, address, computerName, guestName, ...ids }: ProbeEnd): ProbeEnd => {
    const [vmId, nicId, spokeId] = [id(ids.vmId), id(ids.nicId), id(ids.spokeId)];
    return {
      name: label(vmId),
      address: place(address),
      port,
      ...(computerName !== undefined && { computerName: name('vm', computerName) }),
      ...(guestName !== undefined && { guestName: name('vm', guestName) }),
      vmId,
      nicId,
      spokeId,
    };
  };
  return {
    due: ({ checkId, title, subjects, basis, from, to, further }) => ({
      checkId,
      title: title.map((part) => titlePart(part, redaction)) satisfies Title,
      subjects: subjects.map(key),
      basis: basis.map(({ of, key: one }) => ({ of, key: key(one) })),
      from: end(from),
      to: end(to),
      ...(further && { further: { from: further.from.map(end), to: further.to.map(end) } }),
    }),
    tried: ({ from, to, outcome }) => ({ from: end(from), to: end(to), outcome: redactOutcome(outcome, end(from), from, redaction) }),
  };
}

function titlePart(part: TitlePart, { id, place }: Redaction): TitlePart {
  if (typeof part === 'string') return /^[\d.]+$|:.*:/.test(part) ? place(part) : part;
  if (typeof part === 'number') return part;
  if ('id' in part) return { id: id(part.id) };
  if ('transit' in part) return { transit: part.transit.kind === 'addresses' ? { ...part.transit, addresses: part.transit.addresses.map(place) } : part.transit };
  const { nicId, vmId, spokeId, subnetId, address } = part.machine;
  return { machine: { nicId: id(nicId), vmId: id(vmId), spokeId: id(spokeId), subnetId: id(subnetId), address: place(address) } };
}

/** @param source as it is told, and as it is */
function redactOutcome(outcome: LoginOutcome, source: ProbeEnd, trueSource: ProbeEnd, redaction: Redaction): LoginOutcome {
  const { place } = redaction;
  switch (outcome.kind) {
    case 'landed': {
      const { hostName, from, expected } = outcome;
      const told = { ...outcome, hostName: guest(hostName, redaction), ...(from !== undefined && { from: place(from) }) };
      return { ...told, ...(expected !== undefined && { expected: guest(expected, redaction) }) };
    }
    case 'access-path-failed': {
      const isSource = outcome.hop === describeEndpoint(trueSource) || outcome.hop.startsWith(`${trueSource.name} (`);
      return { kind: 'access-path-failed', hop: isSource ? describeEndpoint(source) : redactedHop(outcome.hop, redaction), failure: redactFailure(outcome.failure, redaction) };
    }
    default:
      return redactFailure(outcome, redaction);
  }
}

/** Jump hosts are told apart, and no more. */
const redactedHop = (hop: string, { guid, redacts, said }: Redaction): string => (redacts.ids ? `jump host ${guid(hop).slice(-4)}` : said(hop));

type Failed = Exclude<LoginOutcome, { kind: 'landed' | 'access-path-failed' }> | AccessPathFailure;

function redactFailure<Failure extends Failed>(failure: Failure, redaction: Redaction): Failure {
  const { said } = redaction;
  const told: Record<string, unknown> = { ...failure };
  for (const property of ['message', 'banner', 'host'] as const) if (typeof told[property] === 'string') told[property] = said(told[property]);
  if (typeof told.fingerprint === 'string') told.fingerprint = told.fingerprint.replace(/(\S+ )?.*/, `$1${hidden}`);
  if (Array.isArray(told.remarks)) told.remarks = (told.remarks as string[]).map(said);
  for (const property of ['hostName', 'expected'] as const) if (typeof told[property] === 'string') told[property] = guest(told[property], redaction);
  return told as unknown as Failure;
}

/** What a machine calls itself, or Azure calls it: one name, or two with a word between. */
const guest = (names: string, { name }: Redaction): string => names.split(/ or /).map((one) => name('vm', one)).join(' or ');
