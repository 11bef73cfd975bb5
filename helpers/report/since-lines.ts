/** What changed since another run, for the console: each kind as far as it fits. */
import { printableLine } from '../printable/printable';
import { colours } from './colours';
import type { SinceRun } from './since';
import type { SinceSection } from './since-sections';
import { momentWords, nothingDiffers, sinceSections } from './since-sections';

/** So many lines are told of each kind; of the rest, how many they are. */
export const mostLines = 20;

const paint = { bad: colours.red, good: colours.green } as const;

/** A section of the console, with a blank line behind it. */
export function sinceLines(since: SinceRun): string[] {
  const sections = sinceSections(since).flatMap(sectionLines);
  const nothing = sections.length === 0 ? [`  ${nothingDiffers}`] : [];
  return [colours.bold(`Since ${momentWords(since.finishedAt)} (${printableLine(since.run)})`), ...sections, ...nothing, ...since.notes.map((note) => `  ${colours.cyan('!')} ${printableLine(note)}`), ''];
}

function sectionLines({ title, tone, lines }: SinceSection): string[] {
  const rest = lines.length - mostLines;
  const told = rest > 1 ? lines.slice(0, mostLines) : lines;
  return [`  ${tone ? paint[tone](title) : title}: ${lines.length.toLocaleString('en-US')}`, ...told.map((line) => `    ${printableLine(line)}`), ...(rest > 1 ? [`    … and ${rest.toLocaleString('en-US')} more`] : [])];
}
