import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Survey } from '../estate/survey';
import { manySpokes } from '../estate/testing/many-spokes';
import { deployment } from '../estate/testing/reference-deployment';
import { changesBetween } from './changes-between';

/** The same as Azure might send it the next night: lists in another order, ids in other cases. */
function sentAnew(value: unknown, turn: (list: readonly unknown[]) => readonly unknown[], spell: (id: string) => string): unknown {
  if (typeof value === 'string') return value.startsWith('/subscriptions/') ? spell(value) : value;
  if (Array.isArray(value)) return turn(value).map((inner) => sentAnew(inner, turn, spell));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, sentAnew(inner, turn, spell)]));
}

const estates = fc.record({ spokes: fc.integer({ min: 1, max: 6 }), routes: fc.constantFrom('summary' as const, 'each' as const) });

describe('The changes of a survey', () => {
  test('with itself are none', () => {
    fc.assert(fc.property(estates, (size) => { expect(changesBetween(manySpokes(size).survey, manySpokes(size).survey)).toEqual([]); }), { numRuns: 20 });
  });

  test('with the same in another order, its ids spelled otherwise, are none', () => {
    fc.assert(
      fc.property(estates, fc.boolean(), fc.constantFrom((id: string) => id.toUpperCase().replace(/^\/SUBSCRIPTIONS\//, '/subscriptions/'), (id: string) => id), (size, turned, spell) => {
        const { survey } = manySpokes(size);
        const again = sentAnew(survey, (list) => (turned ? [...list].reverse() : list), spell) as Survey;
        expect(changesBetween(survey, again)).toEqual([]);
        expect(changesBetween(again, survey)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test('are there both ways or neither, whatever of it is another', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), (one, other) => {
        const [a, b] = [one, other].map((spokes) => manySpokes({ spokes, routes: 'each' }).survey);
        if (!a || !b) throw new Error('two surveys');
        expect(changesBetween(a, b).length > 0).toBe(one !== other);
        expect(changesBetween(b, a).length > 0).toBe(one !== other);
      }),
      { numRuns: 20 },
    );
  });

  test('of another hub are those of what both have', () => {
    const { survey } = deployment();
    const other = { ...survey, hubId: `${survey.hubId}2`, virtualNetworks: { ...survey.virtualNetworks, [`${survey.hubId}2`.toLowerCase()]: survey.virtualNetworks[survey.hubId.toLowerCase()] } } as Survey;
    expect(changesBetween(survey, { ...other, spokeIds: [] }).filter((change) => 'resources' in change)).toEqual([]);
  });

  test('of a spoke more among many are few, the most far-reaching first', () => {
    const [before, now] = [120, 121].map((spokes) => manySpokes({ spokes, routes: 'each' }).survey);
    if (!before || !now) throw new Error('two surveys');
    expect(changesBetween(before, now).map((change) => [change.kind, 'nicIds' in change ? change.nicIds.length : 'routes' in change ? change.routes.length : 'resources' in change ? change.thing : 0])).toEqual([
      ['came', 'spoke'],
      ['new', 'peering'],
      ['route-changed', 60],
      ['route-changed', 60],
      ['came', 'machine'],
      ['effective-route-changed', 60],
      ['effective-route-changed', 60],
    ]);
  });

  test('of five hundred spokes that all lose a switch are one', () => {
    const before = manySpokes({ spokes: 500, routes: 'summary' }).survey;
    const now = manySpokes({ spokes: 500, routes: 'summary' }, (parts) => ({ ...parts, network: { ...parts.network, peerings: parts.network.peerings.map((one) => ({ ...one, allowForwardedTraffic: false })) } })).survey;
    expect(changesBetween(before, now).map((change) => ('ids' in change ? [change.kind, change.ids.length] : change))).toEqual([['changed', 500]]);
  });
});
