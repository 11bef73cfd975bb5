/** What lies on the ways from machine to machine and was not read: named once for a run, never passed over. */
import type { Estate } from '../../estate/estate';
import type { Expectations } from '../../estate/expectations';
import { flowsIn } from '../../estate/flows';
import { powerOf } from '../../estate/machines';
import { pairsOf } from '../../estate/nic-pairs';
import type { Finding } from '../../findings/finding';
import type { Beyond } from '../../findings/path-findings';
import { followPacket } from '../../path/follow-packet';

/** One finding for each kind of thing. */
export function notLookedAt(estate: Estate, expectations: Expectations): Finding[] {
  // Nothing is followed where the hub that is named does not exist.
  if (estate.survey.misnamed?.some(({ setting }) => setting === 'HUB_VNET_ID')) return [];
  const flows = flowsIn(expectations);
  const found = new Map<string, Beyond>();
  for (const pair of pairsOf(estate.pairSources)) {
    if (pair.kind !== 'pair' || powerOf(pair.from.vm) === 'not running' || powerOf(pair.to.vm) === 'not running') continue;
    for (const port of flows.ports) {
      if (!flows.between(pair.from, pair.to, port)) continue;
      for (const beyond of followPacket(estate, expectations, pair.from, pair.to, port).beyond) found.set(JSON.stringify(beyond), beyond);
    }
  }
  // That a Route Server forwards is an advisory of RT-03 where logins show it, and PATH-01 cannot tell where none does.
  const kinds = [...new Set([...found.values()].map(({ kind }) => kind))].filter((kind) => kind !== 'route-server').sort();
  return kinds.map((kind) => ({ kind: 'not-looked-at', things: [...found.values()].filter((beyond) => beyond.kind === kind) }));
}
