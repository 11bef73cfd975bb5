/** Style, and who may import whom (docs/architecture.md draws the same arrows). */
import tseslint from 'typescript-eslint';

/** The rooms. A file in a room may import its own room and the rooms listed; packages are listed where only some rooms may use them. */
const rooms = {
  'helpers/network': [],
  'helpers/settings': ['network'],
  'helpers/azure': ['network'],
  'helpers/checks': ['network'],
  'helpers/explain': ['network', 'checks'],
  'helpers/ssh': ['network'],
  'helpers/report': ['network', 'checks', 'explain'],
  'helpers/suite': ['network', 'checks', 'explain', 'ssh', 'report', 'settings'],
  'helpers/run': ['network', 'settings', 'azure', 'checks', 'explain', 'ssh', 'report', 'suite'],
};

const everyRoom = Object.keys(rooms).map((room) => room.slice('helpers/'.length));

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
      [`${room}/**/*.ts`],
      [
        ...everyRoom.filter((other) => `helpers/${other}` !== room && !mayEnter.includes(other)).map((other) => `**/../${other}/**`),
        '**/lab/**',
        '**/tests/**',
        '**/bin/**',
        '**/rehearsals/**',
      ],
      `${room} may import ${mayEnter.length ? mayEnter.join(', ') : 'no other room'} only (docs/architecture.md).`,
    ),
  ),
  forbid(['lab/**/*.ts'], ['**/helpers/**', '**/tests/**', '**/bin/**', '**/rehearsals/**'], 'The lab is an independent witness: it shares no code with the harness.'),
  forbid(['tests/**/*.ts'], ['**/lab/**', '**/azure/**', '**/settings/**', '**/bin/**', '**/rehearsals/**'], 'The suites know what was read, not where from.'),
);
