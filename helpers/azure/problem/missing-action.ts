/** Which RBAC action a 403 is about: the one that ARM names, else the one that the request needs. */

/** Wordings of AuthorizationFailed and of LinkedAuthorizationFailed; the latter also names an action that the caller *has*. */
const lacking = /does not have (?:authorization|permission) to perform action(?:\(s\)|s)? '([^']+)'/i;

/**
 * @param armMessage ARM's error message, where there was one
 * @param method HTTP method
 * @param path path of the request, with or without query string
 */
export function missingAction(armMessage: string | undefined, method: string, path: string): string | undefined {
  return lacking.exec(armMessage ?? '')?.[1] ?? neededAction(method, path);
}

/**
 * The action that ARM asks for: provider, the types along the path, and `read` for GET or `action` for POST
 * (learn.microsoft.com/azure/role-based-access-control/resource-provider-operations).
 */
function neededAction(method: string, path: string): string | undefined {
  const [withoutQuery = ''] = path.split('?');
  const [provider, ...rest] = (withoutQuery.split(/\/providers\//i).at(-1) ?? '').split('/');
  const types = rest.filter((_, index) => index % 2 === 0);
  if (!provider?.includes('.') || types.length === 0) return undefined;
  return [provider, ...types, method.toUpperCase() === 'GET' ? 'read' : 'action'].join('/');
}
