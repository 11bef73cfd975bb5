import { expect, test } from '@jest/globals';
import { mistakesWith, runnerWith } from '../testing/test-environment';

/** `@` stands for the file. */
const mistakesIn = (text: string): string[] => mistakesWith({ EXPECTATIONS_FILE: 'spokecheck.yaml' }, runnerWith({ 'spokecheck.yaml': { text } })).map((sentence) => sentence.replace(/^spokecheck\.yaml:/, '@'));

test.each([
  ['indented by a tab', 'hub:\n\tx: 1', '@2:1 the file is indented by a tab; expected blanks.'],
  ['a key twice', 'transit: gateway\ntransit: gateway', '@2:1 the file has the same key again; expected each key once.'],
  ['two documents', 'transit: gateway\n---\ntransit: gateway', '@2:1 the file begins a second document; expected one document.'],
  ['nothing', '# nothing\n', '@1:1 the file is empty; expected a mapping of what is expected.'],
  ['a list', '- a', '@1:1 the file holds no mapping; expected a mapping of what is expected.'],
  ['a word', 'hub', '@1:1 the file holds no mapping; expected a mapping of what is expected.'],
  ['a tag', 'transit: !!js/function x', '@1:10 the file has a tag; expected plain values, without tags.'],
  ['an alias of nothing', 'transit: *t', '@1:1 the file names an anchor that is not set before; expected each part written out, or an anchor before its few aliases.'],
  ['too many aliases', `spokes: &a {x: 1}\nflows:\n${'  - *a\n'.repeat(101)}`, '@1:1 the file has more than 100 aliases, or of more than that; expected each part written out, or an anchor before its few aliases.'],
  ['too large a file', '# '.padEnd(1_100_000, 'x'), '@1:1 the file has more than 1 MB; expected a file that a person can review.'],
  ['a control character', 'transit: "\u0007"', '@1:11 the file holds a character that is no text; expected a file in UTF-8 without control characters.'],
  ['UTF-16', 'h\0u\0b\0', '@1:2 the file holds a character that is no text; expected a file in UTF-8 without control characters.'],
  ['bytes that are no UTF-8', 'transit: \uFFFD', '@1:10 the file holds a character that is no text; expected a file in UTF-8 without control characters.'],
  ['an escape sequence', 'transit: "\\e[31m"', '@1:10 the file holds "[31m", with a character that cannot be printed; expected text of one line.'],
  ['a bidirectional override', 'transit: \u202egateway', '@1:10 the file holds "gateway", with a character that cannot be printed; expected text of one line.'],
  ['a key that is a list', '? [a]\n: b', '@1:3 the file has a key that is no word; expected a word.'],
  ['a list that does not end', 'transit: [10.0.0.1\n', '@2:1 the file is no YAML there (Flow sequence in block collection must be sufficiently indented and end with a ]); expected YAML 1.2.'],
  ['a mapping in a mapping', 'transit: a: b', '@1:10 the file is no YAML there (Nested mappings are not allowed in compact mappings); expected YAML 1.2.'],
  ['nested without end', '['.repeat(200_000), '@1:1 the file is nested too deeply; expected a mapping of what is expected.'],
])('What is no YAML of one mapping is refused: %s', (_, text, mistake) => {
  expect(mistakesIn(text)).toEqual([mistake]);
});
