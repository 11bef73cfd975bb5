import { expect, test } from '@jest/globals';
import type { BuiltInTopology } from '../../lab/topologies/built-in';
import { builtInTopologies } from '../../lab/topologies/built-in';
import { leftBy } from './canary';

const cases: (readonly [BuiltInTopology, string | undefined])[] = [
  ...builtInTopologies.map((base) => [base, undefined] as const),
  ...['unknown host key of spoke 2', 'jump host refuses the key', 'another machine answering at the address'].map((fault) => ['reference', fault] as const),
];

test.each(cases)('of a run under REDACT, nothing leaves that says whose network it is: %s, %s', async (base, fault) => {
  const { files, leaks } = await leftBy(base, fault);
  expect([files, leaks]).toEqual([10, []]);
}, 120_000);
