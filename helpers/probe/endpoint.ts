/** A machine that one logs in to: its address together with the names that people and the machine itself use for it. */

export interface Endpoint {
  /** The virtual machine's name in Azure, or the jump host's host name. */
  readonly name: string;
  /** The address, or for a jump host the name, that connections are opened to. */
  readonly address: string;
  readonly port: number;
  /** What the machine should call itself (`osProfile.computerName`); absent where Azure does not know it. */
  readonly computerName?: string;
}

/** For messages: `spoke1vm (10.1.1.4)`; the port only where it is not 22, the address only where it is not the name. */
export function describeEndpoint({ name, address, port }: Endpoint): string {
  const place = port === 22 ? address : `${address.includes(':') ? `[${address}]` : address}:${String(port)}`;
  return name === address ? place : `${name} (${place})`;
}
