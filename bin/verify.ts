/** `npm run verify`: judges the deployment that the environment, or `.env`, names. */
import { join } from 'node:path';
import type { ExitCode } from '../helpers/report/conclusion';
import { answerAtOnce, verifyHelp } from '../helpers/run/help';
import { verify } from '../helpers/run/verify';
import { surveyProgress } from './survey-progress';

// Jest may end the process itself where it cannot go on; what it would call a failed test is none.
let code: ExitCode = 2;
process.on('exit', () => {
  process.exitCode = code;
});

const args = process.argv.slice(2);
const answer = answerAtOnce(args, verifyHelp);
if (answer === undefined) {
  verify({ args, env: process.env, rootDir: join(__dirname, '..'), print: (line) => { console.log(line); }, progress: surveyProgress })
    .then((ended) => {
      code = ended;
      process.exit();
    })
    .catch((error: unknown) => {
      console.error(error);
      process.exit();
    });
} else {
  console.log(answer);
  code = 0;
}
