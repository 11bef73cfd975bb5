import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const files = readdirSync(__dirname).filter((name) => name.endsWith('.ts'));
const textOf = (name: string): string => readFileSync(join(__dirname, name), 'utf8');
const shown = files.filter((name) => name.endsWith('.test.ts') && name !== 'failure-texts.test.ts').map(textOf).join('\n');

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

/** The fixed parts of the texts by which a source fails or cannot tell, the longest of each text. */
function textsIn(source: string): string[] {
  const literals = [...source.matchAll(/\b(?:fail|cannotTell)\(\s*(?:`((?:[^`\\]|\\.)*)`|'((?:[^'\\]|\\.)*)')/g)].map(([, template, plain]) => template ?? plain ?? '');
  return literals
    .map((literal) => fixedParts(literal).sort((a, b) => b.length - a.length)[0]?.trim() ?? '')
    .filter((part) => part.length >= 6);
}

describe('No failure text goes untested', () => {
  const sources = files.filter((name) => !name.endsWith('.test.ts') && textsIn(textOf(name)).length > 0);

  test('there are texts to look for', () => {
    expect(sources.length).toBeGreaterThan(15);
  });

  test.each(sources)('every failure text of %s is in a test beside it', (name) => {
    expect(textsIn(textOf(name)).filter((text) => !shown.includes(text))).toEqual([]);
  });
});
