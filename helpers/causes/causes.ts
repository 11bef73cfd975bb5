/** From red cases to causes: what has one cause is told once, and what is nearest the root comes first. */
import type { Case } from '../checks/check';
import { isRed } from '../checks/check';
import { keyOf } from '../estate/resource-id';
import type { Finding } from '../findings/finding';
import { beyondKey } from '../findings/beyond-key';
import type { CausePlace } from '../findings/cause-place';
import { layers, placeOf } from '../findings/cause-place';
import type { Beyond } from '../findings/path-findings';
import type { Surroundings } from './kin';
import { behindWhich, kinOf, sideKey } from './kin';

/** A case that causes can explain, by whatever names it in a report. */
export interface ExplainedCase extends Pick<Case, 'verdict' | 'findings' | 'past'> {
  readonly checkId: string;
}

export interface Cause<Explained extends ExplainedCase = ExplainedCase> {
  /** Stable from run to run: the layer, the kind and the resource. */
  readonly key: string;
  /** The finding that speaks for all of it. */
  readonly finding: Finding;
  /** One for each place that the cause is in, this one first. */
  readonly speakers: readonly Finding[];
  /** Where it is in several places: what no login of the run gets past, if it is that. */
  readonly behind?: readonly Beyond[];
  /** A login of the run gets past the next hop that is taken for wrong: to lead elsewhere what goes there would divert what works. */
  readonly isPassed?: true;
  /** There is more of the same kind than `findings` has. */
  readonly isCut?: true;
  /** All of it, this one first. */
  readonly findings: readonly Finding[];
  /** The cases that it explains, in the order of the report. */
  readonly explains: readonly Explained[];
}

interface Group<Explained extends ExplainedCase> {
  place: CausePlace;
  finding: Finding;
  readonly findings: Set<Finding>;
  readonly explains: Set<Explained>;
}

/**
 * @param cases of all checks, green and waived ones too
 * @returns every red case is explained by at least one cause; neither the causes nor which finding speaks depend on the order of the cases
 */
export function causesOf<Explained extends ExplainedCase>(cases: readonly Explained[]): Cause<Explained>[] {
  const reds = cases.filter(isRed);
  const cut = new Set(reds.flatMap(({ findings }) => findings).flatMap((finding) => (finding.kind === 'targets-are-red' ? (finding.cut ?? []) : [])));
  const groups = new Map<string, Group<Explained>>();
  for (const red of reds) for (const root of rootsOf(red.findings)) add(groups, red, root);
  const surroundings = surroundingsOf(cases, groups);
  const families = familiesOf([...groups.values()].sort(byRank), surroundings).map((family) => joined(family, cases)).sort(byRank);
  return families.map((family) => ({ ...causeOf(family, surroundings), ...(family.members.some(({ place }) => cut.has(place.key)) && { isCut: true as const }) }));
}

type Ranked<Explained extends ExplainedCase> = Pick<Group<Explained>, 'place' | 'explains'>;

const byRank = <Explained extends ExplainedCase>(a: Ranked<Explained>, b: Ranked<Explained>): number =>
  layers.indexOf(a.place.layer) - layers.indexOf(b.place.layer) || orderOf(a.place) - orderOf(b.place) || b.explains.size - a.explains.size || compare(a.place.key, b.place.key);

interface Family<Explained extends ExplainedCase> {
  readonly kin?: string;
  /** The first speaks for all. */
  readonly members: Group<Explained>[];
}

/** @param groups the first first */
function familiesOf<Explained extends ExplainedCase>(groups: readonly Group<Explained>[], surroundings: Surroundings): Family<Explained>[] {
  const families = new Map<string, Family<Explained>>();
  for (const group of groups) {
    const kin = kinOf(group.finding, [group.finding, ...group.findings], surroundings);
    const key = kin ?? group.place.key;
    const family = families.get(key);
    if (family) family.members.push(group);
    else families.set(key, { ...(kin !== undefined && { kin }), members: [group] });
  }
  return [...families.values()];
}

