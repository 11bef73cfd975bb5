/** Reports the exchanges with ARM's providers as they went over the wire, to be judged by Microsoft's definitions. */
import { whole, type Delivery, type Service, type WireRequest } from '../http/exchange';

export interface Asked {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
}

/** Without the request's headers: they hold the token. */
export interface Exchange extends Asked {
  readonly requestBody: string;
  /** 0 where nothing was answered, or half of it. */
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** With a poll: what started the operation. */
  readonly startedBy?: Asked;
  /** An incident changed status or body or kept them back, so they may be none that Azure would send. */
  readonly isAltered: boolean;
}

const unanswered: Pick<Exchange, 'status' | 'headers' | 'text'> = { status: 0, headers: {}, text: '' };

type Deliver = (request: WireRequest) => Delivery;

/**
 * Makes a delivery of a service, with `observe` called after each exchange with a provider. Left out: tokens, subscriptions and groups, which
 * the providers' definitions do not cover.
 *
 * @param deliverBy makes the delivery of the service that it is given, e.g. with incidents
 */
export function withExchanges(service: Service, deliverBy: (service: Service) => Deliver, observe: (exchange: Exchange) => void): Deliver {
  const startedBy = new Map<string, Asked>();
  /** What the service said to the request of this moment, if an incident let it be asked. */
  const asMeant: Extract<Delivery, { kind: 'whole' }>[] = [];
  const deliver = deliverBy({
    ...service,
    answer: (request) => {
      const response = service.answer(request);
      asMeant.splice(0, asMeant.length, whole(response));
      return response;
    },
  });
  return (request) => {
    asMeant.length = 0;
    const delivery = deliver(request);
    const [meant] = asMeant;
    const { method, url, body: requestBody } = request;
    if (!/^\/subscriptions\/[^/]+\/(.+\/)?providers\//i.test(url.pathname)) return delivery;
    const { status, headers, text } = delivery.kind === 'whole' ? delivery : unanswered;
    const asked = { method, url: url.pathname + url.search };
    const start = startedBy.get(url.pathname);
    const isAltered = status !== meant?.status || text !== meant.text || leadsElsewhere(headers, meant.headers);
    // Whatever an incident made of the answer: who got its headers may poll.
    const location = meant?.headers['location'];
    if (!start && location !== undefined) startedBy.set(new URL(location).pathname, asked);
    observe({ ...asked, requestBody, status, headers, text, ...(start && { startedBy: start }), isAltered });
    return delivery;
  };
}

type Headers = Readonly<Record<string, string>>;

/** Whether what was sent leads to another path than what was meant, or anywhere where nothing was meant to; an incident's mark in the query is no other path. */
function leadsElsewhere(sent: Headers, meant: Headers): boolean {
  const path = (link: string | undefined): string | undefined => link?.split('?')[0];
  return ['location', 'azure-asyncoperation'].some((name) => sent[name] !== undefined && path(sent[name]) !== path(meant[name]));
}
