import { describe, expect, test } from '@jest/globals';
import { isJudged } from '../checks/check';
import { dueProbes, judgeSurvey } from '../checks/judge-all';
import { estateOf } from '../estate/estate';
import { manySpokes } from '../estate/testing/many-spokes';
import { deployment, forbidden } from '../estate/testing/reference-deployment';
import { hubId, routeServerId, spoke1, spoke2 } from '../estate/testing/reference-network';
import { keyOf } from '../estate/resource-id';
import { shardIn, shardsOf } from './shard';

describe('The shard that the arguments ask for', () => {
  test.each([
    [['--shard=2/4'], { shard: { index: 2, count: 4 }, rest: [] }],
    [['-t', 'ER', '--shard', '2/4', '--bail'], { shard: { index: 2, count: 4 }, rest: ['-t', 'ER', '--bail'] }],
    [['--', '--shard=2/4'], { rest: ['--', '--shard=2/4'] }],
    [['-t', '--shard=2/4'], { rest: ['-t', '--shard=2/4'] }],
    [[], { rest: [] }],
  ])('%j', (args, expected) => {
    expect(shardIn(args)).toEqual(expected);
  });
});

describe('Cases are dealt out by their source', () => {
  const spread = (spokes: number, count: number): { due: number[]; logins: Map<string, Set<number>> } => {
    const many = manySpokes({ spokes, routes: 'summary' });
    const shardOf = shardsOf(estateOf(many.survey), count);
    const probes = dueProbes(many);
    const logins = new Map<string, Set<number>>();
    for (const probe of probes) if (!isJudged(probe)) logins.set(probe.from.spokeId, (logins.get(probe.from.spokeId) ?? new Set()).add(shardOf(probe)));
    const shards = [...judgeSurvey(many), ...probes].map(shardOf);
    return { due: Array.from({ length: count }, (_, index) => shards.filter((shard) => shard === index + 1).length), logins };
  };

  test('each to one shard, none to a shard beyond, and evenly', () => {
    const { due } = spread(12, 4);
    const many = manySpokes({ spokes: 12, routes: 'summary' });
    expect(due.reduce((sum, one) => sum + one, 0)).toBe(judgeSurvey(many).length + dueProbes(many).length);
    expect(Math.max(...due) / Math.min(...due)).toBeLessThan(1.3);
  });

  test('all logins from one spoke to one shard', () => {
    expect([...spread(12, 4).logins.values()].map(({ size }) => size)).toEqual(Array.from({ length: 12 }, () => 1));
  });

  test('a shard has something as long as there are as many spokes', () => {
    expect(spread(4, 4).due.every((due) => due > 0)).toBe(true);
    expect(spread(2, 3).due[2]).toBe(0);
  });

  const two = deployment();
  const shardOf = (...subjects: string[]): number => shardsOf(estateOf(two.survey), 2)({ subjects: subjects.map(keyOf) });

  test.each([
    ['its network', (spoke: typeof spoke1) => [spoke.network]],
    ['a subnet of it', (spoke: typeof spoke1) => [spoke.subnet]],
    ['a NIC of it, to another', (spoke: typeof spoke1) => [spoke.nic, spoke === spoke1 ? spoke2.nic : spoke1.nic]],
    ['its machine', (spoke: typeof spoke1) => [spoke.vm]],
    ['its route table', (spoke: typeof spoke1) => [spoke.routeTable]],
    ['a peering of it', (spoke: typeof spoke1) => [`${spoke.network}/virtualNetworkPeerings/to-hub`]],
    ['what is the hub’s, of it', (spoke: typeof spoke1) => [hubId, spoke.network]],
  ])('a spoke’s shard has what is about %s', (_, about) => {
    expect([spoke1, spoke2].map((spoke) => shardOf(...about(spoke)))).toEqual([2, 1]);
  });

  test('what is about the hub, or about nothing, falls to the first', () => {
    expect([shardOf(hubId), shardOf(routeServerId), shardOf()]).toEqual([1, 1, 1]);
  });

  test('a NIC that was not read belongs to its spoke', () => {
    const unread = deployment((draft) => { draft.unread.push({ of: 'networkInterfaces', id: spoke1.nic, problem: forbidden('/it', 'x/read') }); });
    expect(shardsOf(estateOf(unread.survey), 2)({ subjects: [keyOf(spoke1.nic)] })).toBe(2);
  });
});
