/** The one formatter for what could not be read: the request, how it ended, and for a refusal the action that the role lacks. */
import type { Problem } from '../estate/reading';

/** `GET /…/hub ended in 403 AuthorizationFailed: Microsoft.Network/virtualNetworks/read is not granted`. */
export function problemWords({ request, status, code, kind, message, missingAction }: Problem): string {
  const end = [status, code].filter((part) => part !== undefined).join(' ') || kind;
  const why = missingAction === undefined ? message.trim().replace(/\.$/, '') : `${missingAction} is not granted`;
  return `${request} ended in ${end}: ${why}`;
}

/** One line for a reason: `bluehub-vnet1 could not be read: GET … ended in …`. */
export const couldNotRead = (what: string, problem: Problem): string => `${what} could not be read: ${problemWords(problem)}`;
