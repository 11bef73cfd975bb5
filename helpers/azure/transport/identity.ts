/** Whom a token speaks for, for the record of a run: never the token itself. */

export interface Identity {
  /** Of the user, service principal or managed identity in Microsoft Entra ID (claim `oid`, "Access token claims reference"). */
  readonly objectId: string;
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Undefined where the token does not say it in the way that is documented; nothing else of it is read. */
export function identityOf(token: string): Identity | undefined {
  const [, payload = ''] = token.split('.');
  try {
    const { oid } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { readonly oid?: unknown };
    return typeof oid === 'string' && guid.test(oid) ? { objectId: oid.toLowerCase() } : undefined;
  } catch {
    return undefined;
  }
}
