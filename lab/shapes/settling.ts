/** A lab whose answers are not settled yet, or spelled in another way, although its truth is healthy. */
import type { FaultTarget } from '../faults/fault-target';

/** Changes every text in a JSON value. */
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, change)]));
}

/** Azure spells one and the same id in several cases. */
export const inAnyCase =
  (spell: (id: string) => string) =>
  ({ incidents }: FaultTarget): void => {
    incidents.push({ match: { method: 'GET' }, act: { kind: 'rewrite', body: (body) => mapTexts(body, (text) => (/^\/subscriptions\/[^?]*$/i.test(text) ? spell(text) : text)) } });
  };

/** The first answers about spoke 1 still say Initiated: the other side of the peering was made a moment ago. */
export const peeringInitiatedFor =
  (answers: number) =>
  ({ incidents }: FaultTarget): void => {
    incidents.push({
      match: { operation: 'VirtualNetworks_Get', path: /bluespoke1-vnet1/ },
      times: answers,
      act: { kind: 'rewrite', body: (body) => mapTexts(body, (text) => (text === 'Connected' ? 'Initiated' : text === 'FullyInSync' ? 'RemoteNotInSync' : text)) },
    });
  };
