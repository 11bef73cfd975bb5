/** All faults and all healthy shapes, several at a time, and the table that they end in. */
import { healthyShapes } from '../../lab/shapes/healthy-shapes';
import type { Shape } from '../../lab/shapes/shape';
import type { FixResult } from '../fixes/rehearse-fixes';
import { isSafe, rehearseFixes, unsafeLines } from '../fixes/rehearse-fixes';
import type { FaultResult } from './rehearse-fault';
import { furtherInjections, isRed, ownInjections, rehearse, rehearseFault } from './rehearse-fault';

/** Most of the time of a rehearsal is waiting for what never answers. */
const atOnce = 8;

async function each<T, R>(items: readonly T[], run: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = [...items.entries()];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) results[next[0]] = await run(next[1]);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}

interface ShapeResult {
  readonly shape: Shape;
  /** Titles of what is red, which nothing should be. */
  readonly red: readonly string[];
  readonly passed: number;
}

async function rehearseShape(shape: Shape): Promise<ShapeResult> {
  const { records } = await rehearse(shape.topology(), shape.apply, shape.settings);
  return { shape, red: records.filter(isRed).map(({ title }) => title), passed: records.filter(({ verdict }) => verdict.verdict === 'pass').length };
}

/** A fault, and what becomes of it when the printed fixes are carried out. */
export type FixedFault = FaultResult & { readonly fixed: FixResult };

interface AllResults {
  readonly faults: readonly FixedFault[];
  readonly shapes: readonly ShapeResult[];
}

export const rehearseFaults = (injections = ownInjections): Promise<FixedFault[]> =>
  each(injections, async (injection) => {
    const result = await rehearseFault(injection);
    return { ...result, fixed: await rehearseFixes(result.target, result.rehearsed) };
  });

export const rehearseAll = async (): Promise<AllResults> => ({ faults: await rehearseFaults([...ownInjections, ...furtherInjections]), shapes: await each(healthyShapes, rehearseShape) });

/** A fault is detected when all that it states is red. */
export const isAsStated = ({ collateral, missed, isCauseRight, fixed }: FixedFault): boolean => collateral.length + missed.length === 0 && isCauseRight && isSafe(fixed);

export const isGreen = ({ red, passed }: ShapeResult): boolean => red.length === 0 && passed > 0;

/** The table and its totals, for people. */
export function resultLines({ faults, shapes }: AllResults): string[] {
  const width = Math.max(...faults.map(({ fault }) => fault.name.length));
  const detected = faults.filter(({ missed }) => missed.length === 0).length;
  const right = faults.filter(({ isCauseRight }) => isCauseRight).length;
  const collateral = faults.reduce((sum, result) => sum + result.collateral.length, 0);
  return [
    ...faults.flatMap((result) => [`${isAsStated(result) ? '✓' : '✗'} ${result.fault.name.padEnd(width)}  ${result.on.padEnd(15)}  ${result.red.join(' ')}`, `  ${result.causes[0] ?? 'no cause'}`, ...differences(result)]),
    '',
    ...shapes.map((result) => `${isGreen(result) ? '✓' : '✗'} ${result.shape.name}${isGreen(result) ? '' : `: ${result.red.join('; ') || 'nothing passed'}`}`),
    '',
    `${String(new Set(faults.map(({ fault }) => fault)).size)} faults on ${String(new Set(faults.map(({ on }) => on)).size)} topologies, ${String(faults.length)} in all: ${percent(detected, faults.length)} detected, ${percent(right, faults.length)} with the right cause first, ${String(collateral)} collateral red.`,
    fixLine(faults),
    `${String(shapes.length)} healthy shapes: ${String(shapes.filter(isGreen).length)} green.`,
  ];
}

function fixLine(faults: readonly FixedFault[]): string {
  const withFix = faults.filter(({ fixed }) => fixed.applied.length > 0);
  const commands = withFix.reduce((sum, { fixed }) => sum + fixed.applied.length, 0);
  return `${String(withFix.length)} faults with a fix, ${String(commands)} commands: ${String(withFix.filter(({ fixed }) => isSafe(fixed)).length)} carried out, green, and nothing else changed.`;
}

function differences({ missed, collateral, isCauseRight, fault, causes, fixed }: FixedFault): string[] {
  return [
    ...(missed.length > 0 ? [`  should be red and is not: ${missed.join(' ')}`] : []),
    ...(collateral.length > 0 ? [`  is red and should not be: ${collateral.join(' ')}`] : []),
    ...(isCauseRight ? [] : [`  the cause should contain ${fault.cause.join(', ')}; others found: ${causes.slice(1).join('; ') || 'none'}`]),
    ...unsafeLines(fixed).map((line) => `  ${line}`),
  ];
}

const percent = (part: number, whole: number): string => `${String(part)} (${String(Math.floor((100 * part) / whole))} %)`;
