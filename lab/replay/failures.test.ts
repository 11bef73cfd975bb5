import type { Incident } from '../arm/incident';
import { createReplayDraft } from './replay-draft';
import { repeatProblem } from './failures';
import type { Problem } from './survey';
import { recorded, spoke1Id, nic1Id, subscriptionIds } from './testing/recorded';

const get = `GET ${spoke1Id}`;
const post = `POST ${nic1Id}/effectiveRouteTable`;

function repeated(request: string, problem: Partial<Problem> & { readonly kind: string }): ReturnType<typeof createReplayDraft> {
  const draft = createReplayDraft(recorded().survey);
  repeatProblem(draft, 'it', request, { request, message: `Azure said so (${problem.code ?? ''}): The quote.`, ...problem });
  return draft;
}

const actOf = (request: string, problem: Partial<Problem> & { readonly kind: string }): Incident['act'] | undefined => repeated(request, problem).incidents[0]?.act;

test('a 403 for the action of the request is a role that lacks it', () => {
  const action = 'Microsoft.Network/networkInterfaces/effectiveRouteTable/action';
  const { denied, incidents, failures } = repeated(post, { kind: 'forbidden', status: 403, code: 'AuthorizationFailed', missingAction: action });
  expect(denied).toEqual([{ action, scope: nic1Id }]);
  expect(incidents).toEqual([]);
  expect(failures).toEqual([{ what: 'it', ending: '403 AuthorizationFailed' }]);
});

test('a 403 for another action is reported in the same words', () => {
  const linked = { kind: 'forbidden', status: 403, code: 'LinkedAuthorizationFailed', missingAction: 'Microsoft.Network/other/read' };
  expect(repeated(get, linked).denied).toEqual([]);
  expect(actOf(get, linked)).toEqual({ kind: 'status', status: 403, code: 'LinkedAuthorizationFailed', message: 'The quote.' });
});

test.each<[string, string, Partial<Problem> & { readonly kind: string }, Incident['act']]>([
  ['a 404', get, { kind: 'not-found', status: 404, code: 'ResourceNotFound' }, { kind: 'status', status: 404, code: 'ResourceNotFound', message: 'The quote.' }],
  ['a 409', get, { kind: 'conflict', status: 409, code: 'Busy' }, { kind: 'status', status: 409, code: 'Busy', message: 'The quote.' }],
  ['a 429', get, { kind: 'throttled', status: 429, code: 'TooManyRequests' }, { kind: 'status', status: 429, code: 'TooManyRequests', message: 'The quote.' }],
  [
    'a 429 that names a time',
    get,
    { kind: 'throttled', status: 429, code: 'TooMany', message: 'Azure throttles requests and asks to wait 600 s (TooMany): Slow down.' },
    { kind: 'status', status: 429, code: 'TooMany', message: 'Slow down.', headers: { 'retry-after': '600' } },
  ],
  ['a 503 without a body', get, { kind: 'server-error', status: 503 }, { kind: 'status', status: 503 }],
  ['a 408', get, { kind: 'timeout', status: 408 }, { kind: 'status', status: 408 }],
  ['a 400', get, { kind: 'rejected', status: 400, code: 'Bad' }, { kind: 'status', status: 400, code: 'Bad', message: 'The quote.' }],
  ['a token that is lost on the way', get, { kind: 'unauthenticated' }, { kind: 'status', status: 401 }],
  ['a reset connection', get, { kind: 'connection', code: 'ECONNRESET' }, { kind: 'reset' }],
  ['an answer that breaks off', get, { kind: 'connection' }, { kind: 'cut-midway' }],
  ['no answer', get, { kind: 'timeout' }, { kind: 'stall' }],
  ['an operation without end', post, { kind: 'timeout' }, { kind: 'operation-endless' }],
  ['an operation that fails', post, { kind: 'operation-failed', code: 'InternalServerError' }, { kind: 'operation-failed', code: 'InternalServerError', message: 'The quote.' }],
  ['an operation that is cancelled', post, { kind: 'operation-failed', code: 'Canceled' }, { kind: 'operation-canceled' }],
  ['JSON that is none', get, { kind: 'malformed', status: 200 }, { kind: 'status', status: 200, text: '{', headers: { 'content-type': 'application/json' } }],
  ['an answer without sense', get, { kind: 'malformed' }, { kind: 'html', status: 200 }],
])('%s comes back', (_, request, problem, act) => {
  expect(actOf(request, problem)).toEqual(act);
});

test('it affects the request that failed, in any case and with any query, and no other', () => {
  const { path = /$^/, method } = repeated(get, { kind: 'conflict', status: 409 }).incidents[0]?.match ?? {};
  expect(method).toBe('GET');
  expect([spoke1Id.toUpperCase(), `${spoke1Id}?api-version=1`, `${spoke1Id}/subnets`, `/x${spoke1Id}`].map((text) => path.test(text))).toEqual([true, true, false, false]);
});

test('a poll has an id that no other run will have, so the start of its operation fails instead', () => {
  const poll = `GET /subscriptions/${subscriptionIds[1] ?? ''}/providers/Microsoft.Network/locations/eastasia/operationResults/1`;
  const draft = createReplayDraft(recorded().survey);
  repeatProblem(draft, 'it', post, { kind: 'server-error', request: poll, message: '', status: 500 });
  expect(draft.incidents[0]?.match).toMatchObject({ method: 'POST' });
  expect(draft.incidents[0]?.match.path?.test(`${nic1Id}/effectiveRouteTable?api-version=1`)).toBe(true);
});

test('that an answer without sense is replaced is reported', () => {
  expect(repeated(get, { kind: 'malformed', message: 'Its id is missing.' }).notes).toEqual(['How the answer about it made no sense is not in the survey (Its id is missing.); the replay answers with a web page in its place.']);
});
