/** Takes options out of a command line one by one; what is left is somebody else's. */

/** An option that makes no sense; its message says why. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

export interface OptionList {
  /** Whether the option is there. */
  flag(name: string): boolean;
  /** What follows `--name` or `--name=`. Throws OptionError where nothing does. */
  value(name: string): string | undefined;
  /** What nobody has taken. */
  rest(): readonly string[];
}

export function optionList(args: readonly string[]): OptionList {
  const rest = [...args];
  return {
    flag(name) {
      const at = rest.indexOf(name);
      if (at >= 0) rest.splice(at, 1);
      return at >= 0;
    },
    value(name) {
      const at = rest.findIndex((arg) => arg === name || arg.startsWith(`${name}=`));
      const arg = rest[at];
      if (arg === undefined) return undefined;
      const given = arg === name ? rest[at + 1] : arg.slice(name.length + 1);
      rest.splice(at, arg === name ? 2 : 1);
      if (given === undefined || given === '') throw new OptionError(`${name} needs a value.`);
      return given;
    },
    rest: () => rest,
  };
}
