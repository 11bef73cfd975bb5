/** Fault injection between the wire and the services: decides which incident a request gets. The services know nothing of it. */
import type { Principal } from '../identity/principal';
import { whole, type Delivery, type Identity, type Service, type WireRequest } from '../http/exchange';
import { markOf, unmarked } from './follow-up';
import type { Act, Incident, Match } from './incident';
import { inject, injectAgain, type Origins } from './fault-injection';

/** RFC 2606: what lies under this name is nowhere. */
const nowhere: Origins = { https: 'https://elsewhere.invalid', http: 'http://elsewhere.invalid' };

/** Wraps a service. `incidents` is read anew for each request, and the first in the list that is due is injected. */
export function withIncidents(service: Service, incidents: readonly Incident[], principal: Principal, elsewhere = nowhere): (request: WireRequest) => Delivery {
  const seen = new WeakMap<Incident, number>();
  const injected: Act[] = [];

  /** Counts the request for every incident that it matches, up to and including the one that is injected. */
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
    const followed = mark === undefined ? undefined : injected[mark];
    if (mark !== undefined && followed) return injectAgain(followed, { request, service, mark, principal, elsewhere });
    const incident = due(request, service.identify(request));
    if (!incident) return whole(service.answer(request));
    injected.push(incident.act);
    return inject(incident.act, { request, service, mark: injected.length - 1, principal, elsewhere });
  };
}

function matches({ method, operation, path }: Match, request: WireRequest, identity: Identity | undefined): boolean {
  if (method !== undefined && method !== request.method) return false;
  if (path !== undefined && !path.test(request.url.pathname + request.url.search)) return false;
  if (operation === undefined) return true;
  if (identity === undefined) return false;
  return typeof operation === 'string' ? operation === identity.operation : operation.test(identity.operation);
}
