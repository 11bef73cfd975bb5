import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { parseTopology } from '../lab/topology/topology-file';
import { topologySchema } from '../lab/topology/topology-schema';

const root = join(__dirname, '..');
const page = readFileSync(join(root, 'docs', 'lab.md'), 'utf8');

/** Of tests, what comes after the colon is how their title, or that of the group around them, begins. */
const claims = [...page.matchAll(/^\|.*\| `([^`]+\.test\.ts)`: (.+?) \|$/gm)].map(([, file = '', title = '']) => [file, title] as const);

/** Every key that a topology file may have. */
function keysOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const properties = 'properties' in schema && typeof schema.properties === 'object' && schema.properties !== null ? Object.keys(schema.properties) : [];
  return [...properties, ...Object.values(schema).flatMap(keysOf)];
}

describe('docs/lab.md', () => {
  test('claims as much as it did', () => {
    expect(claims.length).toBeGreaterThanOrEqual(18);
  });

  test.each(claims)('names a test that is there: %s: %s', (file, title) => {
    expect(existsSync(join(root, file))).toBe(true);
    expect(readFileSync(join(root, file), 'utf8')).toContain(title);
  });

  test('explains every key that a topology file may have', () => {
    const keys = keysOf(z.toJSONSchema(topologySchema(''), { io: 'input', unrepresentable: 'any' }));
    expect(keys.length).toBeGreaterThan(60);
    expect([...new Set(keys)].filter((key) => !page.includes(`\`${key}\``))).toEqual([]);
  });

  test('has a topology for an example that is one', () => {
    const [, example = ''] = /```json\n([\s\S]+?)```/.exec(page) ?? [];
    expect(parseTopology(JSON.parse(example)).virtualMachines).toHaveLength(2);
  });
});
