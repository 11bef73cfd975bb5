/** Makes the record of a run, as `results.ts` describes it. */
import type { Watch } from '../checks/check';
import type { Cause } from '../causes/causes';
import type { Waived } from '../checks/check';
import type { Label } from '../estate/survey-labels';
import type { Deployment } from '../estate/deployment';
import { estateOf } from '../estate/estate';
import type { Finding } from '../findings/finding';
import type { CauseWords } from '../words/cause-words';
import { wordsOf } from '../words/finding-words';
import type { Conclusion, Reach } from './conclusion';
import type { Outcome } from './outcome';
import type { Place } from './record/places-of';
import type { MatrixShown, NetworkShown, RoutesShown } from './record/shown';
import type { Results } from './results';

/** What a run that read a deployment adds. */
export interface DeploymentResults {
  readonly deployment: Deployment;
  readonly requests: { readonly reads: number; readonly writes: number };
  /** Of the survey. */
  readonly checksum: string;
  readonly readBy?: { readonly objectId: string };
  readonly label: Label;
  readonly causes: readonly (Pick<Cause, 'key' | 'finding'> & CauseWords & { readonly titles: readonly string[]; readonly places: readonly Place[] })[];
  readonly notes: readonly Finding[];
  readonly notLookedAt: readonly Finding[];
  readonly reach: Reach;
  readonly network: NetworkShown;
  readonly routes: RoutesShown;
  readonly matrix: MatrixShown;
}

export interface Run {
  readonly version: string;
  readonly runId: string;
  /** Milliseconds since the epoch. */
  readonly startTime: number;
  readonly endTime: number;
  readonly args: readonly string[];
  readonly outcomes: readonly Outcome[];
  readonly conclusion: Conclusion;
  readonly read?: DeploymentResults;
  readonly shard?: NonNullable<Results['shard']>;
  readonly endedBy?: string;
  readonly merged?: readonly string[];
}

export function resultsOf({ version, runId, startTime, endTime, args, outcomes, conclusion, read, shard, endedBy, merged }: Run): Results {
  const { counts, passed, failed, inconclusive, waived, skipped, code, sentence } = conclusion;
  const cases = outcomes.map(caseOf);
  const spoken = [...cases.flatMap(({ findings, advisories }) => [...findings, ...advisories]), ...(read?.notes ?? []), ...(read?.notLookedAt ?? []), read?.network, read?.routes.nics, read?.causes];
  return {
    format: 1,
    tool: { name: 'spokecheck', version },
    run: runId,
    startedAt: new Date(startTime).toISOString(),
    finishedAt: new Date(endTime).toISOString(),
    arguments: [...args],
    ...(read && { deployment: deploymentOf(read) }),
    ...(shard && { shard: { index: shard.index, count: shard.count } }),
    ...(endedBy !== undefined && { endedBy }),
    ...(merged && { merged: [...merged] }),
    counts: { ...counts, passed, failed, inconclusive, waived, skipped },
    exitCode: code,
    conclusion: sentence,
    cases,
    causes: read?.causes.map(causeOf) ?? [],
    notes: read?.notes.map((note) => ({ ...note })) ?? [],
    notLookedAt: read?.notLookedAt.map((one) => ({ ...one })) ?? [],
    ...(read && { reach: { ...read.reach } }),
    ...(read && cases.some(({ targets }) => targets) && { nics: estateOf(read.deployment.survey).nics.map(({ nic }) => nic.id) }),
    ...(read && { words: { notes: read.notes.map((note) => wordsOf(note, read.label).fact), notLookedAt: read.notLookedAt.map((one) => wordsOf(one, read.label).fact) } }),
    ...(read && { network: read.network, routes: read.routes, matrix: read.matrix }),
    names: read ? namesIn(spoken, read) : {},
  };
}

const deploymentOf = ({ deployment: { survey, expectations }, requests, checksum, readBy }: DeploymentResults): NonNullable<Results['deployment']> => ({
  hubId: survey.hubId,
  spokeIds: [...survey.spokeIds],
  surveyStartedAt: survey.startedAt,
  surveyFinishedAt: survey.finishedAt,
  survey: checksum,
  expectations: { ...expectations },
  requests,
  ...(readBy && { readBy }),
});

