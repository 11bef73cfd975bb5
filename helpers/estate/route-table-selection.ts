/** Which configured route of a route table matches an address best: the longest prefix, as in the effective routes that come of it. */
import { firstValue, onceFor, prefixLookup } from './prefix-lookup';
import type { Route } from './survey';

const lookupOf = onceFor((routes: readonly Route[]) => prefixLookup(routes, ({ addressPrefix }) => [addressPrefix], firstValue));

/**
 * Undefined where no route matches. Routes whose prefix is a service tag stand for public addresses and match none of a
 * machine's own. A route table cannot hold the same prefix twice.
 */
export const bestConfiguredRoute = (routes: readonly Route[], address: string): Route | undefined => lookupOf(routes).deciding(address);
