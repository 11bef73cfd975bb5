/**
 * PE-06: a peering routes the address space that it last synced, not the one that the other network has by now. Azure can
 * report FullyInSync beside a stale space, so the two lists are compared.
 */
import type { Estate, PeeringSide } from '../../estate/estate';
import { canonical, parsePrefix } from '../../estate/prefix';
import type { Peering, VirtualNetwork } from '../../estate/survey';
import { title } from '../../findings/title';
import type { Judged, Judgement } from '../check';
import { defineCheck } from '../define-check';
import { fail, judgeFound, notRead, pass, skip } from '../judgement';
import { networkRef } from '../reading-refs';
import { isState } from '../settling';
import { basisOf, peeringOf } from './peering-sides';

export const pe06 = defineCheck('PE-06', "the address space each side last synced is the other's address space today", (estate) =>
  estate.survey.spokeIds.flatMap((spoke) => {
    const { hubId: hub } = estate.survey;
    return [judgeSide(estate, { owner: hub, remote: spoke }), judgeSide(estate, { owner: spoke, remote: hub })];
  }),
);

function judgeSide(estate: Estate, side: PeeringSide): Judged {
  const { owner, remote } = side;
  const network = estate.network(remote);
  const judgement = judgeFound(peeringOf(estate, side), (peering) =>
    network.status === 'unread' ? notRead({ of: 'network', id: remote }, network.problem, networkRef(remote)) : judge(peering, network.value, side),
  );
  return { title: title`${{ id: owner }} has synced today's address space of ${{ id: remote }}`, about: [owner, remote], basis: basisOf(side), ...judgement };
}

function judge(peering: Peering, { addressPrefixes }: VirtualNetwork, side: PeeringSide): Judgement {
  const { syncedRemotePrefixes, peeringSyncLevel, peerCompleteVnets, name } = peering;
  if (!peerCompleteVnets) return skip({ kind: 'subnet-peering-synced-in-part', owner: side.owner, name });
  const [synced, today] = [syncedRemotePrefixes, addressPrefixes].map(spelled) as [string[], string[]];
  const unsynced = today.filter((prefix) => !synced.includes(prefix));
  const stale = synced.filter((prefix) => !today.includes(prefix));
  if (unsynced.length + stale.length === 0) return pass();
  return fail({ kind: 'space-not-synced', side, peering, synced, today, unsynced, stale }, isState(peeringSyncLevel, 'FullyInSync') ? [] : [networkRef(side.owner)]);
}

const spelled = (prefixes: readonly string[]): string[] =>
  prefixes.map((text) => {
    const prefix = parsePrefix(text);
    return prefix ? canonical(prefix) : text;
  });
