/** Style, and who may import whom (docs/architecture.md draws the same arrows). */
import tseslint from 'typescript-eslint';

/** The rooms. A file in a room may import its own room, the rooms listed, and of other rooms the single files listed. */
const rooms = {
  estate: [],
  settings: ['estate', 'azure/azure-settings', 'probe/ssh-settings'],
  azure: ['estate'],
  checks: ['estate', 'probe/outcome', 'probe/endpoint'],
  explain: ['estate', 'checks', 'probe/outcome'],
  probe: ['estate'],
  report: ['estate', 'checks', 'explain', 'probe/outcome'],
  suite: ['estate', 'checks', 'explain', 'probe', 'report', 'settings'],
  run: ['estate', 'settings', 'azure', 'checks', 'explain', 'probe', 'report', 'suite'],
};

/** The rooms inside helpers/probe, likewise. What lies beside them is open to all of them, but for the two files that assemble them. */
const probeRooms = { tcp: [], 'host-keys': [], ssh: ['host-keys'], hops: ['tcp', 'ssh'] };

/** Patterns as in .gitignore: everything of the other rooms, less what is listed. */
const forbiddenTo = (room, mayEnter, among = rooms) => [
  ...Object.keys(among)
    .filter((other) => other !== room && !mayEnter.includes(other))
    .map((other) => `../${other}/*`),
  ...Object.keys(among)
    .filter((other) => other !== room && !mayEnter.includes(other))
    .map((other) => `../../${other}/*`),
  ...mayEnter.filter((entry) => entry.includes('/')).map((file) => `!../${file}`),
];

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
  ...Object.entries(rooms).map(([room, mayEnter]) =>
    forbid(
      [`helpers/${room}/**/*.ts`],
      [...forbiddenTo(room, mayEnter), '**/lab/**', '**/tests/**', '**/bin/**', '**/rehearsals/**'],
      `helpers/${room} may import ${mayEnter.length ? mayEnter.join(', ') : 'no other room'} only (docs/architecture.md).`,
    ),
  ),
  // Inside azure: problem, then transport, then read. A test may reach what it tests through a reader.
  ...[['problem', ['transport', 'read', 'testing']], ['transport', ['read', 'testing']], ['read', ['testing']]].map(([room, above]) =>
    forbid(
      [`helpers/azure/${room}/!(*.test).ts`],
      [...forbiddenTo('azure', rooms.azure), ...['lab', 'tests', 'bin', 'rehearsals'].map((house) => `**/${house}/**`), ...above.map((other) => `../${other}/*`)],
      `helpers/azure/${room} may not import ${above.join(', ')} (docs/architecture.md).`,
    ),
  ),
  ...Object.entries(probeRooms).map(([room, mayEnter]) =>
    forbid(
      [`helpers/probe/${room}/**/*.ts`],
      [
        ...forbiddenTo('probe', rooms.probe),
        ...forbiddenTo(room, mayEnter, probeRooms),
        ...['../access-paths', '../probes', '**/lab/**', '**/tests/**', '**/bin/**', '**/rehearsals/**'],
      ],
      `helpers/probe/${room} may import ${mayEnter.length ? mayEnter.join(', ') : 'no other room of helpers/probe'} only (docs/architecture.md).`,
    ),
  ),
  forbid(['lab/**/*.ts'], ['**/helpers/**', '**/tests/**', '**/bin/**', '**/rehearsals/**'], 'The lab is an independent witness: it shares no code with the harness.'),
  forbid(
    ['lab/kernel/**/*.ts'],
    ['**/helpers/**', '**/tests/**', '**/bin/**', '**/rehearsals/**', ...['path', 'travel', 'delivery', 'loss', 'fabric-transit', 'deciding-*'].map((file) => `**/network/${file}`)],
    'The kernel lab is told what a NIC’s routes and rules are; which of them decides, and whether a packet gets there, is for the kernel to say.',
  ),
  forbid(['tests/**/*.ts'], ['**/lab/**', '**/azure/**', '**/settings/**', '**/bin/**', '**/rehearsals/**'], 'The suites know what was read, not where from.'),
);
