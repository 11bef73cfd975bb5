/** The form of a resource id that must name a resource of one type. */
import { z } from 'zod';
import { parseResourceId } from '../estate/resource-id';
import type { Form } from './variables';

/** The id stays as it is spelled; Azure takes types and names in any case. */
export const resourceId = (type: string, called: string): Form<string> =>
  z
    .string()
    .trim()
    .superRefine((id, context) => {
      const message = flawOf(id, type);
      if (message !== undefined) context.addIssue({ code: 'custom', message, input: id });
    })
    .describe(`the id of ${called} (/subscriptions/GUID/resourceGroups/GROUP/providers/${type}/NAME)`);

/** Names of groups may be written in any alphabet; those of networks and Route Servers in fewer characters still. */
const noId = /[^\p{L}\p{N}\p{M}/._()-]/u;

/** Longer than the longest names that Azure allows make it. */
const longest = 1_000;

function flawOf(id: string, type: string): string | undefined {
  if (id.length > longest) return 'which is longer than any resource id';
  if (noId.test(id)) return 'which holds a character that no resource id has';
  const parsed = parseResourceId(id);
  if (!parsed) return 'which is no resource id';
  if (parsed.type.toLowerCase() !== type.toLowerCase()) return `which is the id of a ${parsed.type}`;
  if (!z.guid().safeParse(parsed.subscriptionId).success) return 'whose subscription is no GUID';
  return undefined;
}
