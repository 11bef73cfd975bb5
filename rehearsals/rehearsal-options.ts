/** The options of `npm run rehearse`; everything else is Jest's. */
import { OptionError, readCommandLine } from '../helpers/run/command-line';
import type { OwnOption } from '../helpers/run/command-line';
import { helpOptions } from '../helpers/run/help';
import type { HelpPage } from '../helpers/run/help';
import type { LabArguments } from './lab-options';
import { labArgumentsIn, labOptions } from './lab-options';

/** Instead of one run. */
const instead = ['list', 'all-faults', 'parity', 'all-attacks', 'attack'] as const;

export interface RehearsalOptions extends LabArguments {
  readonly list: boolean;
  readonly allFaults: boolean;
  /** Compares the lab in process with the kernel lab. */
  readonly parity: boolean;
  readonly allAttacks: boolean;
  /** The name of one attack, or a part of the names of several. */
  readonly attack?: string;
  readonly jestArgs: readonly string[];
}

export const rehearsalOptions: readonly OwnOption[] = [
  ...labOptions,
  { name: 'list', help: 'lists the faults and the healthy networks' },
  { name: 'all-faults', help: 'rehearses every fault and every healthy network, and ends with a table' },
  { name: 'parity', help: 'compares the lab in process with the kernel lab, and ends with a table' },
  { name: 'all-attacks', help: 'lets every attack of the catalogue loose on runs, and ends with a table' },
  { name: 'attack', value: 'NAME', help: 'only the attacks whose name or kind has this in it' },
];

export const rehearseHelp: HelpPage = {
  script: 'rehearse',
  about: [
    'Starts the lab, which stands in for Azure, and judges its network as npm run verify judges a deployed one.',
    'Without options that is the reference network. Nothing outside this machine is contacted.',
  ],
  own: [...rehearsalOptions, ...helpOptions],
  takesJestOptions: true,
  reports: 'reports/rehearsal',
};

/** Throws OptionError where a value is missing, and where options contradict each other. */
export function readOptions(args: readonly string[]): RehearsalOptions {
  const line = readCommandLine(args, rehearsalOptions);
  const lab = labArgumentsIn(line);
  if (line.flag('all-faults') && lab.dataPlane === 'kernel') {
    throw new OptionError('--all-faults is about the lab in process; --parity compares the kernel lab with it.');
  }
  const attack = line.value('attack');
  const [alone] = instead.filter((name) => line.flag(name));
  const [argument] = line.rest;
  if (alone !== undefined && argument !== undefined) throw new OptionError(`--${alone} takes no arguments of Jest, such as ${argument}.`);
  return { ...lab, list: line.flag('list'), allFaults: line.flag('all-faults'), parity: line.flag('parity'), allAttacks: line.flag('all-attacks'), ...(attack !== undefined && { attack }), jestArgs: line.rest };
}
