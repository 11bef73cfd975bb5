/** What each act of an incident does: to the answer of the request that it is injected into, and to the polls and pages that follow from it. */
import type { Principal } from '../identity/principal';
import { whole, type Delivery, type Service, type WireRequest } from '../http/exchange';
import { authorizationFailed, expiredToken } from './arm-error';
import { marked } from './follow-up';
import { withArmHeaders } from './headers';
import type { Act, Places } from './incident';
import { leadAway, nextOfEndless, sendBytes } from './forged-answer';
import { cutJson, emptyPage, endedOperation, htmlPage, refuse, stillRunning, withMarkedLocation, withNextLink, withoutLocation } from './faulty-answer';

interface Injection {
  readonly request: WireRequest;
  /** What would answer. */
  readonly service: Service;
  /** Leads from this answer's links back to the same act. */
  readonly mark: number;
  /** Whom a 403 names. */
  readonly principal: Principal;
  readonly elsewhere: Origins;
}

/** Of the servers that an attacker's links lead to. */
export type Origins = Omit<Places, 'asked'>;

/** The delivery of the request that an act is injected into. */
export function inject(act: Act, { request, service, mark, principal, elsewhere }: Injection): Delivery {
  const answer = service.answer(request);
  switch (act.kind) {
    case 'status':
      return refuse(request, act);
    case 'html':
      return htmlPage(request, act.status);
    case 'cut-json':
      return cutJson(answer);
    case 'cut-midway':
      return { ...whole(answer), kind: 'cut-midway' };
    case 'reset':
    case 'stall':
      return { kind: act.kind };
    case 'expire-token':
      return whole(withArmHeaders(request, expiredToken(request.url.origin, new Date(Date.now() - 1_000), new Date())));
    case 'deny': {
      const { action, scope } = service.identify(request)?.authorization ?? {};
      return whole(action === undefined || scope === undefined ? answer : withArmHeaders(request, authorizationFailed(principal, action, scope)));
    }
    case 'operation-failed':
    case 'operation-canceled':
    case 'operation-endless':
      return whole(withMarkedLocation(answer, mark));
    case 'no-location':
      return whole(withoutLocation(answer));
    case 'page-fails':
    case 'endless-next-link':
      return whole(withNextLink(answer, marked(request.url, mark)));
    case 'empty-page':
      return whole(emptyPage(answer, marked(request.url, mark)));
    case 'rewrite':
      return whole({ ...answer, body: act.body(structuredClone(answer.body)) });
    case 'reply':
      return whole(act.by(request, { ...answer, body: structuredClone(answer.body) }));
    case 'leads-away':
      return whole(leadAway(answer, act.by, act.to({ asked: request.url, ...elsewhere })));
    case 'bytes':
      return sendBytes(answer, act);
    case 'endless-pages':
      return nextOfEndless(answer, request.url, mark, act.everyMs);
  }
}

/** The delivery of a poll or page whose link an earlier answer gave. */
export function injectAgain(act: Act, { request, service, mark }: Injection): Delivery {
  const answer = service.answer(request);
  switch (act.kind) {
    case 'operation-failed':
      return whole(endedOperation(answer, 'Failed', act.code ?? 'InternalServerError', act.message ?? 'An error occurred.'));
    case 'operation-canceled':
      return whole(endedOperation(answer, 'Canceled', 'Canceled', 'Operation was canceled.'));
    case 'operation-endless':
      return whole(stillRunning(answer, mark));
    case 'page-fails':
      return refuse(request, act);
    case 'endless-next-link':
      return whole(withNextLink(answer, marked(request.url, mark)));
    case 'endless-pages':
      return nextOfEndless(answer, request.url, mark, act.everyMs);
    default:
      return whole(answer);
  }
}
