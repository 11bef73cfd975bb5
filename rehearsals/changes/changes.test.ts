import { describe, expect, test } from '@jest/globals';
import { changesBetween } from '../../helpers/changes/changes-between';
import { allFaults } from '../../lab/faults/catalogue';
import { builtInTopology } from '../../lab/topologies/built-in';
import { alteringFaults, notInSurveys } from './catalogue';
import { changesWithFault, healthyOn, surveyOf } from './changes-with-fault';

/** Each eighth, of all layers; the soak takes all. */
const sample = alteringFaults.filter((_, place) => place % 8 === 0);

describe('What changed in the lab', () => {
  test.each(sample.map((fault) => [fault.name, fault] as const))('is told with the name of what was altered: %s', async (_, fault) => {
    const { altered, told } = await changesWithFault(fault);
    expect(told.filter((text) => altered.some((name) => text.includes(name)))).not.toEqual([]);
  }, 30_000);

  test('is nothing between two surveys of one network', async () => {
    const [before, now] = [await healthyOn('reference'), await surveyOf(builtInTopology('reference'))];
    expect(changesBetween(before, now)).toEqual([]);
  }, 30_000);

  test('cannot be told of faults that are there, alone', () => {
    expect(Object.keys(notInSurveys).filter((name) => !allFaults.some((fault) => fault.name === name))).toEqual([]);
  });
});
