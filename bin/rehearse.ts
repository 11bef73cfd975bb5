/**
 * `npm run rehearse`: starts the lab, runs `verify` against it in a process of its own, as on Azure, and ends with its exit
 * code. With --fault the lab has that fault, with --from it is the network of a recorded survey; --all-faults rehearses every fault and
 * every healthy shape; --parity compares the lab in process with the kernel lab;
 * --all-attacks lets every attack loose on runs. What one of these alone needs is loaded for it alone.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { printableText } from '../helpers/printable/printable';
import { OptionError } from '../helpers/run/command-line';
import { answerAtOnce } from '../helpers/run/help';
import { refusalLine, refusedArguments } from '../helpers/run/jest-arguments';
import { catalogue } from '../lab/faults/catalogue';
import { startLab } from '../lab/lab';
import { SurveyError } from '../lab/replay/survey-file';
import { healthyShapes } from '../lab/shapes/healthy-shapes';
import { TopologyError } from '../lab/topology/topology-error';
import type { ChosenLab } from '../rehearsals/chosen-lab';
import { chooseLab } from '../rehearsals/chosen-lab';
import { rehearsalEnvironment } from '../rehearsals/rehearsal-environment';
import type { RehearsalOptions } from '../rehearsals/rehearsal-options';
import { readOptions, rehearsalOptions, rehearseHelp } from '../rehearsals/rehearsal-options';
import { reportDirOfRehearsal } from '../rehearsals/report-dir-of-rehearsal';

async function main(args: readonly string[]): Promise<number> {
  const answer = answerAtOnce(args, rehearseHelp);
  if (answer !== undefined) {
    console.log(answer);
    return 0;
  }
  try {
    return await carryOut(readOptions(args));
  } catch (error) {
    if (!(error instanceof OptionError || error instanceof TopologyError || error instanceof SurveyError)) throw error;
    return await refuse({ ...process.env, REPORT_DIR: reportDirOfRehearsal(process.env) }, [error.message]);
  }
}

async function carryOut(options: RehearsalOptions): Promise<number> {
  if (options.list) {
    for (const { title, faults } of catalogue) console.log([title, ...faults.map(({ name }) => `  ${name}`), ''].join('\n'));
    console.log(['Healthy shapes', ...healthyShapes.map(({ name }) => `  ${name}`)].join('\n'));
    return 0;
  }
  if (options.allFaults) {
    const { isAsStated, isGreen, rehearseAll, resultLines } = await import('../rehearsals/faults/rehearse-all');
    const results = await rehearseAll();
    console.log(resultLines(results).join('\n'));
    return results.faults.every(isAsStated) && results.shapes.every(isGreen) ? 0 : 1;
  }
  if (options.parity) {
    const { compareAll, isAlike, parityLines } = await import('../rehearsals/kernel/compare-all');
    const compared = await compareAll();
    console.log(parityLines(compared).join('\n'));
    return compared.every(isAlike) ? 0 : 1;
  }
  if (options.allAttacks || options.attack !== undefined) return attackRuns(options.attack ?? '');
  const env = { ...process.env, REPORT_DIR: reportDirOfRehearsal(process.env, options.from) };
  const refused = refusedArguments(options.jestArgs, rehearsalOptions);
  if (refused.length > 0) {
    const code = await refuse(env, refused.map(refusalLine));
    console.error('Nothing was started. `npm run rehearse -- --help` lists the options.');
    return code;
  }
  const chosen = chooseLab(options);
  for (const note of chosen.notes) console.log(note);
  return rehearse(chosen, options.jestArgs, env);
}

/** Each line as it comes, for all of them take minutes, and the table in the end. */
async function attackRuns(name: string): Promise<number> {
  const [{ attacksNamed }, { attackLine, attackLines, isAsStated, runAttacks }] = await Promise.all([import('../rehearsals/attacks/catalogue'), import('../rehearsals/attacks/all-attacks')]);
  const attacks = attacksNamed(name);
  if (attacks.length === 0) throw new OptionError(`There is no attack with "${name}" in its name or kind.`);
  const results = await runAttacks(attacks, (result) => { console.log(attackLine(result)); });
  console.log(attackLines(results).join('\n'));
  return results.every(isAsStated) ? 0 : 1;
}

async function refuse(env: NodeJS.ProcessEnv, lines: readonly string[]): Promise<number> {
  for (const line of lines) console.error(printableText(line));
  const { refuseRun } = await import('../helpers/run/refuse-run');
  await refuseRun({ env, lines });
  return 2;
}

async function rehearse(chosen: ChosenLab, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const lab = await startLab(chosen);
  try {
    const child = spawn(process.execPath, ['-r', join(__dirname, '..', 'loader.cjs'), join(__dirname, 'verify.ts'), ...args], {
      env: rehearsalEnvironment(env, lab.environment),
      stdio: 'inherit',
    });
    // The lab must not be left behind: what ends the rehearsal ends the run first, and then the lab.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
    return await new Promise<number>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => { resolve(code ?? 2); });
    });
  } finally {
    await lab.close();
  }
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(printableText(error instanceof Error ? error.message : String(error)));
    process.exit(2);
  },
);
