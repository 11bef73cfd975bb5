/** How the logins, and the other probes, get on while they are made: how many of how many, how many of them red, and how long the rest may take. */

export interface LoginNews {
  readonly done: number;
  /** Of this run: those that `-t` selected. */
  readonly total: number;
  readonly red: number;
  /** There are probes among them that are no logins. */
  readonly hasOthers?: true;
  /** At the rate so far; absent while there are too few to tell. */
  readonly secondsLeft?: number;
}

/** `logging in 31 of 90, 2 red, about 12 s left` */
export const loginLine = ({ done, total, red, hasOthers, secondsLeft }: LoginNews): string =>
  `${hasOthers ? 'probing' : 'logging in'} ${String(done)} of ${String(total)}, ${String(red)} red${secondsLeft === undefined || done === total ? '' : `, about ${String(secondsLeft)} s left`}`;

/** Before so many are done, nothing is said of the rest. */
const fewest = 5;

export interface LoginCount {
  /** One more has come to its end. */
  done(isRed: boolean): LoginNews;
}

/** @param total how many there will be. @param now milliseconds. @param hasOthers whether not all are logins */
export function countLogins(total: number, now: () => number = Date.now, hasOthers = false): LoginCount {
  const start = now();
  const counts = { done: 0, red: 0 };
  return {
    done(isRed) {
      counts.done += 1;
      counts.red += Number(isRed);
      const secondsLeft = Math.ceil(((now() - start) / 1000 / counts.done) * (total - counts.done));
      return { ...counts, total, ...(hasOthers && { hasOthers: true as const }), ...(counts.done >= fewest && { secondsLeft }) };
    },
  };
}

export const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

const secondsBetweenLines = 15;

/** Where there is no terminal: a line now and then, none for what is over before. @param now milliseconds */
export function plainLoginLines(say: (line: string) => void, now: () => number = Date.now): (news: LoginNews) => void {
  let last = now();
  return (news) => {
    if (now() - last < secondsBetweenLines * 1000 || news.done === news.total) return;
    last = now();
    say(`${capitalised(loginLine(news))}.`);
  };
}
