import { describe, expect, test } from '@jest/globals';
import { allFaults } from '../lab/faults/catalogue';
import { generatedTopology } from '../lab/topologies/generated';
import { isRed, rehearse } from './faults/rehearse-fault';

describe('A network made by size', () => {
  test.each([
    { spokes: 3, subscriptions: 2, machinesPerSpoke: 2, regions: 2, routesPerSpoke: 'each' },
    { spokes: 4, regions: 3 },
  ] as const)('%j is healthy', async (size) => {
    const { records } = await rehearse(generatedTopology(size));
    expect(records.filter(isRed).map(({ title }) => title)).toEqual([]);
    expect(records.filter(({ checkId }) => checkId === 'SSH-01').length).toBeGreaterThanOrEqual(size.spokes * (size.spokes - 1));
  });

  test('takes the faults of the catalogue', async () => {
    const fault = allFaults.find(({ name }) => name === 'route to spoke 2 missing');
    const { records } = await rehearse(generatedTopology({ spokes: 3, routesPerSpoke: 'each' }), fault?.apply);
    expect(records.some(isRed)).toBe(true);
  });
});
