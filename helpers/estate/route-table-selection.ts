/** Which configured route of a route table matches an address best: the longest prefix, as in the effective routes that come of it. */
import { contains, parseAddress, parsePrefix } from './prefix';
import type { Route } from './survey';

/**
 * Undefined where no route matches. Routes whose prefix is a service tag stand for public addresses and match none of a
 * machine's own. A route table cannot hold the same prefix twice.
 */
export function bestConfiguredRoute(routes: readonly Route[], address: string): Route | undefined {
  const destination = parseAddress(address);
  if (!destination) return undefined;
  return routes
    .flatMap((route) => {
      const prefix = parsePrefix(route.addressPrefix);
      return prefix && contains(prefix, destination) ? [{ route, length: prefix.length }] : [];
    })
    .sort((a, b) => b.length - a.length)[0]?.route;
}
