/** Who may log in: the lab's one user, with the lab's one key or, where there is one, the password. */
import type { AuthContext, AuthenticationType, ParsedKey } from 'ssh2';

export interface Credentials {
  readonly username: string;
  readonly publicKey: ParsedKey;
  readonly password?: string;
}

/** What a server offers. A server that offers the key method and does not trust the key refuses it like any foreign key. */
export interface LoginPolicy {
  readonly offers: readonly AuthenticationType[];
  readonly trustsKey: boolean;
}

/** Answers one authentication request. A refusal names the methods that are offered, as sshd does. */
export function answerLogin(context: AuthContext, credentials: Credentials, policy: LoginPolicy): void {
  if (policy.offers.includes(context.method) && isAllowed(context, credentials, policy)) context.accept();
  else context.reject([...policy.offers]);
}

function isAllowed(context: AuthContext, credentials: Credentials, policy: LoginPolicy): boolean {
  if (context.username !== credentials.username) return false;
  switch (context.method) {
    case 'publickey':
      return policy.trustsKey && context.key.data.equals(credentials.publicKey.getPublicSSH()) && isSigned(context, credentials.publicKey);
    case 'password':
      return context.password === credentials.password;
    default:
      return false;
  }
}

/** A client first asks whether a key would do, without a signature (RFC 4252 §7). */
function isSigned(context: AuthContext & { method: 'publickey' }, publicKey: ParsedKey): boolean {
  if (!context.signature) return true;
  return context.blob !== undefined && publicKey.verify(context.blob, context.signature, context.hashAlgo);
}
