/** PATH-01's verdict of each pair of NICs, held against whether the lab carries a packet there and its answer back. */
import { path01 } from '../../helpers/checks/paths/path-01-carried';
import type { Deployment } from '../../helpers/estate/deployment';
import { estateOf } from '../../helpers/estate/estate';
import type { MachineNic } from '../../helpers/estate/machines';
import { powerOf } from '../../helpers/estate/machines';
import { pairsOf } from '../../helpers/estate/nic-pairs';
import { keyOf } from '../../helpers/estate/resource-id';
import type { Case, CaseVerdict } from '../../helpers/checks/check';
import type { Finding } from '../../helpers/findings/finding';
import { followPacket } from '../../helpers/path/follow-packet';
import type { Path } from '../../helpers/path/path';
import { connect, type ConnectOutcome } from '../../lab/network/path';
import type { Topology } from '../../lab/topology/topology';
import { createWorld, type World } from '../../lab/topology/world';
import { getsThere, withOtherPrimaries } from './other-ways-out';
import { isToldWithoutChoice, toldOf } from './told-beyond';

/** One pair of NICs of running machines: what is true, and what was made of it. */
export interface ComparedPair {
  readonly name: string;
  readonly truth: ConnectOutcome;
  readonly walk: Path;
  readonly verdict: CaseVerdict | 'missing';
  /** What is wrong with the verdict; undefined where it is right. */
  readonly wrong: string | undefined;
}

export function comparePairs(deployment: Deployment, topology: Topology): ComparedPair[] {
  const world = createWorld(topology);
  const estate = estateOf(deployment.survey);
  const judged = new Map(path01.judge(estate, deployment.expectations).map((one) => [one.subjects.join(' '), one]));
  let made: World[] | undefined;
  const others = (): World[] => (made ??= withOtherPrimaries(topology));
  return [...pairsOf(estate.pairSources)].flatMap((pair) => {
    if (pair.kind !== 'pair') throw new Error(`a NIC could not be read: ${JSON.stringify(pair.problem)}`);
    const { from, to } = pair;
    if (powerOf(from.vm) !== 'running' || powerOf(to.vm) !== 'running') return [];
    const truthIn = (one: World): ConnectOutcome => connectIn(one, from, to);
    const truth = truthIn(world);
    const walk = followPacket(estate, deployment.expectations, from, to, 22);
    const one = judged.get(keyOf(`${from.nic.id} ${to.nic.id}`));
    return [{ name: `${from.address} → ${to.address}`, truth, walk, verdict: one?.verdict ?? 'missing', wrong: wrongWith(truth, walk, one, world) ?? wrongWithGuest(truth, walk, one, world, () => others().map(truthIn)) }];
  });
}

function connectIn(world: World, from: MachineNic, to: MachineNic): ConnectOutcome {
  const [machine, by] = [world.virtualMachine(from.vmId), world.networkInterface(from.nic.id)];
  if (!machine || !by) throw new Error(`the lab does not know ${from.nic.id}`);
  return connect(world, { from: machine, by, to: to.address, port: 22 });
}

/** What passes because the guest of an appliance chooses has to get there by one of its NICs at least, or to be lost behind it where PATH-01 told of that. */
function wrongWithGuest(truth: ConnectOutcome, walk: Path, judged: Case | undefined, world: World, otherwise: () => ConnectOutcome[]): string | undefined {
  if (judged?.verdict !== 'pass' || getsThere(truth) || !('cause' in truth) || isToldWithoutChoice(truth, walk.beyond, world)) return undefined;
  const mayPass = otherwise().some((outcome) => getsThere(outcome) || ('cause' in outcome && isToldWithoutChoice(outcome, walk.beyond, world)));
  return mayPass ? undefined : `it is ${truth.kind} by whichever NIC the guest sends it: ${truth.reason}`;
}

/**
 * Where the lab delivers, PATH-01 passes, unless it says of what on the way nothing shows that it forwards. Where the lab loses the packet, PATH-01 fails, unless it told
 * of the very thing that loses it as not looked at.
 */
function wrongWith(truth: ConnectOutcome, walk: Path, judged: Case | undefined, world: World): string | undefined {
  if (!judged) return 'PATH-01 has no case';
  const { verdict, findings } = judged;
  const isUndecided = verdict === 'cannot-tell' && findings.every(saysWhatIsUndecided);
  if ('cause' in truth) return verdict === 'fail' || isUndecided || (verdict !== 'skip' && toldOf(truth, walk.beyond, world).length > 0) ? undefined : `it is ${truth.kind}: ${truth.reason}`;
  return verdict === 'pass' || isUndecided || (verdict === 'cannot-tell' && findings.every(({ kind }) => kind === 'path-without-evidence')) ? undefined : `it is ${truth.kind}`;
}

/** What no configuration decides, because nothing documents it: rules without an address, as for an empty application security group, and VnetLocal on GatewaySubnet. */
function saysWhatIsUndecided(finding: Finding): boolean {
  switch (finding.kind) {
    case 'rule-undecided':
    case 'hop-rule-undecided':
      return finding.reason === 'it names no prefix';
    case 'route-stays':
      return true;
    default:
      return false;
  }
}

/** One sentence for each pair of which the verdict is wrong. */
export const pairDisagreements = (deployment: Deployment, topology: Topology): string[] =>
  comparePairs(deployment, topology).flatMap(({ name, wrong, walk, verdict }) => (wrong === undefined ? [] : [`${name}: PATH-01 comes to ${verdict} (${describe(walk)}), but ${wrong}`]));

function describe(walk: Path): string {
  switch (walk.kind) {
    case 'breaks':
      return `it breaks ${walk.way}, ${walk.finding.kind}`;
    case 'unknown':
      return `not known ${walk.way}, ${walk.gap.finding.kind}`;
    case 'arrives':
      return ['it arrives', ...walk.beyond.map((beyond) => `past ${beyond.kind} ${'address' in beyond ? (beyond.address ?? '') : ''}`.trimEnd())].join(', ');
  }
}
