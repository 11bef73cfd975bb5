/** What the report calls things, and which spoke something belongs to. */
import type { Results } from '../report/results';

export interface SpokeName {
  readonly id: string;
  readonly name: string;
  readonly region: string;
}

export interface Naming {
  /** In the order of deployment.spokeIds; none where no deployment was read. */
  readonly spokes: readonly SpokeName[];
  name(id: string): string;
  /** Of a subject of a case: the spoke itself, or what lies in it. */
  spokeOf(id: string): number | undefined;
}

export function namingOf({ names, network, deployment }: Results): Naming {
  const byKey = new Map(Object.entries(names).map(([id, name]) => [id.toLowerCase(), name]));
  const name = (id: string): string => byKey.get(id.toLowerCase()) ?? id.split('/').at(-1) ?? id;
  const ids = deployment?.spokeIds ?? [];
  const places = new Map<string, number>(ids.map((id, place) => [id.toLowerCase(), place]));
  for (const [place, { machines }] of (network?.spokes ?? []).entries()) for (const { vm, nic } of machines) for (const id of [vm, nic]) places.set(id.toLowerCase(), place);
  return {
    spokes: ids.map((id, place) => ({ id, name: name(id), region: network?.spokes[place]?.region ?? 'region unknown' })),
    name,
    spokeOf(id) {
      const key = id.toLowerCase();
      return places.get(key) ?? places.get(/^(.*\/virtualnetworks\/[^/]+)\//.exec(key)?.[1] ?? '');
    },
  };
}

export const count = (number: number, one: string, many = `${one}s`): string => `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;

/** `0.4 s`, `12 s`, `3 min 20 s`. */
export function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 100 ? `${String(whole)} s` : `${String(Math.floor(whole / 60))} min ${String(whole % 60)} s`;
}

/** `2026-11-26 23:30:12 UTC`. */
export const moment = (iso: string): string => iso.replace(/^([\d-]+)T([\d:]+).*Z$/, '$1 $2 UTC');
