/** Stands between the wire and the services: decides which incident strikes a request. The services know nothing of it. */
import type { Principal } from '../identity/principal';
import { whole, type Delivery, type Identity, type Service, type WireRequest } from '../http/exchange';
import { markOf, unmarked } from './follow-up';
import type { Act, Incident, Match } from './incident';
import { strike, strikeAgain } from './strike';

/** Wraps a service. `incidents` is read anew for each request, and the first in the list that is due strikes. */
export function withIncidents(service: Service, incidents: readonly Incident[], principal: Principal): (request: WireRequest) => Delivery {
  const seen = new WeakMap<Incident, number>();
  const struck: Act[] = [];

  /** Counts the request for every incident that it matches, up to and including the one that strikes. */
  function due(request: WireRequest, identity: Identity | undefined): Incident | undefined {
    return incidents.find((incident) => {
      if (!matches(incident.match, request, identity)) return false;
      const ordinal = (seen.get(incident) ?? 0) + 1;
      seen.set(incident, ordinal);
      const first = incident.match.nth ?? 1;
      return ordinal >= first && ordinal < first + (incident.times ?? Infinity);
    });
  }

  return (marked) => {
    const request = unmarked(marked);
    const mark = markOf(marked);
    const followed = mark === undefined ? undefined : struck[mark];
    if (mark !== undefined && followed) return strikeAgain(followed, { request, service, mark, principal });
    const incident = due(request, service.identify(request));
    if (!incident) return whole(service.answer(request));
    struck.push(incident.act);
    return strike(incident.act, { request, service, mark: struck.length - 1, principal });
  };
}

function matches({ method, operation, path }: Match, request: WireRequest, identity: Identity | undefined): boolean {
  if (method !== undefined && method !== request.method) return false;
  if (path !== undefined && !path.test(request.url.pathname + request.url.search)) return false;
  if (operation === undefined) return true;
  if (identity === undefined) return false;
  return typeof operation === 'string' ? operation === identity.operation : operation.test(identity.operation);
}
