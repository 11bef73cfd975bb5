import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const helpers = join(__dirname, '..');
const filesIn = (room: string): string[] => readdirSync(join(helpers, room), { recursive: true, encoding: 'utf8' }).map((name) => join(room, name));
const textOf = (name: string): string => readFileSync(join(helpers, name), 'utf8');
const shown = ['checks', 'causes', 'words'].flatMap(filesIn).filter((name) => name.endsWith('.test.ts') && !name.endsWith('failure-texts.test.ts')).map(textOf).join('\n');

/** A template literal's parts between its placeholders, which may hold braces themselves. */
function fixedParts(literal: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const [at, character] of [...literal].entries()) {
    if (depth === 0 && character === '$' && literal[at + 1] === '{') parts.push('');
    else if (character === '{') depth += 1;
    else if (character === '}' && depth > 0) depth -= 1;
    else if (depth === 0) parts[parts.length - 1] += character;
  }
  return parts;
}

/** The fixed parts of the sentences that a source of words makes, the longest of each sentence. */
function textsIn(source: string): string[] {
  const literals = [...source.matchAll(/\b(?:fact:|cause:|reason\(|inconclusive\(|return)\s*(?:`((?:[^`\\]|\\.)*)`|'((?:[^'\\]|\\.)*)')/g)].map(([, template, plain]) => template ?? plain ?? '');
  return literals.map((literal) => fixedParts(literal).sort((a, b) => b.length - a.length)[0]?.trim() ?? '').filter((part) => part.length >= 6);
}

describe('No failure text goes untested', () => {
  const sources = filesIn('words').filter((name) => name.endsWith('-words.ts') && textsIn(textOf(name)).length > 0);

  test('there are texts to look for', () => {
    expect(sources.flatMap((name) => textsIn(textOf(name))).length).toBeGreaterThan(60);
  });

  test.each(sources)('every sentence of %s is in a test', (name) => {
    expect(textsIn(textOf(name)).filter((text) => !shown.includes(text))).toEqual([]);
  });
});
