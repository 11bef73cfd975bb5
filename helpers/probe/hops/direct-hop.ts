/** From the runner by TCP: to the jump host, or to A itself where there is none. */
import { reachBySsh } from '../ssh/ssh-vantage-point';
import { openTcp } from '../tcp/open-tcp';
import type { FirstHop, HopEnd } from './hop';

export function directHop(end: HopEnd): FirstHop {
  const { machine, login, timeouts } = end;
  const open = () => openTcp(machine.address, machine.port, timeouts.connectTimeoutMs);
  return { end, connect: () => reachBySsh(open, machine, login, timeouts) };
}
