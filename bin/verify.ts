/** `npm run verify`: judges the deployment that the environment, or `.env`, names. */
import { join } from 'node:path';
import { messageOf, printableLine } from '../helpers/printable/printable';
import type { ExitCode } from '../helpers/report/conclusion';
import { createEnding } from '../helpers/run/ending';
import { answerAtOnce, verifyHelp } from '../helpers/run/help';
import { verify } from '../helpers/run/verify';
import { guardOutput } from './guard-output';
import { surveyProgress } from './survey-progress';

// Jest may end the process itself where it cannot go on; what it would call a failed test is none.
let code: ExitCode = 2;
process.on('exit', () => {
  process.exitCode = code;
});
guardOutput();

const args = process.argv.slice(2);
const answer = answerAtOnce(args, verifyHelp);
if (answer === undefined) {
  const ending = createEnding();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // The second one is meant.
    process.once(signal, () => {
      ending.end(`it was ended by ${signal}`);
      process.once(signal, () => process.exit());
    });
  }
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) process.on(event, (error: unknown) => { ending.end(`spokecheck itself broke: ${messageOf(error)}`); });
  verify({ args, env: process.env, rootDir: join(__dirname, '..'), print: (line) => { console.log(line); }, progress: surveyProgress, ending })
    .then((ended) => {
      code = ended;
    })
    .catch((error: unknown) => {
      console.error(printableLine(messageOf(error)));
    })
    .finally(() => process.exit());
} else {
  console.log(answer);
  code = 0;
}
