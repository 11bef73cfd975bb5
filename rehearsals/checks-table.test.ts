import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { resultsSchema } from '../helpers/report/results';
import { allChecks } from '../helpers/checks/all-checks';
import { expectationsJsonSchema } from '../helpers/settings/expectations-file/schema';
import { withChecksTable } from './checks-table';
import { expectationsPage } from './expectations-page';

const root = join(__dirname, '..');

test("the README's table has the sentences of all checks; `npm run docs` writes it", () => {
  const page = readFileSync(join(root, 'README.md'), 'utf8');
  expect(page).toBe(withChecksTable(page));
});

test('the schema of results.json is the published one; `npm run docs` writes it', () => {
  expect(JSON.parse(readFileSync(join(root, 'docs', 'results.schema.json'), 'utf8'))).toEqual(JSON.parse(JSON.stringify(z.toJSONSchema(resultsSchema))));
});

test('the schema and the page of EXPECTATIONS_FILE are the published ones; `npm run docs` writes them', () => {
  expect(JSON.parse(readFileSync(join(root, 'docs', 'expectations.schema.json'), 'utf8'))).toEqual(JSON.parse(JSON.stringify(expectationsJsonSchema())));
  expect(readFileSync(join(root, 'docs', 'expectations.md'), 'utf8')).toBe(expectationsPage());
});

test('every check has its line in tests/, in the order of the list', () => {
  const files = ['route-server', 'peerings', 'route-tables', 'effective-routes', 'security-rules', 'paths', 'ssh', 'flows'].map((name) => `${name}.test.ts`);
  expect(readdirSync(join(root, 'tests')).sort()).toEqual([...files].sort());
  const named = files.flatMap((name) => [...readFileSync(join(root, 'tests', name), 'utf8').matchAll(/check\('([A-Z]+-\d+)'/g)].map(([, id]) => id));
  expect(named).toEqual(allChecks.map(({ id }) => id));
});
