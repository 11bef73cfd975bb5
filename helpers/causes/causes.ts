/** From red cases to causes: what has one cause is told once, and what is nearest the root comes first. */
import type { Judgement } from '../checks/check';
import { isRed } from '../checks/check';
import type { Finding } from '../findings/finding';
import type { CausePlace } from '../findings/cause-place';
import { layers, placeOf } from '../findings/cause-place';

/** A case that causes can explain, by whatever names it in a report. */
export interface ExplainedCase extends Pick<Judgement, 'verdict' | 'findings'> {
  readonly checkId: string;
}

export interface Cause<Explained extends ExplainedCase = ExplainedCase> {
  /** Stable from run to run: the layer, the kind and the resource. */
  readonly key: string;
  /** The finding that speaks for all that have this key. */
  readonly finding: Finding;
  /** All that have it, this one first. */
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
 * @param cases of all checks, green ones too
 * @returns every red case is explained by at least one cause; neither the causes nor which finding speaks depend on the order of the cases
 */
export function causesOf<Explained extends ExplainedCase>(cases: readonly Explained[]): Cause<Explained>[] {
  const groups = new Map<string, Group<Explained>>();
  for (const red of cases.filter(isRed)) for (const root of rootsOf(red.findings)) add(groups, red, root);
  return [...groups.values()]
    .sort((a, b) => layers.indexOf(a.place.layer) - layers.indexOf(b.place.layer) || orderOf(a.place) - orderOf(b.place) || b.explains.size - a.explains.size || compare(a.place.key, b.place.key))
    .map(({ place: { key }, finding, findings, explains }) => ({ key, finding, findings: [...new Set([finding, ...findings])], explains: [...explains] }));
}

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
