/** Shows in the terminal how the survey and the logins get on; where there is no terminal, one line when the survey is done, and one now and then of logins that take long. */
import ora from 'ora';
import { capitalised, loginLine, plainLoginLines } from '../helpers/report/login-progress';
import type { Progress } from '../helpers/run/verify';

/** A terminal may say that it has no columns, and the spinner would never end clearing its lines. */
const narrowest = 20;

const terminal = new Proxy(process.stderr, {
  get(stream, name) {
    if (name === 'columns') return Math.max(stream.columns || narrowest, narrowest);
    const value: unknown = Reflect.get(stream, name);
    return typeof value === 'function' ? (value.bind(stream) as unknown) : value;
  },
});

export function surveyProgress(): Progress {
  const parts = new Map<string, { done: number; total: number }>();
  const spinner = ora({ text: 'Reading Azure', isSilent: !process.stderr.isTTY, stream: terminal }).start();
  const plainly = process.stderr.isTTY ? undefined : plainLoginLines((line) => { console.log(line); });
  const counts = (): string => [...parts].map(([what, { done, total }]) => `${what} ${String(done)}/${String(total)}`).join(', ');
  return {
    onProgress: ({ what, done, total }) => {
      parts.set(what, { done, total });
      spinner.text = `Reading Azure: ${counts()}`;
    },
    onRound: (readings, secondsLeft) => {
      spinner.text = `Waiting for Azure to settle: ${String(readings)} readings are not yet as expected, ${secondsLeft.toFixed(0)} s left`;
    },
    onLogin: (news) => {
      plainly?.(news);
      spinner.text = capitalised(loginLine(news));
      // What the suite came to follows at once.
      if (news.done === news.total) spinner.stop();
      else if (!spinner.isSpinning) spinner.start();
    },
    end: () => {
      spinner.stop();
      const readings = [...parts.values()].reduce((sum, { done }) => sum + done, 0);
      if (readings > 0) console.log(`Read ${String(readings)} parts of the deployment: ${counts()}.`);
    },
  };
}
