import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { judgeSurvey } from '../helpers/checks/judge-all';
import type { Deployment } from '../helpers/estate/deployment';
import { surveyFileText } from '../helpers/run/survey-file';
import { writeExpectations } from '../helpers/run/write-expectations';
import { formatMistakes } from '../helpers/settings/mistakes';
import { readSettings } from '../helpers/settings/settings';
import { allFaults } from '../lab/faults/catalogue';
import { startLab } from '../lab/lab';
import { healthyShapes } from '../lab/shapes/healthy-shapes';
import { builtInTopology } from '../lab/topologies/built-in';
import { targetOf } from './faults/rehearse-fault';
import { surveyorOf } from './survey-lab';

/** What the file can ask otherwise of. */
const ofDesign = ['RS-02', 'RS-06', 'PE-02', 'PE-04', 'PE-05', 'PE-08', 'RT-01'];

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'init-')); });
afterAll(() => { rmSync(folder, { recursive: true }); });

async function surveyed({ topology, incidents, denied, ssh }: ReturnType<typeof targetOf>, settings: Readonly<Record<string, string>> = {}): Promise<Deployment> {
  const lab = await startLab({ topology, incidents, denied, sshBehaviours: ssh });
  const surveyor = surveyorOf(lab);
  try {
    return (await surveyor.survey(settings)).deployment;
  } finally {
    surveyor.close();
    await lab.close();
  }
}

/** Failures of the design's rules that a survey has under the file that init makes of it. */
function failuresAfterInit(deployment: Deployment, name: string): { before: string[]; after: string[] } {
  const [survey, file] = [join(folder, `${name}.json`), join(folder, `${name}.yaml`)];
  writeFileSync(survey, surveyFileText(deployment));
  expect(writeExpectations({ args: [file, '--from-survey', survey], env: {}, print: () => undefined })).toBe(0);
  const read = readSettings({ EXPECTATIONS_FILE: file, SSH_USERNAME: 'azureuser', SSH_PASSWORD: 'a-password', SSH_HOST_KEYS: 'accept-new' });
  if (!read.ok) throw new Error(formatMistakes(read.mistakes));
  const failures = (judged: Deployment): string[] => [...new Set(judgeSurvey(judged).filter(({ verdict, checkId }) => verdict === 'fail' && ofDesign.includes(checkId)).map(({ checkId }) => checkId))];
  return { before: failures(deployment), after: failures({ survey: deployment.survey, expectations: read.settings.expectations }) };
}

describe('The known-good state of a survey', () => {
  test.each(['the reference deployment', 'gateway transit'])('%s is as it was expected', async (name) => {
    const shape = healthyShapes.find((one) => one.name === name);
    const deployment = await surveyed(targetOf(shape?.topology() ?? builtInTopology('reference'), shape?.apply), shape?.settings);
    expect(failuresAfterInit(deployment, name)).toEqual({ before: [], after: [] });
  });

  /** Of the network itself, and none that the file has no rule for: what nobody lets in, say. */
  const faults = allFaults.filter(({ red, apply, base = 'reference' }) => base === 'reference' && red.some((id) => ['RS-02', 'RS-06', 'PE-02', 'PE-04', 'PE-08', 'RT-01'].includes(id)) && !red.includes('PE-05') && targetOf(builtInTopology('reference'), apply).incidents.length === 0);

  test('is known for faults of each rule', () => {
    expect([...new Set(faults.flatMap(({ red }) => red.filter((id) => ofDesign.includes(id))))].sort()).toEqual(['PE-02', 'PE-04', 'PE-08', 'RS-02', 'RS-06', 'RT-01']);
  });

  test.each(faults.map(({ name }) => name))('breaks none with the fault: %s', async (name) => {
    const fault = faults.find((one) => one.name === name);
    const { after } = failuresAfterInit(await surveyed(targetOf(builtInTopology('reference'), fault?.apply)), 'faulty');
    expect(after).toEqual([]);
    rmSync(join(folder, 'faulty.yaml'));
  });
});
