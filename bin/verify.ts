/** `npm run verify`: judges the deployment that the environment, or `.env`, names. */
import { join } from 'node:path';
import { verifyHelp } from '../helpers/run/help';
import { verify } from '../helpers/run/verify';
import { runToEnd } from './run-to-end';
import { surveyProgress } from './survey-progress';

runToEnd(verifyHelp, (args, ending) => verify({ args, env: process.env, rootDir: join(__dirname, '..'), print: (line) => { console.log(line); }, progress: surveyProgress, ending }));
