/**
 * `node -r ./loader.cjs rehearsals/logins/measure.ts [spokes] [SSH_PAIRS]`: prints the rate of logins beside that of a bare loop, machines 40 ms away.
 * With `dead` after that it prints how long the logins take where one guest is dead, with the patience of the environment (CONVERGENCE_TIMEOUT, SSH_TIMEOUT).
 */
import { measureDeadGuest, measureLogins } from './measure-logins';

const [spokes = '20', pairs = 'auto', dead] = process.argv.slice(2);
const measurement = { spokes: Number(spokes), oneWayMs: 20, settings: { SSH_PAIRS: pairs } };
const say = (line: string): void => { process.stdout.write(`${line}\n`); };
const figure = (value: number): string => value.toFixed(1);

async function measure(): Promise<void> {
  if (dead === 'dead') {
    const { logins, secondsToTheEnd } = await measureDeadGuest(measurement);
    say(`one dead guest among ${spokes} spokes: ${String(logins)} logins landed, ${figure(secondsToTheEnd)} s from the first to the end`);
    return;
  }
  const { bare, harness, ratio } = await measureLogins({ ...measurement, widths: [40, 80, 160], rounds: 5, barePairs: 1000 });
  for (const { width, logins, seconds, perSecond } of bare) say(`bare loop, ${String(width)} at once: ${String(logins)} logins in ${figure(seconds)} s, ${figure(perSecond)} a second`);
  say(`harness: ${String(harness.logins)} logins in ${figure(harness.seconds)} s, ${figure(harness.perSecond)} a second: ${ratio.toFixed(2)} of the bare loop`);
}

measure().catch((error: unknown) => {
  say(String(error));
  process.exitCode = 1;
});
