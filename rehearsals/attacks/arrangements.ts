/** What many attacks are arranged with. */
import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import type { Act, Match } from '../../lab/arm/incident';
import { addSecurityGroup, machineOf, nicOf, routeOf, spokeOf, spokeSideOf, sshRule, tableOf } from '../../lab/faults/fault-target';
import type { HostileBehaviour, MachineBehaviour } from '../../lab/ssh/behaviour';
import type { Arrangement } from './attack';

export { addSecurityGroup, machineOf, nicOf, routeOf, spokeOf, spokeSideOf, sshRule, tableOf };

type Arrange = (target: Arrangement) => void;

export const all = (...arranges: Arrange[]): Arrange => (target) => { for (const arrange of arranges) arrange(target); };

export const injects = (match: Match, act: Act, times?: number): Arrange => ({ incidents }) => {
  incidents.push({ match, act, ...(times !== undefined && { times }) });
};

/** Of spoke 2 in the reference network. */
export const spoke2: Match = { operation: 'VirtualNetworks_Get', path: /bluespoke2-vnet1/i };
export const effectiveRoutes: Match = { operation: 'NetworkInterfaces_GetEffectiveRouteTable' };
export const aList: Match = { operation: 'VirtualHubBgpConnections_List' };
export const everyList: Match = { operation: /_List$/ };
export const token: Match = { operation: 'Entra_Token' };

export const machine = (behaviour: MachineBehaviour, name = 'spoke2vm'): Arrange => ({ ssh }) => { ssh.machines.set(name, behaviour); };

/** The machine itself, with its own key, under another name. */
export const calledBy = (hostName: string, name = 'spoke2vm'): Arrange => machine(
  { kind: 'other-machine', hostName, hostKey: 'cloned' },
  name,
);

export const jump = (behaviour: HostileBehaviour): Arrange => ({ ssh }) => { ssh.jump = behaviour; };

/** Spoke 1 has no way to spoke 2: the network is broken, and no run may end green. */
export const broken: Arrange = (target) => { tableOf(target, 1).routes.splice(0); };

/** Every value under one of the keys, however deep, is replaced. */
export function withEvery(keys: readonly string[], value: unknown): (body: unknown) => unknown {
  const change = (body: unknown): unknown => {
    if (Array.isArray(body)) return body.map(change);
    if (typeof body !== 'object' || body === null) return body;
    return Object.fromEntries(Object.entries(body).map(([key, inner]) => [key, keys.includes(key) ? value : change(inner)]));
  };
  return change;
}

const megabyte = 1024 * 1024;

/** So many megabytes of blanks, which JSON allows after a value. */
export function* blanks(megabytes: number): Generator<Uint8Array> {
  const piece = Buffer.alloc(megabyte, ' ');
  for (let count = 0; count < megabytes; count += 1) yield piece;
}

export function* forEver(piece: string | Uint8Array): Generator<string | Uint8Array> {
  for (;;) yield piece;
}

/** The text and so many megabytes of blanks, compressed to a thousandth: members one after the other are one gzip file (RFC 1952 §2.2). */
export function* gzipBomb(text: string, megabytes: number): Generator<Uint8Array> {
  yield gzipSync(text);
  const member = gzipSync(Buffer.alloc(megabyte, ' '));
  for (let count = 0; count < megabytes; count += 1) yield member;
}

/** A healthy answer with another property, so that nobody can say it was refused for its form. */
export const withProperty = (text: string, json: string): string => `{"harmless":${json},${text.slice(text.indexOf('{') + 1)}`;
