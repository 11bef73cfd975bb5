/**
 * results.json: one run as data, versioned, the record that every report can be made from. It holds no secret and no path of this machine.
 * docs/results.schema.json is made from the schema here.
 */
import { z } from 'zod';
import type { Cause } from '../causes/causes';
import type { Waived } from '../checks/check';
import type { Label } from '../estate/survey-labels';
import type { Deployment } from '../estate/deployment';
import { estateOf } from '../estate/estate';
import { partNames } from '../estate/survey-parts';
import type { Finding } from '../findings/finding';
import type { Conclusion, Reach } from './conclusion';
import type { Outcome } from './outcome';
import { sinceSchema } from './since';

const finding = z.looseObject({ kind: z.string() }).describe('one member of the union in helpers/findings; `because` holds what it comes of');
const end = z.object({ name: z.string(), address: z.string(), port: z.number(), computerName: z.string().optional(), guestName: z.string().optional(), vmId: z.string(), nicId: z.string(), spokeId: z.string() });

const oneCase = z.object({
  check: z.string().describe('the id of the check, or what a run was about that never came to a check: AZURE, RUN'),
  suite: z.string(),
  title: z.string().describe('unique in a run, stable from run to run'),
  verdict: z.enum(['pass', 'fail', 'cannot-tell', 'waived', 'skip']),
  waived: z
    .object({ was: z.enum(['fail', 'cannot-tell']).describe('what it would be without'), subject: z.string(), reason: z.string(), owner: z.string(), until: z.string().describe('the last day on which it holds, by UTC: 2027-01-31'), line: z.number().optional().describe('of EXPECTATIONS_FILE, from 1') })
    .optional()
    .describe('a failure that is known and accepted for a time'),
  subjects: z.array(z.string()).describe('resource ids in lower case'),
  findings: z.array(finding),
  advisories: z.array(finding),
  basis: z.array(z.object({ of: z.enum(partNames as [string, ...string[]]), key: z.string() })).describe('the readings of the survey that the verdict rests on'),
  targets: z
    .object({
      passed: z.number(),
      failed: z.number(),
      untold: z.number(),
      skipped: z.number(),
      others: z
        .array(z.object({ verdict: z.enum(['fail', 'cannot-tell', 'skip']), back: z.literal(true).optional(), nics: z.string() }))
        .describe('the pairs that did not pass, by the places of the other machines in `nics`, from 0: "0-5,9"; back: the pairs start there'),
    })
    .optional()
    .describe('in a large network a case stands for all pairs of a NIC: what they came to, each counted once'),
  reason: z.string().optional().describe('in words, where no check found it'),
  attempts: z.number().optional().describe('how often what it rests on was observed'),
  seconds: z.number().optional().describe('from the first observation to the last'),
  milliseconds: z.number().describe('that the test took'),
  redSince: z.iso.datetime().optional().describe('of a red case, where there is a baseline: when the first of the runs ended in which, one baseline after the other, it was red'),
  isNew: z.boolean().optional().describe('of a red case: whether it was not red in the baseline; absent where that does not tell'),
  login: z.object({ from: end, to: end, outcome: z.looseObject({ kind: z.string() }) }).optional(),
});

export const resultsSchema = z.object({
  format: z.literal(1),
  tool: z.object({ name: z.string(), version: z.string() }),
  run: z.string().describe('the id of the run, unique and sorted by time'),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  arguments: z.array(z.string()).describe("Jest's, which may have chosen a part"),
  deployment: z
    .object({
      hubId: z.string(),
      spokeIds: z.array(z.string()),
      surveyStartedAt: z.string(),
      surveyFinishedAt: z.string(),
      survey: z.string().describe('the checksum of survey.json, the same in all runs that judged it'),
      expectations: z.looseObject({}),
      requests: z.object({ reads: z.number(), writes: z.number() }),
      readBy: z.object({ objectId: z.string() }).optional().describe('who asked Azure, by the object id in Microsoft Entra ID; absent for a survey that was taken before'),
    })
    .optional()
    .describe('absent where a run ended before it was read'),
  shard: z.object({ index: z.number(), count: z.number() }).optional().describe('the part of the cases that the run took, both numbers from 1'),
  endedBy: z.string().optional().describe('why the run ended before it was through, a clause'),
  merged: z.array(z.string()).optional().describe('the ids of the runs that this is the result of, in the order of their shards'),
  counts: z.object({ due: z.number(), selected: z.number(), judged: z.number(), proven: z.number(), passed: z.number(), failed: z.number(), inconclusive: z.number(), waived: z.number(), skipped: z.number() }),
  exitCode: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  conclusion: z.string(),
  cases: z.array(oneCase),
  causes: z.array(z.object({ key: z.string(), finding, explains: z.array(z.string()).describe('titles of cases'), sentence: z.string().optional() })),
  notes: z.array(finding).describe('advisories on the deployment as a whole'),
  notLookedAt: z.array(finding).describe('what lies on the ways from machine to machine and was not read'),
  reach: z
    .object({ spokePairs: z.number(), spokePairsByLogin: z.number(), machines: z.number(), machinesByLogin: z.number(), nicPairsByConfiguration: z.number(), leftOut: z.object({ pairs: z.number().describe('ordered pairs of spokes between which no login was due'), settings: z.string().describe('by which they were left out') }).optional() })
    .optional()
    .describe('how far the proof goes'),
  baseline: sinceSchema.optional(),
  nics: z.array(z.string()).optional().describe("the NICs of the spokes' machines, where a case stands for many pairs"),
  names: z.record(z.string(), z.string()).describe('by what the reports call the resources that are spoken of'),
});

export type Results = z.infer<typeof resultsSchema>;

/** What a run that read a deployment adds. */
export interface DeploymentResults {
  readonly deployment: Deployment;
  readonly requests: { readonly reads: number; readonly writes: number };
  /** Of the survey. */
  readonly checksum: string;
  readonly readBy?: { readonly objectId: string };
  readonly label: Label;
  readonly causes: readonly (Pick<Cause, 'key' | 'finding'> & { readonly titles: readonly string[]; /** In words. */ readonly sentence: string })[];
  readonly notes: readonly Finding[];
  readonly notLookedAt: readonly Finding[];
  readonly reach: Reach;
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
  const spoken = [...cases.flatMap(({ findings, advisories }) => [...findings, ...advisories]), ...(read?.notes ?? []), ...(read?.notLookedAt ?? [])];
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
    causes: read?.causes.map(({ key, finding: found, titles, sentence: text }) => ({ key, finding: { ...found }, explains: [...titles], sentence: text })) ?? [],
    notes: read?.notes.map((note) => ({ ...note })) ?? [],
    notLookedAt: read?.notLookedAt.map((one) => ({ ...one })) ?? [],
    ...(read && { reach: { ...read.reach } }),
    ...(read && cases.some(({ targets }) => targets) && { nics: estateOf(read.deployment.survey).nics.map(({ nic }) => nic.id) }),
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

function caseOf({ suite, title, verdict, durationMs, record }: Outcome): Results['cases'][number] {
  const judged = record?.verdict === verdict ? record.judged : undefined;
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
    ...(record?.effort && { attempts: record.effort.attempts, seconds: record.effort.seconds }),
    milliseconds: durationMs,
    ...(record?.login && { login: { from: { ...record.login.from }, to: { ...record.login.to }, outcome: { ...record.login.outcome } } }),
  };
}

const waivedOf = ({ was, waiver: { subject, reason, owner, until, line } }: Waived): NonNullable<Results['cases'][number]['waived']> => ({ was, subject, reason, owner, until, ...(line !== undefined && { line }) });

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
