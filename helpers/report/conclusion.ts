/** What a whole run comes to: counts, the exit code, and the words for it. A sentence never says more than was judged. */
import type { Case } from '../checks/check';
import { judgementsIn } from '../checks/check';
import type { Outcome } from './outcome';
import { wasSelected } from './outcome';

/** 0 all that ran passed; 1 the network is not as it should be; 2 nothing was found wrong, but something could not be told. */
export type ExitCode = 0 | 1 | 2;

/** What a run was about. Absent where a run ended before anything was due. */
export interface Scope {
  /** All cases of the deployment by title; `judgements`: how many a case stands for. */
  readonly due: readonly { readonly title: string; readonly judgements: number }[];
  /** Jest's arguments, which may have selected a part. */
  readonly args: readonly string[];
  /** Where the run took one part of several. */
  readonly shard?: ScopeOfShard;
  /** Why the parts that it was put together of are not the whole, a clause: then it comes to exit code 2, whatever was found. */
  readonly incomplete?: string;
  readonly reach?: Reach;
}

/** Both numbers from 1. */
export interface ScopeOfShard {
  readonly index: number;
  readonly count: number;
  /** What PATH-01 takes to forward, logins of other shards alone go past. */
  readonly countsOnOthers: boolean;
}

/** How far the proof goes, from spoke to spoke. */
export interface Reach {
  /** Ordered pairs of spokes, and those between which a login has landed. */
  readonly spokePairs: number;
  readonly spokePairsByLogin: number;
  /** Virtual machines of the spokes, and those that took part in a login that landed. */
  readonly machines: number;
  readonly machinesByLogin: number;
  /** Pairs of NICs whose way was followed over the configuration, without those that logged in. */
  readonly nicPairsByConfiguration: number;
  /** What SSH_PAIRS leaves out of the logins; absent where it leaves out nothing. */
  readonly leftOut?: LeftOut;
  /** Connections of FLOW-01 that opened, and such of FLOW-02 that were shown to be blocked; absent where there are none. */
  readonly connections?: number;
  readonly blocked?: number;
  /** What SSH_PAIRS leaves out of what the flows name; absent where it leaves out nothing. */
  readonly flowsLeftOut?: FlowsLeftOut;
}

export interface FlowsLeftOut {
  readonly connections: number;
  readonly settings: string;
}

/** Ordered pairs of spokes between which no login was due. */
export interface LeftOut {
  readonly pairs: number;
  /** `SSH_PAIRS=auto, SSH_PAIRS_SEED=1` */
  readonly settings: string;
}

export interface Counts {
  /** Judgements of the deployment: one for each case, and in a large network one for each target that a case stands for. */
  readonly due: number;
  /** Of these, those that ran or were skipped with a reason, and those that vanished. */
  readonly selected: number;
  /** Came to pass or fail, a failure that is waived as well. */
  readonly judged: number;
  /** Logins that landed. */
  readonly proven: number;
  /** Connections that opened; absent where there are none. */
  readonly connected?: number;
}

export interface Conclusion {
  readonly code: ExitCode;
  readonly passed: number;
  readonly failed: number;
  readonly inconclusive: number;
  /** Failed or could not be told, and is accepted for a time. */
  readonly waived: number;
  readonly skipped: number;
  readonly counts: Counts;
  readonly advisories: readonly string[];
  /** What lies on the ways and was not read, in words. */
  readonly notLookedAt: readonly string[];
  /** What was said of how much. */
  readonly sentence: string;
}

const sum = (of: readonly { readonly judgements: number }[]): number => of.reduce((all, { judgements }) => all + judgements, 0);

/** What a case stands for, where its verdict is the one that was recorded. */
const targetsOf = ({ verdict, record }: Outcome): Case['targets'] => (record?.verdict === verdict ? record.judged.targets : undefined);

function judgementsOf(outcome: Outcome): { readonly judgements: number } {
  const targets = targetsOf(outcome);
  return { judgements: targets ? judgementsIn({ targets }) : 1 };
}

interface Tally extends Record<Outcome['verdict']['verdict'], number> {
  /** Of those that are waived, the ones that failed. */
  readonly waivedFailures: number;
}

