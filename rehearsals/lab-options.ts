/** The options that say which network the lab has: the same for `npm run lab` and `npm run rehearse`. */
import type { DataPlane } from '../lab/lab';
import type { OptionList } from './option-list';
import { OptionError, optionList } from './option-list';

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

const labOptionNames = ['--fault NAME', '--topology NAME or FILE', '--from FILE', '--save FILE', '--without-overrides', '--lab in-process or kernel'];

/** Leaves in the list what is not the lab's. Throws OptionError where a value is missing, or two contradict each other. */
export function takeLabOptions(list: OptionList): LabArguments {
  const fault = list.value('--fault');
  const topology = list.value('--topology');
  const from = list.value('--from');
  const save = list.value('--save');
  const dataPlane = list.value('--lab');
  if (dataPlane !== undefined && dataPlane !== 'in-process' && dataPlane !== 'kernel') throw new OptionError(`--lab is in-process or kernel, not "${dataPlane}".`);
  if (from !== undefined && topology !== undefined) throw new OptionError('--from and --topology name a network each; only one can be had.');
  return {
    ...(fault !== undefined && { fault }),
    ...(topology !== undefined && { topology }),
    ...(from !== undefined && { from }),
    ...(save !== undefined && { save }),
    withoutOverrides: list.flag('--without-overrides'),
    ...(dataPlane !== undefined && { dataPlane }),
  };
}

/** What `npm run lab` takes. Throws OptionError for anything else. */
export function readLabOptions(args: readonly string[]): LabArguments {
  const list = optionList(args);
  const options = takeLabOptions(list);
  const [unknown] = list.rest();
  if (unknown !== undefined) throw new OptionError(`There is no option "${unknown}". \`npm run lab\` takes ${labOptionNames.join(', ')}.`);
  return options;
}
