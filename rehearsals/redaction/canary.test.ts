import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readSurveyFile } from '../../helpers/run/survey-file';
import { allFaults } from '../../lab/faults/catalogue';
import type { Lab } from '../../lab/lab';
import { startLab } from '../../lab/lab';
import type { BuiltInTopology } from '../../lab/topologies/built-in';
import { builtInTopology } from '../../lab/topologies/built-in';
import { run } from '../entry-point';
import { targetOf } from '../faults/rehearse-fault';
import { labVariables } from '../rehearsal-environment';
import { canary, distinctive } from './distinctive';

const redact = { REDACT: 'ids,addresses', REDACT_KEY: 'a key that is the same in each run of this test' };

/** All files below, as text. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [readFileSync(path, 'utf8')];
  });

/** What of the truth is in a text. */
function leaksIn(text: string, { topology, environment }: Lab): string[] {
  const addresses = [...topology.networkInterfaces.flatMap(({ privateIPAddresses }) => privateIPAddresses), ...topology.virtualNetworks.flatMap(({ addressPrefixes, subnets }) => [...addressPrefixes, ...subnets.flatMap((subnet) => subnet.addressPrefixes)])];
  const guids = [...topology.subscriptions.map(({ id }) => id), ...['AZURE_TENANT_ID', 'AZURE_CLIENT_ID'].map((name) => environment[name] ?? '')];
  const lower = text.toLowerCase();
  const hits = [...guids, canary, 'sha256:ssh', 'ssh-2.0', tmpdir()].filter((one) => lower.includes(one.toLowerCase()));
  return [...hits, ...addresses.filter((one) => new RegExp(`(?<![\\d.])${one.replaceAll('.', '\\.')}(?![\\d.]*\\d)`).test(text))];
}

describe('Of a run under REDACT, nothing leaves that says whose network it is', () => {
  let folder: string;
  let lab: Lab;

  const begin = async (base: BuiltInTopology, fault?: string): Promise<void> => {
    const { topology, incidents, denied, ssh } = targetOf(distinctive(builtInTopology(base)), allFaults.find(({ name }) => name === fault)?.apply);
    lab = await startLab({ topology, incidents, denied, sshBehaviours: ssh });
  };
  const start = (entry: string, args: string[] = [], more: Record<string, string> = {}) =>
    run(entry, args, { ...labVariables(lab.environment), SSH_TIMEOUT: '1', CONVERGENCE_TIMEOUT: '0', REPORT_DIR: join(folder, 'out'), ...more });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'redaction-'));
  });

  afterEach(async () => {
    await lab.close();
    rmSync(folder, { recursive: true });
  });

  test.each<[BuiltInTopology, string | undefined, number, string]>([
    ['load-balancer', undefined, 0, '2 proven by login'],
    ['reference', '403 on routeTables/read', 2, '2 proven by login'],
    ['reference', 'another machine answering at the address', 1, '0 proven by login'],
    ['reference', 'unknown host key of spoke 2', 1, '0 proven by login'],
    ['reference', 'jump host refuses the key', 2, '0 proven by login'],
  ])('%s, %s', async (base, fault, code, proven) => {
    await begin(base, fault);
    const redacted = await start('verify.ts', [], redact);
    const files = filesIn(join(folder, 'out'));
    expect(leaksIn([redacted.output, ...files].join('\n'), lab)).toEqual([]);
    expect(files).toHaveLength(6);
    expect(redacted.code).toBe(code);
    expect(redacted.output).toContain(proven);
  }, 120_000);

  test('and of one without it, much', async () => {
    await begin('reference', 'route to spoke 2 missing');
    const plain = await start('verify.ts');
    expect(leaksIn(plain.output, lab)).toEqual([expect.stringMatching(/^5be7c1d2/), canary, tmpdir(), '10.1.1.4', '10.2.1.4', '10.2.1.0/24']);
    expect(leaksIn([plain.output, ...filesIn(join(folder, 'out'))].join('\n'), lab).length).toBeGreaterThan(10);
  }, 120_000);

  test('nor of one that was refused, of a survey, and of a merge of shards', async () => {
    await begin('reference', 'route to spoke 2 missing');
    const mistaken = await start('verify.ts', [], { ...redact, HUB_VNET_ID: `/subscriptions/x/resourceGroups/${canary}`, SSH_PRIVATE_KEY_FILE: join(folder, canary) });
    expect(mistaken.code).toBe(2);
    expect(mistaken.output).toContain('HUB_VNET_ID is (redacted)');
    const denied = await start('verify.ts', [], { ...redact, AZURE_CLIENT_SECRET: 'another one' });
    expect(denied.code).toBe(2);
    const survey = await start('survey.ts', [], redact);
    expect(survey.code).toBe(0);
    expect(readSurveyFile(join(folder, 'out', 'survey.json'))).toEqual({ ok: false, why: 'is redacted: its names and addresses are of no network, and no login could be made by them. npm run rehearse -- --from judges it again' });
    const shard = await start('verify.ts', ['--shard=1/2'], redact);
    expect(shard.output).toContain('REDACT is for npm run merge, and not for the shards');
    expect(leaksIn([mistaken, denied, survey, shard].map(({ output }) => output).join('\n') + filesIn(join(folder, 'out')).join('\n'), lab)).toEqual([]);

    const truth = join(folder, 'truth.json');
    await start('survey.ts', [], { SURVEY_FILE: truth });
    await Promise.all([1, 2].map((index) => start('verify.ts', [`--shard=${String(index)}/2`], { SURVEY_FILE: truth, REPORT_DIR: join(folder, `${canary}${String(index)}`) })));
    const shards = [1, 2].map((index) => join(folder, `${canary}${String(index)}`));
    const plain = await start('merge.ts', shards, { REPORT_DIR: join(folder, 'plain') });
    const merged = await start('merge.ts', shards, { ...redact, REPORT_DIR: join(folder, 'merged') });
    expect([plain.code, merged.code]).toEqual([1, 1]);
    expect(leaksIn([merged.output, ...filesIn(join(folder, 'merged'))].join('\n'), lab)).toEqual([]);
    expect(/Of \d+ due: .* proven by login/.exec(merged.output)?.[0]).toBe(/Of \d+ due: .* proven by login/.exec(plain.output)?.[0]);
    const broken = await start('merge.ts', shards.slice(0, 1), { ...redact, REPORT_DIR: join(folder, 'half') });
    expect(broken.code).toBe(2);
    expect(leaksIn([broken.output, ...filesIn(join(folder, 'half'))].join('\n'), lab)).toEqual([]);
  }, 180_000);
});
