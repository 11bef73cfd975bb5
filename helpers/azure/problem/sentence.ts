/** Builds the sentence of a Problem: our words first, then the code and the first line of each thing that Azure says. */
import { printable } from '../../printable/printable';

const longestQuoteChars = 300;

/**
 * @param lead our words, without a full stop
 * @param code a code of Azure's, in parentheses
 * @param quotes what Azure or the network says; each is cut to its first line and to 300 characters
 */
export function sentence(lead: string, code?: string, ...quotes: readonly (string | undefined)[]): string {
  const head = code === undefined ? lead : `${lead} (${code})`;
  const tails = quotes.map(firstLineOf).filter((tail) => tail !== '');
  return tails.length === 0 ? stopped(head) : `${head}: ${tails.map(stopped).join(' ')}`;
}

const firstLineOf = (quote = ''): string => printable(quote.trim().split(/[\r\n]/)[0] ?? '', longestQuoteChars);

const stopped = (text: string): string => (/[.…!?]$/.test(text) ? text : `${text}.`);
