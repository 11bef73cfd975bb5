/** Text from another machine or the system, made safe for a message. */
import { types } from 'node:util';

const longest = 200;

/** One line of at most 200 characters without control characters, so that no server can write to the terminal. */
export function printable(text: string): string {
  const line = text.replace(/[\p{C}\s]+/gu, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

/** The message of whatever was thrown. Node's error for a host with several addresses has none but those of its parts. */
export function messageOf(error: unknown): string {
  if (!types.isNativeError(error)) return printable(String(error));
  if (error.message) return printable(error.message);
  const { errors = [] } = error as Partial<AggregateError>;
  return printable(errors.map(messageOf).join('; '));
}
