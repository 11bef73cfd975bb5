/** Probes, which are made by the true names and addresses, as they are told. */
import type { Contact, ProbeCase, ProbeEnd, ProbeTarget, TriedConnection, TriedLogin, Watch } from '../checks/check';
import type { Label } from '../estate/survey-labels';
import { keyOf } from '../estate/resource-id';
import type { TitlePart } from '../findings/title';
import type { AccessPathFailure, LoginOutcome, TcpOutcome } from '../probe/outcome';
import { describeEndpoint } from '../probe/endpoint';
import type { Redaction } from './redaction';
import { hidden } from './redaction';

/** Into what a probe turns where it is told. */
export interface RedactedProbes {
  readonly due: <Due extends ProbeCase>(due: Due) => Due;
  readonly login: (login: TriedLogin) => TriedLogin;
  readonly connection: (connection: TriedConnection) => TriedConnection;
  readonly watch: (watch: Watch) => Watch;
}

/** Without REDACT. */
export const asTheyAre: RedactedProbes = { due: (due) => due, login: (login) => login, connection: (connection) => connection, watch: (watch) => watch };

/** @param label of the redacted survey */
export function redactProbes(redaction: Redaction, label: Label): RedactedProbes {
  const { id, name, place } = redaction;
  const key = (one: string): string => keyOf(id(one));
  const called = ({ computerName, guestName }: ProbeTarget): Pick<ProbeTarget, 'computerName' | 'guestName'> => ({
    ...(computerName !== undefined && { computerName: name('vm', computerName) }),
    ...(guestName !== undefined && { guestName: name('vm', guestName) }),
  });
  const end = (one: ProbeEnd): ProbeEnd => {
    const vmId = id(one.vmId);
    return { name: label(vmId), address: place(one.address), port: one.port, ...called(one), vmId, nicId: id(one.nicId), spokeId: id(one.spokeId) };
  };
  const target = (one: ProbeTarget): ProbeTarget => {
    const [address, vmId] = [place(one.address), one.vmId === undefined ? undefined : id(one.vmId)];
    return {
      ...{ name: vmId === undefined || one.name === one.address ? address : label(vmId), address, port: one.port, ...called(one), spokeId: id(one.spokeId) },
      ...(vmId !== undefined && { vmId }),
      ...(one.nicId !== undefined && { nicId: id(one.nicId) }),
    };
  };
  const outcomeFrom = (source: ProbeEnd) => <Outcome extends LoginOutcome | TcpOutcome>(outcome: Outcome): Outcome => redactOutcome(outcome, end(source), source, redaction);
  const common = <Due extends ProbeCase>({ checkId, title, subjects, basis, from }: Due) => ({
    checkId,
    title: redactTitle(title, redaction),
    subjects: subjects.map(key),
    basis: basis.map(({ of, key: one }) => ({ of, key: key(one) })),
    from: end(from),
  });
  const due = (one: ProbeCase): ProbeCase => {
    switch (one.probe) {
      case 'login':
        return { probe: one.probe, ...common(one), to: end(one.to), ...(one.further && { further: { from: one.further.from.map(end), to: one.further.to.map(end) } }) };
      case 'connection':
        return { probe: one.probe, ...common(one), to: target(one.to), ...(one.further && { further: { from: one.further.from.map(end), to: one.further.to.map(target) } }) };
      case 'watch':
        return {
          ...{ probe: one.probe, ...common(one), to: target(one.to) },
          ...(one.further && { further: { from: one.further.from.map(end), to: one.further.to.map(target) } }),
          ...(one.control && { control: target(one.control) }),
        };
    }
  };
  return {
    due: <Due extends ProbeCase>(one: Due) => due(one) as Due,
    login: ({ from, to, outcome }) => ({ from: end(from), to: end(to), outcome: outcomeFrom(from)(outcome) }),
    connection: ({ from, to, outcome }) => ({ from: end(from), to: target(to), outcome: outcomeFrom(from)(outcome) }),
    watch: ({ from, to, control, contacts: [first, ...rest] }) => {
      const told = outcomeFrom(from);
      const contact = ({ seconds, outcome, control: beside }: Contact): Contact => ({ seconds, outcome: told(outcome), ...(beside && { control: told(beside) }) });
      return { from: end(from), to: target(to), ...(control && { control: target(control) }), contacts: [contact(first), ...rest.map(contact)] };
    },
  };
}

