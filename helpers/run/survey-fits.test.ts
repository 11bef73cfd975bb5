import { describe, expect, test } from '@jest/globals';
import { deployment } from '../estate/testing/reference-deployment';
import { hubId, routeServerId, spoke1, spoke2 } from '../estate/testing/reference-network';
import { readSettings } from '../settings/settings';
import type { Settings } from '../settings/settings';
import { minimal, runnerWith } from '../settings/testing/test-environment';
import { misfitsOf } from './survey-fits';

const taken = deployment();
const { survey, expectations } = { ...taken, survey: { ...taken.survey, spokesFrom: 'settings' as const } };
const finished = Date.parse(survey.finishedAt);

function settings(more: Record<string, string> = {}): Settings {
  const read = readSettings({ ...minimal, HUB_VNET_ID: hubId, SPOKE_VNET_IDS: `${spoke2.network} ${spoke1.network.toUpperCase()}`, ...more }, runnerWith());
  if (!read.ok) throw new Error(JSON.stringify(read.mistakes));
  return read.settings;
}

const misfits = (more: Record<string, string>, afterMs = 0): string[] => misfitsOf({ deployment: { survey, expectations } }, settings(more), finished + afterMs);

describe('A survey fits a run', () => {
  test('with the settings that it was taken with, whatever their order and case, as long as it is young', () => {
    expect(misfits({})).toEqual([]);
    expect(misfits({}, 3_600_000)).toEqual([]);
    expect(misfits({}, -60_000)).toEqual([]);
  });

  test('whatever lines of EXPECTATIONS_FILE say the same', () => {
    const flows = expectations.flows.map((flow) => ({ ...flow, line: 7 }));
    expect(misfitsOf({ deployment: { survey, expectations: { ...expectations, flows } } }, settings(), finished)).toEqual([]);
  });

  test('but not where it does not say what was expected, or something else', () => {
    const { flows: [flow], ...without } = expectations;
    const other = { ...without, flows: [{ ...flow, expect: 'blocked' }] } as typeof expectations;
    for (const expected of [without as typeof expectations, other]) {
      expect(misfitsOf({ deployment: { survey, expectations: expected } }, settings(), finished)).toEqual(['was taken with other settings: EXPECTATIONS_FILE (flows)']);
    }
  });

  test.each([
    ['HUB_VNET_ID', `${hubId}2`],
    ['SPOKE_VNET_IDS', spoke1.network],
    ['SPOKE_VNET_IDS', ''],
    ['ROUTE_SERVER_ID', routeServerId],
    ['TRANSIT', 'gateway'],
    ['ROUTE_SERVER_SUBNET_MIN_PREFIX', '26'],
    ['ALLOW_SPOKE_PEERING', 'true'],
    ['BRANCH_TO_BRANCH', 'off'],
    ['REMOTE_GATEWAYS', 'any'],
    ['FORWARDED_TRAFFIC', 'any'],
    ['SSH_PORT', '2222'],
    ['SSH_CHECKS', 'off'],
  ])('not with another %s (%s)', (variable, value) => {
    expect(misfits({ [variable]: value })).toEqual([`was taken with other settings: ${variable}`]);
  });

  test.each([['SSH_PAIRS', 'ring'], ['SSH_PAIRS_SEED', '2']])('not with another %s', (variable, value) => {
    expect(misfits({ [variable]: value })).toEqual(['was taken with other settings: SSH_PAIRS, SSH_PAIRS_SEED']);
  });

  test('not when it is old, or still to come', () => {
    expect(misfits({ SURVEY_MAX_AGE: '600' }, 601_000)).toEqual([`was finished at ${survey.finishedAt}, 601 s ago, and SURVEY_MAX_AGE allows 600 s`]);
    expect(misfits({}, -301_000)).toEqual([`was finished at ${survey.finishedAt}, which is still to come by this machine’s clock`]);
    expect(misfitsOf({ deployment: { survey: { ...survey, finishedAt: 'soon' }, expectations } }, settings(), finished)).toEqual(['says that it was finished at "soon", which is no time']);
  });

  test('where a setting names a spoke that is not there', () => {
    const gone = `${spoke1.network}-gone`;
    const misnamed = { ...survey, misnamed: [{ setting: 'SPOKE_VNET_IDS' as const, id: gone, instead: [] }] };
    expect(misfitsOf({ deployment: { survey: misnamed, expectations } }, settings({ SPOKE_VNET_IDS: `${spoke1.network} ${spoke2.network} ${gone}` }), finished)).toEqual([]);
  });
});
