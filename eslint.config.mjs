/** Style, and who may import whom (docs/architecture.md draws the same arrows). */
import { readFileSync } from 'node:fs';
import tseslint from 'typescript-eslint';

/**
 * The rooms of each house, lowest first. A file in a room may import its own room, the rooms listed, and of other rooms the single files
 * listed. A room whose name ends in `.ts` is a file.
 */
const houses = JSON.parse(readFileSync(new URL('rooms.json', import.meta.url), 'utf8'));

/** What tests may import besides: judgements are tested by what they say, and the lab's tests take the built-in topologies for examples. */
const forTests = { helpers: ['checks', 'path', 'words', 'probe/outcome'], lab: ['topologies'] };

const reasons = {
  lab: 'The lab is an independent witness: it shares no code with the harness.',
  'lab/kernel':
    'The kernel lab takes a NIC’s routes and rules from lab/network; which of them decides, and whether a packet gets there, is for the kernel to say.',
};

/** How many folders a file may lie below its room. */
const depths = [0, 1, 2, 3];

/**
 * Matches every import that leaves the room, from a file so many folders below it, for anything that is not listed; the project's version
 * is everybody's.
 */
const leavesFor = (mayImport, depth) => {
  const isFile = (entry) => entry.includes('/') || entry.endsWith('.ts');
  const allowed = mayImport.map((entry) => (isFile(entry) ? `${entry.replace(/\.ts$/, '')}$` : `${entry}/`));
  return `^(?:\\.\\./){${depth + 1}}(?!${['../package.json$', ...allowed].join('|').replaceAll('.', '\\.')})`;
};

const forbidLeaving = (files, mayImport, depth, message) => ({
  files,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ regex: leavesFor(mayImport, depth), message }] }] },
});

const messageFor = (house, room, mayImport) =>
  [
    `${house}/${room} may import ${mayImport.join(', ') || 'no other room'} only (docs/architecture.md).`,
    reasons[house],
    reasons[`${house}/${room}`],
  ]
    .filter(Boolean)
    .join(' ');

/** The blocks of one room. Those for tests come second, since the last block that matches a file counts. */
const blocksOf = (house, room, mayImport) => {
  const message = messageFor(house, room, mayImport);
  if (room.endsWith('.ts')) {
    const others = Object.keys(houses[house]).filter((other) => !mayImport.includes(other) && other !== room);
    return [forbid([`${house}/${room}`], ['../*', ...others.map((other) => `./${other}/*`)], message)];
  }
  return depths.flatMap((depth) => {
    const files = `${house}/${room}/${'*/'.repeat(depth)}*.ts`;
    const tests = [files.replace(/\.ts$/, '.test.ts'), ...(depth > 0 ? [`${house}/${room}/testing/${'*/'.repeat(depth - 1)}*.ts`] : [])];
    return [forbidLeaving([files], mayImport, depth, message), forbidLeaving(tests, [...mayImport, ...forTests[house]], depth, message)];
  });
};

/** The rooms inside a room, likewise. Tests of azure may reach what they test through a reader. */
const innerRooms = {
  azure: { problem: [], transport: ['problem'], read: ['problem', 'transport'] },
  probe: { tcp: [], 'host-keys': [], ssh: ['host-keys'], hops: ['tcp', 'ssh'] },
};

/** Files beside the inner rooms that put them together, and that none of them may import. */
const assembled = { azure: [], probe: ['../access-paths', '../probes'] };

const innerBlocksOf = (outer) =>
  Object.entries(innerRooms[outer]).map(([room, mayImport]) => {
    const others = Object.keys(innerRooms[outer]).filter((other) => other !== room && !mayImport.includes(other));
    const message = `helpers/${outer}/${room} may import ${mayImport.join(', ') || 'no other room'} of helpers/${outer} only (docs/architecture.md).`;
    const patterns = [
      { regex: leavesFor(houses.helpers[outer], 1), message },
      { group: ['../testing/*', ...others.map((other) => `../${other}/*`), ...assembled[outer]], message },
    ];
    return { files: [`helpers/${outer}/${room}/!(*.test).ts`], rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] } };
  });

const forbid = (files, group, message) => ({
  files,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ group, message }] }] },
});

export default tseslint.config(
  { ignores: ['node_modules/', 'reports/', 'coverage/'] },
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      'eqeqeq': 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['bin/**', 'lab/**/main.ts'], rules: { 'no-console': 'off' } },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  ...Object.entries(houses).flatMap(([house, rooms]) =>
    Object.entries(rooms).flatMap(([room, mayImport]) => blocksOf(house, room, mayImport)),
  ),
  ...Object.keys(innerRooms).flatMap(innerBlocksOf),
  forbid(['tests/**/*.ts'], ['**/lab/**', '**/azure/**', '**/settings/**', '**/bin/**', '**/rehearsals/**'], 'The suites know what was read, not where from.'),
);
