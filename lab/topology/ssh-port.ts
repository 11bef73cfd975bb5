/** On which of the ports that a machine listens on its SSH server answers. */
import type { VirtualMachine } from './topology';

const usual = 22;

/** 22 if it is among them, else the first; undefined where it listens on none. */
export function sshPortOf({ listensOn = [usual] }: Pick<VirtualMachine, 'listensOn'>): number | undefined {
  return listensOn.includes(usual) ? usual : listensOn[0];
}
