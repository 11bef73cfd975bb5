/** Many exchanges with a lab judged one after the other: how many of which operations, and what is wrong with them. */
import type { Exchange } from '../../lab/arm/observe-exchanges';
import type { Difference, DefinitionsJudge } from './definitions';
import { knownDifference, type KnownDifference } from './known-differences';

export interface Tally {
  /** How many exchanges of each operation were judged, by Microsoft's name of it. */
  readonly judged: Map<string, number>;
  /** Of these, answers that an incident made such as Azure never sends, and those by which a lab says that it does not imitate the operation: only the request was judged. */
  answersLeftOut: number;
  /** What is wrong, one sentence each, with where it was seen. */
  readonly wrong: Map<string, Sighting>;
  /** Entries of the list of known differences that were met. */
  readonly known: Set<KnownDifference>;
}

interface Sighting {
  /** The first exchange. */
  readonly example: string;
  times: number;
}

export const newTally = (): Tally => ({ judged: new Map(), answersLeftOut: 0, wrong: new Map(), known: new Set() });

/** How often an exchange took place, and in what test. */
interface Occurrence {
  readonly times: number;
  readonly test?: string;
}

/** Judges an exchange, and notes the outcome. */
export async function judgeInto(tally: Tally, judge: DefinitionsJudge, exchange: Exchange, { times, test }: Occurrence = { times: 1 }): Promise<void> {
  const { startedBy, status, headers, requestBody, text } = exchange;
  const { method, url } = startedBy ?? exchange;
  const body = parsed(text);
  const { operation, differences } = await judge({ method, url, requestBody: parsed(requestBody), status, headers, body });
  const isAnswerJudged = isMeant(exchange, body);
  if (operation !== undefined) tally.judged.set(operation, (tally.judged.get(operation) ?? 0) + times);
  if (!isAnswerJudged) tally.answersLeftOut += times;
  for (const difference of differences) {
    if (difference.in === 'response' && !isAnswerJudged) continue;
    const known = knownDifference(operation ?? '', difference);
    if (known !== undefined) tally.known.add(known);
    else note(tally, sentence(operation, status, difference), `${method} ${url}${test === undefined ? '' : ` of ${test}`}`, times);
  }
}

/** A refusal is judged even where an incident made it up: it has ARM's form, or it is of no use. */
function isMeant({ isAltered, status }: Exchange, body: unknown): boolean {
  if (status === 501) return false;
  return !isAltered || (status >= 400 && typeof body === 'object' && body !== null && 'error' in body);
}

function note({ wrong }: Tally, what: string, example: string, times: number): void {
  const before = wrong.get(what);
  if (before) before.times += times;
  else wrong.set(what, { example, times });
}

function sentence(operation: string | undefined, status: number, { code, in: side, place, message }: Difference): string {
  const said = side === 'request' ? 'the request' : `the answer ${status.toString()}`;
  return `${operation ?? 'An operation that nobody has defined'}, ${said}: ${[code, place.replace(/\[\d+\]/g, '[]'), message].filter(Boolean).join(': ')}`;
}

/** `3212 exchanges of 25 operations were judged …: 0 errors.`, and what is wrong. */
export function tallyLines({ judged, answersLeftOut, wrong }: Tally): string[] {
  const exchanges = [...judged.values()].reduce((sum, count) => sum + count, 0);
  return [
    `${exchanges.toString()} exchanges of ${judged.size.toString()} operations with the lab were judged by Microsoft’s definitions (${answersLeftOut.toString()} for their requests alone): ${wrong.size.toString()} errors.`,
    ...[...wrong].sort(([one], [other]) => (one < other ? -1 : 1)).flatMap(([what, { example, times }]) => [`  ${what}`, `    ${times.toString()} times, first ${example}`]),
  ];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text === '' ? undefined : text;
  }
}
