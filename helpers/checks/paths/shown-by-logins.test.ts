import { expect, test } from '@jest/globals';
import { estateOf } from '../../estate/estate';
import type { LoginPairs } from '../../estate/expectations';
import type { Draft } from '../../estate/testing/reference-deployment';
import { deployment, thaw } from '../../estate/testing/reference-deployment';
import { hubId, machine, nic, spoke, spoke1, spoke2, systemRoutes, userRoute } from '../../estate/testing/reference-network';
import { ssh01 } from '../logins/ssh-01';
import { restsOnOthers, shownByLogins } from './shown-by-logins';

const spoke3 = Object.fromEntries(Object.entries(spoke2).map(([name, id]) => [name, id.replaceAll('spoke2', 'spoke3')])) as typeof spoke2;

/** Spokes 1 and 2 reach each other over one address that nothing has, and both reach spoke 3 over another. */
function threeSpokes(draft: Draft): void {
  draft.others.push(thaw(spoke(spoke3, 3, 'australiaeast')));
  draft.spokeIds.push(spoke3.network);
  draft.nics.push(thaw(nic(spoke3.nic, spoke3.vm, spoke3.subnet, '10.3.1.4')));
  draft.machines.push(thaw(machine(spoke3.vm, [spoke3.nic])));
  draft.hub.peerings.push(...draft.hub.peerings.slice(1).map((peering) => ({ ...peering, id: `${peering.id}3`, remoteVirtualNetworkId: spoke3.network, syncedRemotePrefixes: ['10.3.0.0/16'] })));
  const routes = (own: string, ...to: [prefix: string, address: string][]): Draft['routes'][string] => thaw([...systemRoutes(own), ...to.map(([prefix, address]) => userRoute('to', prefix, address))]);
  draft.rules = { [spoke1.nic]: [], [spoke2.nic]: [], [spoke3.nic]: [] };
  draft.routes = {
    [spoke1.nic]: routes('10.1.0.0/16', ['10.2.1.0/24', '10.0.0.4'], ['10.3.1.0/24', '10.0.0.9']),
    [spoke2.nic]: routes('10.2.0.0/16', ['10.1.1.0/24', '10.0.0.4'], ['10.3.1.0/24', '10.0.0.9']),
    [spoke3.nic]: routes('10.3.0.0/16', ['10.1.1.0/24', '10.0.0.9'], ['10.2.1.0/24', '10.0.0.9']),
  };
}

/** The pairs that log in, and which of the two addresses are shown to forward by that. */
function shown(sshPairs: LoginPairs): { readonly pairs: string[]; readonly addresses: string[] } {
  const { survey, expectations } = deployment(threeSpokes, { transit: { kind: 'addresses', addresses: ['10.0.0.4', '10.0.0.9'] }, sshPairs });
  const estate = estateOf(survey);
  const isShown = shownByLogins(estate, expectations);
  return {
    pairs: ssh01.due(estate, expectations).map((due) => ('from' in due ? `${due.from.name} ${due.to.name}` : '')),
    addresses: ['10.0.0.4', '10.0.0.9'].filter((address) => isShown({ kind: 'unseen', address, networkId: hubId })),
  };
}

test('what every login goes past is shown by all of them', () => {
  expect(shown({ kind: 'all', seed: '1' }).addresses).toEqual(['10.0.0.4', '10.0.0.9']);
});

test('what only logins go past that are left out is not shown', () => {
  const seeds = Array.from({ length: 12 }, (_, seed) => shown({ kind: 'sample', size: 1, seed: String(seed) }));
  expect(new Set(seeds.map(({ addresses }) => addresses.join()))).toEqual(new Set(['10.0.0.4', '10.0.0.9']));
  for (const { pairs, addresses } of seeds) expect([pairs.length, addresses]).toEqual([1, [pairs[0]?.includes('spoke3vm') ? '10.0.0.9' : '10.0.0.4']]);
});

test('a part of the logins rests on others where these alone go past something that is to be shown', () => {
  const { survey, expectations } = deployment(threeSpokes, { transit: { kind: 'addresses', addresses: ['10.0.0.4', '10.0.0.9'] }, sshPairs: { kind: 'all', seed: '1' } });
  const restsWith = (...own: string[]): boolean => restsOnOthers(estateOf(survey), expectations, ({ from }) => own.includes(from.name));
  expect([restsWith('spoke1vm'), restsWith('spoke2vm', 'spoke3vm'), restsWith('spoke3vm'), restsWith()]).toEqual([false, false, true, true]);
});
