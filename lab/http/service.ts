/** Several services behind one address: the first that knows an operation answers. */
import type { Service } from './exchange';

/** What none of them knows is left to the last one. */
export function firstThatKnows(services: readonly Service[], last: Service): Service {
  return {
    identify: (request) => services.map((service) => service.identify(request)).find((identity) => identity !== undefined) ?? last.identify(request),
    answer: (request) => (services.find((service) => service.identify(request) !== undefined) ?? last).answer(request),
  };
}
