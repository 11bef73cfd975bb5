/** A machine that one logs in to: its address together with the names that people and the machine itself use for it. */

export interface Endpoint {
  /** The virtual machine's name in Azure, or the jump host's host name. */
  readonly name: string;
  /** The address, or for a jump host the name, that connections are opened to. */
  readonly address: string;
  readonly port: number;
  /** What the machine should call itself (`osProfile.computerName`); absent where Azure does not know it. */
  readonly computerName?: string;
  /** What its guest agent reports (`instanceView.computerName`), which counts as well: a guest may have been renamed. May be absent. */
  readonly guestName?: string;
  /** The spoke that it belongs to, whose own user and key hold there (`SshSettings.ofSpokes`); absent for a jump host. */
  readonly spokeId?: string;
}

/** A machine of the deployment, which others must not be taken for. */
export interface NamedMachine {
  /** As in `Endpoint`, and unique. */
  readonly name: string;
  /** What it may call itself. */
  readonly hostNames: readonly string[];
  readonly addresses: readonly string[];
}

/** The machines of the deployment but for this one. */
export const othersThan = ({ name }: Pick<Endpoint, 'name'>, machines: readonly NamedMachine[]): NamedMachine[] =>
  machines.filter((machine) => machine.name !== name);

/** What the machine may call itself; none where Azure does not know. */
export const hostNamesOf = ({ computerName, guestName }: Pick<Endpoint, 'computerName' | 'guestName'>): string[] =>
  [...new Set([computerName, guestName])].filter((name) => name !== undefined);

/** For messages: `spoke1vm (10.1.1.4)`; the port only where it is not 22, the address only where it is not the name. */
export function describeEndpoint({ name, address, port }: Endpoint): string {
  const place = port === 22 ? address : `${address.includes(':') ? `[${address}]` : address}:${String(port)}`;
  return name === address ? place : `${name} (${place})`;
}
