import { describe, expect, test } from '@jest/globals';
import { causesIn } from './causes-in';
import { madeEverywhere, network } from './made-everywhere';

describe('A fault that is made in every spoke is told once', () => {
  test.concurrent.each(madeEverywhere)('$name', async ({ design, spokes, apply, causes: beginnings, fixes }) => {
    const topology = network(design, spokes);
    apply(topology);
    const causes = await causesIn(topology);
    expect(causes.map(({ sentence }, index) => sentence.slice(0, beginnings[index]?.length))).toEqual(beginnings);
    expect(new Set(causes.flatMap((cause) => cause.fixes)).size).toBe(fixes);
  }, 120_000);

  test('where all spokes go by an address that TRANSIT does not name, the cause says so', async () => {
    const topology = network('appliance');
    madeEverywhere[0]?.apply(topology);
    expect((await causesIn(topology)).map(({ sentence }) => sentence)).toEqual([expect.stringMatching(/; all spokes go that way, and none by TRANSIT: if that is meant, TRANSIT=10\.0\.2\.99$/)]);
  }, 60_000);

  test("a missing route is the cause of what the last rule of a group denies, for the tag VirtualNetwork has the routes' prefixes", async () => {
    const topology = network('appliance', 3, true);
    for (const table of topology.routeTables) if (table.name !== 'rt1') table.routes = table.routes.filter(({ addressPrefix }) => addressPrefix !== '10.1.1.0/24');
    expect((await causesIn(topology)).map(({ sentence }) => sentence)).toEqual(['2 route tables have no route for spoke1: rt2 and rt3']);
  }, 60_000);

  test('a whole network has no cause', async () => {
    expect(await causesIn(network('appliance'))).toEqual([]);
  }, 60_000);
});
