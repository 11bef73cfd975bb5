/**
 * The one place that makes foreign text printable: names and messages of ARM, what a guest says, values of the environment. Used where
 * such text comes in as a piece of a sentence, and again at every exit: console, junit.xml, JSON.
 */
import { types } from 'node:util';
import { masked, withoutSecrets } from './secrets';

/** In place of what cannot be shown. */
const replacement = '□';

/** Of a piece of a sentence. */
const longestPiece = 200;

/** Of one line of output, and of one text in a JSON file: longer than any resource id or command, shorter than what would fill a screen. */
const longestLine = 4_000;

/**
 * Control characters (ESC, and with it whatever writes to a terminal), bidirectional overrides and other formats, halves of characters,
 * characters that XML has not (U+FFFE), and the separators of lines and paragraphs. Line feeds and tabs are told apart by the callers.
 */
const notPrintable = /(?![\n\t])[\p{C}\p{Zl}\p{Zp}]/gu;

/** `##vso[…]` and `##[…]` are commands to the agent of Azure Pipelines wherever they stand in a line, `##teamcity[…]` to TeamCity's. */
const agentCommand = /##(?=\s*\w*\s*\[)/g;

/** `::set-output …` at the start of a line is a command to GitHub's runner; `::/0` and `::1` are none. */
const runnerCommand = /^(\s*)::(?=[a-z])/gim;

/** In what a test says, names a file of the agent's that Azure Pipelines, Jenkins and GitLab attach to it. */
const attachment = /\[(?=\[\s*ATTACHMENT\s*\|)/gi;

/** One line, no longer than `longest` characters, for a piece of a sentence. Secrets are masked before it is cut. */
export function printable(text: string, longest = longestPiece): string {
  return cut(withoutCommands(withoutSecrets(text).replace(/[\p{C}\s]+/gu, ' ').trim()), longest);
}

/** One line of output as it may go to a console. The line's own colours are put on afterwards. */
export const printableLine = (text: string): string => printableText(text).replace(/[\n\t]+/g, ' ');

/** A text of several lines as it may be put out. */
export const printableText = (text: string): string => withoutCommands(legible(masked(text)));

/** What comes in stays what it is but for what cannot be shown: a machine may be named like a password, a prefix begins with colons. */
function legible(text: string): string {
  const safe = text.replace(/\r\n?/g, '\n').replace(notPrintable, replacement);
  return safe.length <= longestLine ? safe : safe.split('\n').map((line) => cut(line, longestLine)).join('\n');
}

/** What comes in: the same plain data with every text in it, names of properties included, made legible. */
export const legibleData = <T>(value: T): T => mapped(value, legible) as T;

/** What goes out: the same, secrets masked, and no commands in it. In JSON every text stands behind a quote, and so no `::` begins a line. */
export const printableData = <T>(value: T): T => mapped(value, (text) => legible(masked(text)).replace(agentCommand, '# #')) as T;

/** JSON of plain data that is safe to be shown; indented by two. */
export const printableJson = (value: unknown, indent = 2): string => JSON.stringify(printableData(value), undefined, indent);

function mapped(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapped(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [change(name), mapped(inner, change)]));
}

const withoutCommands = (text: string): string => text.replace(agentCommand, '# #').replace(runnerCommand, '$1: :').replace(attachment, '[ ');

const cut = (text: string, longest: number): string => (text.length > longest ? `${text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '')}…` : text);

/** The message of whatever was thrown. Node's error for a host with several addresses has none but those of its parts. */
export function messageOf(error: unknown): string {
  if (!types.isNativeError(error)) return printable(String(error));
  if (error.message) return printable(error.message);
  const { errors = [] } = error as Partial<AggregateError>;
  return printable(errors.map(messageOf).join('; '));
}
