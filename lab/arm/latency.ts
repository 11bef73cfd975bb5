/**
 * How long Azure takes, from recorded traffic: a request to Microsoft.Network 0.18 s in the median and 0.76 s in nine of ten, an operation such as effective routes 10 to 12 s from its
 * start to its result. What a request takes follows from the seed, the request and how many times it was made, so it is the same from run to run.
 */
import { createHash } from 'node:crypto';
import type { WireRequest } from '../http/exchange';

export interface LatencyOptions {
  /** 1 is as long as Azure takes, 0.1 a tenth of that. */
  readonly scale: number;
  readonly seed?: string;
}

export interface Latency {
  /** Of the request's answer, in ms. */
  ofAnswer(request: WireRequest): number;
  /** From the start of an operation to its result, in ms. @param place the path that it was started by */
  ofOperation(place: string): number;
}

const medianMs = 180;
const ninetiethMs = 760;
/** A log-normal distribution with these two; the 90th percentile of the standard one is 1.2816. */
const spread = Math.log(ninetiethMs / medianMs) / 1.2816;
/** Longer than what nearly all requests take. */
const longestMs = 4_000;
const operationMs = { least: 10_000, most: 12_000 };

export function createLatency({ scale, seed = '' }: LatencyOptions): Latency {
  const counts = new Map<string, number>();
  /** Two numbers from 0 up to 1. */
  const draw = (what: string): readonly [number, number] => {
    const count = counts.get(what) ?? 0;
    counts.set(what, count + 1);
    const digest = createHash('sha256').update(`${seed} ${what} ${count.toString()}`).digest();
    return [digest.readUInt32BE(0) / 2 ** 32, digest.readUInt32BE(4) / 2 ** 32];
  };
  return {
    ofAnswer({ method, url }) {
      const [one, other] = draw(`${method} ${withoutIds(url.pathname)}`);
      // Box and Muller's way from two even draws to one of the normal distribution.
      const normal = Math.sqrt(-2 * Math.log(1 - one)) * Math.cos(2 * Math.PI * other);
      return scale * Math.min(longestMs, medianMs * Math.exp(spread * normal));
    },
    ofOperation(place) {
      const [part] = draw(`operation ${place.toLowerCase()}`);
      return scale * (operationMs.least + part * (operationMs.most - operationMs.least));
    },
  };
}

/** Operations have ids of their own from run to run. */
const withoutIds = (path: string): string => path.toLowerCase().replace(/(\/operationresults\/).*$/, '$1');
