import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, test } from '@jest/globals';
import { exampleLines, withExamples } from './env-example';
import { readSettings, settingNames } from './settings';
import { runnerWith } from './testing/test-environment';

const text = readFileSync(join(__dirname, '..', '..', 'env.example'), 'utf8');
const lines = text.split('\n');
const example = exampleLines(text);

const optionalWithDefault = [
  'ROUTE_SERVER_SUBNET_MIN_PREFIX',
  'TRANSIT',
  'ALLOW_SPOKE_PEERING',
  'BRANCH_TO_BRANCH',
  'REMOTE_GATEWAYS',
  'FORWARDED_TRAFFIC',
  'SSH_PORT',
  'CONVERGENCE_TIMEOUT',
  'SURVEY_TIMEOUT',
  'OPERATION_TIMEOUT',
  'AZURE_CLOUD',
  'SSH_KNOWN_HOSTS_FILE',
  'SSH_HOST_KEYS',
  'SSH_TIMEOUT',
  'SSH_PARALLEL',
  'BLOCKED_WINDOW',
  'SSH_PAIRS',
  'SSH_PAIRS_SEED',
  'SSH_CHECKS',
  'REPORT_DIR',
  'KEEP_RUNS',
  'RUN_TIMEOUT',
  'SURVEY_MAX_AGE',
];

test('every variable that is known has a line, and every line a variable that is known', () => {
  expect([...example.keys()].sort()).toEqual([...settingNames].sort());
});

test('every variable has one line, below a comment of one line', () => {
  for (const { number, text: line } of example.values()) {
    expect(lines[number - 1]).toBe(line);
    expect(lines[number - 2]).toMatch(/^# [A-Z].*\.$/);
    expect(lines[number - 3]).toBe('');
  }
  expect(lines.filter((line) => /^(# )?[A-Z_]+=/.test(line))).toHaveLength(example.size);
});

test('copied as it is, it sets what is required and nothing else', () => {
  expect(Object.keys(parseEnv(text)).sort()).toEqual(['HUB_VNET_ID', 'SSH_PRIVATE_KEY_FILE', 'SSH_USERNAME']);
  expect(readSettings(parseEnv(text), runnerWith())).toMatchObject({ ok: true });
});

test('the defaults it shows are the defaults', () => {
  const withDefaults = text.replaceAll(/^# (?=([A-Z_]+)=)/gm, (mark, variable: string) => (optionalWithDefault.includes(variable) ? '' : mark));
  expect(Object.keys(parseEnv(withDefaults))).toHaveLength(3 + optionalWithDefault.length);
  expect(readSettings(parseEnv(withDefaults), runnerWith())).toEqual(readSettings(parseEnv(text), runnerWith()));
});

test('the examples it shows are well-formed', () => {
  const uncommented = parseEnv(text.replaceAll(/^# (?=[A-Z_]+=)/gm, ''));
  const { SSH_PRIVATE_KEY: _key, AZURE_CLOUD: _cloud, ...rest } = uncommented;
  const runner = runnerWith({ 'spokecheck.yaml': { text: 'remoteGateways: any' } });
  expect(readSettings(rest, runner)).toMatchObject({ ok: true });
  expect(readSettings({ ...rest, SSH_PRIVATE_KEY: _key, SSH_PRIVATE_KEY_FILE: undefined }, runner)).toMatchObject({ ok: true });
  expect(_cloud).toBe('AzurePublic');
});

test('without env.example the mistakes are told all the same', () => {
  const mistakes = [{ variable: 'TRANSIT', wrong: 'is "a"', expected: 'b' }];
  expect(withExamples(mistakes, join(__dirname, 'no-such-file'))).toEqual(mistakes);
});
