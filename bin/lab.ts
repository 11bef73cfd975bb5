/** `npm run lab`: keeps the lab up and prints the environment that `npm run verify` in another shell needs. */
import { printableText } from '../helpers/printable/printable';
import { answerAtOnce } from '../helpers/run/help';
import { startLab } from '../lab/lab';
import { chooseLab } from '../rehearsals/chosen-lab';
import { labHelp, readLabOptions } from '../rehearsals/lab-options';
import { environmentLines } from '../rehearsals/lab-shells';
import { labVariables } from '../rehearsals/rehearsal-environment';

async function keepUp(args: readonly string[]): Promise<void> {
  const answer = answerAtOnce(args, labHelp);
  if (answer !== undefined) {
    console.log(answer);
    return;
  }
  const options = readLabOptions(args);
  const chosen = chooseLab(options);
  const lab = await startLab(chosen);
  const end = (): void => {
    void lab.close().then(() => process.exit(0));
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  for (const note of chosen.notes) console.error(note);
  for (const line of environmentLines(options.shell, labVariables(lab.environment))) console.log(line);
  console.error('\nThe lab is up. Paste the lines above into another shell and run `npm run verify` there. Ctrl-C ends the lab.');
}

keepUp(process.argv.slice(2)).catch((error: unknown) => {
  console.error(printableText(error instanceof Error ? error.message : String(error)));
  process.exitCode = 2;
});
