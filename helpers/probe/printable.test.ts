import { messageOf, printable } from './printable';

test('text from elsewhere is one line without control characters', () => {
  expect(printable(' Go\u001b[2J\r\naway\u202e \t!\n')).toBe('Go [2J away !');
});

test('text from elsewhere is cut after 200 characters', () => {
  expect(printable('x'.repeat(500))).toBe(`${'x'.repeat(200)}…`);
});

test.each([
  [new Error('read ECONNRESET'), 'read ECONNRESET'],
  [new AggregateError([new Error('first'), new Error('second')]), 'first; second'],
  [new Error(), ''],
  ['thrown text', 'thrown text'],
])('the message of %p', (error, message) => {
  expect(messageOf(error)).toBe(message);
});
