import { describe, expect, test } from '@jest/globals';
import { alteringFaults } from './catalogue';
import { changesWithFault } from './changes-with-fault';

describe('What each fault of the catalogue changes in the network', () => {
  test.each(alteringFaults.map((fault) => [fault.name, fault] as const))('is told with the name of what was altered: %s', async (_, fault) => {
    const { altered, told } = await changesWithFault(fault);
    expect(told.filter((text) => altered.some((name) => text.includes(name)))).not.toEqual([]);
  }, 30_000);
});
