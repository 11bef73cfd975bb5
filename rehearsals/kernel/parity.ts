/** The same network in both data planes, judged by the harness: what each makes of it, to be compared. */
import type { SshOutcome } from '../../helpers/ssh/outcome';
import type { SshTimeouts } from '../../helpers/ssh/timeouts';
import type { Stage } from '../../lab/faults/stage';
import type { DataPlane } from '../../lab/lab';
import type { Topology } from '../../lab/topology/topology';
import { rehearse, type Rehearsed } from '../faults/rehearse-fault';

/** A network, whole or with a fault. */
export interface Case {
  readonly name: string;
  readonly topology: () => Topology;
  readonly apply?: ((stage: Stage) => void) | undefined;
  readonly settings?: Readonly<Record<string, string>> | undefined;
}

/** A verdict, with the name of the outcome where a login was tried: `[SSH-01] … logs in to …: fail, timed-out`. */
export type Line = string;

/**
 * Patience for OpenSSH on a machine that is busy with other tests. What is lost is lost however long one waits, so it does not decide over what is
 * found; but for a slow line, which must be far from every bound.
 */
const timeouts: SshTimeouts = { connectTimeoutMs: 10_000, channelTimeoutMs: 2_000, handshakeTimeoutMs: 10_000, authenticationTimeoutMs: 10_000, commandTimeoutMs: 10_000 };

export interface Parity {
  readonly inProcess: readonly Line[];
  readonly kernel: readonly Line[];
}

export async function rehearseInBoth({ topology, apply, settings }: Case): Promise<Parity> {
  const linesWith = async (dataPlane: DataPlane): Promise<Line[]> => lines(await rehearse(topology(), apply, settings, { dataPlane, timeouts }));
  const [inProcess, kernel] = await Promise.all([linesWith('in-process'), linesWith('kernel')]);
  return { inProcess, kernel };
}

const lines = ({ records }: Rehearsed): Line[] =>
  records.map(({ title, verdict, login }) => [`${title}: ${verdict.verdict}`, ...(login ? [outcomeName(login.outcome)] : [])].join(', '));

const outcomeName = (outcome: SshOutcome): string => (outcome.kind === 'way-in-failed' ? `${outcome.kind} (${outcome.failure.kind})` : outcome.kind);

/** What the two do not agree on; empty where they agree. */
export function differences({ inProcess, kernel }: Parity): string[] {
  const only = (some: readonly Line[], others: readonly Line[], where: string): string[] => some.filter((line) => !others.includes(line)).map((line) => `${where}: ${line}`);
  return [...only(inProcess, kernel, 'in process'), ...only(kernel, inProcess, 'in the kernel')];
}
