/** The fixes that a run prints, carried out in the lab in the order in which they are printed, and the network judged again. */
import type { FaultTarget } from '../../lab/faults/fault-target';
import type { Rehearsed, RecordedCase } from '../faults/rehearse-fault';
import { isRed, rehearseTarget } from '../faults/rehearse-fault';
import { Refusal } from './az-command';
import { carryOut } from './carry-out';
import { diverted, waysOf } from './ways';

export interface AppliedFix {
  readonly command: string;
  /** The red cases that its cause explained and that are green now. */
  readonly healed: readonly RecordedCase[];
}

export interface FixResult {
  readonly applied: readonly AppliedFix[];
  /** Commands that Azure would not take, each with why. */
  readonly refused: readonly string[];
  /** Cases that are still red although all their causes have been fixed. */
  readonly stillRed: readonly string[];
  readonly newlyRed: readonly string[];
  /** Ways that worked and lead elsewhere now. */
  readonly diverted: readonly string[];
  readonly after: Rehearsed;
}

export const isSafe = (result: FixResult): boolean => unsafeLines(result).length === 0;

/** What is wrong with the fixes. */
export const unsafeLines = ({ refused, stillRed, newlyRed, diverted: ways }: Omit<FixResult, 'applied' | 'after'>): string[] => [
  ...refused.map((line) => `refused: ${line}`),
  ...stillRed.map((title) => `still red: ${title}`),
  ...newlyRed.map((title) => `red by the fix: ${title}`),
  ...ways.map((line) => `diverted: ${line}`),
];

/** That a right was missing may have hidden that another one is missing too; nothing else may take several rounds. */
const mostRounds = 3;

/** @param first how the network was judged; the target is changed */
export async function rehearseFixes(target: FaultTarget, first: Rehearsed, settings: Readonly<Record<string, string>> = {}): Promise<FixResult> {
  const ways = waysOf(target.topology);
  const applied: AppliedFix[] = [];
  const refused: string[] = [];
  let after = first;
  for (let round = 0; round < mostRounds && (round === 0 ? hasFix(after) : refused.length === 0 && lacksRights(after)); round += 1) {
    const before = after;
    for (const command of commandsOf(before)) refused.push(...attempt(target, command));
    after = await rehearseTarget(target, settings);
    const red = redIn(after);
    applied.push(...commandsOf(before).map((command) => ({ command, healed: explainedBy(before, command).filter(({ title }) => !red.has(title)) })));
  }
  const [was, red] = [redIn(first), redIn(after)];
  const unfixed = new Set(first.causes.flatMap(({ fixes, isPart, explains }) => (fixes.length > 0 && !isPart ? [] : explains.map(({ title }) => title))));
  return {
    applied,
    refused,
    stillRed: [...red].filter((title) => was.has(title) && !unfixed.has(title)),
    newlyRed: [...red].filter((title) => !was.has(title)),
    diverted: diverted(ways, waysOf(target.topology)),
    after,
  };
}

/** Each once, in the order in which they are printed. */
const commandsOf = ({ causes }: Rehearsed): string[] => [...new Set(causes.flatMap(({ fixes }) => fixes))];

/** One command may be the fix of several causes. */
function explainedBy({ causes }: Rehearsed, command: string): RecordedCase[] {
  const explained = causes.flatMap(({ fixes, explains }) => (fixes.includes(command) ? explains : []));
  return [...new Map(explained.map((one) => [one.title, one])).values()];
}

function attempt(target: FaultTarget, command: string): string[] {
  try {
    carryOut(target, command);
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [`${command}: ${error.message}`];
  }
}

const redIn = ({ records }: Rehearsed): Set<string> => new Set(records.filter(isRed).map(({ title }) => title));

const hasFix = ({ causes }: Rehearsed): boolean => causes.some(({ fixes }) => fixes.length > 0);

const lacksRights = ({ causes }: Rehearsed): boolean => causes.some(({ fixes }) => fixes.some((fix) => fix.startsWith('az role assignment')));