function tallyOf(outcomes: readonly Outcome[]): Tally {
  const tally = { 'pass': 0, 'fail': 0, 'cannot-tell': 0, 'waived': 0, 'skip': 0, 'waivedFailures': 0 };
  for (const outcome of outcomes) {
    const { verdict } = outcome;
    const isWaived = verdict.verdict === 'waived';
    const { passed, failed, untold, skipped } = targetsOf(outcome) ?? { passed: 0, failed: 0, untold: 0, skipped: 0, [countOf[isWaived ? verdict.was.verdict : verdict.verdict]]: 1 };
    tally.pass += passed;
    tally.fail += isWaived ? 0 : failed;
    tally['cannot-tell'] += isWaived ? 0 : untold;
    tally.waived += isWaived ? failed + untold : 0;
    tally.waivedFailures += isWaived ? failed : 0;
    tally.skip += skipped;
  }
  return tally;
}

const countOf = { 'pass': 'passed', 'fail': 'failed', 'cannot-tell': 'untold', 'skip': 'skipped' } as const;

const count = (number: number, one: string, many = `${one}s`): string => `${grouped(number)} ${number === 1 ? one : many}`;

/**
 * @param notes advisories of the run as a whole
 * @param endedBy why the run ended before it was through, a clause: then it comes to exit code 2, whatever was found by then
 */
export function conclude(outcomes: readonly Outcome[], notes: readonly string[], scope?: Scope, endedBy?: string, notLookedAt: readonly string[] = []): Conclusion {
  const selected = outcomes.filter(wasSelected);
  const { pass: passed, fail: failed, 'cannot-tell': inconclusive, waived, skip: skipped, waivedFailures } = tallyOf(selected);
  const advisories = [...notes, ...selected.flatMap((outcome) => (outcome.verdict.verdict === 'pass' ? outcome.verdict.advisories.map((advisory) => advisory.text) : []))];
  const broken = brokenBy(scope, endedBy);
  const code: ExitCode = broken !== undefined ? 2 : failed > 0 ? 1 : inconclusive > 0 || passed === 0 ? 2 : 0;
  const proven = selected.filter(({ record, verdict }) => record?.login && verdict.verdict === 'pass').length;
  const connected = selected.filter(({ record, verdict }) => record?.connection && verdict.verdict === 'pass').length;
  const counts = { due: scope ? sum(scope.due) : sum(selected.map(judgementsOf)), selected: sum(selected.map(judgementsOf)), judged: passed + failed + waivedFailures, proven, ...(connected > 0 && { connected }) };
  const head = broken === undefined ? headline(code, { passed, failed, inconclusive, waived }, scope && partOf(scope, selected), scope?.shard) : `${broken} ${judgedSoFar(counts, { failed, waived }, endedBy === undefined ? '' : ' by then')}`;
  const how = scope?.reach && proven + connected > 0 ? [proofOf(scope.reach)] : [];
  const others = scope?.shard?.countsOnOthers && selected.some(({ record, verdict }) => record?.checkId === 'PATH-01' && verdict.verdict === 'pass') ? ['PATH-01 counts on logins of other shards; npm run merge tells whether they were made.'] : [];
  const left = scope?.reach?.leftOut ? [leftOutOf(scope.reach, scope.reach.leftOut)] : [];
  const sentence = [head, ...how, ...(scope && proven + connected === 0 ? [notProven(selected)] : []), ...others, ...left, ...flowWords(scope?.reach)].join(' ');
  return { code, passed, failed, inconclusive, waived, skipped, counts, advisories: [...new Set(advisories)], notLookedAt, sentence };
}

/** `Proven: 12 of 12 pairs of spokes by login, 6 of 47 machines; the other 2,150 pairs of NICs by configuration.` */
function proofOf({ spokePairs, spokePairsByLogin, machines, machinesByLogin, nicPairsByConfiguration: others, connections = 0 }: Reach): string {
  const logins = `${grouped(spokePairsByLogin)} of ${count(spokePairs, 'pair')} of spokes by login, ${grouped(machinesByLogin)} of ${count(machines, 'machine')}`;
  return `Proven: ${logins}${connections > 0 ? `; ${count(connections, 'connection')} by TCP` : ''}${others > 0 ? `; the other ${count(others, 'pair')} of NICs by configuration, as far as it was read` : ''}.`;
}

