/**
 * Text of anybody's as it may stand in Markdown of GitHub and of Azure Pipelines: it shows the same characters and is nothing but text, no markup, link,
 * mention, reference or emoji.
 */
import { printable, printableLine } from '../printable/printable';

/** An address of IPv6 is code: its groups between colons may be the name of an emoji, `:100:` or `:ab:`. */
const address6 = /((?<![\w:.])(?:(?:[\da-f]{1,4}:){7}[\da-f]{1,4}|(?:[\da-f]{1,4}(?::[\da-f]{1,4})*)?::(?:[\da-f]{1,4}(?::[\da-f]{1,4})*)?)(?:\/\d{1,3})?(?![\w:]))/i;

/** One line, for a paragraph, an item of a list, or a cell. @param longest characters, before they are escaped */
export function inline(text: string, longest = 1_000): string {
  const parts = printable(text, longest).split(address6);
  const line = parts.map((part, place) => (place % 2 === 1 ? `\`${part}\`` : escaped(part))).join('');
  return line.replace(beginning, (_, before: string, sign: string) => `${before}\\${sign}`);
}

/** What would make a heading, a list or a line of it. */
const beginning = /^(\d*)([#+=-]|(?<=\d)[.)](?=\s|$))/;

/** GitHub looks for mentions, references and emoji in the text that is left when Markdown is done: a space of no width keeps them apart, as Dependabot does. */
const apart = '&#8203;';

const escaped = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/[\\`*[\]~$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/:\/\//g, ':\\/\\/')
    .replace(/www\./gi, (start) => `${start.slice(0, -1)}\\.`)
    .replace(/@(?=\S)|#(?=\d)|\bGH-(?=\d)|:(?=(?:[\w+-]*[a-z][\w+-]*|100|1234|[+-]1):)/gi, `$&${apart}`)
    .replace(/\|/g, '&#124;');

/** In a fence longer than any in it. */
export function codeBlock(language: string, lines: readonly string[]): string[] {
  const texts = lines.map(printableLine);
  const longest = Math.max(2, ...texts.flatMap((text) => text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...texts, fence];
}

/** @param cells escaped already */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/** A list under a heading; nothing where there is nothing. @param most items, of the rest it is said how many there are */
export function section(heading: string, texts: readonly string[], most = 30): string[] {
  if (texts.length === 0) return [];
  const more = texts.length - most;
  return [`## ${heading}`, '', ...texts.slice(0, most).map((text) => `- ${inline(text, 500)}`), ...(more > 0 ? [`- and ${more.toLocaleString('en-US')} more, in report.html`] : []), ''];
}
