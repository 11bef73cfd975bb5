import { execFileSync } from 'node:child_process';
import { hostname } from 'node:os';
import { identityCommand, isComputerName, parseIdentity } from './machine-identity';

test('a POSIX shell answers with its host name and the source address', () => {
  const env = { PATH: process.env['PATH'], SSH_CONNECTION: '10.1.1.4 50022 10.2.1.4 22' };
  const output = execFileSync('sh', ['-c', identityCommand], { env, encoding: 'utf8' });
  expect(parseIdentity(output)).toEqual({ kind: 'identity', hostName: hostname(), from: '10.1.1.4' });
});

describe('the identity in what a machine prints', () => {
  test.each([
    ['the plain answer', 'spokecheck:\nspoke2vm\n10.1.1.4 50022 10.2.1.4 22\n', { hostName: 'spoke2vm', from: '10.1.1.4' }],
    ['the end of much else', 'Welcome\nto spoke2vm!\nspokecheck:\nspoke2vm\n10.1.1.4 1 10.2.1.4 22\n', { hostName: 'spoke2vm', from: '10.1.1.4' }],
    ['lines that end as in Windows', 'spokecheck:\r\nspoke2vm\r\n10.1.1.4 1 10.2.1.4 22\r\n', { hostName: 'spoke2vm', from: '10.1.1.4' }],
    ['a name without a source', 'spokecheck:\nspoke2vm\n\n', { hostName: 'spoke2vm' }],
    ['a name and nothing after it', 'spokecheck:\nspoke2vm', { hostName: 'spoke2vm' }],
  ])('is found in %s', (_what, output, identity) => {
    expect(parseIdentity(output)).toEqual({ kind: 'identity', ...identity });
  });

  test.each([
    ['no output', '', 'the machine does not tell its name: no output'],
    ['a menu', 'Choose:\n1) reboot', 'the machine does not tell its name: Choose: 1) reboot'],
    ['a mark without a name', 'spokecheck:\n\n10.1.1.4 1 10.2.1.4 22', 'the machine does not tell its name: spokecheck: 10.1.1.4 1 10.2.1.4 22'],
  ])('is missed in %s', (_what, output, message) => {
    expect(parseIdentity(output)).toEqual({ kind: 'failed', message });
  });

  test('brings no control characters along', () => {
    expect(parseIdentity('spokecheck:\n\u001b[31mspoke2vm\n10.1.1.4\n')).toMatchObject({ hostName: '[31mspoke2vm' });
  });
});

test.each([
  ['spoke2vm', 'spoke2vm', true],
  ['SPOKE2VM', 'spoke2vm', true],
  ['spoke2vm.internal.cloudapp.net', 'Spoke2vm', true],
  ['spoke2vm2', 'spoke2vm', false],
  ['spoke3vm', 'spoke2vm', false],
])('a machine that says %s, in Azure %s: %p', (said, given, same) => {
  expect(isComputerName(said, given)).toBe(same);
});
