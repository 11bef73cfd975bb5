import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { allFaults } from '../../lab/faults/catalogue';
import type { Fault } from '../../lab/faults/fault';
import { blockedByRoute } from '../../lab/faults/flow-faults';
import { builtInTopology } from '../../lab/topologies/built-in';
import { healthyShapes } from '../../lab/shapes/healthy-shapes';
import { fixesPage } from '../fixes/fixes-page';
import type { FixResult } from '../fixes/rehearse-fixes';
import { rehearseFixes, unsafeLines } from '../fixes/rehearse-fixes';
import { furtherInjections, isRed, ownInjections, rehearse, rehearseFault } from './rehearse-fault';

/** `npm run rehearse -- --all-faults` takes all of them. */
const sample = furtherInjections.filter((_, index) => index % 16 === 5);

const fixes = new Map<Fault, FixResult>();

describe('With a fault, exactly the stated checks are red, the right cause comes first, and its fixes make them green and change nothing else', () => {
  test.concurrent.each([...ownInjections, ...sample].map((injection) => [injection.fault.name, injection.on, injection] as const))(
    '%s, on %s',
    async (_name, _on, injection) => {
      const { red, causes, isCauseRight, target, rehearsed } = await rehearseFault(injection);
      expect([...red].sort()).toEqual([...injection.red].sort());
      expect({ isCauseRight, first: causes[0] }).toMatchObject({ isCauseRight: true });
      const fixed = await rehearseFixes(target, rehearsed);
      expect(unsafeLines(fixed)).toEqual([]);
      if (ownInjections.includes(injection)) fixes.set(injection.fault, fixed);
    },
    60_000,
  );

  test('The fixes are described by docs/fixes.md (npm run docs writes it)', () => {
    const faults = allFaults.flatMap((fault) => { const fixed = fixes.get(fault); return fixed ? [{ fault, fixed }] : []; });
    expect(readFileSync(join(__dirname, '..', '..', 'docs', 'fixes.md'), 'utf8')).toBe(fixesPage(faults));
  });
});

test('What is blocked by a route where a rule was meant is blocked, and the route is named', async () => {
  const { records } = await rehearse(builtInTopology('segmented'), blockedByRoute.apply, { BLOCKED_WINDOW: '1' });
  expect(records.filter(isRed).map(({ title }) => title)).toEqual([]);
  const said = records.flatMap(({ checkId, verdict }) => (checkId === 'FLOW-02' && verdict.verdict === 'pass' ? [verdict.advisories.map(({ text }) => text).join()] : []));
  expect(said.length).toBeGreaterThan(0);
  expect(said.filter((text) => !text.includes(blockedByRoute.says))).toEqual([]);
}, 60_000);

test('With another machine at an address, the logins that lead there fail, and those that start there are inconclusive', async () => {
  const { apply } = allFaults.find(({ name }) => name === 'another machine answering at the address') ?? {};
  const { records } = await rehearse(builtInTopology('reference'), apply);
  const lines = records.flatMap(({ verdict, login }) => {
    if (!login) return [];
    return 'fact' in verdict ? [`${verdict.verdict}: ${verdict.fact}`] : 'reason' in verdict ? [`${verdict.verdict}: ${verdict.reason}`] : [verdict.verdict];
  });
  expect(lines).toEqual([
    'fail: a login from spoke1vm (10.1.1.4) to spoke2vm (10.2.1.4) lands on a machine that calls itself spoke1vm, not spoke2vm',
    'cannot-tell: nothing is known of a login from spoke2vm to spoke1vm: the access path failed at spoke2vm (10.2.1.4): ' +
      'the machine that answers there calls itself spoke1vm, and in Azure the computer name is spoke2vm',
  ]);
}, 60_000);

describe('A healthy network is green', () => {
  test.concurrent.each(healthyShapes.map((shape) => [shape.name, shape] as const))(
    '%s',
    async (_name, shape) => {
      const { records } = await rehearse(shape.topology(), shape.apply, shape.settings);
      expect(records.filter(isRed).map(({ title, verdict }) => ({ title, verdict }))).toEqual([]);
      expect(records.filter(({ verdict }) => verdict.verdict === 'pass').length).toBeGreaterThan(20);
    },
    120_000,
  );
});
