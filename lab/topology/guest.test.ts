import { guestNameOf, portsOf, sshPortOf } from './guest';

test('a guest calls itself what it was renamed to, else what Azure called it, else as its machine', () => {
  expect(guestNameOf({ name: 'vm', computerName: 'host', renamedTo: 'new' })).toBe('new');
  expect(guestNameOf({ name: 'vm', computerName: 'host' })).toBe('host');
  expect(guestNameOf({ name: 'vm', computerName: null })).toBe('vm');
});

test.each<[string, Parameters<typeof portsOf>[0], readonly number[], number | undefined]>([
  ['of which nothing is said: on 22', {}, [22], 22],
  ['with Windows: on nothing', { operatingSystem: 'Windows' }, [], undefined],
  ['with Windows and an SSH server: on its port', { operatingSystem: 'Windows', listensOn: [3389, 22] }, [3389, 22], 22],
  ['without 22: on the first with SSH', { listensOn: [2222, 80] }, [2222, 80], 2222],
])('a machine %s', (_, vm, ports, sshPort) => {
  expect([portsOf(vm), sshPortOf(vm)]).toEqual([ports, sshPort]);
});
