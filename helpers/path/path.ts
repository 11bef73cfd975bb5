/** A packet's way from one machine to another, as far as the survey shows it: where it arrives, breaks, or cannot be followed further. */
import type { MachineNic } from '../estate/machines';
import type { MatchingRoute } from '../estate/route-selection';
import type { Finding } from '../findings/finding';

/** `there` is from the machine that connects, `back` the answer to it. */
export type Way = 'there' | 'back';

/** The result of a part of the way: what stops the packet there, or what cannot be read of it. Undefined lets it pass. */
export type Obstacle =
  | { readonly kind: 'breaks'; readonly finding: Finding }
  | { readonly kind: 'unknown'; readonly gap: Gap }
  | undefined;

/** What keeps the packet from being followed. */
export type Gap =
  | { readonly kind: 'unread'; readonly finding: Finding }
  /** The survey does not hold whatever has this address: a load balancer, a firewall, or nothing at all. `finding` tells why the packet goes there, where that is not meant. */
  | { readonly kind: 'unseen-next-hop'; readonly address: string; readonly finding?: Finding }
  | { readonly kind: 'undecided-rule'; readonly finding: Finding };

export interface Passage {
  readonly nic: MachineNic;
  /** The equal-cost routes that decide, each with a next hop that leads on. */
  readonly deciding: readonly MatchingRoute[];
}

export type Path =
  /** Everything that was read is in order, there and back. */
  | { readonly kind: 'arrives'; readonly there: Passage; readonly back: Passage }
  | { readonly kind: 'breaks'; readonly way: Way; readonly finding: Finding }
  | { readonly kind: 'unknown'; readonly way: Way; readonly gap: Gap };

export const breaks = (finding: Finding): Obstacle => ({ kind: 'breaks', finding });
