/** The options that choose the lab's network: the same for `npm run lab` and `npm run rehearse`. */
import type { CommandLine, OwnOption } from '../helpers/run/command-line';
import { nearestOption, OptionError, readCommandLine } from '../helpers/run/command-line';
import type { HelpPage } from '../helpers/run/help';
import { helpOptions } from '../helpers/run/help';
import type { DataPlane } from '../lab/lab';

export interface LabArguments {
  readonly fault?: string;
  /** A built-in topology's name, or the path of a topology file. */
  readonly topology?: string;
  /** The path of a survey file that a run of `verify` left: its network is rebuilt. */
  readonly from?: string;
  /** Where the network is written to, as a topology file. */
  readonly save?: string;
  /** Drops the recorded overrides, so that everything follows from the configuration. */
  readonly withoutOverrides: boolean;
  /** What carries the packets; in process where not given. */
  readonly dataPlane?: DataPlane;
}

export const labOptions: readonly OwnOption[] = [
  { name: 'fault', value: 'NAME', help: 'the network with this fault; docs/faults.md has the names' },
  { name: 'topology', value: 'NAME or FILE', help: 'a built-in network, or the one in a topology file' },
  { name: 'from', value: 'FILE', help: 'the network rebuilt from the survey.json of a run' },
  { name: 'save', value: 'FILE', help: 'writes the network to a topology file' },
  { name: 'without-overrides', help: 'without what was recorded in Azure and does not follow from the rest' },
  { name: 'lab', value: 'in-process or kernel', help: 'what carries the packets; kernel needs Linux and root' },
];

/** Throws OptionError for a data plane that does not exist, and for two networks at once. */
export function labArgumentsIn(line: CommandLine): LabArguments {
  const [fault, topology, from, save, dataPlane] = ['fault', 'topology', 'from', 'save', 'lab'].map((name) => line.value(name));
  if (dataPlane !== undefined && dataPlane !== 'in-process' && dataPlane !== 'kernel') {
    throw new OptionError(`--lab is in-process or kernel, not "${dataPlane}".`);
  }
  if (from !== undefined && topology !== undefined) {
    throw new OptionError('--from and --topology name a network each; only one can be had.');
  }
  return {
    ...(fault !== undefined && { fault }),
    ...(topology !== undefined && { topology }),
    ...(from !== undefined && { from }),
    ...(save !== undefined && { save }),
    withoutOverrides: line.flag('without-overrides'),
    ...(dataPlane !== undefined && { dataPlane }),
  };
}

export const labHelp: HelpPage = {
  script: 'lab',
  about: ['Keeps the lab up, and prints the environment with which npm run verify, the Azure CLI or any SDK use it instead of Azure.'],
  own: [...labOptions, ...helpOptions],
  takesJestOptions: false,
};

/** What `npm run lab` takes. Throws OptionError for anything else. */
export function readLabOptions(args: readonly string[]): LabArguments {
  const line = readCommandLine(args, labOptions);
  const [unknown] = line.rest;
  if (unknown === undefined) return labArgumentsIn(line);
  const nearest = nearestOption(unknown.replace(/^-+/, '').split('=')[0] ?? '', labOptions.map(({ name }) => name));
  const hint = nearest === undefined ? '' : `; the nearest is ${nearest}`;
  throw new OptionError(`There is no option "${unknown}"${hint}. \`npm run lab -- --help\` lists them all.`);
}
