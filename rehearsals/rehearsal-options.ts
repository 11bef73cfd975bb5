/** What `npm run rehearse` takes for itself; everything else is Jest's. */
export interface RehearsalOptions {
  readonly fault?: string;
  /** A built-in topology's name, or the path of a topology file. */
  readonly topology?: string;
  readonly list: boolean;
  readonly allFaults: boolean;
  readonly jestArgs: readonly string[];
}

/** An option that makes no sense; its message says why. */
export class RehearsalOptionError extends Error {
  override readonly name = 'RehearsalOptionError';
}

/** Takes `--fault NAME` and `--fault=NAME`. Throws RehearsalOptionError where the value is missing. */
export function readOptions(args: readonly string[]): RehearsalOptions {
  const rest = [...args];
  const flag = (name: string): boolean => {
    const at = rest.indexOf(name);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  };
  const value = (name: string): string | undefined => {
    const at = rest.findIndex((arg) => arg === name || arg.startsWith(`${name}=`));
    const arg = rest[at];
    if (arg === undefined) return undefined;
    const given = arg === name ? rest[at + 1] : arg.slice(name.length + 1);
    rest.splice(at, arg === name ? 2 : 1);
    if (given === undefined || given === '') throw new RehearsalOptionError(`${name} needs a value.`);
    return given;
  };
  const fault = value('--fault');
  const topology = value('--topology');
  return { list: flag('--list'), allFaults: flag('--all-faults'), ...(fault !== undefined && { fault }), ...(topology !== undefined && { topology }), jestArgs: rest };
}
