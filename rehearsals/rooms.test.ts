import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import rooms from '../rooms.json';

const root = join(__dirname, '..');
const page = readFileSync(join(root, 'docs', 'architecture.md'), 'utf8');

type House = keyof typeof rooms;

const roomsOf = (house: House): Record<string, string[]> => rooms[house];

/** Room and what it may import, as the page's table has them. */
function tableOf(house: House): Record<string, string[]> {
  const rows = [...page.matchAll(new RegExp(`^\\| \`${house}/([^\`]+)\` \\|.*\\| ([^|]+) \\|$`, 'gm'))];
  return Object.fromEntries(rows.map(([, room = '', mayImport = '']) => [room, mayImport === '–' ? [] : mayImport.split(', ')]));
}

/** The room that an entry leads to; an entry may be a single file of it. */
const roomOf = (entry: string): string => entry.split('/')[0] ?? '';

describe.each<[House]>([['helpers'], ['lab']])('The rooms of %s', (house) => {
  test('are in docs/architecture.md, each with what it may import, as ESLint enforces it (rooms.json)', () => {
    expect(tableOf(house)).toEqual(roomsOf(house));
  });

  test('are all that there is', () => {
    const entries = readdirSync(join(root, house)).filter((name) => !name.startsWith('.'));
    expect(Object.keys(roomsOf(house)).sort()).toEqual(entries.sort());
  });

  test('come in an order in which each imports of earlier ones only', () => {
    const names = Object.keys(roomsOf(house));
    const upward = Object.entries(roomsOf(house)).flatMap(([room, mayImport]) =>
      mayImport.filter((entry) => !names.slice(0, names.indexOf(room)).includes(roomOf(entry))).map((entry) => `${room} → ${entry}`),
    );
    expect(upward).toEqual([]);
  });
});
