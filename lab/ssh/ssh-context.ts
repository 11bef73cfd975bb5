/** What all of the lab's SSH servers share. */
import type { Credentials } from './authentication';
import type { Behaviours } from './behaviour';
import type { HostKeys } from './keys';
import type { Reach } from './reach';

/** Stands for the jump host where a machine has a name or an id. */
export const jumpHostName = 'jump host';

export interface SshContext {
  readonly reach: Reach;
  readonly behaviours: Behaviours;
  readonly credentials: Credentials;
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
