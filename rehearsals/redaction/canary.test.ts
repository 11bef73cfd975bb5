import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readSurveyFile } from '../../helpers/run/survey-file';
import type { BuiltInTopology } from '../../lab/topologies/built-in';
import { filesIn, leaksIn, leftBy, provenIn, redact, withCanary } from './canary';
import { canary } from './distinctive';

describe('Of a run under REDACT, nothing leaves that says whose network it is', () => {
  test.each<[BuiltInTopology, string | undefined, number, string]>([
    ['segmented', undefined, 0, '2 proven by login'],
    ['reference', '403 on routeTables/read', 2, '2 proven by login'],
    ['reference', 'another machine answering at the address', 1, '0 proven by login'],
  ])('%s, %s', async (base, fault, code, proven) => {
    expect(await leftBy(base, fault)).toEqual({ code, files: 10, leaks: [], proven });
  }, 120_000);

  test('and of one without it, much', () =>
    withCanary('reference', 'route to spoke 2 missing', async ({ lab, out, start }) => {
      const { output } = await start('verify.ts');
      expect(leaksIn(output, lab)).toEqual([expect.stringMatching(/^5be7c1d2/), canary, tmpdir(), '10.1.1.4', '10.2.1.4', '10.2.1.0/24']);
      expect(leaksIn([output, ...filesIn(out)].join('\n'), lab).length).toBeGreaterThan(10);
    }), 120_000);

  test('nor of one that was refused, nor of scripts that show a network as it is', () =>
    withCanary('reference', undefined, async ({ lab, folder, out, start }) => {
      const [mistaken, denied, compared, plan, doctor] = await Promise.all([
        start('verify.ts', [], { ...redact, HUB_VNET_ID: `/subscriptions/x/resourceGroups/${canary}`, SSH_PRIVATE_KEY_FILE: join(folder, canary), REPORT_DIR: join(out, '1') }),
        start('verify.ts', [], { ...redact, AZURE_CLIENT_SECRET: 'another one', REPORT_DIR: join(out, '2') }),
        start('verify.ts', [], { ...redact, BASELINE_FILE: 'last', REPORT_DIR: join(out, '3') }),
        start('verify.ts', ['--plan'], { ...redact, REPORT_DIR: join(out, '4') }),
        start('doctor.ts', [], redact),
      ]);
      expect([mistaken, denied, compared, plan, doctor].map(({ code }) => code)).toEqual([2, 2, 2, 2, 2]);
      expect(mistaken.output).toContain('HUB_VNET_ID is (redacted)');
      expect(compared.output).toContain('none can be compared with BASELINE_FILE');
      expect([plan, doctor].map(({ output }) => output.includes('does nothing under REDACT'))).toEqual([true, true]);
      expect(existsSync(join(out, '4'))).toBe(false);
      expect(leaksIn([mistaken, denied, compared, plan, doctor].map(({ output }) => output).join('\n') + filesIn(out).join('\n'), lab)).toEqual([]);
    }), 120_000);

  test('nor of a survey and of a merge of shards', () =>
    withCanary('segmented', 'route to spoke 2 missing', async ({ lab, folder, out, start }) => {
      const truth = join(folder, 'truth.json');
      const [survey, shard] = await Promise.all([start('survey.ts', [], redact), start('verify.ts', ['--shard=1/2'], { ...redact, REPORT_DIR: join(folder, 'shard') }), start('survey.ts', [], { SURVEY_FILE: truth })]);
      expect(survey.code).toBe(0);
      expect(readSurveyFile(join(out, 'survey.json'))).toEqual({ ok: false, why: 'is redacted: its names and addresses are of no network, and no login could be made by them. npm run rehearse -- --from judges it again' });
      expect(shard.output).toContain('REDACT is for npm run merge, and not for the shards');
      expect(leaksIn([survey.output, shard.output, ...filesIn(out), ...filesIn(join(folder, 'shard'))].join('\n'), lab)).toEqual([]);

      const shards = [1, 2].map((index) => join(folder, `${canary}${String(index)}`));
      await Promise.all(shards.map((dir, index) => start('verify.ts', [`--shard=${String(index + 1)}/2`], { SURVEY_FILE: truth, REPORT_DIR: dir })));
      const [plain, merged, broken, compared] = await Promise.all([
        start('merge.ts', shards, { REPORT_DIR: join(folder, 'plain') }),
        start('merge.ts', shards, { ...redact, REPORT_DIR: join(folder, 'merged') }),
        start('merge.ts', shards.slice(0, 1), { ...redact, REPORT_DIR: join(folder, 'half') }),
        start('merge.ts', shards, { ...redact, BASELINE_FILE: shards[0] ?? '', REPORT_DIR: join(folder, 'compared') }),
      ]);
      expect([plain.code, merged.code, broken.code, compared.code]).toEqual([1, 1, 2, 2]);
      expect(leaksIn([merged, broken, compared].map(({ output }) => output).join('\n') + ['merged', 'half', 'compared'].flatMap((name) => filesIn(join(folder, name))).join('\n'), lab)).toEqual([]);
      expect(conclusionIn(merged.output)).toBe(conclusionIn(plain.output));
      expect(provenIn(merged.output)).toBeDefined();
    }), 180_000);
});

const conclusionIn = (output: string): string | undefined => /Of [\d,]+ checks?: .* proven by login/.exec(output)?.[0];
