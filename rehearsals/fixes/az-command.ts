/** A printed command of the Azure CLI, taken apart: strictly, so that what is misspelled is an error here as it is in a shell. */

export interface AzCommand {
  /** `network vnet peering update`. */
  readonly verb: string;
  /** By name without dashes; an option that is given twice has two entries, one without a value an empty list. */
  readonly options: readonly { readonly name: string; readonly values: readonly string[] }[];
}

/** A command that Azure or its CLI would not take, or that would do something else than it was printed for. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** Throws Refusal where the line is no command of `az` or has an option without a name. */
export function parseCommand(line: string): AzCommand {
  const [az, ...words] = shellWords(line);
  if (az !== 'az') throw new Refusal(`${line} does not start with az`);
  const start = words.findIndex((word) => word.startsWith('--'));
  const verb = words.slice(0, start < 0 ? words.length : start).join(' ');
  const options: { name: string; values: string[] }[] = [];
  for (const word of start < 0 ? [] : words.slice(start)) {
    const last = options.at(-1);
    if (word.startsWith('--')) options.push({ name: word.slice(2), values: [] });
    else last?.values.push(word);
  }
  return { verb, options };
}

/** Words in single quotes, the one placeholder that is for people to fill in, and plain words without anything that a shell would make something of. */
function shellWords(line: string): string[] {
  const words = line.match(/'[^']*'|<[^<>]*>|\S+/g) ?? [];
  return words.map((word) => {
    if (/^'[^']*'$/.test(word)) return word.slice(1, -1);
    if (/^<[^<>]*>$/.test(word) || /^[\w./:=,-]+$/.test(word)) return word;
    throw new Refusal(`a shell would not take ${word} for a word`);
  });
}

/** The options of a command, each asked for by name; what nobody has asked for is refused in the end. */
export interface Options {
  /** Throws Refusal where it is not given, or not once with one value. */
  one(name: string): string;
  optional(name: string): string | undefined;
  flag(name: string): boolean;
  /** Each time that it is given, with one value each time. */
  each(name: string): string[];
  /** Throws Refusal for options that nobody asked for. */
  done(): void;
}

export function optionsOf({ verb, options }: AzCommand): Options {
  const asked = new Set<string>();
  const given = (name: string): readonly (readonly string[])[] => {
    asked.add(name);
    return options.filter((option) => option.name === name).map(({ values }) => values);
  };
  const single = (name: string, values: readonly string[] = []): string => {
    const [value] = values;
    if (value === undefined || values.length > 1) throw new Refusal(`--${name} of ${verb} takes one value, not ${values.join(' ') || 'none'}`);
    return value;
  };
  const optional = (name: string): string | undefined => {
    const times = given(name);
    if (times.length > 1) throw new Refusal(`--${name} of ${verb} is given twice`);
    return times[0] && single(name, times[0]);
  };
  return {
    optional,
    one(name) {
      const value = optional(name);
      if (value === undefined) throw new Refusal(`${verb} needs --${name}`);
      return value;
    },
    flag(name) {
      const times = given(name);
      if (times.some((values) => values.length > 0)) throw new Refusal(`--${name} of ${verb} takes no value`);
      return times.length > 0;
    },
    each: (name) => given(name).map((values) => single(name, values)),
    done() {
      const unknown = options.find(({ name }) => !asked.has(name));
      if (unknown) throw new Refusal(`${verb} is not known to take --${unknown.name}`);
    },
  };
}
