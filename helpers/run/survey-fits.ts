/** Whether a survey that was taken before may be judged by this run: it is of the deployment that the settings name, by the same expectations, and not old. */
import type { Expectations } from '../estate/expectations';
import { keyOf } from '../estate/resource-id';
import { isSaidAlike, settingOf } from '../estate/setting-of';
import type { Survey } from '../estate/survey';
import type { Settings } from '../settings/settings';
import type { SurveyFile } from './survey-file';

/** Clocks of two machines may differ by so much. */
const mostAheadMs = 300_000;

/** @returns clauses whose subject is the file; none where it fits. Pure. */
export function misfitsOf({ deployment: { survey, expectations } }: Pick<SurveyFile, 'deployment'>, settings: Settings, now: number): string[] {
  const others = [...deploymentVariables(survey, settings.deployment), ...expectationSettings(expectations, settings.expectations)];
  return [...(others.length > 0 ? [`was taken with other settings: ${others.join(', ')}`] : []), ...age(survey, settings.surveyMaxAgeMs, now)];
}

const expectationSettings = (before: Expectations, now: Expectations): string[] =>
  (Object.keys(settingOf) as (keyof Expectations)[]).filter((name) => !isSaidAlike(before[name], now[name])).map((name) => settingOf[name]);

function deploymentVariables(survey: Survey, { hubId, spokeIds, routeServerId = '' }: Settings['deployment']): string[] {
  const misnamed = (survey.misnamed ?? []).filter(({ setting }) => setting === 'SPOKE_VNET_IDS').map(({ id }) => id);
  const named = survey.spokesFrom === 'settings' ? [...survey.spokeIds, ...misnamed] : undefined;
  return [
    ...(keyOf(survey.hubId) === keyOf(hubId) ? [] : ['HUB_VNET_ID']),
    ...(same(keysOf(named), keysOf(spokeIds)) ? [] : ['SPOKE_VNET_IDS']),
    ...(keyOf(survey.routeServerId ?? '') === keyOf(routeServerId) ? [] : ['ROUTE_SERVER_ID']),
  ];
}

const keysOf = (ids: readonly string[] | undefined): string[] | undefined => ids?.map(keyOf).sort();

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function age({ finishedAt }: Survey, maxAgeMs: number, now: number): string[] {
  const ageMs = now - Date.parse(finishedAt);
  if (Number.isNaN(ageMs)) return [`says that it was finished at ${JSON.stringify(finishedAt).slice(0, 40)}, which is no time`];
  if (ageMs < -mostAheadMs) return [`was finished at ${finishedAt}, which is still to come by this machine’s clock`];
  return ageMs > maxAgeMs ? [`was finished at ${finishedAt}, ${String(Math.floor(ageMs / 1000))} s ago, and SURVEY_MAX_AGE allows ${String(maxAgeMs / 1000)} s`] : [];
}
