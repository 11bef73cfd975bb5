/** The shell of the lab's machines: a POSIX shell with the few commands that show which machine this is. What it does not know it refuses. */
import { type Command, parseCommandLine, ShellSyntaxError } from './shell-words';

export interface ShellEnvironment {
  readonly hostName: string;
  readonly variables: ReadonlyMap<string, string>;
}

export interface CommandResult {
  readonly stdout: string;
  readonly stderr: string;
  /** 0 is success; 127 an unknown command; 2 a line that the shell cannot read. */
  readonly exitStatus: number;
}

type Program = (words: readonly string[], environment: ShellEnvironment) => CommandResult;

const prints = (stdout: string): CommandResult => ({ stdout, stderr: '', exitStatus: 0 });
const fails = (exitStatus: number, stderr = ''): CommandResult => ({ stdout: '', stderr, exitStatus });

const programs = new Map<string, Program>([
  ['true', () => prints('')],
  ['false', () => fails(1)],
  ['echo', (words) => (words[0] === '-n' ? prints(words.slice(1).join(' ')) : prints(`${words.join(' ')}\n`))],
  ['hostname', ([option], { hostName }) => (option === undefined ? prints(`${hostName}\n`) : unknownOption('hostname', option))],
  ['uname', uname],
  ['printenv', printenv],
]);

/** Runs a command line, as `sh -c` does. Pure: it depends on nothing but its arguments. */
export function runCommandLine(line: string, environment: ShellEnvironment): CommandResult {
  try {
    return parseCommandLine(line, environment.variables).reduce(
      (sofar, command) => (isDue(command, sofar) ? append(sofar, runCommand(command, environment)) : sofar),
      prints(''),
    );
  } catch (error) {
    if (error instanceof ShellSyntaxError) return fails(2, `sh: 1: ${error.message}\n`);
    throw error;
  }
}

function isDue({ joint }: Command, { exitStatus }: CommandResult): boolean {
  return joint === ';' || (joint === '&&') === (exitStatus === 0);
}

function append(before: CommandResult, after: CommandResult): CommandResult {
  return { stdout: before.stdout + after.stdout, stderr: before.stderr + after.stderr, exitStatus: after.exitStatus };
}

function runCommand({ words: [name = '', ...words] }: Command, environment: ShellEnvironment): CommandResult {
  const program = programs.get(name);
  return program ? program(words, environment) : fails(127, `sh: 1: ${name}: not found\n`);
}

function uname([option = '-s']: readonly string[], { hostName }: ShellEnvironment): CommandResult {
  if (option === '-n') return prints(`${hostName}\n`);
  if (option === '-s') return prints('Linux\n');
  return unknownOption('uname', option);
}

/** Like the original: all variables as NAME=value without a name, else the values alone, and exit status 1 if one is not set. */
function printenv(names: readonly string[], { variables }: ShellEnvironment): CommandResult {
  if (names.length === 0) return prints([...variables].map(([name, value]) => `${name}=${value}\n`).join(''));
  const values = names.map((name) => variables.get(name));
  return {
    stdout: values.map((value) => (value === undefined ? '' : `${value}\n`)).join(''),
    stderr: '',
    exitStatus: values.includes(undefined) ? 1 : 0,
  };
}

const unknownOption = (program: string, option: string): CommandResult => fails(1, `${program}: the lab does not know ${option}\n`);
