/** `npm run verify`: judges the deployment that the environment, or `.env`, names; with `--explain-expectations` it says what would be expected of it. */
import { join } from 'node:path';
import { asksToExplain, explain } from '../helpers/run/explain';
import { verifyHelp } from '../helpers/run/help';
import { verify } from '../helpers/run/verify';
import { runToEnd } from './run-to-end';
import { surveyProgress } from './survey-progress';

const print = (line: string): void => { console.log(line); };

runToEnd(verifyHelp, (args, ending) =>
  asksToExplain(args) ? Promise.resolve(explain({ args, env: process.env, print })) : verify({ args, env: process.env, rootDir: join(__dirname, '..'), print, progress: surveyProgress, ending }),
);
