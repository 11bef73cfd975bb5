/** One direction of a connection, while it is being followed. */
import type { Estate } from '../estate/estate';
import type { Expectations } from '../estate/expectations';
import type { MachineNic } from '../estate/machines';
import type { MatchingRoute } from '../estate/route-selection';
import type { Port } from '../estate/rule-selection';
import type { NetworkInterface, Subnet } from '../estate/survey';
import type { Seeks, Trail, Way } from './path';

export interface Journey {
  readonly estate: Estate;
  readonly expectations: Expectations;
  /** The machine that this packet comes from: of the answer, the one that was connected to. */
  readonly from: MachineNic;
  readonly to: MachineNic;
  readonly way: Way;
  /** The TCP port that the connection is to. */
  readonly port: number;
  /** The client's own port. */
  readonly clientPort: Port;
  readonly seeks: Seeks;
  /** Ids of NICs of appliances whose rules have let the connection through. */
  readonly established: Set<string>;
  /** Whether the way there was followed to its end: only then is it known which appliances have seen the connection. */
  readonly isWhole: boolean;
}

/** What the packet has passed, and the row by which it was sent on. */
export interface Passed {
  /** Of an appliance; absent where no NIC sent it on, but the route table of a subnet. */
  readonly nic?: NetworkInterface;
  /** The NIC of the same appliance by which it came. */
  readonly takenBy?: NetworkInterface;
  /** How many ways there are out of the appliance, as far as is known; absent for one. */
  readonly ways?: number;
  readonly tableId?: string;
  readonly row?: MatchingRoute;
}

/** Where a packet is, and what is said if a route there leads nowhere. */
export interface Standpoint {
  readonly networkId: string;
  /** The subnet that it leaves, where it is known. */
  readonly subnet: Subnet | undefined;
  /** Absent where no NIC sends it on: a gateway, a firewall. */
  readonly nicId?: string;
  readonly passed: readonly Passed[];
  readonly drops: () => Trail;
}

/** What sends a packet on, by what took it: each may lead to any of the others. */
export interface Onward {
  /** The NIC of an appliance, in this subnet, by which its guest sends on what it took. */
  readonly forward: (journey: Journey, nic: NetworkInterface, subnetId: string, passed: readonly Passed[], taken: Pick<Passed, 'takenBy' | 'ways'>) => Trail;
  /** A gateway, a firewall, a Route Server, or whatever has an address that no NIC has. */
  readonly leaveFabric: (journey: Journey, networkId: string, subnet: Subnet | undefined, passed: readonly Passed[], byGateway?: boolean) => Trail;
}
