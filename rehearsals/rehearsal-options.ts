/** What `npm run rehearse` takes for itself; everything else is Jest's. */
import type { LabArguments } from './lab-options';
import { takeLabOptions } from './lab-options';
import { OptionError, optionList } from './option-list';

interface RehearsalOptions extends LabArguments {
  readonly list: boolean;
  readonly allFaults: boolean;
  /** Compares the lab in process with the kernel lab. */
  readonly parity: boolean;
  readonly jestArgs: readonly string[];
}

/** Takes `--fault NAME` and `--fault=NAME`. Throws OptionError where the value is missing, or where options contradict each other. */
export function readOptions(args: readonly string[]): RehearsalOptions {
  const list = optionList(args);
  const options = { ...takeLabOptions(list), list: list.flag('--list'), allFaults: list.flag('--all-faults'), parity: list.flag('--parity'), jestArgs: list.rest() };
  if (options.allFaults && options.dataPlane === 'kernel') throw new OptionError('--all-faults is about the lab in process; --parity holds the kernel lab against it.');
  return options;
}
