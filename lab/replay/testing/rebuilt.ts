/** The network that is rebuilt from the reference survey once that is changed. */
import { parseTopology } from '../../topology/topology-file';
import type { NetworkInterface, Topology } from '../../topology/topology';
import { rebuild, type Rebuilt } from '../rebuild';
import { recorded, type RecordedParts } from './recorded';

/** The note that is always there. */
export const assumed = 'In no survey, and taken to be in order: SSH servers, keys and the jump host; guests forward where their NIC may.';

/** Without that note; and whatever was changed, the network can be saved and read again. */
export function rebuilt(change: (it: RecordedParts) => void = () => undefined, options: Parameters<typeof rebuild>[1] = {}): Rebuilt {
  const it = recorded();
  change(it);
  const made = rebuild(it.survey, options);
  expect(made.notes.at(-1)).toBe(assumed);
  expect(parseTopology(JSON.parse(JSON.stringify(made.topology)))).toEqual(made.topology);
  return { ...made, notes: made.notes.slice(0, -1) };
}

/** The NIC of spoke 1's machine. */
export const nic1 = ({ networkInterfaces }: Topology): NetworkInterface | undefined => networkInterfaces.find(({ name }) => name === 'spoke1vm711_z1');
