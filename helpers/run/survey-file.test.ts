import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { deployment } from '../estate/testing/reference-deployment';
import { forgetSecrets, hideSecret } from '../printable/secrets';
import { readSurveyFile, surveyFileOf } from './survey-file';

describe('A survey file', () => {
  let folder: string;
  let file: string;
  const requests = { reads: 9, writes: 4 };
  const { text, checksum } = surveyFileOf(deployment(), requests);
  const whyNot = (written: string): string | undefined => {
    writeFileSync(file, written);
    const reading = readSurveyFile(file);
    return reading.ok ? undefined : reading.why;
  };
  const changed = (change: Record<string, unknown>): string => JSON.stringify({ ...(JSON.parse(text) as object), ...change });

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'survey-'));
    file = join(folder, 'survey.json');
  });

  afterEach(forgetSecrets);

  afterAll(() => rmSync(folder, { recursive: true }));

  test('is read as it was written, however it is indented', () => {
    expect(checksum).toMatch(/^sha256:[0-9a-f]{64}$/);
    for (const written of [text, changed({})]) {
      writeFileSync(file, written);
      expect(readSurveyFile(file)).toEqual({ ok: true, file: { deployment: deployment(), requests, checksum, text: written } });
    }
  });

  test.each<[string, () => string, string]>([
    ['cut short', () => text.slice(0, -20), 'is no JSON, or was cut short'],
    ['no object', () => '[]', 'is no JSON, or was cut short'],
    ['of another format', () => changed({ format: 2 }), 'is of format 2, and this spokecheck reads format 1'],
    ['of none', () => '{}', 'is of format none, and this spokecheck reads format 1'],
    ['without a checksum', () => changed({ checksum: undefined }), 'has no checksum: an earlier spokecheck wrote it, or it was edited'],
    ['edited', () => changed({ finishedAt: '2099-01-01T00:00:00Z' }), 'does not match its checksum: it was edited, or cut short'],
  ])('that is %s is refused', (_, written, why) => {
    expect(whyNot(written())).toBe(why);
  });

  test('of something else with a checksum that fits is refused', () => {
    const { survey, expectations } = deployment();
    const without = Object.fromEntries(Object.entries(survey).filter(([name]) => name !== 'virtualMachines')) as unknown as typeof survey;
    expect(whyNot(surveyFileOf({ survey: without, expectations }, requests).text)).toBe('is no survey of spokecheck’s');
  });

  test('in which a secret was masked is refused, for a name in it is no longer what a machine says that it is', () => {
    hideSecret('spoke1vm');
    expect(whyNot(surveyFileOf(deployment(), requests).text)).toBe('has a secret masked in it: a name in the network is one of the secrets, and no login could be told by it');
  });

  test('that is not there, or is no file, is told as that', () => {
    expect(readSurveyFile(join(folder, 'nowhere'))).toEqual({ ok: false, why: 'is not there' });
    expect(readSurveyFile(folder)).toEqual({ ok: false, why: 'is no file' });
    expect(readSurveyFile('/dev/zero')).toEqual({ ok: false, why: 'is no file' });
  });
});
