/** How a message shows a value that somebody set, which may be long, odd or secret. */
import { looksSecret } from '../printable/looks-secret';
import { printable } from '../printable/printable';

const longestShown = 40;

/** The value in double quotes, cut to 40 characters, of a resource id or a path the last ones; withheld where it looks like one that holds a secret. */
export function quote(value: string): string {
  if (looksSecret(value)) return 'a value that is not shown, for it may hold a secret';
  const isPath = /^\s*[/~.]/.test(value) && value.length > longestShown;
  return JSON.stringify(isPath ? `…${printable(value, value.length).slice(-longestShown)}` : printable(value, longestShown));
}
