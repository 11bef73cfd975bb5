/** The options that say which network the lab has: the same for `npm run lab` and `npm run rehearse`. */
import type { OptionList } from './option-list';
import { OptionError, optionList } from './option-list';

export interface LabOptions {
  readonly fault?: string;
  /** A built-in topology's name, or the path of a topology file. */
  readonly topology?: string;
}

const labOptionNames = ['--fault', '--topology'];

/** Leaves in the list what is not the lab's. Throws OptionError where a value is missing. */
export function takeLabOptions(list: OptionList): LabOptions {
  const fault = list.value('--fault');
  const topology = list.value('--topology');
  return { ...(fault !== undefined && { fault }), ...(topology !== undefined && { topology }) };
}

/** What `npm run lab` takes. Throws OptionError for anything else. */
export function readLabOptions(args: readonly string[]): LabOptions {
  const list = optionList(args);
  const options = takeLabOptions(list);
  const [unknown] = list.rest();
  if (unknown !== undefined) throw new OptionError(`There is no option "${unknown}". \`npm run lab\` takes ${labOptionNames.join(', ')}.`);
  return options;
}
