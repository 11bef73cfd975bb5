/** Which arguments a run refuses: those that nobody knows, and those under which the suites would not run as they are. */
import type { OptionToken, OwnOption } from './command-line';
import { jestOptionShapes, kebabCase, nearestOption, tokensOf } from './command-line';
import { jestOptions } from './jest-options';
import { parseShard } from './shard';

export interface RefusedArgument {
  /** As it was given. */
  readonly argument: string;
  /** A clause that follows the argument and a colon. */
  readonly why: string;
}

/**
 * Pure, so that it is known before anything is started or contacted.
 *
 * @param args what is meant for Jest: the command line without spokecheck's own options
 * @param own spokecheck's own options, which a misspelled one may have meant
 * @returns each refused argument once, in the order in which they were given
 */
export function refusedArguments(args: readonly string[], own: readonly OwnOption[] = []): readonly RefusedArgument[] {
  const tokens = tokensOf(args);
  const byPath = tokens.some((token) => token.kind === 'option' && token.name === 'runTestsByPath');
  const shards = tokens.filter((token) => token.kind === 'option' && token.name === 'shard');
  const refused = tokens.flatMap((token): RefusedArgument[] => {
    if (token === shards[1]) return [{ argument: '--shard', why: 'it is given more than once' }];
    if (token.kind === 'option-terminator') return [];
    const why = token.kind === 'positional' ? (byPath ? undefined : whyNoPattern(token.value)) : whyNot(token, args, own);
    const given = args[token.index] ?? '';
    return why === undefined ? [] : [{ argument: token.kind === 'positional' ? given : (given.split('=')[0] ?? given), why }];
  });
  return refused.filter(({ argument }, index) => refused.findIndex((other) => other.argument === argument) === index);
}

/** For the console and the report. */
export const refusalLine = ({ argument, why }: RefusedArgument): string => `${argument}: ${why}.`;

function whyNot(token: OptionToken, args: readonly string[], own: readonly OwnOption[]): string | undefined {
  const given = args[token.index] ?? '';
  if (!given.startsWith('--') && given.length > 2 && !given.startsWith('=', 2)) return whyNoLetters(given, own);
  const name = jestNameOf(token.name);
  const option = name === undefined ? undefined : jestOptions[name];
  if (name === undefined || option === undefined) return unknown(token.name, own);
  if (option !== 'passed on') return option.refused;
  const value = token.inlineValue === true && !given.startsWith('--') ? token.value?.slice(1) : token.value;
  return whyNoValue(name, value, token.inlineValue === true);
}

/** Letters after one dash may be options each; but Jest reads a value there differently from other programs. */
function whyNoLetters(given: string, own: readonly OwnOption[]): string | undefined {
  const letters = [...given.slice(1)];
  const shapes = letters.map((letter) => jestOptionShapes.find(({ aliases }) => aliases.includes(letter)));
  const [first] = shapes;
  if (first?.type === 'string') return `write ${given.slice(0, 2)} ${given.slice(2)}`;
  if (shapes.some((shape) => shape?.type !== 'boolean')) return unknown(given.slice(1).split('=')[0] ?? '', own);
  const options = shapes.flatMap((shape) => (shape ? (jestOptions[shape.name] ?? []) : []));
  return options.find((option) => option !== 'passed on')?.refused;
}

/** The name in Jest's documentation; undefined where Jest has no such option. yargs takes `--no-cache` and `--globals.name=value`, too. */
function jestNameOf(given: string): string | undefined {
  const name = given.split('.')[0] ?? '';
  const named = (text: string) =>
    jestOptionShapes.find((shape) => [shape.name, kebabCase(shape.name), ...shape.aliases].includes(text));
  const negated = name.startsWith('no-') ? named(name.slice(3)) : undefined;
  return named(name)?.name ?? (negated?.type === 'boolean' ? negated.name : builtIn.get(name));
}

/** Those that yargs adds to Jest's. */
const builtIn = new Map([['help', 'help'], ['h', 'help'], ['version', 'version']]);

function unknown(name: string, own: readonly OwnOption[]): string {
  const passedOn = jestOptionShapes.map((shape) => shape.name).filter((each) => jestOptions[each] === 'passed on');
  const usable = [...own.map((option) => option.name), ...passedOn, ...passedOn.map(kebabCase)];
  const nearest = nearestOption(name, usable);
  const hint = nearest === undefined ? '--help lists spokecheck’s' : `the nearest is ${nearest}`;
  return `neither spokecheck nor Jest has this option; ${hint}`;
}

/** What Jest would only object to when the network has been read. */
function whyNoValue(name: string, value: string | undefined, inline: boolean): string | undefined {
  const shape = jestOptionShapes.find((each) => each.name === name);
  // Jest would take `--bail=3` for `--no-bail`.
  if (shape?.type === 'boolean' && value !== undefined && value !== 'true' && value !== 'false') return 'it takes no value';
  if (shape?.type !== 'string') return undefined;
  if (value === undefined || value === '' || (!inline && value.startsWith('-'))) return 'it needs a value';
  if (name === 'testNamePattern' || name === 'testPathPatterns' || name === 'testPathIgnorePatterns') return whyNoPattern(value);
  if (name === 'shard') return parseShard(value) ? undefined : `"${value}" is no part; the second of three is 2/3`;
  if (shape.choices && !shape.choices.includes(value)) return `"${value}" is none of ${shape.choices.join(', ')}`;
  const form = numbers.get(name);
  return form?.test(value) === false ? `"${value}" is no number that it can be` : undefined;
}

const numbers = new Map([['maxConcurrency', /^[1-9]\d*$/], ['openHandlesTimeout', /^\d+$/], ['testTimeout', /^[1-9]\d*$/]]);

function whyNoPattern(pattern: string): string | undefined {
  try {
    new RegExp(pattern, 'i');
    return undefined;
  } catch (cause) {
    return `it is no regular expression (${(cause as Error).message})`;
  }
}
