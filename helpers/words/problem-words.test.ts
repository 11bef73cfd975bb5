import { describe, expect, test } from '@jest/globals';
import { couldNotRead, problemWords } from './problem-words';

describe('What could not be read', () => {
  test('names the request, the status, the code, and what Azure says', () => {
    expect(problemWords({ kind: 'throttled', request: 'GET /hub', status: 429, code: 'TooManyRequests', message: 'Slow down.' })).toBe('GET /hub ended in 429 TooManyRequests: Slow down');
  });

  test('names the missing action of a refusal in place of its prose', () => {
    expect(couldNotRead('the hub', { kind: 'forbidden', request: 'GET /hub', status: 403, code: 'AuthorizationFailed', missingAction: 'a/read', message: 'The client …' })).toBe(
      'the hub could not be read: GET /hub ended in 403 AuthorizationFailed: a/read is not granted',
    );
  });

  test('names the kind where there was no answer', () => {
    expect(problemWords({ kind: 'connection', request: 'GET /hub', message: 'the connection was reset' })).toBe('GET /hub ended in connection: the connection was reset');
  });
});
