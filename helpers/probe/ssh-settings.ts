/** What the settings say about logging in: as whom, with what, over which access path, trusting which host keys. */

export interface SshSettings {
  readonly username: string;
  readonly auth: SshAuthentication;
  /** The machine that is logged in to first; it must allow forwarding. Absent: the runner reaches the VMs directly. */
  readonly jump?: JumpHost;
  /** A file in OpenSSH's known_hosts format. */
  readonly knownHostsFile: string;
  /** What to do about a host that the file does not know: refuse it, or accept its key and add it. */
  readonly hostKeys: 'verify' | 'accept-new';
  /** What differs for the machines of a spoke, by the key of its id. */
  readonly ofSpokes?: Readonly<Record<string, Partial<Pick<SshSettings, 'username' | 'auth'>>>>;
}

export type SshAuthentication =
  /** `key` is the text of the key: OpenSSH's own format, PEM (RSA, EC) or PuTTY's. */
  | { readonly kind: 'private-key'; readonly key: string; readonly passphrase?: string }
  | { readonly kind: 'password'; readonly password: string }
  /** `socket` is a path, or `pageant` on Windows. */
  | { readonly kind: 'agent'; readonly socket: string };

export interface JumpHost {
  /** Absent: the user name of the VMs. */
  readonly username?: string;
  readonly host: string;
  readonly port: number;
}