const causeOf = ({ key, finding: found, titles, sentence, fixes, isPart, places }: DeploymentResults['causes'][number]): Results['causes'][number] => ({
  key,
  finding: { ...found },
  explains: [...titles],
  sentence,
  fixes: [...fixes],
  isPart,
  places: places.map(({ peering, ...place }) => ({ ...place, ...(peering && { peering: [...peering] }) })),
});

/** A verdict of any kind: what it says, and what is worth knowing beside it; of one that is waived, what it was. */
function wordsIn(given: Outcome['verdict']): Results['cases'][number]['words'] {
  const verdict = given.verdict === 'waived' ? given.was : given;
  const fact = 'fact' in verdict ? verdict.fact : 'reason' in verdict ? verdict.reason : undefined;
  const [evidence, advisories] = ['evidence' in verdict ? verdict.evidence : [], 'advisories' in verdict ? verdict.advisories : []];
  const words = {
    ...(fact !== undefined && { fact }),
    ...(evidence.length > 0 && { evidence: [...evidence] }),
    ...('hint' in verdict && verdict.hint !== undefined && { hint: verdict.hint }),
    ...(advisories.length > 0 && { advisories: advisories.map(({ text }) => text) }),
  };
  return Object.keys(words).length > 0 ? words : undefined;
}

function caseOf({ suite, title, verdict, durationMs, record }: Outcome): Results['cases'][number] {
  const judged = record?.verdict === verdict ? record.judged : undefined;
  const words = wordsIn(verdict);
  const reason = verdict.verdict === 'fail' ? verdict.fact : 'reason' in verdict ? verdict.reason : undefined;
  return {
    check: record?.checkId ?? title.slice(1, Math.max(1, title.indexOf(']'))),
    suite,
    title,
    verdict: verdict.verdict,
    ...(judged?.waived && { waived: waivedOf(judged.waived) }),
    subjects: [...(judged?.subjects ?? [])],
    findings: judged?.findings.map((found) => ({ ...found })) ?? [],
    advisories: judged?.advisories.map((found) => ({ ...found })) ?? [],
    basis: judged?.basis.map(({ of, key }) => ({ of, key })) ?? [],
    ...(judged?.targets && { targets: { ...judged.targets, others: judged.targets.others.map(({ nics, ...rest }) => ({ ...rest, nics: rangesOf(nics) })) } }),
    ...(!judged && reason !== undefined && { reason }),
    ...(words && { words }),
    ...(record?.effort && { attempts: record.effort.attempts, seconds: record.effort.seconds }),
    milliseconds: durationMs,
    ...(record?.login && { login: { from: { ...record.login.from }, to: { ...record.login.to }, outcome: { ...record.login.outcome } } }),
    ...(record?.connection && { connection: { from: { ...record.connection.from }, to: { ...record.connection.to }, outcome: { ...record.connection.outcome } } }),
    ...(record?.watch && { watch: watchOf(record.watch) }),
  };
}

const waivedOf = ({ was, waiver: { subject, reason, owner, until, line } }: Waived): NonNullable<Results['cases'][number]['waived']> => ({ was, subject, reason, owner, until, ...(line !== undefined && { line }) });

const watchOf = ({ from, to, control, contacts }: Watch): NonNullable<Results['cases'][number]['watch']> => ({
  from: { ...from },
  to: { ...to },
  ...(control && { control: { ...control } }),
  contacts: contacts.map(({ seconds, outcome: came, control: beside }) => ({ seconds, outcome: { ...came }, ...(beside && { control: { ...beside } }) })),
});

/** `0-5,9`. */
function rangesOf(places: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const place of [...places].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && place === last[1] + 1) last[1] = place;
    else ranges.push([place, place]);
  }
  return ranges.map(([first, last]) => (first === last ? String(first) : `${String(first)}-${String(last)}`)).join(',');
}

/** Every resource id in what is spoken of. */
function namesIn(spoken: readonly unknown[], { deployment: { survey }, label }: DeploymentResults): Record<string, string> {
  const ids = new Set<string>([survey.hubId, ...survey.spokeIds]);
  const collect = (value: unknown): void => {
    if (typeof value === 'string') {
      if (value.startsWith('/subscriptions/')) ids.add(value);
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  spoken.forEach(collect);
  return Object.fromEntries([...ids].map((id) => [id, label(id)]));
}
