import { guestAnswer, guestNameOf, plainPortsOf, portsOf, sshPortOf } from './guest';

test('a guest calls itself what it was renamed to, else what Azure called it, else as its machine', () => {
  expect(guestNameOf({ name: 'vm', computerName: 'host', renamedTo: 'new' })).toBe('new');
  expect(guestNameOf({ name: 'vm', computerName: 'host' })).toBe('host');
  expect(guestNameOf({ name: 'vm', computerName: null })).toBe('vm');
});

test.each<[string, Parameters<typeof portsOf>[0], readonly number[], number | undefined]>([
  ['of which nothing is said: on 22', {}, [22], 22],
  ['with Windows: on nothing', { operatingSystem: 'Windows' }, [], undefined],
  ['with Windows and an SSH server: on its port', { operatingSystem: 'Windows', listensOn: [3389, 22] }, [3389, 22], 22],
  ['with Windows and other servers: on their ports, with SSH on none', { operatingSystem: 'Windows', listensOn: [3389] }, [3389], undefined],
  ['without 22: on the first with SSH', { listensOn: [2222, 80] }, [2222, 80], 2222],
])('a machine %s', (_, vm, ports, sshPort) => {
  expect([portsOf(vm), sshPortOf(vm)]).toEqual([ports, sshPort]);
  expect(plainPortsOf(vm)).toEqual(ports.filter((port) => port !== sshPort));
});

test('of the rules of a guest the first that names a port decides, whether anything listens there or not', () => {
  const vm: Parameters<typeof guestAnswer>[0] = { listensOn: [22, 1433], guestFirewall: [{ ports: ['1433'], action: 'drop' }, { ports: ['1400-1500', '3389'], action: 'refuse' }, { ports: ['8000'], action: 'drop' }] };
  expect([22, 80, 1433, 1434, 3389, 8000].map((port) => guestAnswer(vm, port))).toEqual(['accept', 'refuse', 'drop', 'refuse', 'refuse', 'drop']);
  expect(guestAnswer({ guestFirewall: [{ ports: ['*'], action: 'drop' }] }, 22)).toBe('drop');
});
