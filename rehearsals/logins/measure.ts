/** `node -r ./loader.cjs rehearsals/logins/measure.ts [spokes] [SSH_PAIRS]`: prints the rate of logins beside that of a bare loop, machines 40 ms away. */
import { measureLogins } from './measure-logins';

const [spokes = '20', pairs = 'auto'] = process.argv.slice(2);
const say = (line: string): void => { process.stdout.write(`${line}\n`); };
const figure = (value: number): string => value.toFixed(1);

measureLogins({ spokes: Number(spokes), oneWayMs: 20, widths: [40, 80], barePairs: 400, settings: { SSH_PAIRS: pairs } }).then(
  ({ bare, harness, ratio }) => {
    for (const { width, logins, seconds, perSecond } of bare) say(`bare loop, ${String(width)} at once: ${String(logins)} logins in ${figure(seconds)} s, ${figure(perSecond)} a second`);
    say(`harness: ${String(harness.logins)} logins in ${figure(harness.seconds)} s, ${figure(harness.perSecond)} a second: ${ratio.toFixed(2)} of the bare loop`);
  },
  (error: unknown) => {
    say(String(error));
    process.exitCode = 1;
  },
);
