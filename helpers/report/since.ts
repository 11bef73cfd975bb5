/** What is different between two runs, from what their results.json and their surveys hold; nothing is judged again, and no verdict depends on it. */
import { z } from 'zod';
import type { CaseChange, CaseChanges } from '../changes/case-changes';
import { caseChanges } from '../changes/case-changes';
import { changesBetween } from '../changes/changes-between';
import type { NetworkChange } from '../changes/network-change';
import { settingChanges } from '../changes/setting-changes';
import { keyOf } from '../estate/resource-id';
import type { Survey } from '../estate/survey';
import { labelsIn } from '../estate/survey-labels';
import { messageOf } from '../printable/printable';
import { changeWords, someOf } from '../words/change-words';
import type { Results } from './results';

const verdict = z.enum(['pass', 'fail', 'cannot-tell', 'waived', 'skip']);

const red = z.enum(['fail', 'cannot-tell']);

/** How `results.json` has it. */
export const sinceSchema = z
  .object({
    run: z.string().describe('the id of the run that this one is compared with'),
    finishedAt: z.iso.datetime(),
    version: z.string().describe('of spokecheck, that made it'),
    notes: z.array(z.string()).describe('what is not compared, and why; sentences'),
    cases: z
      .array(
        z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('new-red'), title: z.string(), verdict: red, was: z.enum(['pass', 'waived', 'skip', 'absent']) }),
          z.object({ kind: z.literal('still-red'), title: z.string(), verdict: red, was: red, since: z.string(), pairs: z.object({ before: z.number(), now: z.number() }).optional().describe('how many of the pairs that the case stands for are red, where that changed') }),
          z.object({ kind: z.literal('red-not-compared'), title: z.string(), verdict: red }).describe('the other run does not tell whether it was red'),
          z.object({ kind: z.literal('no-longer-red'), title: z.string(), verdict: z.enum(['pass', 'waived', 'skip']), was: red, since: z.string() }),
          z.object({ kind: z.literal('came'), title: z.string(), verdict: z.enum(['pass', 'waived', 'skip']) }).describe('a case that there was not, and is not red'),
          z.object({ kind: z.literal('went'), title: z.string(), was: verdict }),
        ]),
      )
      .describe('what became of the verdicts; a case that was not red and is not is absent'),
    causes: z.object({ new: z.array(z.object({ key: z.string(), text: z.string() })), gone: z.array(z.object({ key: z.string(), text: z.string() })) }),
    settings: z.array(z.string()).describe('settings that say something else of what is expected'),
    network: z
      .array(z.object({ change: z.looseObject({ kind: z.string() }).describe('one member of the union in helpers/changes'), text: z.string() }))
      .optional()
      .describe('what changed in the network, the most far-reaching first; absent where it is not compared'),
  })
  .describe('what changed since the run that BASELINE_FILE names');

export type SinceRun = z.infer<typeof sinceSchema>;

/** A run that is compared. */
export interface RunRecord {
  readonly results: Results;
  /** The one that its results.json was judged from. */
  readonly survey?: Survey;
  /** Why there is none, a clause that follows a name of the file: `survey.json is not beside it`. */
  readonly noSurvey?: string;
}

export interface Comparison {
  readonly since: SinceRun;
  /** By the titles of red cases of the later run. */
  readonly reds: CaseChanges['since'];
  /** Whether something that was compared is not as it was. */
  readonly differs: boolean;
}

