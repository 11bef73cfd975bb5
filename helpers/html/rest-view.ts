/** How far the proof goes and what stands beside it: advisories, what was not proven, not due and not looked at, and how long it took to settle. */
import type { Results } from '../report/results';
import { verdictsIn } from './cases-view';
import type { Naming } from './naming';
import { count, duration } from './naming';

export interface RestView {
  readonly verdicts: ReturnType<typeof verdictsIn>;
  readonly checks: readonly string[];
  readonly advisories: readonly string[];
  readonly notProven: readonly string[];
  readonly notLookedAt: readonly string[];
  readonly waived: readonly { readonly title: string; readonly fact: string }[];
  readonly settling: readonly string[];
  readonly peerings: readonly PeeringRow[];
}

export interface PeeringRow {
  readonly from: string;
  readonly to: string;
  readonly state: string;
  readonly on: string;
}

export function restOf(run: Results, naming: Naming): RestView {
  const { cases, words, notes } = run;
  return {
    verdicts: verdictsIn(run),
    checks: [...new Set(cases.map(({ check }) => check))].sort(),
    advisories: [...new Set([...(words?.notes ?? notes.map(({ kind }) => kind)), ...cases.flatMap((one) => one.words?.advisories ?? [])])],
    notProven: notProvenIn(run),
    notLookedAt: words?.notLookedAt ?? [],
    waived: cases.filter(({ verdict }) => verdict === 'waived').map(({ title, words: said, reason }) => ({ title, fact: said?.fact ?? reason ?? '' })),
    settling: settlingIn(run),
    peerings: peeringsIn(run, naming),
  };
}

function notProvenIn({ reach }: Results): string[] {
  if (!reach) return [];
  const { spokePairs, spokePairsByLogin, machines, machinesByLogin, nicPairsByConfiguration, leftOut } = reach;
  return [
    ...(spokePairsByLogin < spokePairs ? [`${count(spokePairs - spokePairsByLogin, 'ordered pair')} of spokes of ${count(spokePairs, 'pair')}: no login from the one to the other has landed.`] : []),
    ...(machinesByLogin < machines ? [`${count(machines - machinesByLogin, 'machine')} of ${count(machines, 'machine')}: took part in no login that landed.`] : []),
    ...(leftOut ? [`${count(leftOut.pairs, 'ordered pair')} of spokes left out of the logins by ${leftOut.settings}.`] : []),
    ...(nicPairsByConfiguration > 0 ? [`${count(nicPairsByConfiguration, 'pair')} of NICs: followed over the configuration alone, as far as it was read.`] : []),
  ];
}

function settlingIn({ cases, deployment }: Results): string[] {
  const again = cases.filter(({ attempts = 1 }) => attempts > 1);
  const longest = Math.max(0, ...again.map(({ seconds = 0 }) => seconds));
  return [
    ...(deployment ? [`The survey took ${duration((Date.parse(deployment.surveyFinishedAt) - Date.parse(deployment.surveyStartedAt)) / 1000)}, with what was read again until it had settled.`] : []),
    again.length === 0 ? 'Nothing had to be observed more than once.' : `${count(again.length, 'check')} rested on what was observed more than once; the longest took ${duration(longest)} from the first observation to the last. Each says so, among the checks.`,
  ];
}

type Side = NonNullable<Results['network']>['peerings'][number]['side'];

function peeringsIn({ network }: Results, { name }: Naming): PeeringRow[] {
  if (!network) return [];
  const { hub, spokes, peerings } = network;
  const row = (from: string, to: string, side: Side): PeeringRow => ({ from: name(from), to: name(to), ...stateOf(side) });
  const sides = spokes.flatMap((spoke) => [
    ...(hub.unread ? [] : [spoke.hubSide ? row(hub.id, spoke.id, spoke.hubSide) : missing(name(hub.id), name(spoke.id))]),
    ...(spoke.unread ? [{ ...missing(name(spoke.id), name(hub.id)), state: 'could not be read' }] : [spoke.spokeSide ? row(spoke.id, hub.id, spoke.spokeSide) : missing(name(spoke.id), name(hub.id))]),
  ]);
  return [...sides, ...peerings.map(({ from, to, side }) => row(from, to, side))];
}

const missing = (from: string, to: string): PeeringRow => ({ from, to, state: 'missing', on: '' });

const stateOf = ({ name, state, sync, provisioning, on, partial }: Side): Pick<PeeringRow, 'state' | 'on'> => ({
  state: `${name}: ${state}, ${sync}${provisioning.toLowerCase() === 'succeeded' ? '' : `, provisioning ${provisioning}`}${partial ? ', of subnets only' : ''}`,
  on: on.join(', '),
});
