/** What all of the lab's SSH servers share. */
import type { Credentials } from './authentication';
import type { Behaviours } from './behaviour';
import type { HostKeys, UserKeys } from './keys';
import type { Reach } from './reach';
import type { Visits } from './visits';

/** Stands for the jump host where a machine has a name or an id. */
export const jumpHostName = 'jump host';

export interface SshContext {
  readonly reach: Reach;
  readonly behaviours: Behaviours;
  /** Of the jump host, and of each machine that names no user of its own. */
  readonly credentials: Credentials;
  /** Of the others' users. */
  readonly userKeys: UserKeys;
  /** Counts the connections to each machine. */
  readonly visits: Visits;
  readonly hostKeys: HostKeys;
  readonly logins: Login[];
}

/** A login that succeeded, as the machine's own log would hold it. */
export interface Login {
  /** The name of the machine that let the user in, or `jump host`. */
  readonly on: string;
  readonly username: string;
  /** The address that the machine saw the connection come from. */
  readonly from: string;
}
