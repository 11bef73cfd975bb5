import { expect, test } from '@jest/globals';
import { expectations } from '../estate/testing/reference-deployment';
import { settingChanges } from './setting-changes';

test('the same settings, in whatever order and on whatever lines, are no change', () => {
  const [flow] = expectations.flows;
  expect(settingChanges({ ...expectations, flows: [{ ...flow, line: 3 }] }, Object.fromEntries(Object.entries({ ...expectations, flows: [{ ...flow, line: 9 }] }).reverse()))).toEqual([]);
});

test('what says something else is named as it is set', () => {
  expect(settingChanges({ ...expectations }, { ...expectations, transit: { kind: 'gateway' }, waivers: [{}] })).toEqual(['TRANSIT', 'EXPECTATIONS_FILE (waivers)']);
});

test('what an earlier spokecheck did not write down is not compared', () => {
  expect(settingChanges({}, { ...expectations })).toEqual([]);
});