/** @param before the earlier run. Pure. */
export function compareRuns(before: RunRecord, now: RunRecord): Comparison {
  const [old, fresh] = [before.results, now.results];
  const [wasOf, isOf] = [old.deployment, fresh.deployment];
  const isSameHub = wasOf !== undefined && isOf !== undefined && keyOf(wasOf.hubId) === keyOf(isOf.hubId);
  const cases = caseChanges(comparedRun(old), comparedRun(fresh), isSameHub);
  const { survey } = now;
  const network = before.survey && survey ? networkChanges(before.survey, survey) : { why: whyNot(before, now) };
  const causes = causeChanges(old, fresh);
  const settings = settingChanges(wasOf?.expectations ?? {}, isOf?.expectations ?? {});
  const notes = [
    ...(wasOf === undefined ? ['The run of then ended before anything was judged, so that nothing can be told to be new.'] : []),
    ...(wasOf && isOf && !isSameHub ? [`The run of then is of another hub, ${wasOf.hubId}: only what both have is compared.`] : []),
    ...(wasOf && !isWhole(old) ? ['The run of then judged a part of its checks: what it left out is not compared.'] : []),
    ...(isOf && !isWhole(fresh) ? ['This run judged a part of its checks: the others are not compared.'] : []),
    ...(old.tool.version === fresh.tool.version ? [] : [`The run of then is of spokecheck ${old.tool.version}, and this one of ${fresh.tool.version}: what is different may be so for that.`]),
    ...(cases.otherwiseCut.length > 0 ? [`The cases of ${someOf(cases.otherwiseCut, 6)} stand for one pair in the one run and for all pairs of a NIC in the other, so that what is new among them is not told.`] : []),
    ...('why' in network ? [`What changed in the network is not compared: ${network.why}.`] : []),
  ];
  const isOtherwise = settings.length > 0 || causes.new.length + causes.gone.length > 0 || (wasOf?.hubId ?? '') !== (isOf?.hubId ?? '');
  const differs = isOtherwise || ('changes' in network && network.changes.length > 0) || cases.changes.some(isDifference);
  const { run, finishedAt, tool: { version } } = old;
  const since = { run, finishedAt, version, notes, cases: cases.changes.map(plain), causes, settings, ...('changes' in network && { network: network.changes }) };
  return { since, reds: cases.since, differs };
}

const whyNot = (before: RunRecord, now: RunRecord): string =>
  [...(before.noSurvey === undefined ? [] : [`of then, ${before.noSurvey}`]), ...(now.noSurvey === undefined ? [] : [`of now, ${now.noSurvey}`])].join('; ');

/** A survey file has a checksum and the parts of a survey; what is in these is whoever's who wrote it. */
function networkChanges(before: Survey, now: Survey): { readonly changes: NonNullable<SinceRun['network']> } | { readonly why: string } {
  try {
    const label = labelsIn(now);
    return { changes: changesBetween(before, now).map((change) => ({ change: plain(change), text: changeWords(change, label) })) };
  } catch (cause) {
    return { why: `one of the surveys is of another shape (${messageOf(cause)})` };
  }
}

/** As results.json has it. */
export function withSince(results: Results, { since, reds }: Comparison): Results {
  return { ...results, baseline: since, cases: results.cases.map((one) => ({ ...one, ...reds.get(one.title) })) };
}

/** Red as it was, and what cannot be compared, are no difference. */
const isDifference = (change: CaseChange): boolean => (change.kind === 'still-red' ? change.was !== change.verdict || change.pairs !== undefined : change.kind !== 'red-not-compared');

/** Whether a run judged all that was due. What belongs to the run as a whole, as [RUN] does, is none of it. */
export function isWhole({ deployment, counts, cases }: Results): boolean {
  const others = cases.filter(({ check }) => !/^[A-Z]+-\d+$/.test(check)).length;
  return deployment !== undefined && counts.selected - others >= counts.due;
}

const comparedRun = (results: Results): Parameters<typeof caseChanges>[0] => ({
  finishedAt: results.finishedAt,
  isWhole: isWhole(results),
  cases: results.cases.map(({ check, title, verdict: is, subjects, redSince, targets }) => ({ check, title, verdict: is, subjects, ...(redSince !== undefined && { redSince }), ...(targets && { targets }) })),
});

/** The same data, as the schema spells it. */
const plain = <T extends CaseChange | NetworkChange>(change: T): T & Record<string, unknown> => ({ ...change });

/** Each with its sentence, or, of an earlier spokecheck that kept none, with what it explains. */
function causeChanges(old: Results, fresh: Results): SinceRun['causes'] {
  const [known, found] = [new Set(old.causes.map(({ key }) => key)), new Set(fresh.causes.map(({ key }) => key))];
  const told = ({ key, sentence, explains }: Results['causes'][number]): SinceRun['causes']['new'][number] => ({ key, text: sentence ?? `what explains ${someOf(explains)}` });
  return { new: fresh.causes.filter(({ key }) => !known.has(key)).map(told), gone: old.causes.filter(({ key }) => !found.has(key)).map(told) };
}
