/** Which login, or other probe, begins next: so many are under way at once, in all, from one spoke and to one spoke. Sources take turns. */

export interface LoginWidth {
  /** In all (SSH_PARALLEL). */
  readonly atOnce: number;
  /** Over the one connection to a source. OpenSSH takes 10 sessions over one (MaxSessions); some servers count forwarded channels as well. */
  readonly fromOne: number;
  /** To one target. OpenSSH begins to drop connections where 10 are not logged in yet (MaxStartups 10:30:100), and it has other visitors. */
  readonly toOne: number;
  /** Sources to which the first login is under way: their connections are being opened, and too many at the same moment are a storm. */
  readonly opening: number;
}

/** What sshd takes as it is installed, with room for others. */
export const sshdTakes: Omit<LoginWidth, 'atOnce'> = { fromOne: 10, toOne: 8, opening: 20 };

/** The same where each is a whole window of tries, and a control beside each: some ten connections. */
export const watchesTake: typeof sshdTakes = { ...sshdTakes, fromOne: 3, toOne: 4 };

/** The two sides of a login, by spoke: of its machines one stands in for the other. */
export interface LoginSides {
  readonly from: string;
  readonly to: string;
}

export interface LoginQueue {
  /** Runs the job as soon as there is room for it. */
  run<T>(sides: LoginSides, job: () => Promise<T>): Promise<T>;
}

interface Waiting extends LoginSides {
  readonly begin: () => Promise<void>;
}

export function createLoginQueue({ atOnce, fromOne, toOne, opening }: LoginWidth): LoginQueue {
  const waiting = createTurns();
  const under = { way: 0, from: new Map<string, number>(), to: new Map<string, number>() };
  const count = (counts: Map<string, number>, side: string, change = 0): number => {
    const now = (counts.get(side) ?? 0) + change;
    if (change !== 0) counts.set(side, now);
    return now;
  };
  const change = ({ from, to }: LoginSides, by: 1 | -1): void => {
    under.way += by;
    count(under.from, from, by);
    count(under.to, to, by);
  };
  const sources = { opening: new Set<string>(), open: new Set<string>() };
  const mayFrom = (from: string): boolean =>
    count(under.from, from) < fromOne && (sources.open.has(from) || sources.opening.has(from) || sources.opening.size < opening);
  const begin = (next: Waiting): void => {
    change(next, 1);
    if (!sources.open.has(next.from)) sources.opening.add(next.from);
    void next.begin().finally(() => {
      change(next, -1);
      sources.opening.delete(next.from);
      sources.open.add(next.from);
      fillSoon();
    });
  };
  const fill = (): void => {
    isFilling = false;
    const next = under.way < atOnce ? waiting.take(mayFrom, (to) => count(under.to, to) < toOne) : undefined;
    if (!next) return;
    begin(next);
    fillSoon();
  };
  // One at a time, and those that are under way are heard in between: many that begin together compute together, and each takes that for the other side's silence.
  let isFilling = false;
  const fillSoon = (): void => {
    if (isFilling) return;
    isFilling = true;
    setImmediate(fill);
  };
  return {
    run: (sides, job) =>
      new Promise((resolve, reject) => {
        waiting.add({ ...sides, begin: () => job().then(resolve, reject) });
        fillSoon();
      }),
  };
}

/** Those who wait, by source; the source whose turn it was goes to the end. */
function createTurns(): { add(one: Waiting): void; take(mayFrom: (from: string) => boolean, mayTo: (to: string) => boolean): Waiting | undefined } {
  const bySource = new Map<string, Waiting[]>();
  return {
    add(one) {
      const ofSource = bySource.get(one.from) ?? [];
      ofSource.push(one);
      bySource.set(one.from, ofSource);
    },
    take(mayFrom, mayTo) {
      for (const [from, ofSource] of bySource) {
        const index = mayFrom(from) ? ofSource.findIndex(({ to }) => mayTo(to)) : -1;
        const [next] = index < 0 ? [] : ofSource.splice(index, 1);
        if (!next) continue;
        bySource.delete(from);
        if (ofSource.length > 0) bySource.set(from, ofSource);
        return next;
      }
      return undefined;
    },
  };
}
