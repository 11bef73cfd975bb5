import { runCommandLine } from './shell';

const environment = { hostName: 'spoke2vm', variables: new Map([['SSH_CONNECTION', '10.1.1.4 40000 10.2.1.4 22']]) };

test.each([
  ['hostname', 'spoke2vm\n'],
  ['uname -n', 'spoke2vm\n'],
  ['uname', 'Linux\n'],
  ['echo "$SSH_CONNECTION"', '10.1.1.4 40000 10.2.1.4 22\n'],
  ['printenv SSH_CONNECTION', '10.1.1.4 40000 10.2.1.4 22\n'],
  ['printenv', 'SSH_CONNECTION=10.1.1.4 40000 10.2.1.4 22\n'],
  ['echo -n one; echo two', 'onetwo\n'],
  [`hostname && echo 'a  b'`, 'spoke2vm\na  b\n'],
  ['false || hostname', 'spoke2vm\n'],
  ['false && echo no; echo yes', 'yes\n'],
  ['true || echo no && echo yes', 'yes\n'],
  ['', ''],
])('%s prints %j', (line, stdout) => {
  expect(runCommandLine(line, environment)).toEqual({ stdout, stderr: '', exitStatus: 0 });
});

test('the exit status is that of the last command that ran', () => {
  expect(runCommandLine('hostname; false', environment)).toEqual({ stdout: 'spoke2vm\n', stderr: '', exitStatus: 1 });
  expect(runCommandLine('false && hostname', environment)).toEqual({ stdout: '', stderr: '', exitStatus: 1 });
});

test('a variable that is not set prints nothing and fails printenv', () => {
  expect(runCommandLine('printenv HOME SSH_CONNECTION', environment)).toEqual({ stdout: '10.1.1.4 40000 10.2.1.4 22\n', stderr: '', exitStatus: 1 });
  expect(runCommandLine('echo "$HOME"', environment)).toEqual({ stdout: '\n', stderr: '', exitStatus: 0 });
});

test.each([
  ['foo --bar', 127, 'sh: 1: foo: not found\n'],
  ['hostname -f', 1, 'hostname: the lab does not know -f\n'],
  ['uname -r', 1, 'uname: the lab does not know -r\n'],
  ['hostname | cat', 2, "sh: 1: the lab's shell does not know |\n"],
])('%s ends with exit status %i', (line, exitStatus, stderr) => {
  expect(runCommandLine(line, environment)).toEqual({ stdout: '', stderr, exitStatus });
});
