import { describe, expect, test } from '@jest/globals';
import { er01 } from './er-01-routes-readable';
import { caseAbout, passed, skipped, inconclusive, verdictsOf } from '../testing/judged';
import type { Draft } from '../../estate/testing/reference-deployment';
import { addMachine, deployment, forbidden, stop, throttled } from '../../estate/testing/reference-deployment';
import { spoke1, spoke2 } from '../../estate/testing/reference-network';

const first = 'the effective routes of spoke1vm711_z1 can be read';
const second = 'the effective routes of spoke2vm819_z1 can be read';
const notRunning = { kind: 'nic-not-running', request: 'POST /nic/effectiveRouteTable', status: 400, code: 'NicMustBeAttachedToRunningVmToGetEffectiveRoutes', message: 'Not running.' } as const;

describe('ER-01', () => {
  test('cannot tell where Azure refuses, and names the missing action', () => {
    const problem = forbidden('/nic/effectiveRouteTable', 'Microsoft.Network/networkInterfaces/effectiveRouteTable/action');
    expect(verdictsOf(er01, deployment(({ unread }) => unread.push({ of: 'effectiveRoutes', id: spoke1.nic, problem })))).toEqual({
      [first]: inconclusive(
        'the effective routes of spoke1vm711_z1 could not be read: GET /nic/effectiveRouteTable ended in 403 AuthorizationFailed: Microsoft.Network/networkInterfaces/effectiveRouteTable/action is not granted',
      ),
      [second]: passed,
    });
  });

  test('a NIC of a machine that does not run is skipped while another one in the subnet is read', () => {
    const one = deployment((draft) => {
      addMachine(draft, spoke1, 'idle', '10.1.1.5');
      stop(draft, 'idle');
    });
    expect(verdictsOf(er01, one)).toEqual({
      [first]: passed,
      'the effective routes of idle-nic can be read': skipped('idle is deallocated; another NIC in bluespoke1-vnet1/bluespoke1-vnet1sub1 is read'),
      [second]: passed,
    });
  });

  test('it cannot tell about that NIC where the other one could not be read either', () => {
    const neither = deployment((draft) => {
      addMachine(draft, spoke1, 'idle', '10.1.1.5');
      stop(draft, 'idle');
      draft.unread.push({ of: 'effectiveRoutes', id: spoke1.nic, problem: throttled('/nic') });
    });
    expect(caseAbout(er01, neither, 'idle').verdict).toEqual(inconclusive('idle is deallocated, and no other NIC in bluespoke1-vnet1/bluespoke1-vnet1sub1 could be read'));
  });

  test('a subnet in which no machine runs is one case, and cannot be told', () => {
    expect(verdictsOf(er01, deployment((draft) => stop(draft, 'spoke1vm')))).toEqual({
      'the effective routes of a NIC in bluespoke1-vnet1/bluespoke1-vnet1sub1 can be read': inconclusive('no machine in bluespoke1-vnet1/bluespoke1-vnet1sub1 runs: spoke1vm is deallocated'),
      [second]: passed,
    });
    expect(caseAbout(er01, deployment((draft) => stop(draft, 'spoke1vm')), 'spoke1-vnet1').unsettled).toEqual([]);
  });

  test('a machine that is about to run is worth another look', () => {
    const starting = (draft: Draft): void => {
      draft.machines.forEach((vm) => vm.id === spoke1.vm && (vm.powerState = 'starting'));
      draft.unread.push({ of: 'effectiveRoutes', id: spoke1.nic, problem: notRunning });
    };
    expect(caseAbout(er01, deployment(starting), 'spoke1-vnet1')).toMatchObject({
      verdict: inconclusive('no machine in bluespoke1-vnet1/bluespoke1-vnet1sub1 runs: Azure says that spoke1vm does not run'),
      unsettled: [
        { of: 'virtualMachines', key: spoke1.vm.toLowerCase() },
        { of: 'effectiveRoutes', key: spoke1.nic.toLowerCase() },
      ],
    });
  });

  test('a spoke without any machine cannot be told', () => {
    expect(verdictsOf(er01, deployment((draft) => draft.spoke1.subnets.forEach((subnet) => (subnet.ipConfigurationIds = []))))).toEqual({
      'the effective routes of the machines in bluespoke1-vnet1 can be read': inconclusive('bluespoke1-vnet1 has no virtual machine whose effective routes could be read'),
      [second]: passed,
    });
  });

  test('a NIC that is attached to no machine is none of the checks business', () => {
    const detached = deployment((draft) => draft.nics.forEach((nic) => nic.id === spoke2.nic && delete nic.virtualMachineId));
    expect(Object.keys(verdictsOf(er01, detached))).toEqual([first, 'the effective routes of the machines in bluespoke2-vnet1 can be read']);
  });

  test('cannot tell about a NIC, or a spoke, that is not to be read', () => {
    expect(verdictsOf(er01, deployment(({ unread }) => unread.push({ of: 'networkInterfaces', id: spoke1.nic, problem: throttled('/nic') })))).toMatchObject({
      [first]: inconclusive('spoke1vm711_z1 could not be read: GET /nic ended in 429 TooManyRequests: Too many requests'),
    });
    expect(verdictsOf(er01, deployment(({ unread }) => unread.push({ of: 'virtualNetworks', id: spoke1.network, problem: throttled('/spoke1') })))).toMatchObject({
      'the effective routes of the machines in bluespoke1-vnet1 can be read': inconclusive('bluespoke1-vnet1 could not be read: GET /spoke1 ended in 429 TooManyRequests: Too many requests'),
    });
  });
});
