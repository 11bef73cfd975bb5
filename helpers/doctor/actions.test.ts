import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { unread } from '../estate/reading';
import type { Survey } from '../estate/survey';
import { deployment, forbidden, throttled } from '../estate/testing/reference-deployment';
import { hubId, spoke1 } from '../estate/testing/reference-network';
import { actionsFound, neededActions } from './actions';
import type { Found } from './found';

const found = (survey: Survey): Found[] => actionsFound({ survey, networks: Object.entries(survey.virtualNetworks).map(([id, reading]) => ({ id, reading })) });
const about = (survey: Survey, action: string): Found[] => found(survey).filter(({ what }) => what.includes(action));

describe('Of the actions that a run needs', () => {
  test('each has its line, but for what nothing was polled for', () => {
    expect(found(deployment().survey).map(({ what }) => what.split(':')[0])).toEqual(Object.keys(neededActions).filter((action) => !action.includes('operationResults')));
  });

  test('none is said to be granted that was not asked for', () => {
    expect(about(deployment(({ hub }) => { hub.peerings = []; }).survey, 'azureFirewalls')).toEqual([{ is: 'spare', what: 'Microsoft.Network/azureFirewalls/read: not asked for; a run does where a firewall lies on a way' }]);
  });

  test('one that is missing is told once for a subscription, with the role', () => {
    const action = 'Microsoft.Network/networkInterfaces/effectiveRouteTable/action';
    const { survey } = deployment((draft) => { draft.unread.push({ of: 'effectiveRoutes', id: spoke1.nic, problem: forbidden(spoke1.nic, action) }); });
    expect(about(survey, action)).toEqual([
      { is: 'well', what: `${action}: granted where it was asked for, in 1 subscription` },
      { is: 'wrong', what: expect.stringContaining(`${action} is not granted in subscription `), remedy: [expect.stringContaining("--role 'spokecheck effective routes'"), 'docs/pipelines/README.md has the role.'] },
    ]);
  });

  test('a poll that is refused is told under its own action, and not under that of the operation', () => {
    const { survey } = deployment((draft) => { draft.unread.push({ of: 'effectiveRoutes', id: spoke1.nic, problem: forbidden(spoke1.nic, 'Microsoft.Network/locations/operationResults/read') }); });
    expect(about(survey, 'operationResults')).toMatchObject([{ is: 'wrong' }]);
  });

  test('one that Azure did not answer cannot be told', () => {
    const { survey } = deployment((draft) => { draft.unread.push({ of: 'networkInterfaces', id: spoke1.nic, problem: throttled(spoke1.nic) }); });
    expect(about(survey, 'Microsoft.Network/networkInterfaces/read')).toMatchObject([{ is: 'well' }, { is: 'unknown', what: expect.stringContaining('ended in 429 TooManyRequests') }]);
  });

  test('a Route Server that is not found says nothing of the right to read it', () => {
    const { survey } = deployment();
    const lost: Survey = { ...survey, routeServer: unread({ kind: 'not-found', request: `GET ${hubId}`, message: 'Azure does not find it.' }) };
    expect(about(lost, 'virtualHubs/read')).toEqual([{ is: 'unknown', what: 'Microsoft.Network/virtualHubs/read: did not show, for nothing was found that it is for' }]);
  });
});

test('The role in docs/pipelines holds all that Reader lacks, and can be assigned in each subscription of the reference network', () => {
  const [, role = ''] = /```json\n([^]*?)```/.exec(readFileSync(join(__dirname, '..', '..', 'docs', 'pipelines', 'README.md'), 'utf8')) ?? [];
  const { Actions: actions, AssignableScopes: scopes } = JSON.parse(role) as { readonly Actions: readonly string[]; readonly AssignableScopes: readonly string[] };
  expect(actions.filter((action) => action.endsWith('/action')).sort()).toEqual(Object.keys(neededActions).filter((action) => action.endsWith('/action')).sort());
  expect(scopes).toEqual([1, 2, 3].map((n) => `/subscriptions/00000000-0000-4000-8000-00000000000${String(n)}`));
});
