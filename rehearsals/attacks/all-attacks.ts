/** All attacks, two at a time, and the table that they end in. */
import type { Attack } from './attack';
import { attackKinds } from './catalogue';
import type { AttackResult } from './run-attack';
import { runAttack } from './run-attack';

/** More would wait for each other on a small machine, and their seconds would tell of that. */
const atOnce = 2;

/** Calls `onResult` as each is over; resolves with all, in the order of the list. */
export async function runAttacks(
  attacks: readonly Attack[],
  onResult: (result: AttackResult) => void = () => undefined,
): Promise<AttackResult[]> {
  const results: AttackResult[] = [];
  const queue = [...attacks.entries()];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const result = await runAttack(next[1]);
      results[next[0]] = result;
      onResult(result);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}

export const isAsStated = ({ complaints }: AttackResult): boolean => complaints.length === 0;

/** Longer is cut: the table is to be read. */
const longest = 90;

const headline = /^(?:The network is|Nothing was found wrong|No check was run|\d+ of \d+ checks)/;

/** The run's own sentence about what it came to, or its last line. */
function headlineOf({ ended: { stdout, stderr } }: AttackResult): string {
  const lines = `${stdout}\n${stderr}`.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const found = lines.find((line) => headline.test(line)) ?? lines.at(-1) ?? 'nothing said';
  // Of an attack that was successful the table must not repeat what it is successful with.
  return found.replace(/\p{C}/gu, '·').replaceAll('##', '#·').slice(0, longest);
}

export function attackLine(result: AttackResult, width = 0): string {
  const { attack, ended, complaints } = result;
  const { exit, seconds, megabytes } = ended;
  const numbers = `${String(exit).padStart(7)} ${seconds.toFixed(1).padStart(6)} s ${megabytes.toFixed(0).padStart(5)} MB`;
  const row = `${isAsStated(result) ? '✓' : '✗'} ${attack.name.padEnd(width)} ${numbers}  ${headlineOf(result)}`;
  return [row, ...complaints.map((what) => `    not as stated: ${what}`)].join('\n');
}

/** The table and its totals, for people. */
export function attackLines(results: readonly AttackResult[]): string[] {
  const width = Math.max(...results.map(({ attack }) => attack.name.length));
  const rowsOf = (attacks: readonly Attack[]): AttackResult[] => results.filter(({ attack }) => attacks.includes(attack));
  const kinds = attackKinds.map(({ kind, attacks }) => ({ kind, rows: rowsOf(attacks) })).filter(({ rows }) => rows.length > 0);
  const right = results.filter(isAsStated).length;
  return [
    ...kinds.flatMap(({ kind, rows }) => ['', kind, ...rows.map((row) => attackLine(row, width))]),
    '',
    ...kinds.map(({ kind, rows }) => `${kind}: ${String(rows.filter(isAsStated).length)} of ${String(rows.length)} as stated`),
    `${String(results.length)} attacks: ${String(right)} as stated, ${String(results.length - right)} not.`,
  ];
}
