/** How far a run's proof goes: which pairs by login, which by configuration, and which machines' guests nobody looked into. */
import type { Estate } from '../estate/estate';
import { keyOf } from '../estate/resource-id';
import type { Finding } from '../findings/finding';
import type { Reach } from '../report/conclusion';
import type { Outcome } from '../report/outcome';

export function reachOf({ survey, nics }: Estate, outcomes: readonly Outcome[]): Reach {
  const landed = outcomes.flatMap(({ verdict, record }) => (verdict.verdict === 'pass' && record?.login ? [record.login] : []));
  const loggedIn = new Set(landed.map(({ from, to }) => keyOf(`${from.nicId} ${to.nicId}`)));
  const followed = outcomes.filter(({ verdict, record }) => verdict.verdict === 'pass' && record?.checkId === 'PATH-01' && !loggedIn.has(record.judged.subjects.join(' ')));
  const { length } = survey.spokeIds;
  return {
    spokePairs: length * (length - 1),
    spokePairsByLogin: new Set(landed.map(({ from, to }) => keyOf(`${from.spokeId} ${to.spokeId}`))).size,
    machines: new Set(nics.map(({ vmId }) => keyOf(vmId))).size,
    machinesByLogin: new Set(landed.flatMap(({ from, to }) => [keyOf(from.vmId), keyOf(to.vmId)])).size,
    nicPairsByConfiguration: followed.length,
  };
}

/** What lies inside a guest is seen by a login alone, and by that only in part. */
export function guestsNotLoggedIn({ survey: { misnamed = [] } }: Estate, { machines, machinesByLogin }: Reach): Finding[] {
  if (misnamed.some(({ setting }) => setting === 'HUB_VNET_ID')) return [];
  const left = machines - machinesByLogin;
  return left > 0 ? [{ kind: 'guests-not-logged-in', machines: left }] : [];
}
