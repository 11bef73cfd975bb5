/** Many small things in few texts. A text in a report is cut where it is longer than 4,000 characters, so none of these is. */

const longest = 1_500;

/** Joined by commas to texts that are not too long. */
export function inTexts(tokens: readonly string[]): string[] {
  const texts: string[] = [];
  let line: string[] = [];
  let length = 0;
  for (const token of tokens) {
    if (length + token.length > longest && line.length > 0) {
      texts.push(line.join(','));
      [line, length] = [[], 0];
    }
    line.push(token);
    length += token.length + 1;
  }
  return line.length > 0 ? [...texts, line.join(',')] : texts;
}

/** `0-4,6`: ascending runs, in the order in which they come. */
export const runsOf = (places: readonly number[]): string[] => inTexts(runs(places.map(String)));

/** The same with runs of equal tokens, `5*3`; a token need be no number. */
export function runs(tokens: readonly string[]): string[] {
  const found: string[] = [];
  for (let at = 0; at < tokens.length; ) {
    const first = tokens[at] ?? '';
    const [same, up] = [lengthOf(tokens, at, () => first), lengthOf(tokens, at, (step) => (/^\d+$/.test(first) ? String(Number(first) + step) : undefined))];
    if (up > 1) found.push(`${first}-${tokens[at + up - 1] ?? ''}`);
    else found.push(same > 1 ? `${first}*${String(same)}` : first);
    at += Math.max(same, up, 1);
  }
  return found;
}

function lengthOf(tokens: readonly string[], at: number, expected: (step: number) => string | undefined): number {
  let length = 1;
  while (at + length < tokens.length && tokens[at + length] === expected(length)) length += 1;
  return length;
}

/** The tokens again. */
export function tokensIn(texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.split(',')).flatMap((token) => {
    const [, equal = '', count] = /^(.+)\*(\d+)$/.exec(token) ?? [];
    if (count !== undefined) return Array.from({ length: Number(count) }, () => equal);
    const [, first, last] = /^(\d+)-(\d+)$/.exec(token) ?? [];
    if (first === undefined || last === undefined) return [token];
    return Array.from({ length: Number(last) - Number(first) + 1 }, (_, step) => String(Number(first) + step));
  });
}
