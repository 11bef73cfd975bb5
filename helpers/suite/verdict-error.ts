/** The two errors by which a test turns red: the network is wrong, or it could not be told. */
import { printableText } from '../printable/printable';
import type { Verdict } from '../words/verdict';
import { verdictLines } from '../report/verdict-text';

/** The network is not as it should be. */
export class NetworkFault extends Error {
  override readonly name = 'NetworkFault';
}

/** Nothing is known to be wrong, and nothing is known to be right. */
export class CannotTell extends Error {
  override readonly name = 'CannotTell';
}

/** Returns for `pass` and `waived`, throws for `fail` and `cannot-tell`; a skipped case must not get here. */
export function throwIfRed(verdict: Verdict): void {
  if (verdict.verdict === 'pass' || verdict.verdict === 'waived') return;
  const text = printableText(verdictLines(verdict).join('\n'));
  const error = verdict.verdict === 'fail' ? new NetworkFault(text) : new CannotTell(text);
  // The place in this file where it is thrown says nothing about the network.
  error.stack = text;
  throw error;
}