const leftOutOf = ({ spokePairs }: Reach, { pairs, settings }: LeftOut): string =>
  `Of ${count(spokePairs, 'pair')} of spokes, ${grouped(pairs)} were left out of the logins (${settings}).`;

/** `3 connections are blocked, as they are to be.` */
function flowWords({ blocked = 0, flowsLeftOut }: Partial<Reach> = {}): string[] {
  return [
    ...(blocked > 0 ? [`${count(blocked, 'connection is', 'connections are')} blocked, as ${blocked === 1 ? 'it is' : 'they are'} to be.`] : []),
    ...(flowsLeftOut ? [`${count(flowsLeftOut.connections, 'connection')} that EXPECTATIONS_FILE names ${flowsLeftOut.connections === 1 ? 'was' : 'were'} left out of the probes (${flowsLeftOut.settings}).`] : []),
  ];
}

const grouped = (number: number): string => number.toLocaleString('en-US');

const notProven = (selected: readonly Outcome[]): string =>
  `Nothing was proven end to end: no ${hasConnections(selected) ? 'login or connection' : 'login'} from spoke to spoke ${selected.some(({ record }) => record?.login ?? record?.connection) ? 'came to its end' : 'was made'}.`;

const hasConnections = (selected: readonly Outcome[]): boolean => selected.some(({ record }) => record?.connection);

function brokenBy(scope: Scope | undefined, endedBy: string | undefined): string | undefined {
  if (endedBy !== undefined) return `The run was ended before it was through: ${endedBy}.`;
  return scope?.incomplete === undefined ? undefined : `The parts are not one whole run: ${scope.incomplete}.`;
}

const judgedSoFar = ({ due, judged }: Counts, { failed, waived }: Pick<Conclusion, 'failed' | 'waived'>, byThen: string): string =>
  `${judged === 0 ? `Nothing was judged${byThen}.` : `${grouped(judged)} of ${count(due, 'check')} were judged${byThen}, ${grouped(failed)} of them failed${waived > 0 ? `, ${grouped(waived)} more ${areWaived(waived)}` : ''}; nothing is said of the rest.`}`;

/** `Shard 2 of 4: 21 of 44 checks ran (-t ER-02)`, where not all that was due was selected. */
function partOf({ due, args, shard }: Scope, selected: readonly Outcome[]): string | undefined {
  const titles = new Set(selected.map(({ title }) => title));
  const ran = sum(due.filter(({ title }) => titles.has(title)));
  return ran < sum(due) ? `${shard ? `${shardWords(shard)}: ` : ''}${grouped(ran)} of ${count(sum(due), 'check')} ran${args.length > 0 ? ` (${args.join(' ')})` : ''}` : undefined;
}

const areWaived = (waived: number): string => (waived === 1 ? 'is waived' : 'are waived');

function headline(code: ExitCode, { passed, failed, inconclusive, waived }: Pick<Conclusion, 'passed' | 'failed' | 'inconclusive' | 'waived'>, part: string | undefined, shard: ScopeOfShard | undefined): string {
  const rest = part === undefined ? '' : ` ${part}; nothing is said of the rest.`;
  const ofWaived = `${grouped(waived)} that ${areWaived(waived)}`;
  const butWaived = waived > 0 ? `, but for ${ofWaived}` : '';
  if (code === 0) return part === undefined ? `The network is as it should be${butWaived}: ${count(passed, 'check')} passed.` : `${part} and passed${butWaived}; nothing is said of the rest.`;
  const also = inconclusive > 0 ? ` and ${count(inconclusive, 'more', 'more')} could not be told` : '';
  if (code === 1) return `The network is not as it should be: ${count(failed, 'check')} failed${also}${waived > 0 ? `; ${grouped(waived)} more ${areWaived(waived)}` : ''}.${rest}`;
  if (waived > 0) return `${inconclusive > 0 ? `Nothing was found wrong beside ${ofWaived}, but ${count(inconclusive, 'check')} could not be told` : `No check passed beside ${ofWaived}, so nothing can be told`}.${rest}`;
  return inconclusive > 0 ? `Nothing was found wrong, but ${count(inconclusive, 'check')} could not be told.${rest}` : shard ? `${shardWords(shard)}: no check was run, so nothing can be told.` : 'No check was run, so nothing can be told.';
}

const shardWords = ({ index, count: of }: ScopeOfShard): string => `Shard ${String(index)} of ${String(of)}`;
