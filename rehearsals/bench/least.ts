/** What a run could not do without: the fewest requests for a network made by size, and the time that latency and the documented buckets take. */
import type { Size } from '../../lab/topologies/generated';

const page = 100;

/**
 * Lists where they are fewer than the resources; an operation for each NIC with one poll; the Route Server's search and its two parts; of each spoke the machine that logs
 * in, whose guest's own name no list is known to have. No security group applies.
 */
export function leastRequests({ spokes, subscriptions = 1, machinesPerSpoke = 1 }: Size): number {
  const inEach = Array.from({ length: subscriptions }, (_, index) => Math.floor(spokes / subscriptions) + (index < spokes % subscriptions ? 1 : 0));
  const nics = spokes * machinesPerSpoke;
  const configuration = inEach.map((own, index) => {
    const [networks, machines] = [own + (index === 0 ? 1 : 0), own * machinesPerSpoke];
    return fewest(networks, 1) + fewest(own, 1) + fewest(machines, 1) + fewest(machines, 2);
  });
  return configuration.reduce((sum, count) => sum + count, 0) + 3 + nics * 2 + spokes + spokes;
}

const fewest = (wanted: number, lists: number): number => Math.min(wanted, lists * Math.ceil(wanted / page));

/**
 * Recorded: a read takes 0.18 s as the median and 0.76 s at the ninetieth percentile, effective routes 10 to 12 s. One step waits for the slowest of the step before, so
 * six reads of the latter and one operation follow each other: hub, networks, NICs, machines, the operation's start and its last poll.
 */
const chainSeconds = 6 * 0.76 + 12;

/** @param of each subscription's reads and other requests; buckets hold 250 and 200 and get 25 and 10 a second. */
export function leastSeconds(bySubscription: readonly { readonly reads: number; readonly writes: number }[], latency: number): number {
  const waits = bySubscription.map(({ reads, writes }) => Math.max(0, (reads - 250) / 25, (writes - 200) / 10));
  return chainSeconds * latency + Math.max(0, ...waits);
}
