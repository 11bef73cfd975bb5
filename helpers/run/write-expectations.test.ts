import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Expectations } from '../estate/expectations';
import { keyOf } from '../estate/resource-id';
import { deployment } from '../estate/testing/reference-deployment';
import { hubId, spoke1, spoke2 } from '../estate/testing/reference-network';
import { formatMistakes } from '../settings/mistakes';
import { readSettings } from '../settings/settings';
import { explain } from './explain';
import { surveyFileText } from './survey-file';
import { writeExpectations } from './write-expectations';

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'expectations-')); });
afterAll(() => { rmSync(folder, { recursive: true }); });

const login = { SSH_USERNAME: 'azureuser', SSH_PASSWORD: 'a-password', SSH_HOST_KEYS: 'accept-new' };
const named = { HUB_VNET_ID: hubId, SPOKE_VNET_IDS: `${spoke2.network} ${spoke1.network}`, ...login };

function init(args: readonly string[], env: Record<string, string> = {}): { code: number; said: string } {
  const lines: string[] = [];
  const code = writeExpectations({ args, env, print: (line) => lines.push(line) });
  return { code, said: lines.join('\n') };
}

function settings(env: Record<string, string>) {
  const read = readSettings(env);
  if (!read.ok) throw new Error(formatMistakes(read.mistakes));
  return read.settings;
}

/** But for lines of the file, and names in it. */
const plain = (expectations: Expectations): object => ({ ...expectations, spokes: {}, flows: expectations.flows.map(({ from, to, ports, expect: expected }) => ({ from, to, ports, expect: expected })) });

describe('A file that init writes', () => {
  test.each<[string, Record<string, string>]>([
    ['little', named],
    ['no spokes', { HUB_VNET_ID: hubId, ...login }],
    ['of alike and odd names', { ...named, SPOKE_VNET_IDS: [spoke2.network.replace(/[^/]+$/, 'web-3'), spoke1.network.replace(/[^/]+$/, 'web'), spoke2.network.replace(/[^/]+$/, 'web'), spoke2.network.replace(/[^/]+$/, '10.1.2.3')].join(' ') }],
    ['much', { ...named, TRANSIT: '10.0.2.4,10.0.2.5', ROUTE_SERVER_SUBNET_MIN_PREFIX: '26', BRANCH_TO_BRANCH: 'off', REMOTE_GATEWAYS: 'any', FORWARDED_TRAFFIC: 'forbidden', ALLOW_SPOKE_PEERING: 'true', SSH_PORT: '2222', SSH_PAIRS: 'sample:7', SSH_PAIRS_SEED: '0x10' }],
  ])('of an environment that says %s comes to what that comes to', (name, env) => {
    const file = join(folder, `${name}.yaml`);
    expect(init([file], env)).toEqual({ code: 0, said: `Wrote ${file}. EXPECTATIONS_FILE=${file} npm run verify -- --explain-expectations shows what it comes to.` });
    const [before, after] = [settings(env), settings({ ...login, EXPECTATIONS_FILE: file })];
    expect(after.deployment).toEqual(before.deployment);
    expect(plain(after.expectations)).toEqual(plain(before.expectations));
    expect(after.ssh).toEqual(before.ssh);
    expect(readFileSync(file, 'utf8')).toContain('docs/expectations.schema.json\n');
    expect(readFileSync(file, 'utf8')).not.toContain('a-password');
  });

  test('of a survey comes to what it was taken with, its spokes by name', () => {
    const [survey, file] = [join(folder, 'survey.json'), join(folder, 'of survey.yaml')];
    const given = deployment(({ spoke1: { peerings } }) => { for (const one of peerings) one.useRemoteGateways = false; }, { waivers: [{ check: 'RT-01', subject: 'a/*', reason: 'it: is, so', owner: 'me', until: '2027-01-31' }] });
    writeFileSync(survey, surveyFileText(given));
    expect(init([file, '--from-survey', survey]).code).toBe(0);
    const { deployment: read, expectations } = settings({ ...login, EXPECTATIONS_FILE: file });
    expect(read).toMatchObject({ hubId, spokeIds: given.survey.spokeIds });
    expect(expectations.spokes).toEqual({ [keyOf(spoke1.network)]: { name: 'bluespoke1-vnet1', remoteGateways: 'any' }, [keyOf(spoke2.network)]: { name: 'bluespoke2-vnet1' } });
    expect(expectations.waivers).toMatchObject(given.expectations.waivers);
  });

  test('is written over nothing', () => {
    const file = join(folder, 'there.yaml');
    writeFileSync(file, 'mine');
    expect(init([file], named)).toEqual({ code: 2, said: `${file} is there already, and nothing was written: name another path, or move it away.` });
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  test.each<[string, readonly string[], Record<string, string>, string]>([
    ['no hub', ['x.yaml'], {}, 'HUB_VNET_ID is not set'],
    ['two paths', ['a', 'b'], named, 'a b: npm run init takes one path; -- --help has its options. Nothing was written.'],
    ['an option that nobody knows', ['--force'], named, '--force: npm run init takes one path'],
    ['no survey', ['x.yaml', '--from-survey'], named, '--from-survey needs a value. Nothing was written.'],
    ['a survey that is not there', ['x.yaml', '--from-survey', '/nowhere/survey.json'], named, '/nowhere/survey.json is not there. Nothing was written.'],
  ])('is not written for %s', (_, args, env, why) => {
    const { code, said } = init(args, env);
    expect(code).toBe(2);
    expect(said).toContain(why);
  });
});

describe('What is expected is explained', () => {
  const explained = (env: Record<string, string>, ...more: string[]): { code: number; said: string[] } => {
    const said: string[] = [];
    return { code: explain({ args: ['--explain-expectations', ...more], env, print: (line) => said.push(line) }), said };
  };

  test('without a file, too', () => {
    const { code, said } = explained(named);
    expect(code).toBe(0);
    expect(said.slice(0, 5)).toEqual(['Hub bluehub-vnet1, 2 spokes.', '', 'Flows, from spoke to spoke', '  TCP 22', '    bluespoke2-vnet1, bluespoke1-vnet1 →  every other spoke  connect']);
  });

  test('or its mistakes are told', () => {
    const file = join(folder, 'wrong.yaml');
    writeFileSync(file, 'transit: nva\n');
    const { code, said } = explained({ ...named, EXPECTATIONS_FILE: file });
    expect(code).toBe(2);
    expect(said).toContain(`${file}:1:10 transit is "nva"; expected route-server, gateway, or IP addresses without prefix length.`);
  });

  test('with nothing else on the command line', () => {
    expect(explained(named, '-t', 'ER-02')).toEqual({ code: 2, said: ['-t ER-02: --explain-expectations takes no other arguments. Nothing was contacted.'] });
  });
});
