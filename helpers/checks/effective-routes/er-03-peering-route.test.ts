import { describe, expect, test } from '@jest/globals';
import type { EffectiveRoute } from '../../estate/survey';
import type { CaseInWords } from '../testing/judged';
import { er03 } from './er-03-peering-route';
import { caseAbout, failed, passed, skipped, inconclusive } from '../testing/judged';
import type { Draft } from '../../estate/testing/reference-deployment';
import { deployment, stop, thaw, throttled } from '../../estate/testing/reference-deployment';
import { effective, hubId, spoke1 } from '../../estate/testing/reference-network';

const judged = (change: (draft: Draft) => void): CaseInWords => caseAbout(er03, deployment(change), 'spoke1');

const withRows = (...rows: EffectiveRoute[]) => (draft: Draft) => {
  draft.routes[spoke1.nic] = thaw(rows);
};

describe('ER-03', () => {
  test('a peering route within a region passes like one across regions', () => {
    expect(judged(withRows(effective('Default', '10.0.0.0/16', 'VnetPeering'))).verdict).toEqual(passed);
  });

  test('a peering route that a user route of the same prefix overrides passes', () => {
    const overridden = effective('Default', '10.0.0.0/16', 'VNetPeering', { state: 'Invalid' });
    expect(judged(withRows(overridden, effective('User', '10.0.0.0/16', 'VirtualAppliance', { name: 'tohub', nextHopIpAddresses: ['10.0.0.4'] }))).verdict).toEqual(passed);
    expect(judged(withRows(overridden)).verdict).toEqual(
      failed('spoke1vm711_z1 has only an Invalid peering route that no user route overrides to bluehub-vnet1', [
        'address space of bluehub-vnet1: 10.0.0.0/16',
        'peering routes and routes that touch it:',
        '  10.0.0.0/16  →  VNetPeering  Default  Invalid',
      ]),
    );
  });

  test('fails where there is none, and may settle while both sides are peered', () => {
    expect(judged(withRows(effective('Default', '10.1.0.0/16', 'VnetLocal'), effective('Default', '10.0.0.0/8', 'None'), effective('Default', '10.9.0.0/16', 'VNetPeering')))).toMatchObject({
      verdict: failed('spoke1vm711_z1 has no peering route to bluehub-vnet1', [
        'address space of bluehub-vnet1: 10.0.0.0/16',
        'peering routes and routes that touch it:',
        '  10.0.0.0/8   →  None         Default  Active',
        '  10.9.0.0/16  →  VNetPeering  Default  Active',
      ]),
      unsettled: [{ of: 'effectiveRoutes', key: spoke1.nic.toLowerCase() }],
    });
    expect(judged(withRows(effective('Default', '0.0.0.0/0', 'Internet'))).verdict).toMatchObject({ evidence: ['address space of bluehub-vnet1: 10.0.0.0/16', 'no route touches it'] });
  });

  test('does not wait for the route of a peering that is missing or Disconnected', () => {
    expect(judged((draft) => [withRows()(draft), (draft.hub.peerings = [])]).unsettled).toEqual([]);
    expect(judged((draft) => [withRows()(draft), Object.assign(draft.spoke1.peerings[0] ?? {}, { peeringState: 'Disconnected' })]).unsettled).toEqual([]);
  });

  test('is not due for a machine that does not run', () => {
    expect(judged((draft) => stop(draft, 'spoke1vm')).verdict).toEqual(skipped('spoke1vm is deallocated (see ER-01)'));
  });

  test('cannot tell without the routes, the hub, the NIC or the spoke', () => {
    const reason = 'could not be read: GET /it ended in 429 TooManyRequests: Too many requests';
    const problem = throttled('/it');
    expect(judged(({ unread }) => unread.push({ of: 'effectiveRoutes', id: spoke1.nic, problem })).verdict).toEqual(inconclusive(`the effective routes of spoke1vm711_z1 ${reason}`));
    expect(judged(({ unread }) => unread.push({ of: 'virtualNetworks', id: hubId, problem })).verdict).toEqual(inconclusive(`bluehub-vnet1 ${reason}`));
    expect(judged(({ unread }) => unread.push({ of: 'networkInterfaces', id: spoke1.nic, problem })).verdict).toEqual(inconclusive(`spoke1vm711_z1 ${reason}`));
    expect(judged(({ unread }) => unread.push({ of: 'virtualNetworks', id: spoke1.network, problem }))).toMatchObject({
      title: '[ER-03] the machines of bluespoke1-vnet1 have a peering route to bluehub-vnet1',
      verdict: inconclusive(`bluespoke1-vnet1 ${reason}`),
    });
  });
});
