import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { legibleData, messageOf, printable, printableJson, printableLine, printableText } from './printable';
import { forgetSecrets, hideSecret } from './secrets';

afterEach(forgetSecrets);

describe('A piece of a sentence', () => {
  test('is one line without control characters', () => {
    expect(printable(' Go\u001b[2J\r\naway\u202e \t!\n')).toBe('Go [2J away !');
  });

  test('is cut after 200 characters, and no character in half', () => {
    expect(printable('x'.repeat(500))).toBe(`${'x'.repeat(200)}…`);
    expect(printable(`${'x'.repeat(199)}😀`)).toBe(`${'x'.repeat(199)}…`);
  });

  test('holds no part of a secret that the cut would leave', () => {
    hideSecret('correct horse battery');
    expect(printable(`${'x'.repeat(190)} correct horse battery`)).toBe(`${'x'.repeat(190)} ***`);
  });
});

describe('What is put out', () => {
  test.each([
    ['an escape sequence', 'a\u001b]0;title\u0007b', 'a□]0;title□b'],
    ['a carriage return that would overwrite the line', 'bad\rgood', 'bad\ngood'],
    ['NUL and what XML has not', 'a\u0000b\uFFFEc\uFFFF', 'a□b□c□'],
    ['half a character', 'a\uD800b', 'a□b'],
    ['bidirectional overrides and isolates', 'a\u202Eb\u2066c\u200Fd', 'a□b□c□d'],
    ['C1 control characters', 'a\u009B31mb', 'a□31mb'],
    ['separators of lines and paragraphs', 'a\u2028b\u2029c', 'a□b□c'],
    ['a command to an agent of Azure Pipelines', 'x ##vso[task.setvariable variable=a]b', 'x # #vso[task.setvariable variable=a]b'],
    ['a command of its logs', '##[error]no', '# #[error]no'],
    ['a command to TeamCity', "##teamcity[buildStatus status='SUCCESS']", "# #teamcity[buildStatus status='SUCCESS']"],
    ["a command to GitHub's runner", 'one\n  ::set-output name=a::b', 'one\n  : :set-output name=a::b'],
    ['an attachment that would take a file from the agent', 'a [[ATTACHMENT|/home/agent/.ssh/id]] b', 'a [ [ATTACHMENT|/home/agent/.ssh/id]] b'],
    ['less in a prefix of IPv6', '::/0\n::1', '::/0\n::1'],
    ['plain text, however foreign', '日本 → spoke2 ✓ “é”\n\t', '日本 → spoke2 ✓ “é”\n\t'],
  ])('has no %s', (_, text, expected) => {
    expect(printableText(text)).toBe(expected);
  });

  test('is one line where it is a line', () => {
    expect(printableLine('✓ one\n✓ [SSH-01] forged\tpass')).toBe('✓ one ✓ [SSH-01] forged pass');
  });

  test('has no line of more than 4,000 characters', () => {
    expect(printableText(`${'x'.repeat(5000)}\nshort`)).toBe(`${'x'.repeat(4000)}…\nshort`);
  });

  test('is the same when it is put out again', () => {
    const text = fc.string({ unit: fc.oneof(fc.constantFrom('#', ':', '[', '\n', ' ', 'v', '\r', '\u001b', '\uD800'), fc.string({ unit: 'binary', maxLength: 3 })) });
    fc.assert(fc.property(text, (any) => printableText(printableText(any)) === printableText(any)));
  });

  test('holds as little in JSON, names of properties included', () => {
    hideSecret('correct horse');
    expect(printableJson({ '##[a]': ['correct horse', 1, null, true, { b: '\u001b' }] }, 0)).toBe('{"# #[a]":["***",1,null,true,{"b":"□"}]}');
  });
});

test('what comes in keeps a name that is a secret elsewhere', () => {
  hideSecret('spoke1vm');
  expect(legibleData({ name: 'spoke1vm\u0007', prefix: '::/0', tag: '##[x]' })).toEqual({ name: 'spoke1vm□', prefix: '::/0', tag: '##[x]' });
});

test.each([
  [new Error('read ECONNRESET'), 'read ECONNRESET'],
  [new AggregateError([new Error('first'), new Error('second')]), 'first; second'],
  [new Error(), ''],
  ['thrown text', 'thrown text'],
])('the message of %p', (error, message) => {
  expect(messageOf(error)).toBe(message);
});
