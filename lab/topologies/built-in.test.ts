import { readdirSync } from 'node:fs';
import { builtInTopologies, builtInTopology } from './built-in';

test('every topology file is built in under its own name', () => {
  const files = readdirSync(__dirname).filter((file) => file.endsWith('.json'));
  expect([...builtInTopologies].sort()).toEqual(files.map((file) => file.replace('.json', '')).sort());
  expect(builtInTopologies.map((name) => builtInTopology(name).name)).toEqual(builtInTopologies);
});
