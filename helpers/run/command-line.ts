/** Takes spokecheck's own options out of a command line; the rest is for Jest. */
import { parseArgs } from 'node:util';
import { yargsOptions } from 'jest-cli';
import { closestMatch } from 'leven';

/** A command line that cannot be carried out; the message says why. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

export interface OwnOption {
  /** Without the two dashes. */
  readonly name: string;
  /** A letter that stands for it after a single dash. */
  readonly short?: string;
  /** How `--help` names its value; absent for a switch. */
  readonly value?: string;
  /** What `--help` says of it. */
  readonly help: string;
}

export interface CommandLine {
  /** Whether the option was given. */
  flag(name: string): boolean;
  value(name: string): string | undefined;
  /** The arguments that are not spokecheck's own, in their order. */
  readonly rest: readonly string[];
}

/** Throws OptionError for a value that is missing or in the wrong place, and for an option that is given twice. */
export function readCommandLine(args: readonly string[], own: readonly OwnOption[]): CommandLine {
  const found = new Map<string, string | undefined>();
  const taken = new Set<number>();
  for (const token of tokensOf(args, own)) {
    const option = token.kind === 'option' ? own.find(({ name }) => name === token.name) : undefined;
    if (token.kind !== 'option' || !option) continue;
    if (found.has(option.name)) throw new OptionError(`--${option.name} is given more than once.`);
    found.set(option.name, valueOf(option, token));
    taken.add(token.index);
    if (token.inlineValue === false) taken.add(token.index + 1);
  }
  return {
    flag: (name) => found.has(name),
    value: (name) => found.get(name),
    rest: args.filter((_, index) => !taken.has(index)),
  };
}

function valueOf(option: OwnOption, { value, inlineValue = false }: OptionToken): string | undefined {
  if (option.value === undefined) {
    if (value !== undefined) throw new OptionError(`--${option.name} takes no value.`);
    return undefined;
  }
  // A value that begins with a dash is the next option, unless an equals sign ties it to this one.
  const isMissing = value === undefined || value === '' || (!inlineValue && value.startsWith('-'));
  if (isMissing) throw new OptionError(`--${option.name} needs a value.`);
  return value;
}

/** The arguments one by one, each option with its value. Knows which options of Jest have one, so that none is taken for a path. */
export function tokensOf(args: readonly string[], own: readonly OwnOption[] = []): Token[] {
  const options: Record<string, { type: 'boolean' | 'string'; short?: string }> = {};
  for (const { name, type, aliases } of jestOptionShapes) {
    const short = aliases.find((alias) => alias.length === 1);
    for (const each of [kebabCase(name), ...aliases.filter((alias) => alias !== short)]) options[each] = { type };
    options[name] = { type, ...(short !== undefined && { short }) };
  }
  for (const { name, short, value } of own) {
    options[name] = { type: value === undefined ? 'boolean' : 'string', ...(short !== undefined && { short }) };
  }
  return parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true }).tokens;
}

type Parsed = ReturnType<typeof parseArgs<{ args: string[]; strict: false; allowPositionals: true; tokens: true }>>;
type Token = Parsed['tokens'][number];
export type OptionToken = Extract<Token, { kind: 'option' }>;

interface JestOptionShape {
  readonly name: string;
  readonly type: 'boolean' | 'string';
  readonly aliases: readonly string[];
  /** The values that it may have; absent where it may have any. */
  readonly choices?: readonly unknown[];
}

export const jestOptionShapes: readonly JestOptionShape[] = Object.entries(yargsOptions).map(([name, { type, alias, choices }]) => ({
  name,
  type: type === 'boolean' ? 'boolean' : 'string',
  aliases: alias === undefined ? [] : [alias].flat(),
  ...(choices && { choices: [...choices] }),
}));

/** yargs, which reads Jest's command line, knows each option in both spellings. */
export const kebabCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The option that a misspelled one may have meant, with its dashes; undefined where none is similar. */
export function nearestOption(given: string, names: readonly string[]): string | undefined {
  const nearest = closestMatch(given, names, { maxDistance: Math.floor(given.length / 2) });
  return nearest === undefined ? undefined : `--${nearest}`;
}
