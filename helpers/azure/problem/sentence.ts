/** Builds the sentence of a Problem: our words first, then the code and the first line of what Azure says. */
import { printable } from '../../printable/printable';

const longestQuoteChars = 300;

/**
 * @param lead our words, without a full stop
 * @param code a code of Azure's, in parentheses
 * @param quote what Azure or the network says; cut to its first line and to 300 characters
 */
export function sentence(lead: string, code?: string, quote?: string): string {
  const head = code === undefined ? lead : `${lead} (${code})`;
  const [firstLine = ''] = (quote ?? '').trim().split(/[\r\n]/);
  const tail = printable(firstLine, longestQuoteChars);
  const text = tail === '' ? head : `${head}: ${tail}`;
  return /[.…!?]$/.test(text) ? text : `${text}.`;
}
