import { describe, expect, test } from '@jest/globals';
import type { Ended } from './attack';
import { createCanaries, tokenHead } from './canaries';
import { complaintsAboutOutputs, forgedMark, readReport } from './outputs';

const ended = (more: Partial<Ended> = {}): Ended => ({
  exit: 0,
  stdout: '',
  stderr: '',
  seconds: 1,
  megabytes: 1,
  files: new Map(),
  sentElsewhere: [],
  ...more,
});

const { password } = createCanaries('');
const complaints = (stdout: string): string[] => complaintsAboutOutputs(ended({ stdout }), [password]);

describe('A secret is found', () => {
  test.each<[string, (secret: string) => string]>([
    ['as it is', (secret) => secret],
    ['in JSON', (secret) => JSON.stringify({ a: secret })],
    ['in an XML text', (secret) => secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;')],
    ['URL-encoded', encodeURIComponent],
    ['in base64', (secret) => Buffer.from(secret).toString('base64')],
    ['in base64 after one character', (secret) => Buffer.from(`a${secret}b`).toString('base64')],
    ['in base64 after two characters', (secret) => Buffer.from(`ab${secret}c`).toString('base64')],
    ['in the base64 of URLs', (secret) => Buffer.from(`ab${secret}c`).toString('base64url')],
  ])('%s', (_, write) => {
    expect(complaints(`before ${write(password)} after`)).toEqual(['stdout holds a secret']);
  });

  test('in a file', () => {
    expect(complaintsAboutOutputs(ended({ files: new Map([['a/b.json', Buffer.from(password)]]) }), [password])).toEqual([
      'a/b.json holds a secret',
    ]);
  });

  test('in what was sent elsewhere', () => {
    const request = {
      method: 'POST',
      url: new URL('https://localhost:1/a'),
      headers: { authorization: 'Bearer x' },
      body: `client_secret=${encodeURIComponent(password)}`,
    };
    expect(complaintsAboutOutputs(ended({ sentElsewhere: [request] }), [password])).toEqual([
      'https://elsewhere was sent an Authorization header, a secret',
    ]);
  });
});

test('a token of the lab is found', () => {
  expect(complaints(`Bearer ${tokenHead}.abc.`)).toEqual(['stdout holds an access token']);
});

test.each([
  ['an escape sequence', '\u001b[2J', 'stdout holds the control character U+001b'],
  ['a carriage return', 'a\rb', 'stdout holds the control character U+000d'],
  ['a turned direction', '\u202e', 'stdout holds the control character U+202e'],
  ['U+FFFE', '\ufffe', 'stdout holds the control character U+fffe'],
  ['a command of Azure Pipelines', 'x ##vso[task.complete]', 'stdout holds a command for a pipeline'],
  ['a format of Azure Pipelines', '##[error]x', 'stdout holds a command for a pipeline'],
  ['a command of GitHub', 'a\n  ::error::x', 'stdout holds a command for a pipeline'],
  ['a message of TeamCity', "a\n##teamcity[x name='a']", 'stdout holds a command for a pipeline'],
  ['a forged verdict', `a\n  ✓ [SSH-01] ${forgedMark}`, 'stdout has a line of the attacker’s that looks like the run’s own'],
])('%s is found', (_, stdout, complaint) => {
  expect(complaints(stdout)).toEqual([complaint]);
});

test('what a run says is no complaint', () => {
  expect(complaints('Read 14 parts: effective routes 2/2.\n  ✓ [RS-01] a::b (10.0.1.4) → ok “quoted” ✗ …\n\tx\n')).toEqual([]);
});

describe('A report', () => {
  const wrap = (inner: string): string => `<?xml version="1.0"?><testsuites><testsuite name="a">${inner}</testsuite></testsuites>`;

  test('is read for what is red in it', () => {
    const failed = '<testcase name="[RS-02] b"><failure message="x"/></testcase>';
    const xml = wrap(`<testcase name="[RS-01] a"/>${failed}<testcase name="[SSH-01] c"><error message="y"/></testcase>`);
    expect(readReport(xml)).toEqual({ red: ['RS-02', 'SSH-01'], failures: 1, errors: 1, complaints: [] });
  });

  test.each([
    ['half of one', '<testsuites><testsuite>', /does not parse/],
    ['an attacker’s element', wrap('<testcase name="[RS-01] a"><forged/></testcase>'), /element of the attacker/],
    ['an attacker’s test case', wrap('<testcase name="forged"/>'), /none of the run/],
    ['no test case', wrap(''), /no test case/],
    ['a control character', wrap('<testcase name="[RS-01] a\u0001"/>'), /XML has not/],
  ])('with %s is none', (_, xml, complaint) => {
    expect(readReport(xml).complaints.join('; ')).toMatch(complaint);
  });
});
