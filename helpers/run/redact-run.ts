/** A run as it is told under REDACT: judged again from the redacted survey, so that nothing else can come into its words. */
import { dueOn, judgeOn } from '../checks/judge-all';
import type { Case, ProbeCase } from '../checks/check';
import { isJudged } from '../checks/check';
import type { Day } from '../checks/waivers';
import { fitsWaiver } from '../checks/waivers';
import type { Deployment } from '../estate/deployment';
import { estateOf } from '../estate/estate';
import type { Waiver } from '../estate/expectations';
import { keyOf } from '../estate/resource-id';
import { redactExpectations } from '../redaction/redact-expectations';
import { isAddressPart, redactProbes } from '../redaction/redact-probe';
import type { Redaction } from '../redaction/redaction';
import { hidden } from '../redaction/redaction';
import type { Outcome } from '../report/outcome';
import { runOutcome } from './part';

export interface JudgedRun {
  readonly deployment: Deployment;
  readonly cases: readonly Case[];
  readonly probes: readonly (ProbeCase | Case)[];
}

export interface RedactedRun extends JudgedRun {
  /** The ids of checks that come to another verdict in it than in truth; none are expected, and then nothing may be made of the run. */
  readonly differing: readonly string[];
}

/** The survey and what is expected of it. @param cases by which waivers are put to what they speak of */
export function redactDeployment({ deployment, cases, probes }: JudgedRun, redaction: Redaction): Deployment {
  const { survey, expectations } = deployment;
  const { label } = estateOf(survey);
  const ones = [...cases, ...probes];
  const waivers = expectations.waivers.flatMap((waiver) => redactWaiver(waiver, ones, label, redaction));
  return { survey: redaction.survey(survey), expectations: { ...redactExpectations(expectations, redaction), waivers } };
}

/** @param day by which waivers hold */
export function redactRun(run: JudgedRun, day: Day, redaction: Redaction): RedactedRun {
  const deployment = redactDeployment(run, redaction);
  const cases = judgeOn(deployment, day);
  const as = redactProbes(redaction, estateOf(deployment.survey).label);
  const keyed = (one: Case | ProbeCase): string => subjectsOf({ checkId: one.checkId, subjects: one.subjects.map((key) => keyOf(redaction.id(key))) });
  const wanted = run.probes.filter(isJudged).map((one) => keyIn(one, redaction));
  const judged = judgedAmong(deployment, day, wanted);
  const lost: string[] = [];
  const probes = run.probes.flatMap((one): (ProbeCase | Case)[] => {
    if (!isJudged(one)) return [as.due(one)];
    const alike = judged.get(keyIn(one, redaction)) ?? [];
    const [again] = alike.splice(Math.max(0, alike.findIndex(({ verdict }) => verdict === one.verdict)), 1);
    if (again?.verdict !== one.verdict) lost.push(one.checkId);
    return again ? [again] : [];
  });
  const told = counted(cases.map((one) => `${one.verdict} ${subjectsOf(one)}`));
  for (const one of run.cases) {
    const key = `${one.verdict} ${keyed(one)}`;
    const left = told.get(key) ?? 0;
    if (left === 0) lost.push(one.checkId);
    told.set(key, left - 1);
  }
  const more = cases.length > run.cases.length ? ['more cases than there are'] : [];
  return { deployment, cases, probes, differing: [...new Set([...lost, ...more])] };
}

/** Of what is due, what is judged without a probe; which pairs are drawn of many depends on the ids, so that those drawn in truth may be others. */
function judgedAmong(deployment: Deployment, day: Day, wanted: readonly string[]): ReadonlyMap<string, Case[]> {
  if (wanted.length === 0) return new Map();
  const judgedOf = (one: Deployment): Map<string, Case[]> => {
    const found = new Map<string, Case[]>();
    for (const due of dueOn(one, day).filter(isJudged)) found.set(keyIn(due), [...(found.get(keyIn(due)) ?? []), due]);
    return found;
  };
  const drawn = judgedOf(deployment);
  if ([...counted(wanted)].every(([key, count]) => (drawn.get(key)?.length ?? 0) >= count)) return drawn;
  return judgedOf({ ...deployment, expectations: { ...deployment.expectations, sshPairs: { kind: 'all', seed: '' } } });
}

/** What a case is known by: its check, its subjects, and of its title the ports and addresses that tell it from others of the same. @param redaction where it is one of truth */
export function keyIn({ checkId, title, subjects }: Pick<Case, 'checkId' | 'title' | 'subjects'>, redaction?: Redaction): string {
  const told = title.flatMap((part) => (typeof part === 'number' ? [String(part)] : isAddressPart(part) ? [redaction?.place(part) ?? part] : []));
  return [checkId, ...subjects.map((key) => keyOf(redaction?.id(key) ?? key)), ...told].join(' ');
}

const subjectsOf = ({ checkId, subjects }: Pick<Case, 'checkId' | 'subjects'>): string => `${checkId} ${subjects.join(' ')}`;

function counted(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** A waiver speaks of labels by patterns; redacted, of each case that it fits by the ids. */
function redactWaiver(waiver: Waiver, ones: readonly (Case | ProbeCase)[], label: (id: string) => string, { id, said }: Redaction): Waiver[] {
  const isPair = /->|→/.test(waiver.subject);
  const fitting = ones.filter((one) => fitsWaiver(waiver, one, label));
  const subjects = fitting.flatMap(({ checkId, subjects: keys }) =>
    isPair ? [keys.map(id).map(keyOf).join(' -> ')] : keys.filter((key) => fitsWaiver(waiver, { checkId, subjects: [key] }, label)).map(id).map(keyOf));
  const { check, reason, owner, until, line } = waiver;
  const rest = { check, reason: said(reason), owner: said(owner), until, ...(line !== undefined && { line }) };
  return subjects.length === 0 ? [{ ...rest, subject: hidden }] : [...new Set(subjects)].map((subject) => ({ ...rest, subject }));
}

/** What comes of it where the redacted survey does not bear the verdicts. */
export const notAsTrue = (checkIds: readonly string[]): Outcome[] =>
  checkIds.length === 0 ? [] : [runOutcome('what REDACT tells is what was judged', `by the redacted survey other verdicts come about than by the true one (${checkIds.join(', ')}), so nothing is to be made of this report`)];
