/** The reachability matrix: spokes with spokes, or where there are very many of them, groups of spokes of a region, which open into their spokes. */
import type { MatrixShown, OutcomeLetter } from '../report/record/shown';
import { outcomes } from '../report/record/shown';
import type { Results } from '../report/results';
import type { Naming } from './naming';

export interface CellView {
  readonly letter: string;
  readonly text: string;
  readonly label: string;
}

export interface MatrixView {
  readonly names: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly CellView[] }[];
  /** Places of the spokes in each group; absent where the matrix is one of spokes. */
  readonly groups?: readonly (readonly number[])[];
  /** The letters that there are, each in words and with how many pairs. */
  readonly legend: readonly { readonly letter: string; readonly symbol: string; readonly words: string; readonly number: number }[];
  /** For whoever reads without a script: a line for each spoke, a letter for each target. */
  readonly lines: string;
}

export const mostInMatrix = 40;

const symbols: Readonly<Record<string, string>> = { L: '✓', P: '✓', C: '○', B: '⊠', W: '⊘', F: '✗', T: '?', N: '–', O: '·', E: '' };

/** The weakest first: of a group that is what it comes to. */
const order: readonly OutcomeLetter[] = ['F', 'T', 'W', 'O', 'C', 'P', 'L', 'B', 'N', 'E'];

const isLetter = (letter: string): letter is OutcomeLetter => letter in outcomes;

const wordsFor = (letter: string): string => (isLetter(letter) ? outcomes[letter] : 'the spoke itself');

export function matrixIn(_run: Results, matrix: MatrixShown, { spokes }: Naming): MatrixView {
  const names = spokes.map(({ name }) => name);
  const all = tally(matrix.rows.join(''));
  const common = {
    legend: order.filter((letter) => all.has(letter)).map((letter) => ({ letter, symbol: symbols[letter] ?? '', words: outcomes[letter], number: all.get(letter) ?? 0 })),
    lines: matrix.rows.map((row, place) => `${row}  ${names[place] ?? ''}`).join('\n'),
  };
  if (names.length > mostInMatrix) return { ...common, ...ofGroups(matrix, groupsOf(spokes)) };
  const milliseconds = new Map(matrix.logins.flatMap((text) => text.split(',')).map((token): [string, string] => { const [pair = '', ms = ''] = token.split(':'); return [pair, ms]; }));
  return {
    ...common,
    names,
    rows: names.map((name, from) => ({
      name,
      cells: names.map((to, place) => {
        const letter = matrix.rows[from]?.[place] ?? 'O';
        const ms = milliseconds.get(`${String(from)}>${String(place)}`);
        if (letter === '.') return { letter, text: '', label: name };
        return { letter, text: (letter === 'L' ? ms : undefined) ?? symbols[letter] ?? letter, label: `${name} to ${to}: ${wordsFor(letter)}${loginWords(letter, ms)}` };
      }),
    })),
  };
}

/** Where a login landed and something else is red, that is what the cell tells. */
function loginWords(letter: string, ms: string | undefined): string {
  if (ms === undefined) return '';
  return letter === 'L' ? `, ${ms} ms` : `, while a login landed in ${ms} ms`;
}

interface Group {
  readonly name: string;
  readonly spokes: readonly number[];
}

/** By region, and no more in one than a matrix has room for. */
export function groupsOf(spokes: Naming['spokes']): Group[] {
  const regions = new Map<string, number[]>();
  for (const [place, { region }] of spokes.entries()) regions.set(region, [...(regions.get(region) ?? []), place]);
  return [...regions].flatMap(([region, places]) => {
    const parts = Math.ceil(places.length / mostInMatrix);
    const size = Math.ceil(places.length / parts);
    return Array.from({ length: parts }, (_, part) => ({
      name: parts === 1 ? region : `${region} ${String(part * size + 1)}–${String(Math.min(places.length, (part + 1) * size))}`,
      spokes: places.slice(part * size, (part + 1) * size),
    }));
  });
}

function ofGroups({ rows }: MatrixShown, groups: readonly Group[]): Pick<MatrixView, 'names' | 'rows' | 'groups'> {
  return {
    names: groups.map(({ name }) => name),
    groups: groups.map(({ spokes }) => spokes),
    rows: groups.map((from) => ({
      name: from.name,
      cells: groups.map((to) => {
        const counts = tally(from.spokes.flatMap((row) => to.spokes.map((column) => rows[row]?.[column] ?? 'O')).join(''));
        const there = order.filter((letter) => counts.has(letter));
        const total = there.reduce((sum, letter) => sum + (counts.get(letter) ?? 0), 0);
        const [weakest = '.'] = there;
        const red = (counts.get('F') ?? 0) + (counts.get('T') ?? 0);
        const ofTotal = (some: number): string => `${symbols[weakest] ?? ''} ${number(some)} of ${number(total)}`;
        const text = red > 0 ? ofTotal(red) : weakest === '.' ? '' : ofTotal(counts.get(weakest) ?? 0);
        return { letter: weakest, text, label: `${from.name} to ${to.name}: ${there.map((letter) => `${number(counts.get(letter) ?? 0)} ${wordsFor(letter)}`).join(', ')}` };
      }),
    })),
  };
}

const number = (pairs: number): string => pairs.toLocaleString('en-US');

function tally(letters: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const letter of letters) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return counts;
}
