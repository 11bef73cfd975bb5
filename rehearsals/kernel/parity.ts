/** The same network in both data planes, judged by the harness: what each makes of it, to be compared. */
import type { LoginOutcome } from '../../helpers/probe/outcome';
import type { ProbeTimeouts } from '../../helpers/probe/timeouts';
import type { FaultTarget } from '../../lab/faults/fault-target';
import type { DataPlane } from '../../lab/lab';
import type { Topology } from '../../lab/topology/topology';
import { rehearse, type Rehearsed } from '../faults/rehearse-fault';

/** A network, whole or with a fault. */
export interface ParityCase {
  readonly name: string;
  readonly topology: () => Topology;
  readonly apply?: ((stage: FaultTarget) => void) | undefined;
  readonly settings?: Readonly<Record<string, string>> | undefined;
}

/** What was made of one network: a line for each verdict, with the name of the outcome where a login was tried. */
export interface Parity {
  readonly inProcess: readonly string[];
  readonly kernel: readonly string[];
}

/**
 * Patience for OpenSSH on a machine that is busy with other things. What is lost is lost however long one waits, so the bounds do not decide
 * what is found; a slow line alone must be far from all of them.
 */
const timeouts: Partial<ProbeTimeouts> = { connectTimeoutMs: 10_000, channelTimeoutMs: 5_000, handshakeTimeoutMs: 10_000, authenticationTimeoutMs: 10_000, loginTimeoutMs: 30_000, commandTimeoutMs: 10_000 };

export async function rehearseInBoth({ topology, apply, settings }: ParityCase): Promise<Parity> {
  const linesWith = async (dataPlane: DataPlane): Promise<string[]> => lines(await rehearse(topology(), apply, settings, { dataPlane, timeouts }));
  const [inProcess, kernel] = await Promise.all([linesWith('in-process'), linesWith('kernel')]);
  return { inProcess, kernel };
}

const lines = ({ records }: Rehearsed): string[] =>
  records.map(({ title, verdict, login }) => [`${title}: ${verdict.verdict}`, ...(login ? [outcomeName(login.outcome)] : [])].join(', '));

const outcomeName = (outcome: LoginOutcome): string => (outcome.kind === 'access-path-failed' ? `${outcome.kind} (${outcome.failure.kind})` : outcome.kind);

/** What the two do not agree on; empty where they agree. */
export function differences({ inProcess, kernel }: Parity): string[] {
  const only = (some: readonly string[], others: readonly string[], where: string): string[] => some.filter((line) => !others.includes(line)).map((line) => `${where}: ${line}`);
  return [...only(inProcess, kernel, 'in process'), ...only(kernel, inProcess, 'in the kernel')];
}
