/**
 * The limits of ARM's gateway ("Understand how Azure Resource Manager throttles requests", Microsoft): a bucket for each subscription, principal and kind of request, and one for the
 * subscription and kind over all principals. They are per region of the ARM that answers, and a lab is one.
 */
import { sameText } from '../topology/resource-ids';
import { createTokenBucket, type BucketSize, type TokenBucket } from './token-bucket';

/** As the headers name them. Whatever is no GET is a write, a POST that only reads too; deletes, which have buckets of their own, are refused by the lab. */
export type Kind = 'reads' | 'writes';

export const kindOf = (method: string): Kind => (sameText(method, 'GET') ? 'reads' : 'writes');

/** Of a principal; over all of them, fifteen times as much. */
export const limits: Readonly<Record<Kind, BucketSize>> = { reads: { size: 250, perSecond: 25 }, writes: { size: 200, perSecond: 10 } };

const overAll = ({ size, perSecond }: BucketSize): BucketSize => ({ size: 15 * size, perSecond: 15 * perSecond });

export interface Charged {
  /** What is left after it. */
  readonly remaining: { readonly own: number; readonly global: number };
  /** Where there was no token, seconds until there is one, at least 1; then the request is not carried out, and takes none. */
  readonly retryAfter?: number;
}

export interface Throttle {
  /** @param subscription undefined for a request to the tenant */
  charge(kind: Kind, subscription: string | undefined, principal: string): Charged;
}

/** @param now the clock, in ms; it is not asked for anything but how time passes */
export function createThrottle(now: () => number): Throttle {
  const buckets = new Map<string, TokenBucket>();
  const bucket = (key: readonly string[], size: BucketSize): TokenBucket => {
    const name = key.join(' ').toLowerCase();
    const found = buckets.get(name) ?? createTokenBucket(size);
    buckets.set(name, found);
    return found;
  };
  return {
    charge(kind, subscription = 'tenant', principal) {
      const own = bucket([kind, subscription, 'of', principal], limits[kind]);
      const global = bucket([kind, subscription], overAll(limits[kind]));
      const at = now();
      const waitMs = Math.max(own.waitMs(at), global.waitMs(at));
      if (waitMs === 0) for (const each of [own, global]) each.take(at);
      return { remaining: { own: own.left(at), global: global.left(at) }, ...(waitMs > 0 && { retryAfter: Math.max(1, Math.ceil(waitMs / 1_000)) }) };
    },
  };
}

/** Without metering the buckets are always found full. */
export const unmetered: Throttle = {
  charge: (kind) => ({ remaining: { own: limits[kind].size - 1, global: overAll(limits[kind]).size - 1 } }),
};
