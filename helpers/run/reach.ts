/** How far a run's proof goes: which pairs by login, which by configuration, and which machines' guests nobody looked into. */
import type { Case, ProbeCase } from '../checks/check';
import type { Estate } from '../estate/estate';
import type { Expectations, LoginPairs } from '../estate/expectations';
import { chosenUnits } from '../checks/flows/flow-cases';
import { expectedFlows } from '../checks/flows/flow-01';
import { blockedFlows } from '../checks/flows/flow-02';
import { isLoginMeant } from '../checks/logins/ssh-01';
import { keyOf } from '../estate/resource-id';
import type { Key } from '../estate/survey';
import type { Finding } from '../findings/finding';
import type { FlowsLeftOut, LeftOut, Reach } from '../report/conclusion';
import type { Outcome } from '../report/outcome';

/** @param leftOut what `leftOutOf` says. @param flowsLeftOut what `flowsLeftOutOf` says */
export function reachOf({ survey, nics }: Estate, outcomes: readonly Outcome[], leftOut?: LeftOut, flowsLeftOut?: FlowsLeftOut): Reach {
  const landed = outcomes.flatMap(({ verdict, record }) => (verdict.verdict === 'pass' && record?.login ? [record.login] : []));
  const loggedIn = new Set(landed.map(({ from, to }) => keyOf(`${from.nicId} ${to.nicId}`)));
  const followed = outcomes.flatMap(({ verdict, record }) => (record?.checkId === 'PATH-01' && record.verdict === verdict ? [record.judged] : []));
  const { length } = survey.spokeIds;
  return {
    spokePairs: length * (length - 1),
    spokePairsByLogin: new Set(landed.map(({ from, to }) => keyOf(`${from.spokeId} ${to.spokeId}`))).size,
    machines: new Set(nics.map(({ vmId }) => keyOf(vmId))).size,
    machinesByLogin: new Set(landed.flatMap(({ from, to }) => [keyOf(from.vmId), keyOf(to.vmId)])).size,
    nicPairsByConfiguration: followed.reduce((sum, judged) => sum + carried(judged), 0) - passedOf(followed, nics, [...loggedIn]),
    ...(leftOut && { leftOut }),
    ...counted(outcomes),
    ...(flowsLeftOut && { flowsLeftOut }),
  };
}

/** @param probes all that are due, also those that were judged without a login. Undefined where no pair is left out, and where the logins are due in another way than by pairs. */
export function leftOutOf(estate: Estate, expectations: Expectations, probes: readonly (ProbeCase | Case)[]): LeftOut | undefined {
  const { spokeIds } = estate.survey;
  const { sshPairs: pairs } = expectations;
  const due = probes.filter(({ checkId, subjects }) => checkId === 'SSH-01' && subjects.length === 2).length;
  const meant = spokeIds.reduce((sum, from) => sum + spokeIds.filter((to) => to !== from && isLoginMeant(estate, expectations, from, to)).length, 0);
  const left = meant - due;
  if (due === 0 || left <= 0) return undefined;
  return { pairs: left, settings: settingsOf(pairs) };
}

/** What the flows name and SSH_PAIRS leaves out of the probes; undefined where that is nothing. */
export function flowsLeftOutOf(estate: Estate, expectations: Expectations): FlowsLeftOut | undefined {
  const connections = [expectedFlows, blockedFlows].reduce((sum, asked) => sum + chosenUnits(estate, expectations, asked).leftOut, 0);
  return connections > 0 ? { connections, settings: settingsOf(expectations.sshPairs) } : undefined;
}

function settingsOf(pairs: LoginPairs): string {
  const setting = `SSH_PAIRS=${pairs.kind === 'sample' ? `sample:${String(pairs.size)}` : pairs.kind}`;
  return pairs.kind === 'ring' ? setting : `${setting}, SSH_PAIRS_SEED=${pairs.seed}`;
}

/** Connections that opened, and such that were shown to be blocked. */
function counted(outcomes: readonly Outcome[]): Pick<Reach, 'connections' | 'blocked'> {
  const records = outcomes.flatMap(({ verdict, record }) => (verdict.verdict === 'pass' && record ? [record] : []));
  const [connections, blocked] = [records.filter(({ connection }) => connection).length, records.filter(({ watch }) => watch).length];
  return { ...(connections > 0 && { connections }), ...(blocked > 0 && { blocked }) };
}

const carried = ({ verdict, targets }: Case): number => (targets ? targets.passed : Number(verdict === 'pass'));

/** How many of these pairs passed PATH-01, each for itself or within the case of its NIC. */
function passedOf(followed: readonly Case[], nics: Estate['nics'], pairs: readonly Key[]): number {
  const passed = new Set(followed.flatMap(({ verdict, targets, subjects }) => (!targets && verdict === 'pass' ? [subjects.join(' ')] : [])));
  const sources = followed.flatMap(({ targets, subjects: [own = ''] }) => (targets ? [{ own, targets }] : []));
  const key = (place: number): Key => keyOf(nics[place]?.nic.id ?? '');
  const others = new Set(sources.flatMap(({ own, targets }) => targets.others.flatMap(({ nics: places, back }) => places.map((place) => (back ? `${key(place)} ${own}` : `${own} ${key(place)}`)))));
  const owners = new Set(sources.map(({ own }) => own));
  return pairs.filter((pair) => passed.has(pair) || (owners.has(pair.split(' ')[0] ?? '') && !others.has(pair))).length;
}

/** What lies inside a guest is seen by a login alone, and by that only in part. */
export function guestsNotLoggedIn({ survey: { misnamed = [] } }: Estate, { machines, machinesByLogin }: Reach): Finding[] {
  if (misnamed.some(({ setting }) => setting === 'HUB_VNET_ID')) return [];
  const left = machines - machinesByLogin;
  return left > 0 ? [{ kind: 'guests-not-logged-in', machines: left }] : [];
}
