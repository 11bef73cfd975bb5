/** Shows in the terminal how the survey gets on; where there is no terminal, one line when it is done. */
import ora from 'ora';
import type { SurveyNews } from '../helpers/run/survey-deployment';

/** A terminal may say that it has no columns, and the spinner would never end clearing its lines. */
const narrowest = 20;

const terminal = new Proxy(process.stderr, {
  get(stream, name) {
    if (name === 'columns') return Math.max(stream.columns || narrowest, narrowest);
    const value: unknown = Reflect.get(stream, name);
    return typeof value === 'function' ? (value.bind(stream) as unknown) : value;
  },
});

export function surveyProgress(): SurveyNews & { readonly end: () => void } {
  const parts = new Map<string, { done: number; total: number }>();
  const spinner = ora({ text: 'Reading Azure', isSilent: !process.stderr.isTTY, stream: terminal }).start();
  const counts = (): string => [...parts].map(([what, { done, total }]) => `${what} ${String(done)}/${String(total)}`).join(', ');
  return {
    onProgress: ({ what, done, total }) => {
      parts.set(what, { done, total });
      spinner.text = `Reading Azure: ${counts()}`;
    },
    onRound: (readings, secondsLeft) => {
      spinner.text = `Waiting for Azure to settle: ${String(readings)} readings are not yet as expected, ${secondsLeft.toFixed(0)} s left`;
    },
    end: () => {
      spinner.stop();
      const readings = [...parts.values()].reduce((sum, { done }) => sum + done, 0);
      if (readings > 0) console.log(`Read ${String(readings)} parts of the deployment: ${counts()}.`);
    },
  };
}
