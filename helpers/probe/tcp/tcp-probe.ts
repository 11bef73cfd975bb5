/** Reaching: whether a port of B accepts a TCP connection from A. Nothing is sent over it. */
import { attemptFrom } from '../attempt-from';
import { mayStillSettle } from '../may-still-settle';
import type { TcpOutcome } from '../outcome';
import type { Probe } from '../probe';

export const tcpProbe: Probe<TcpOutcome> = {
  attempt: (access, to) =>
    attemptFrom(access, async (from): Promise<TcpOutcome> => {
      const start = performance.now();
      const opened = await from.openTcp(to, access.timeouts.channelTimeoutMs);
      if (opened.kind !== 'open') return opened;
      opened.stream.destroy();
      return { kind: 'connected', elapsedMs: Math.round(performance.now() - start) };
    }),
  mayStillSettle,
};
