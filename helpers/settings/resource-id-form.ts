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

function flawOf(id: string, type: string): string | undefined {
  const parsed = parseResourceId(id);
  if (!parsed) return 'which is no resource id';
  if (parsed.type.toLowerCase() !== type.toLowerCase()) return `which is the id of a ${parsed.type}`;
  if (!z.guid().safeParse(parsed.subscriptionId).success) return 'whose subscription is no GUID';
  return undefined;
}
