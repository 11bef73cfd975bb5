import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createEnding } from './ending';
import { merge } from './merge';
import type { Progress } from './verify';
import { verify } from './verify';

let folder: string;
let printed: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pipeline-'));
  printed = [];
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const reports = (): string => join(folder, 'reports');
const stepSummary = (): string => join(folder, 'step-summary');
const print = (line: string): void => { printed.push(line); };

/** A merge of nothing: it contacts nothing, and cannot be told. */
const run = (pipeline: NodeJS.ProcessEnv): Promise<number> => merge({ args: [], env: { REPORT_DIR: reports(), ...pipeline }, print });

const commands = (): string[] => printed.filter((line) => /^(?:::|##)/.test(line));

const said = '[ARGUMENTS] the run can be carried out with these arguments: a merge takes the folders that the shards reported into, or their results.json, and nothing else';

describe('A run', () => {
  test('on GitHub tells its cause and appends its summary', async () => {
    writeFileSync(stepSummary(), '# Of the step\n');
    expect(await run({ GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: stepSummary() })).toBe(2);
    expect(commands()).toEqual([`::warning title=spokecheck%3A cannot tell::${said}`]);
    expect(readFileSync(stepSummary(), 'utf8')).toBe(`# Of the step\n${readFileSync(join(reports(), 'summary.md'), 'utf8')}`);
  });

  test('on Azure Pipelines tells its cause, and where summary and report are', async () => {
    expect(await run({ TF_BUILD: 'True' })).toBe(2);
    expect(commands()).toEqual([
      `##vso[task.logissue type=warning]${said}`,
      `##vso[task.uploadsummary]${join(reports(), 'summary.md')}`,
      `##vso[task.addattachment type=spokecheck;name=report.html]${join(reports(), 'report.html')}`,
    ]);
  });

  test('under REDACT tells its cause, and not where anything is', async () => {
    expect(await run({ TF_BUILD: 'True', REDACT: 'ids', GITHUB_STEP_SUMMARY: join(folder, 'none', 'summary') })).toBe(2);
    expect(commands()).toEqual([`##vso[task.logissue type=warning]${said}`]);
    expect(printed).toContain('The summary could not be put into what GITHUB_STEP_SUMMARY names.');
    expect(printed.filter((line) => line.includes(folder))).toEqual([]);
  });

  test('elsewhere tells nothing', async () => {
    expect(await run({ GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '', TF_BUILD: '' })).toBe(2);
    expect(commands()).toEqual([]);
    expect(readFileSync(join(reports(), 'summary.md'), 'utf8')).toMatch(/^<!-- spokecheck: summary of a run -->\n\n# \? Cannot be told\n/);
  });

  test('whose settings are not complete tells that', async () => {
    const progress = (): Progress => ({ onProgress: () => undefined, onRound: () => undefined, end: () => undefined, onLogin: () => undefined });
    const env = { REPORT_DIR: reports(), HUB_VNET_ID: '', GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: stepSummary() };
    expect(await verify({ args: [], env, rootDir: folder, print, progress, ending: createEnding() })).toBe(2);
    expect(commands()).toEqual([expect.stringMatching(/^::warning title=spokecheck%3A cannot tell::\[SETTINGS\] the settings are complete: /)]);
    expect(readFileSync(stepSummary(), 'utf8')).toContain('| Settings | 0 | 0 | 1 | 0 |');
  });
});

describe('A summary that cannot be appended is told, and changes nothing', () => {
  test('to a folder', async () => {
    mkdirSync(stepSummary());
    expect(await run({ GITHUB_STEP_SUMMARY: stepSummary() })).toBe(2);
    expect(printed.find((line) => line.startsWith('The summary'))).toBe(`The summary is not in ${stepSummary()} (GITHUB_STEP_SUMMARY): it is no file.`);
  });

  test('to one that would be larger than GitHub shows', async () => {
    writeFileSync(stepSummary(), 'x'.repeat(1024 * 1024 - 10));
    expect(await run({ GITHUB_STEP_SUMMARY: stepSummary() })).toBe(2);
    expect(printed.find((line) => line.startsWith('The summary'))).toBe(`The summary is not in ${stepSummary()} (GITHUB_STEP_SUMMARY): it would be larger than GitHub shows.`);
  });

  test('where there is no such folder', async () => {
    expect(await run({ GITHUB_STEP_SUMMARY: join(folder, 'none', 'summary') })).toBe(2);
    expect(printed.find((line) => line.startsWith('The summary'))).toMatch(/^The summary is not in .* \(GITHUB_STEP_SUMMARY\): ENOENT/);
  });
});
