/** `npm run verify`: judges the deployment that the environment, or `.env`, names; with --plan or --explain-expectations it only says what that would be. */
import { join } from 'node:path';
import { readCommandLine } from '../helpers/run/command-line';
import { asksToExplain, explain } from '../helpers/run/explain';
import { planOption, verifyHelp } from '../helpers/run/help';
import { printPlan } from '../helpers/run/plan';
import { verify } from '../helpers/run/verify';
import { runToEnd } from './run-to-end';
import { surveyProgress } from './survey-progress';

const print = (line: string): void => { console.log(line); };

runToEnd(verifyHelp, async (args, ending) => {
  if (readCommandLine(args, [planOption]).flag(planOption.name)) return printPlan({ args, env: process.env, print });
  if (asksToExplain(args)) return explain({ args, env: process.env, print });
  return verify({ args, env: process.env, rootDir: join(__dirname, '..'), print, progress: surveyProgress, ending });
});
