/** What the SSH servers ask of the network: which machines there are, and where a connection to an address ends. */

export interface Machine {
  /** The resource id of the VM. */
  readonly id: string;
  readonly name: string;
  /** What `hostname` prints there. */
  readonly hostName: string;
  /** Every private address of every NIC, the primary NIC's first. */
  readonly addresses: readonly string[];
  /** Where its SSH server answers, if it has one. */
  readonly sshPort?: number;
  /** The user that may log in; where not given, the lab's one user. */
  readonly sshUser?: string;
}

/** How an attempt to open a TCP connection ends. */
export type Reached =
  /** The machine sees the connection come from `sourceAddress`. */
  | { readonly kind: 'open'; readonly machine: Machine; readonly sourceAddress: string }
  /** The machine is there, and nothing listens on the port, or its guest refuses. */
  | { readonly kind: 'refused' }
  /** An ICMP error comes back: no route to host. */
  | { readonly kind: 'unreachable' }
  /** The connection opens, and nothing that is sent then arrives. */
  | { readonly kind: 'half-open' }
  /** No answer ever: this is how Azure drops packets. */
  | { readonly kind: 'lost' };

export interface Reach {
  machines(): Machine[];
  /** From the jump host, which is outside the network under test and reaches every running machine. */
  fromJumpHost(address: string, port: number): Reached;
  fromMachine(from: Machine, address: string, port: number): Reached;
}
