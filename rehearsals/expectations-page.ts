/** docs/expectations.md: every key of EXPECTATIONS_FILE, from its schema. */
import { expectationsSchema } from '../helpers/settings/expectations-file/schema';
import { schemaKeys } from '../helpers/settings/expectations-file/schema-keys';

const head = `# The file of expectations

\`EXPECTATIONS_FILE\` names it; without it nothing is read, also where a \`spokecheck.yaml\` lies about. \`npm run init\` writes one, from the environment or with
\`-- --from-survey survey.json\` from a survey as the known-good state, and \`npm run verify -- --explain-expectations\` shows what it comes to. It is YAML 1.2, of 1 MB at most,
in one document. [expectations.schema.json](expectations.schema.json) is its schema, by which editors complete and check it. A mistake is told with line and column, all at once,
and nothing is contacted then; a key that is not in the table is one.

- What the environment sets wins over what the file says for all spokes, not over what it says of one. \`SPOKE_VNET_IDS\` decides which networks are judged: a spoke of the file that
  it leaves out is not looked at, and a flow or a peering that names one is a mistake. Without it the spokes of the file are judged, and without these the networks that the hub is
  peered to.
- With \`flows\`, these are all that is expected; without, every spoke reaches every other at the SSH port. Of several flows for the same machines and port the last one holds.
- \`SSH_USERNAME\` and a way to log in are needed only where not every probed spoke has its own, or a jump host takes them. No secret stands in the file: a key is the path of its file,
  a passphrase the name of a variable.

| key | is | expected |
|---|---|---|
`;

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('*', '\\*');

export const expectationsPage = (): string =>
  `${head}${schemaKeys(expectationsSchema)
    .map(({ path, isRequired, description, expected }) => `| \`${path}\`${isRequired ? ', required' : ''} | ${cell(description)} | ${cell(expected)} |\n`)
    .join('')}`;
