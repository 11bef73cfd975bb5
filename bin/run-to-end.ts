/** Runs what an entry point is there for, to its end or to a signal, and ends the process with its exit code. */
import { messageOf, printableLine } from '../helpers/printable/printable';
import type { ExitCode } from '../helpers/report/conclusion';
import type { Ending } from '../helpers/run/ending';
import { createEnding } from '../helpers/run/ending';
import type { HelpPage } from '../helpers/run/help';
import { answerAtOnce } from '../helpers/run/help';
import { guardOutput } from './guard-output';

export function runToEnd(page: HelpPage, work: (args: readonly string[], ending: Ending) => Promise<ExitCode>): void {
  // Jest may end the process itself where it cannot go on; what it would call a failed test is none.
  let code: ExitCode = 2;
  process.on('exit', () => {
    process.exitCode = code;
  });
  guardOutput();
  const args = process.argv.slice(2);
  const answer = answerAtOnce(args, page);
  if (answer !== undefined) {
    console.log(answer);
    code = 0;
    return;
  }
  const ending = createEnding();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // The second one is meant.
    process.once(signal, () => {
      ending.end(`it was ended by ${signal}`);
      process.once(signal, () => process.exit());
    });
  }
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) process.on(event, (error: unknown) => { ending.end(`spokecheck itself broke: ${messageOf(error)}`); });
  work(args, ending)
    .then((ended) => {
      code = ended;
    })
    .catch((error: unknown) => {
      console.error(printableLine(messageOf(error)));
    })
    .finally(() => process.exit());
}
