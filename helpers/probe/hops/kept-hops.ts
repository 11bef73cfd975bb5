/** The connections of many access paths, kept: paths that begin with the same hops share the connections of these. */
import pLimit from 'p-limit';
import type { AccessPathFailed, AccessPathFailure } from '../outcome';
import type { Reached } from '../vantage-point';
import type { HopEnd, Hops } from './hop';
import { keepConnection, type KeptConnection } from './kept-connection';

export interface KeptHops {
  /** The connection to the machine where the last hop ends. Nothing is contacted yet. */
  along(hops: Hops): KeptConnection<AccessPathFailed>;
  /** Ends every connection. Resolves when they are gone. */
  close(): Promise<void>;
}

/** How many connections may be opened at once: many at the same moment are a storm to a jump host or a firewall on the way. */
const openedAtOnce = 20;

export function keepHops(): KeptHops {
  const paced = pLimit(openedAtOnce);
  /** By all hops up to the connection; those of a machine come after those that lead to it. */
  const kept = new Map<string, KeptConnection<AccessPathFailed>>();
  const keep = (key: string, open: () => Promise<Reached | AccessPathFailed>) => {
    const connection = kept.get(key) ?? keepConnection(open);
    kept.set(key, connection);
    return connection;
  };
  return {
    along([first, ...further]) {
      let key = keyOf(first.end);
      let connection = keep(key, async () => named(first.end, await paced(() => first.connect())));
      for (const hop of further) {
        const before = connection;
        key = `${key} ${keyOf(hop.end)}`;
        connection = keep(key, async () => {
          const reached = await before.get();
          return reached.kind === 'reached' ? named(hop.end, await paced(() => hop.connect(reached.from))) : reached;
        });
      }
      return connection;
    },
    async close() {
      await Promise.all([...kept.values()].reverse().map((connection) => connection.close()));
    },
  };
}

const keyOf = ({ machine, login }: HopEnd): string => `${login.username}@${machine.address}:${String(machine.port)}`;

function named(end: HopEnd, result: Reached | AccessPathFailure): Reached | AccessPathFailed {
  return result.kind === 'reached' ? result : { kind: 'access-path-failed', hop: end.name, failure: result };
}
