import { named } from '../topologies/testing/named';
import { expectationsText, type FileExpectations } from './expectations';
import { virtualNetworkId } from './resource-ids';

const it = named('reference');
const idOf = (name: string): string => virtualNetworkId(it.network(name));

const written = (expected: FileExpectations): unknown => JSON.parse(expectationsText(it.world, expected, new Map([['azureuser', '/keys/lab'], ['web', '/keys/web']])));

test('networks are named by their ids, and whatever else is said stands there as it is', () => {
  expect(written({ hub: 'bluehub-vnet1', spokes: { one: { id: 'bluespoke1-vnet1', probe: 'none', why: 'private' }, gone: { id: '/subscriptions/elsewhere' } }, flows: [{ from: 'one', to: '*', port: [22, 'ssh'] }] })).toEqual({
    hub: idOf('bluehub-vnet1'),
    spokes: { one: { id: idOf('bluespoke1-vnet1'), probe: 'none', why: 'private' }, gone: { id: '/subscriptions/elsewhere' } },
    flows: [{ from: 'one', to: '*', port: [22, 'ssh'] }],
  });
});

test('each flow has a line, after those of nothing else', () => {
  const text = expectationsText(it.world, { transit: 'gateway', flows: [{ from: '*', to: '*', port: [22, 80] }, { from: 'a', to: 'b', port: 22 }], waivers: [] }, new Map());
  expect(text.split('\n')).toEqual(['{', '"flows": [', '  {"from":"*","to":"*","port":[22,80]},', '  {"from":"a","to":"b","port":22}', '],', '"transit": "gateway",', '"waivers": [', '', ']', '}', '']);
});

test('a user of the lab has the key that was made for it, unless another is named', () => {
  const ssh = [{ username: 'web', port: 2222 }, { username: 'azureuser', key: '/mine' }, { username: 'nobody' }, { machines: ['web*'] }];
  expect(written({ spokes: Object.fromEntries(ssh.map((one, index) => [`s${String(index)}`, { ssh: one }])) })).toEqual({
    spokes: { s0: { ssh: { username: 'web', port: 2222, key: '/keys/web' } }, s1: { ssh: { username: 'azureuser', key: '/mine' } }, s2: { ssh: { username: 'nobody' } }, s3: { ssh: { machines: ['web*'] } } },
  });
});
