/** From the machine before, which opens the TCP connection and forwards it to the runner, as `ssh -J` does. */
import { reachBySsh } from '../ssh/ssh-vantage-point';
import type { HopEnd, FurtherHop } from './hop';

export function forwardedHop(end: HopEnd): FurtherHop {
  const { machine, login, timeouts } = end;
  return {
    end,
    connect: (before) => reachBySsh(() => before.openTcp(machine, timeouts.channelTimeoutMs), machine, login, timeouts),
  };
}
