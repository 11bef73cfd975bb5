/** Takes a command line of a POSIX shell apart: commands, what joins them, quotes and variables. What is beyond it is an error. */

type Joint = ';' | '&&' | '||';

export interface Command {
  /** How it is joined to the command before it; `;` for the first. */
  readonly joint: Joint;
  readonly words: readonly string[];
}

export class ShellSyntaxError extends Error {}

/**
 * Variables are filled in as in double quotes, also outside quotes: their values are not split into words again.
 * Pipes, redirections, substitutions and patterns throw a ShellSyntaxError that names them.
 */
export function parseCommandLine(line: string, variables: ReadonlyMap<string, string>): Command[] {
  const commands: { joint: Joint; words: string[] }[] = [];
  let joint: Joint | undefined = ';';
  for (const token of tokensOf(line, variables)) {
    if (token.kind === 'word') {
      if (joint) commands.push({ joint, words: [] });
      joint = undefined;
      commands.at(-1)?.words.push(token.text);
    } else if (joint === undefined) joint = token.text === '\n' ? ';' : token.text;
    else if (token.text !== '\n') throw new ShellSyntaxError(`Syntax error: "${token.text}" unexpected`);
  }
  if (joint && joint !== ';') throw new ShellSyntaxError('Syntax error: end of file unexpected');
  return commands;
}

type Token = { readonly kind: 'word'; readonly text: string } | { readonly kind: 'joint'; readonly text: Joint | '\n' };

const blanks = /[ \t]+/y;
const joints = /;|&&|\|\||\n/y;
const singleQuoted = /'([^']*)'/y;
const doubleQuoted = /"((?:[^"\\]|\\[^])*)"/y;
const escaped = /\\([^])/y;
const variable = /\$(?:\w+|\{\w+\})/y;
const plain = /[^\s'"\\$`;&|<>(){}*?[\]#~!]+/y;

function* tokensOf(line: string, variables: ReadonlyMap<string, string>): Generator<Token> {
  let position = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = position;
    const match = pattern.exec(line);
    position += match?.[0].length ?? 0;
    return match ? (match[1] ?? match[0]) : undefined;
  };
  const fill = (text: string | undefined): string | undefined => (text === undefined ? undefined : fillIn(text, variables));

  let word: string | undefined;
  while (position < line.length) {
    const part = take(plain) ?? take(singleQuoted) ?? take(escaped) ?? fill(take(doubleQuoted) ?? take(variable));
    if (part !== undefined) {
      word = (word ?? '') + part;
      continue;
    }
    const end = take(blanks) ?? take(joints);
    if (end === undefined) throw beyond(line.slice(position));
    if (word !== undefined) yield { kind: 'word', text: word };
    word = undefined;
    if (end.trim() !== '' || end === '\n') yield { kind: 'joint', text: end as Joint | '\n' };
  }
  if (word !== undefined) yield { kind: 'word', text: word };
}

/** What double quotes leave alive: variables, and a backslash before one of the four characters that it escapes. */
function fillIn(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(/\\(["\\$`])|\$(?:(\w+)|\{(\w+)\})|\$[({]|`/g, (found: string, escape?: string, bare?: string, braced?: string) => {
    if (escape !== undefined) return escape;
    const name = bare ?? braced;
    if (name === undefined) throw new ShellSyntaxError(`the lab's shell does not know ${found}`);
    return variables.get(name) ?? '';
  });
}

function beyond(rest: string): ShellSyntaxError {
  if (/^["']/.test(rest)) return new ShellSyntaxError('Syntax error: Unterminated quoted string');
  return new ShellSyntaxError(`the lab's shell does not know ${rest.slice(0, 2).trim()}`);
}