function surroundingsOf<Explained extends ExplainedCase>(cases: readonly Explained[], groups: ReadonlyMap<string, Group<Explained>>): Surroundings {
  const sides = [...groups.values()].flatMap(({ finding }) => (finding.kind === 'peering-missing' ? [finding.side] : finding.kind === 'no-way-on' ? [{ owner: finding.networkId, remote: finding.to.spokeId }] : []));
  const hubs = [...groups.values()].flatMap(({ finding }) => (finding.kind === 'peering-missing' && finding.ownerIsHub ? [keyOf(finding.side.owner)] : []));
  return { passed: new Set(cases.flatMap(({ past = [] }) => past.map(beyondKey))), unpeered: new Set(sides.map(sideKey)), hubs: new Set(hubs) };
}

interface Joined<Explained extends ExplainedCase> extends Ranked<Explained> {
  readonly key: string;
  readonly members: readonly Group<Explained>[];
}

function joined<Explained extends ExplainedCase>({ kin, members }: Family<Explained>, cases: readonly Explained[]): Joined<Explained> {
  const [{ place }] = members as [Group<Explained>];
  const explained = new Set(members.flatMap(({ explains }) => [...explains]));
  const key = members.length > 1 && kin !== undefined ? `${place.layer} ${kin}` : place.key;
  return { place, key, members, explains: new Set(cases.filter((one) => explained.has(one))) };
}

function causeOf<Explained extends ExplainedCase>({ key, members, explains }: Joined<Explained>, { passed }: Surroundings): Cause<Explained> {
  const [{ finding }] = members as [Group<Explained>];
  const findings = [...new Set(members.flatMap((group) => [group.finding, ...group.findings]))];
  const behind = members.length > 1 ? behindWhich(findings, passed) : [];
  return { key, finding, speakers: members.map((group) => group.finding), ...(behind.length > 0 && { behind }), ...(leadsPast(finding, passed) && { isPassed: true }), findings, explains: [...explains] };
}

const leadsPast = (finding: Finding, passed: ReadonlySet<string>): boolean =>
  finding.kind === 'route-elsewhere' && finding.route.nextHopIpAddress !== undefined && passed.has(beyondKey({ kind: 'unseen', address: finding.route.nextHopIpAddress, networkId: '' }));

/** What nothing else explains. */
const rootsOf = (findings: readonly Finding[]): Finding[] => findings.flatMap((finding) => (finding.because && finding.because.length > 0 ? rootsOf(finding.because) : [finding]));

function add<Explained extends ExplainedCase>(groups: Map<string, Group<Explained>>, red: Explained, finding: Finding): void {
  const place = placeOf(finding);
  const group = groups.get(place.key);
  if (!group) {
    groups.set(place.key, { place, finding, findings: new Set([finding]), explains: new Set([red]) });
    return;
  }
  group.explains.add(red);
  group.findings.add(finding);
  const isBetter = orderOf(place) - orderOf(group.place) || (finding === group.finding ? 0 : compare(identity(finding), identity(group.finding)));
  if (isBetter < 0) Object.assign(group, { place, finding });
}

const orderOf = ({ order = 0 }: CausePlace): number => order;

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Tells two findings of one key apart, the same way in every run: by the machines that they speak of, or by all that they hold. */
function identity(finding: Finding): string {
  if ('misrouted' in finding && finding.misrouted) return `${finding.misrouted.from.nicId} ${finding.misrouted.to.nicId}`;
  if (finding.kind === 'not-read') return finding.problem.request;
  if (finding.kind === 'login-failed') return `${finding.fromVmId} ${finding.toVmId}`;
  if ('from' in finding && 'to' in finding && 'nicId' in finding.from && 'nicId' in finding.to) return `${finding.from.nicId} ${finding.to.nicId}`;
  return JSON.stringify(finding);
}
