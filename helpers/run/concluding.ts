/** What a run that judged a deployment comes to, given what came of its cases: causes, how far the proof goes, what was not looked at. */
import { deploymentAdvisories } from '../checks/deployment-advisories';
import type { Case, ProbeCase } from '../checks/check';
import { isJudged, judgementsIn } from '../checks/check';
import { pathAdvisories } from '../checks/path-advisories';
import { notLookedAt } from '../checks/paths/not-looked-at';
import { restsOnOthers } from '../checks/paths/shown-by-logins';
import { holdingOn } from '../checks/judge-all';
import { waiverAdvisories } from '../checks/waiver-advisories';
import type { Day } from '../checks/waivers';
import type { Deployment } from '../estate/deployment';
import type { Estate } from '../estate/estate';
import { estateOf } from '../estate/estate';
import type { Label } from '../estate/survey-labels';
import { printableText } from '../printable/printable';
import type { Scope } from '../report/conclusion';
import type { Outcome } from '../report/outcome';
import { networkOf } from '../report/record/network-of';
import { placesOf } from '../report/record/places-of';
import { routesOf } from '../report/record/routes-of';
import { titleOf } from '../words/case-words';
import { causeLines, causeWords } from '../words/cause-words';
import { wordsOf } from '../words/finding-words';
import { explainOutcomes } from './causes';
import type { Due } from './due';
import { matrixOf } from './matrix';
import type { Part } from './part';
import { flowsLeftOutOf, guestsNotLoggedIn, leftOutOf, reachOf } from './reach';
import type { Shard } from './shard';
import type { RequestCounts } from './survey-file';

export interface Judging {
  readonly deployment: Deployment;
  /** By which waivers hold. */
  readonly day: Day;
  readonly requests: RequestCounts;
  /** Of the survey. */
  readonly checksum: string;
  /** Who asked Azure; absent for a survey that was taken before, and where the token does not say. */
  readonly readBy?: { readonly objectId: string };
  /** All of the deployment, and not of a shard alone. */
  readonly cases: readonly Case[];
  readonly probes: readonly (ProbeCase | Case)[];
  /** Jest's, without `--shard`. */
  readonly args: readonly string[];
  readonly shard?: Shard & { readonly isMine: (one: Case | ProbeCase) => boolean };
  /** Why not all of it was judged, a clause: then the run comes to exit code 2, whatever was found. */
  readonly incomplete?: string;
}

/** What of a run is due, in the order of the report. */
export const dueOf = ({ label }: Estate, ones: readonly (Case | ProbeCase)[]): (Due & Scope['due'][number])[] =>
  ones.map((one) => ({ checkId: one.checkId, title: titleOf(one, label), judgements: isJudged(one) ? judgementsIn(one) : 1 }));

export function concluding({ deployment, day, requests, checksum, readBy, cases, probes, args, shard, incomplete }: Judging): (outcomes: readonly Outcome[]) => Omit<Part, 'unsaid'> {
  const { expectations } = deployment;
  const estate = estateOf(deployment.survey);
  const { label } = estate;
  const due = dueOf(estate, [...cases, ...probes]);
  const ofDeployment = [...deploymentAdvisories(estate, expectations), ...pathAdvisories(estate, expectations)];
  const beyond = notLookedAt(estate, expectations);
  const leftOut = expectations.sshChecks ? leftOutOf(estate, expectations, probes) : undefined;
  const flowsLeftOut = expectations.sshChecks ? flowsLeftOutOf(estate, expectations) : undefined;
  const ofShard = shard && { index: shard.index, count: shard.count, countsOnOthers: restsOnOthers(estate, holdingOn(deployment, day).expectations, shard.isMine) };
  return (outcomes) => {
    const explained = explainOutcomes(outcomes, deployment);
    const notes = [...ofDeployment, ...waiverAdvisories(deployment, day, [...cases, ...probes], judgedIn(outcomes, label))];
    const reach = reachOf(estate, outcomes, leftOut, flowsLeftOut);
    const unseen = [...beyond, ...guestsNotLoggedIn(estate, reach)];
    return {
      outcomes: explained.outcomes,
      causes: explained.causes.map((cause) => causeLines(cause, label, explained.isCutOff)),
      notes: notes.map((finding) => wordsOf(finding, label).fact),
      notLookedAt: unseen.map((finding) => wordsOf(finding, label).fact),
      read: {
        ...{ deployment, requests, checksum, ...(readBy && { readBy }), label, notes, notLookedAt: unseen, reach },
        ...{ network: networkOf(estate, expectations.transit), routes: routesOf(estate), matrix: matrixOf(estate, expectations, explained.outcomes) },
        causes: explained.causes.map((cause) => ({
          ...{ key: cause.key, finding: cause.finding, titles: cause.explains.map(({ outcome }) => outcome.title), places: placesOf(estate, cause.speakers) },
          ...causeWords(cause, label, explained.isCutOff),
        })),
      },
      properties: { ...propertiesOf(deployment, requests, checksum), ...(readBy && { 'read by': readBy.objectId }), ...(shard && { shard: `${String(shard.index)}/${String(shard.count)}` }) },
      scope: { due, args, reach, ...(ofShard && { shard: ofShard }), ...(incomplete !== undefined && { incomplete }) },
    };
  };
}

/** What came of a case: nothing that is known where its test was not selected, or broke. */
function judgedIn(outcomes: readonly Outcome[], label: Label): (one: Case | ProbeCase) => Case | undefined {
  const records = new Map(outcomes.flatMap(({ title, verdict, record }) => (record?.verdict === verdict ? [[title, record.judged] as const] : [])));
  return (one) => records.get(titleOf(one, label));
}

function propertiesOf({ survey, expectations: { transit } }: Deployment, requests: RequestCounts, checksum: string): Part['properties'] {
  return {
    hub: survey.hubId,
    spokes: printableText(survey.spokeIds.join(' ')),
    transit: transit.kind === 'addresses' ? transit.addresses.join(' ') : transit.kind,
    'survey started': survey.startedAt,
    'survey finished': survey.finishedAt,
    'survey': checksum,
    'ARM requests': `${String(requests.reads)} reads, ${String(requests.writes)} writes`,
  };
}
