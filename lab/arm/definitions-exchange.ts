/** Exchanges with ARM's providers as they went over the wire, told to whoever judges them by Microsoft's definitions. */
import { whole, type Delivery, type Service, type WireRequest } from '../https/exchange';

export interface Exchange {
  readonly method: string;
  /** Path and query. Of the request's headers nothing is told: they hold the token. */
  readonly url: string;
  readonly requestBody: string;
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** An incident changed status or body, so they may be none that Azure would send. */
  readonly isSpoiled: boolean;
}

type Deliver = (request: WireRequest) => Delivery;

/**
 * Makes a delivery of a service, with `tell` called after each exchange with a provider. Not told: tokens, subscriptions, groups, which
 * the definitions of the providers leave out, and what was never answered whole.
 *
 * @param deliverBy makes the delivery of the service that it is given, e.g. with incidents
 */
export function withExchanges(service: Service, deliverBy: (service: Service) => Deliver, tell: (exchange: Exchange) => void): Deliver {
  let meant: { readonly status: number; readonly text: string } | undefined;
  const answer: Service['answer'] = (request) => {
    const response = service.answer(request);
    meant = whole(response);
    return response;
  };
  const deliver = deliverBy({ ...service, answer });
  return (request) => {
    const delivery = deliver(request);
    const { method, url, body } = request;
    if (delivery.kind === 'whole' && /^\/subscriptions\/[^/]+\/(.+\/)?providers\//i.test(url.pathname)) {
      const { status, headers, text } = delivery;
      tell({ method, url: url.pathname + url.search, requestBody: body, status, headers, text, isSpoiled: status !== meant?.status || text !== meant.text });
    }
    return delivery;
  };
}
