/**
 * The guest of an appliance chooses the NIC by which a packet leaves, and Azure does not know its choice. Each NIC that may forward is followed: where none leads on the
 * way breaks, whatever the guest does; where one does, it holds as far as it was followed.
 */
import type { Estate } from '../estate/estate';
import { networkIdOf } from '../estate/network-parts';
import { isWithin } from '../estate/prefix';
import type { Problem } from '../estate/reading';
import { readingIn } from '../estate/reading-in';
import { sameId } from '../estate/resource-id';
import type { NetworkInterface } from '../estate/survey';
import type { Finding } from '../findings/finding';
import type { Subject } from '../findings/reading-findings';
import type { Journey, Onward, Passed } from './journey';
import type { Trail } from './path';
import { clear, unread } from './path';

/** A way out of a guest; where what it hangs on could not be read, it is followed no further than that. */
interface WayOut {
  readonly trail: Trail;
  readonly lacks?: { readonly what: Subject; readonly problem: Problem };
}

/** Each guest with several NICs multiplies the ways; past as many as this, what lies behind a further one is left to its guest. */
const mostWays = 64;

/** @param nic of the appliance, by which the packet came */
export function leaveGuest(journey: Journey, nic: NetworkInterface, subnetId: string, passed: readonly Passed[], { forward }: Pick<Onward, 'forward'>): Trail {
  const { candidates, lacking } = nicsToLeaveBy(journey, nic);
  const ways = candidates.length + lacking.length;
  if (passed.reduce((product, one) => product * (one.ways ?? 1), ways) > mostWays) return clear;
  const followed = candidates.map((leaving) => alone(journey, leaving, (onThisWay) => forward(onThisWay, leaving, leaving === nic ? subnetId : subnetOf(leaving), passed, { takenBy: nic, ways })));
  return oneOf([...followed, ...lacking]);
}

/** The one next to the destination first, then the one that took the packet: the order in which a guest is likely to send by them. */
function nicsToLeaveBy({ estate, to }: Journey, nic: NetworkInterface): { readonly candidates: readonly NetworkInterface[]; readonly lacking: readonly WayOut[] } {
  const vmId = nic.virtualMachineId ?? '';
  const machine = estate.virtualMachine(vmId);
  if (machine.status === 'unread') return { candidates: [nic], lacking: [notRead({ of: 'machine', id: vmId }, machine.problem)] };
  const others = machine.value.networkInterfaceIds.filter((id) => !sameId(id, nic.id)).map((id) => ({ id, reading: readingIn(estate.survey.networkInterfaces, id) }));
  const forwarding = others.flatMap(({ reading }) => (reading.status === 'read' && reading.value.enableIPForwarding ? [reading.value] : []));
  const near = forwarding.filter((one) => isNextTo(estate, one, to.address));
  return {
    candidates: [...near, nic, ...forwarding.filter((one) => !near.includes(one))],
    lacking: others.flatMap(({ id, reading }) => (reading.status === 'unread' ? [notRead({ of: 'nic', id }, reading.problem)] : [])),
  };
}

const notRead = (what: Subject, problem: Problem): WayOut => ({ trail: { beyond: [{ kind: 'unread', what, problem }] }, lacks: { what, problem } });

const subnetOf = ({ ipConfigurations }: NetworkInterface): string => (ipConfigurations.find(({ primary }) => primary) ?? ipConfigurations[0])?.subnetId ?? '';

function isNextTo(estate: Estate, { ipConfigurations }: NetworkInterface, destination: string): boolean {
  return ipConfigurations.some(({ subnetId, privateIPAddress }) => isWithin(destination, estate.subnetIn(networkIdOf(subnetId), privateIPAddress)?.addressPrefixes ?? []));
}

/** What lets the connection through on a way that breaks says nothing of another way. */
function alone(journey: Journey, { id }: NetworkInterface, follow: (onThisWay: Journey) => Trail): WayOut {
  const established = new Set(journey.established);
  const trail = follow({ ...journey, established });
  if (!trail.break) for (const nicId of established) journey.established.add(nicId);
  const routes = readingIn(journey.estate.survey.effectiveRoutes, id);
  return { trail, ...(routes.status === 'unread' && { lacks: { what: { of: 'effective-routes', id }, problem: routes.problem } }) };
}

/** One way that holds is enough, and of several the one that leaves least open speaks; what could not be read is neither. */
function oneOf(ways: readonly WayOut[]): Trail {
  const [only] = ways;
  if (only && ways.length === 1) return only.trail;
  const open = ways.filter(({ trail }) => !trail.break && !trail.gap);
  const unknown = ways.flatMap(({ trail, lacks }) => (lacks ? (trail.beyond ?? []) : []));
  const [best] = open.filter(({ lacks }) => !lacks).sort((one, other) => doubtsIn(one) - doubtsIn(other));
  if (best) return { ...best.trail, beyond: [...(best.trail.beyond ?? []), ...unknown] };
  if (open.length === ways.length) return { beyond: unknown };
  if (ways.every(({ trail }) => trail.break)) return sharedBreak(ways);
  return ways.find(({ trail }) => trail.gap)?.trail ?? open.flatMap(({ lacks }) => (lacks ? [unread({ kind: 'not-read', ...lacks })] : []))[0] ?? clear;
}

const doubtsIn = ({ trail }: WayOut): number => trail.beyond?.length ?? 0;

/** What breaks every one of them is the cause for certain; else that of the way that is likeliest. */
function sharedBreak(ways: readonly WayOut[]): Trail {
  const findings = ways.map(({ trail }) => [...(trail.break ? [trail.break] : []), ...(trail.alsoBreak ?? [])].map(textOf));
  const shared = ways.find((_, index) => findings[index]?.every((finding) => findings.every((others) => others.includes(finding))));
  return (shared ?? ways[0])?.trail ?? clear;
}

const textOf = (finding: Finding): string => JSON.stringify(finding);
