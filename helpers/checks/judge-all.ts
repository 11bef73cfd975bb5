/** Judges a deployment by all checks, each for itself: one that breaks is one case that cannot be told, and leaves the others alone. */
import type { Deployment } from '../estate/deployment';
import { estateOf } from '../estate/estate';
import { keyOf } from '../estate/resource-id';
import type { Survey } from '../estate/survey';
import { title } from '../findings/title';
import { probeChecks, surveyChecks } from './all-checks';
import type { Case, Check, ProbeCase } from './check';
import { isAskedFor, isJudged } from './check';
import { cannotTell, skip } from './judgement';
import { networkRef } from './reading-refs';
import type { Day } from './waivers';
import { isExpired, waivedOn } from './waivers';

/** The cases of all checks that are judged from what was read and that the expectations ask for, in the order of the list. */
export const judgeSurvey = ({ survey, expectations }: Deployment): Case[] =>
  surveyChecks.filter((check) => isAskedFor(check, expectations)).flatMap((check) => hanging(survey, check) ?? guarded(check, survey.hubId, () => check.judge(estateOf(survey), expectations)));

/** The cases of all checks that are judged by probes and asked for, and those of them that are judged without one. */
export const dueProbes = ({ survey, expectations }: Deployment): (ProbeCase | Case)[] =>
  probeChecks.filter((check) => isAskedFor(check, expectations)).flatMap((check) => hanging(survey, check) ?? guarded<ProbeCase | Case>(check, survey.hubId, () => check.due(estateOf(survey), expectations)));

/** The same as a run of this day reports them: failures that are accepted are waived. */
export const judgeOn = (deployment: Deployment, day: Day): Case[] => judgeSurvey(holdingOn(deployment, day)).map((judged) => waivedOn(deployment, day, judged));

export const dueOn = (deployment: Deployment, day: Day): (ProbeCase | Case)[] =>
  dueProbes(holdingOn(deployment, day)).map((due) => (isJudged(due) ? waivedOn(deployment, day, due) : due));

/** With the waivers that hold on this day, and no others: what is waived is no evidence for other checks. */
export function holdingOn({ survey, expectations }: Deployment, day: Day): Deployment {
  return { survey, expectations: { ...expectations, waivers: expectations.waivers.filter((waiver) => !isExpired(waiver, day)) } };
}

/** A hub that does not exist is a setting's fault, told once by RS-01; all else hangs on it. */
function hanging({ hubId, misnamed = [] }: Survey, { id, sentence }: Pick<Check, 'id' | 'sentence'>): Case[] | undefined {
  const hub = misnamed.find(({ setting }) => setting === 'HUB_VNET_ID');
  if (!hub) return undefined;
  const judgement = id === 'RS-01' ? cannotTell({ kind: 'setting-names-nothing', ...hub }) : skip({ kind: 'hangs-on-setting', setting: 'HUB_VNET_ID', see: 'RS-01' });
  return [{ checkId: id, title: title`${sentence}`, subjects: [keyOf(hubId)], basis: [networkRef(hubId)], ...judgement }];
}

function guarded<T>({ id, sentence }: Pick<Check, 'id' | 'sentence'>, hubId: string, judge: () => T[]): (T | Case)[] {
  try {
    return judge();
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    return [{ checkId: id, title: title`${sentence}`, subjects: [keyOf(hubId)], basis: [], ...cannotTell({ kind: 'check-broke', checkId: id, message }) }];
  }
}
