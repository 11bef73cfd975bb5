/**
 * PE-06: a peering routes the address space that it last synced, not the one that the other network has by now. Azure can
 * report FullyInSync beside a stale space, so the two lists are compared.
 */
import { canonical, parsePrefix } from '../estate/prefix';
import { readingIn } from '../estate/reading-in';
import type { Peering, Survey, VirtualNetwork } from '../estate/survey';
import type { Label } from '../estate/survey-labels';
import { aligned, list } from './aligned';
import type { Judged } from './define-check';
import { defineCheck } from './define-check';
import type { Judgement } from './judgement';
import { fail, judgeFound, notRead, pass, skip } from './judgement';
import type { Direction } from './peering-sides';
import { peeringOf, peeringWords } from './peering-sides';
import { networkRef } from './reading-refs';
import { isState } from './settling';

export const pe06 = defineCheck('PE-06', "the address space each side last synced is the other's address space today", ({ survey }, label) =>
  survey.spokeIds.flatMap((spoke) => [
    judgeSide(survey, { owner: survey.hubId, remote: spoke }, label),
    judgeSide(survey, { owner: spoke, remote: survey.hubId }, label),
  ]),
);

function judgeSide(survey: Survey, direction: Direction, label: Label): Judged {
  const { owner, remote } = direction;
  const network = readingIn(survey.virtualNetworks, remote);
  const judgement = judgeFound(peeringOf(survey, direction, label), (peering) =>
    network.status === 'unread' ? notRead(label(remote), network.problem, networkRef(remote)) : judge(peering, network.value, direction, label),
  );
  return { sentence: `${label(owner)} has synced today's address space of ${label(remote)}`, about: [owner, remote], ...judgement };
}

function judge(peering: Peering, { addressPrefixes }: VirtualNetwork, { owner, remote }: Direction, label: Label): Judgement {
  const { syncedRemotePrefixes, peeringSyncLevel, peerCompleteVnets, name } = peering;
  if (!peerCompleteVnets) return skip(`${name} of ${label(owner)} is a subnet peering, which does not carry the whole address space`);
  const [synced, today] = [syncedRemotePrefixes, addressPrefixes].map(spelled) as [string[], string[]];
  const unsynced = today.filter((prefix) => !synced.includes(prefix));
  const stale = synced.filter((prefix) => !today.includes(prefix));
  if (unsynced.length + stale.length === 0) return pass();
  const differences = [...(unsynced.length > 0 ? [`lacks ${list(unsynced)}`] : []), ...(stale.length > 0 ? [`still has ${list(stale)}`] : [])];
  return fail(`${peeringWords(peering, owner, label)} ${list(differences)} of ${label(remote)}`, {
    evidence: aligned([
      [`last synced`, synced.join(', ') || 'nothing'],
      [`${label(remote)} today`, today.join(', ')],
    ]),
    hint: `sync ${name} of ${label(owner)}`,
    unsettled: isState(peeringSyncLevel, 'FullyInSync') ? [] : [networkRef(owner)],
  });
}

const spelled = (prefixes: readonly string[]): string[] =>
  prefixes.map((text) => {
    const prefix = parsePrefix(text);
    return prefix ? canonical(prefix) : text;
  });
