import { expect, test } from '@jest/globals';
import { estateOf } from '../../estate/estate';
import type { Draft } from '../../estate/testing/reference-deployment';
import { addMachine, deployment, forbidden } from '../../estate/testing/reference-deployment';
import { spoke1, spoke2 } from '../../estate/testing/reference-network';
import { namedMachines } from './named-machines';

const named = (change: (draft: Draft) => void = () => undefined) => namedMachines(estateOf(deployment(change).survey));

test('machines have the names that they were given and that their agents reported, and all their addresses', () => {
  expect(named(({ machines, nics }) => {
    machines.filter(({ id }) => id === spoke2.vm).forEach((vm) => (vm.guestName = 'web-2'));
    nics.filter(({ id }) => id === spoke2.nic).forEach(({ ipConfigurations }) => ipConfigurations.push({ name: 'b', primary: false, subnetId: spoke2.subnet, privateIPAddress: '10.2.1.5', privateIPAddressVersion: 'IPv4' }));
  })).toEqual([
    { name: 'spoke1vm', hostNames: ['spoke1vm'], addresses: ['10.1.1.4'] },
    { name: 'spoke2vm', hostNames: ['spoke2vm', 'web-2'], addresses: ['10.2.1.4', '10.2.1.5'] },
  ]);
});

test('machines that do not take part are there as well, and one that could not be read by its address', () => {
  expect(named((draft) => {
    addMachine(draft, spoke1, 'zulu', '10.1.1.9');
    draft.unread.push({ of: 'virtualMachines', id: spoke2.vm, problem: forbidden('/it', 'x/read') });
  })).toEqual(expect.arrayContaining([{ name: 'zulu', hostNames: ['zulu'], addresses: ['10.1.1.9'] }, { name: 'spoke2vm', hostNames: [], addresses: ['10.2.1.4'] }]));
});
