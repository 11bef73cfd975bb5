/** Every case in both data planes, several at a time, and the table that they end in. */
import pLimit from 'p-limit';
import { faultCases, shapeCases } from './cases';
import { differences, rehearseInBoth, type ParityCase, type Parity } from './parity';

/** Most of the time of a rehearsal is waiting for what never answers. */
const atOnce = 4;

interface Compared {
  readonly subject: ParityCase;
  readonly parity: Parity;
}

export function compareAll(): Promise<Compared[]> {
  const limit = pLimit(atOnce);
  return Promise.all([...faultCases, ...shapeCases].map((subject) => limit(async () => ({ subject, parity: await rehearseInBoth(subject) }))));
}

export const isAlike = ({ parity }: Compared): boolean => differences(parity).length === 0;

/** A row for each case, with how its logins ended in the kernel, and the differences under it; then the totals. */
export function parityLines(compared: readonly Compared[]): string[] {
  const width = Math.max(...compared.map(({ subject }) => subject.name.length));
  const different = compared.filter((each) => !isAlike(each)).length;
  return [
    ...compared.flatMap((each) => [
      `${isAlike(each) ? '✓' : '✗'} ${each.subject.name.padEnd(width)}  ${outcomes(each.parity.kernel)}`,
      ...differences(each.parity).map((line) => `    ${line}`),
    ]),
    '',
    `${String(compared.length)} networks in both labs: ${String(different)} differences.`,
  ];
}

/** `9 × pass, landed`: how many logins ended in which way. */
function outcomes(lines: readonly string[]): string {
  const logins = lines.filter((line) => line.startsWith('[SSH-01]')).map((line) => line.slice(line.lastIndexOf(': ') + 2));
  return [...new Set(logins)].map((outcome) => `${String(logins.filter((other) => other === outcome).length)} × ${outcome}`).join('; ');
}
