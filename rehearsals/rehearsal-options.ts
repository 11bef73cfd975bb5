/** What `npm run rehearse` takes for itself; everything else is Jest's. */
import type { LabOptions } from './lab-options';
import { takeLabOptions } from './lab-options';
import { optionList } from './option-list';

export interface RehearsalOptions extends LabOptions {
  readonly list: boolean;
  readonly allFaults: boolean;
  readonly jestArgs: readonly string[];
}

/** Takes `--fault NAME` and `--fault=NAME`. Throws OptionError where the value is missing. */
export function readOptions(args: readonly string[]): RehearsalOptions {
  const list = optionList(args);
  return { ...takeLabOptions(list), list: list.flag('--list'), allFaults: list.flag('--all-faults'), jestArgs: list.rest() };
}
