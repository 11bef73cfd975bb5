/** `judge-survey.ts survey.json`: judges a survey, explains it, and prints the CPU seconds of that as JSON. */
import { readFileSync } from 'node:fs';
import { causesOf } from '../../helpers/causes/causes';
import { judgeSurvey } from '../../helpers/checks/judge-all';
import type { Deployment } from '../../helpers/estate/deployment';
import type { Expectations } from '../../helpers/estate/expectations';
import type { Survey } from '../../helpers/estate/survey';

const { expectations, ...survey } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Survey & { readonly expectations: Expectations };
const deployment: Deployment = { survey, expectations };
const seconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const begin = seconds();
causesOf(judgeSurvey(deployment));
process.stdout.write(JSON.stringify({ seconds: seconds() - begin }));