/** What stands alone in a title is an address, or a number, or words of ours. */
export const isAddressPart = (part: TitlePart): part is string => typeof part === 'string' && /^[\d.]+$|:.*:/.test(part);

const redactTitle = (title: ProbeCase['title'], redaction: Redaction): ProbeCase['title'] => title.map((part) => titlePart(part, redaction));

function titlePart(part: TitlePart, { id, place }: Redaction): TitlePart {
  if (typeof part === 'string') return isAddressPart(part) ? place(part) : part;
  if (typeof part === 'number') return part;
  if ('id' in part) return { id: id(part.id) };
  if ('transit' in part) return { transit: part.transit.kind === 'addresses' ? { kind: part.transit.kind, addresses: part.transit.addresses.map(place) } : part.transit };
  const { nicId, vmId, spokeId, subnetId, address } = part.machine;
  return { machine: { nicId: id(nicId), vmId: id(vmId), spokeId: id(spokeId), subnetId: id(subnetId), address: place(address) } };
}

/** @param source as it is told, and as it is */
function redactOutcome<Outcome extends LoginOutcome | TcpOutcome>(given: Outcome, source: ProbeEnd, trueSource: ProbeEnd, redaction: Redaction): Outcome {
  const told = (outcome: LoginOutcome | TcpOutcome): LoginOutcome | TcpOutcome => {
    switch (outcome.kind) {
      case 'connected':
        return { kind: outcome.kind, elapsedMs: outcome.elapsedMs };
      case 'landed': {
        const { kind, hostName, from, compared, expected } = outcome;
        return { kind, hostName: guest(hostName, redaction), ...(from !== undefined && { from: redaction.place(from) }), compared, ...(expected !== undefined && { expected: guest(expected, redaction) }) };
      }
      case 'access-path-failed': {
        const isSource = outcome.hop === describeEndpoint(trueSource) || outcome.hop.startsWith(`${trueSource.name} (`);
        return { kind: 'access-path-failed', hop: isSource ? describeEndpoint(source) : redactedHop(outcome.hop, redaction), failure: redactFailure(outcome.failure, redaction) };
      }
      default:
        return redactFailure(outcome, redaction);
    }
  };
  return told(given) as Outcome;
}

/** Jump hosts are told apart, and no more. */
const redactedHop = (hop: string, { guid, redacts, said }: Redaction): string => (redacts.ids ? `jump host ${guid(hop).slice(-4)}` : said(hop));

type Failed = Exclude<LoginOutcome, { kind: 'landed' | 'access-path-failed' }> | AccessPathFailure;

/** Of what a failure tells in texts, all but our own words is hidden. */
function redactFailure<Failure extends Failed>(failure: Failure, redaction: Redaction): Failure {
  const { said } = redaction;
  const textOf = (property: string, text: string): string => {
    switch (property) {
      case 'kind':
      case 'during':
        return text;
      case 'fingerprint':
        return text.replace(/(\S+ )?.*/, `$1${hidden}`);
      case 'hostName':
      case 'expected':
        return guest(text, redaction);
      default:
        return said(text);
    }
  };
  const valueOf = (property: string, value: unknown): unknown => {
    if (typeof value === 'string') return textOf(property, value);
    return Array.isArray(value) ? value.map((one) => said(String(one))) : value;
  };
  return Object.fromEntries(Object.entries(failure).map(([property, value]) => [property, valueOf(property, value)])) as unknown as Failure;
}

/** What a machine calls itself, or Azure calls it: one name, or two with a word between. */
const guest = (names: string, { name }: Redaction): string => names.split(/ or /).map((one) => name('vm', one)).join(' or ');
