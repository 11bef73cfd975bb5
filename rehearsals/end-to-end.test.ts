import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { checksWithoutFile } from '../helpers/checks/all-checks';
import { resultsSchema } from '../helpers/report/results';
import { hubId } from '../helpers/estate/testing/reference-network';
import { builtInTopology } from '../lab/topologies/built-in';
import { virtualNetworkId } from '../lab/topology/resource-ids';
import { casesWith, idsOf, run } from './entry-point';

describe('From the command line', () => {
  let reports: string;
  const junit = (): string => readFileSync(join(reports, 'junit.xml'), 'utf8');

  beforeEach(() => {
    reports = mkdtempSync(join(tmpdir(), 'reports-'));
  });

  afterEach(() => {
    rmSync(reports, { recursive: true });
  });

  test('a rehearsal of the reference deployment passes every check, each under a name of its own', async () => {
    const { code, output } = await run('rehearse.ts', [], { REPORT_DIR: reports });
    expect(output).toContain('The network is as it should be: 44 checks passed.');
    expect(code).toBe(0);
    const names = casesWith(junit());
    expect(new Set(names).size).toBe(44);
    expect(idsOf(names).sort()).toEqual(checksWithoutFile.map(({ id }) => id).sort());
    expect(junit()).toContain('<property name="transit" value="route-server"/>');
  }, 60_000);

  test("with spoke 1's route missing, the table, the NIC and both directions of the login are red, and the cause stands with each", async () => {
    const { code, output } = await run('rehearse.ts', ['--fault', 'route to spoke 2 missing'], { REPORT_DIR: reports, SSH_TIMEOUT: '1' });
    expect(code).toBe(1);
    expect(casesWith(junit(), 'failure')).toEqual([
      "[RT-02] the routes of subnet bluespoke1-vnet1/bluespoke1-vnet1sub1 send every other spoke's machines to the Route Server",
      '[ER-02] spoke1vm711_z1 sends spoke2vm (10.2.1.4) through the Route Server',
      '[PATH-01] what is configured carries TCP 22 from spoke1vm711_z1 to spoke2vm (10.2.1.4), and the answer back',
      '[PATH-01] what is configured carries TCP 22 from spoke2vm819_z1 to spoke1vm (10.1.1.4), and the answer back',
      '[SSH-01] spoke1vm logs in to spoke2vm (10.2.1.4)',
      '[SSH-01] spoke2vm logs in to spoke1vm (10.1.1.4)',
    ]);
    expect(junit().match(/Cause: bluespoke1-vnet1 cannot reach bluespoke2-vnet1: on spoke1vm711_z1, 10\.2\.1\.4 matches 10\.0\.0\.0\/8 → None \(Default\)/g)).toHaveLength(6);
    expect(output).toContain('Explains RT-02, ER-02, PATH-01 (2), SSH-01 (2).');
    const text = readFileSync(join(reports, 'results.json'), 'utf8');
    const results = resultsSchema.parse(JSON.parse(text));
    expect(results).toMatchObject({ exitCode: 1, counts: { due: 44, selected: 44, judged: 44, proven: 0, passed: 38, failed: 6 }, causes: [{ finding: { kind: 'route-missing' } }] });
    expect(results.causes[0]?.explains).toEqual(results.cases.filter(({ verdict }) => verdict === 'fail').map(({ title }) => title));
    expect(results.cases.find(({ title }) => title === '[SSH-01] spoke1vm logs in to spoke2vm (10.2.1.4)')?.login?.outcome.kind).toBe('timed-out');
    expect(text).not.toContain(reports);
    expect(readdirSync(reports).sort()).toEqual(['junit.xml', 'report.html', 'results.json', 'runs', 'summary.md', 'survey.json']);
  }, 60_000);

  test('without settings nothing is contacted, all that is missing is reported with its line of env.example, and there is a report', async () => {
    const { code, output } = await run('verify.ts', [], { REPORT_DIR: reports });
    expect(code).toBe(2);
    expect(output).toContain('HUB_VNET_ID is not set');
    expect(output).toContain('SSH_USERNAME=azureuser');
    expect(casesWith(junit(), 'error')).toEqual(['[SETTINGS] the settings are complete']);
    expect(readdirSync(reports).sort()).toEqual(['junit.xml', 'report.html', 'summary.md']);
  }, 60_000);

  test('without settings nothing is contacted, and of the run before results and survey stay', async () => {
    const old = { 'results.json': '{"format": 1, "tool": {"name": "spokecheck"}}\n', 'survey.json': '{"format": 1, "startedAt": "x", "hubId": "y"}\n', 'junit.xml': 'of yesterday' };
    for (const [name, text] of Object.entries(old)) writeFileSync(join(reports, name), text);
    await run('verify.ts', [], { REPORT_DIR: reports });
    expect(casesWith(junit(), 'error')).toEqual(['[SETTINGS] the settings are complete']);
    for (const name of ['results.json', 'survey.json'] as const) expect(readFileSync(join(reports, name), 'utf8')).toBe(old[name]);
  }, 60_000);

  test('what is expected is explained without a run, and the report of the run before stays', async () => {
    writeFileSync(join(reports, 'junit.xml'), '<testsuites name="old"/>');
    const { code, output } = await run('verify.ts', ['--explain-expectations'], { REPORT_DIR: reports, HUB_VNET_ID: hubId, SSH_CHECKS: 'off' });
    expect(output).toContain('every spoke → every spoke, TCP 22 (SSH): connect');
    expect(code).toBe(0);
    expect(readdirSync(reports)).toEqual(['junit.xml']);
    expect(junit()).toContain('old');
  }, 60_000);

  test('a rehearsal is of what the file of expectations says', async () => {
    const file = join(reports, 'expected.yaml');
    const spokes = builtInTopology('reference').virtualNetworks.filter(({ name }) => name.includes('spoke')).map((spoke) => `  ${spoke.name}: { id: ${virtualNetworkId(spoke)}, ssh: { port: 22 } }\n`);
    writeFileSync(file, `spokes:\n${spokes.join('')}flows:\n  - { from: bluespoke1-vnet1, to: bluespoke2-vnet1, port: ssh, expect: connect }\n`);
    const { code, output } = await run('rehearse.ts', [], { REPORT_DIR: reports, EXPECTATIONS_FILE: file });
    expect(casesWith(junit()).filter((name) => name.includes('[SSH-01]'))).toEqual(['[SSH-01] spoke1vm logs in to spoke2vm (10.2.1.4)']);
    expect(output).toContain('The network is as it should be');
    expect(code).toBe(0);
  }, 60_000);

  test('a private key that cannot be opened is a mistake in the settings, and none of it is printed', async () => {
    const key = join(reports, 'id');
    writeFileSync(key, '-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0c2VjcmV0\n-----END OPENSSH PRIVATE KEY-----\n');
    const hub = '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/hub';
    const { code, output } = await run('verify.ts', [], { REPORT_DIR: reports, HUB_VNET_ID: hub, SSH_USERNAME: 'azureuser', SSH_PRIVATE_KEY_FILE: key, SSH_HOST_KEYS: 'accept-new' });
    expect(code).toBe(2);
    expect(output).toMatch(/^SSH_PRIVATE_KEY_FILE .*; expected a private key that can be opened/m);
    expect(output).not.toContain('c2VjcmV0');
    expect(casesWith(junit(), 'error')).toEqual(['[SETTINGS] the settings are complete']);
  }, 60_000);

  test('a refused token ends the run with a report, and the secret is in no output', async () => {
    const { code, output } = await run('rehearse.ts', ['--fault', '401 at start: the token endpoint refuses'], { REPORT_DIR: reports });
    expect(code).toBe(2);
    expect(casesWith(junit(), 'error')).toEqual(['[AZURE] spokecheck can log in to Azure']);
    expect(output).toContain('AADSTS7000215');
  }, 60_000);

  test("Jest's own arguments are passed on, and what they leave out is not reported", async () => {
    const { code } = await run('rehearse.ts', ['-t', 'ER-02'], { REPORT_DIR: reports });
    expect(code).toBe(0);
    expect(idsOf(casesWith(junit()))).toEqual(['ER-02']);
    expect(casesWith(junit(), 'skipped')).toEqual([]);
  }, 60_000);

  test('an argument that neither spokecheck nor Jest has is refused with the nearest, before the lab starts, and there is a report', async () => {
    const { code, output } = await run('rehearse.ts', ['--fualt', 'route to spoke 2 missing', '--listTests'], { REPORT_DIR: reports });
    expect(output).toBe(`--fualt: neither spokecheck nor Jest has this option; the nearest is --fault.
--listTests: under it Jest runs no test, so nothing would be judged.
Nothing was started. \`npm run rehearse -- --help\` lists the options.
`);
    expect(code).toBe(2);
    expect(casesWith(junit(), 'error')).toEqual(['[ARGUMENTS] the run can be carried out with these arguments']);
  }, 60_000);

  test('a fault or a network that does not exist is refused, and there is a report', async () => {
    const { code, output } = await run('rehearse.ts', ['--topology', 'no-such.json'], { REPORT_DIR: reports });
    expect(output).toContain('no-such.json');
    expect(code).toBe(2);
    expect(casesWith(junit(), 'error')).toEqual(['[ARGUMENTS] the run can be carried out with these arguments']);
  }, 60_000);

  test.each([
    ['rehearse.ts', 'Usage: npm run rehearse -- [options]'],
    ['verify.ts', 'Usage: npm run verify -- [options]'],
    ['lab.ts', 'Usage: npm run lab -- [options]'],
  ])('%s shows its own options with --help, and leaves no report', async (entry, usage) => {
    const { code, output } = await run(entry, ['--help'], { REPORT_DIR: reports });
    expect(output.split('\n')[0]).toBe(usage);
    expect(code).toBe(0);
    expect(existsSync(join(reports, 'junit.xml'))).toBe(false);
  }, 60_000);

  test('a selection that selects nothing is not green', async () => {
    const { code, output } = await run('rehearse.ts', ['-t', 'no such check'], { REPORT_DIR: reports });
    expect(code).toBe(2);
    expect(output).toContain('No check was run, so nothing can be told.');
  }, 60_000);

  test('without logins the result says that nothing was proven', async () => {
    const { code, output } = await run('rehearse.ts', [], { REPORT_DIR: reports, SSH_CHECKS: 'off' });
    expect(code).toBe(2);
    expect(output).toContain('Nothing was proven end to end');
    expect(output).toContain("no login of this run shows that packets get past the Route Server of bluehub-vnet1 (by Microsoft's documentation it forwards no data traffic).");
    expect(casesWith(junit(), 'error').map((title) => title.slice(0, 9))).toEqual(['[PATH-01]', '[PATH-01]']);
    expect(junit().match(/<skipped message="SSH_CHECKS is off"\/>/g)).toHaveLength(4);
  }, 60_000);

  test('an old report never survives a new run, and what spokecheck did not write always does', async () => {
    writeFileSync(join(reports, 'junit.xml'), 'of yesterday');
    writeFileSync(join(reports, 'survey.json'), '{}\n');
    const old = (await run('rehearse.ts', [], { REPORT_DIR: reports })).output;
    expect(junit()).not.toContain('of yesterday');
    expect(readFileSync(join(reports, 'survey.json'), 'utf8')).toBe('{}\n');
    expect(old).toMatch(/survey\.json was not written by spokecheck and is left as it is; this run's is .*survey\.json\./);
  }, 60_000);
});
