/** What no schema can say of the file: names that must be there, things that must not stand beside each other. */
import type { Environment } from '../variables';
import { isSet } from '../variables';
import { keyOf, sameId } from '../../estate/resource-id';
import { quote } from '../quote';
import { readEnd } from './flow-end';
import type { Misfit } from './schema-mistakes';
import { foundAt, labelOf } from './schema-mistakes';
import type { ExpectationsFile, FlowEntry, PeeringEntry, SpokeEntry, WaiverEntry } from './schema';
import type { Path, YamlSource } from './yaml-source';

/** What is judged by the environment in place of the file. */
export interface Judged {
  readonly hubId?: string;
  /** By SPOKE_VNET_IDS; absent where the file says it. */
  readonly spokeIds?: readonly string[];
}

/** @param misfits what the schema found wrong; what it concerns is not looked at again */
export function crossMistakes(source: YamlSource, misfits: readonly Misfit[], judged: Judged, env: Environment): Misfit[] {
  const isSound = (path: Path): boolean => !misfits.some((misfit) => path.every((key, index) => misfit.path[index] === key));
  const about = (path: Path, wrong: string, expected: string): Misfit => ({ path, variable: labelOf(path), place: source.placeOf(path), wrong, expected });
  const file = source.data as ExpectationsFile;
  const spokesAreMapping = !misfits.some(({ path }) => path.length === 1 && path[0] === 'spokes');
  const names = spokesAreMapping ? source.keysAt(['spokes']) : [];
  const spokes = names.filter((name) => isSpokeName(name) && isSound(['spokes', name])).map((name) => ({ name, path: ['spokes', name], entry: file.spokes?.[name] as SpokeEntry }));
  const entries = <Entry>(key: 'flows' | 'spokePeerings' | 'waivers'): { path: Path; entry: Entry }[] => {
    const list: unknown = file[key];
    return (Array.isArray(list) ? (list as Entry[]) : []).map((entry, index) => ({ path: [key, index], entry })).filter(({ path }) => isSound(path));
  };
  const hubId = judged.hubId ?? (isSound(['hub']) ? file.hub : undefined);

  /** Undefined where a flow or a peering may name it. */
  const spokeFlaw = (name: string): [flaw: string, expected: string] | undefined => {
    if (!spokesAreMapping) return undefined;
    if (!names.includes(name)) return [`names ${quote(name)}, which is none of the spokes`, names.length > 0 ? `one of ${known(names)}` : 'a spoke that `spokes` names'];
    const id = spokes.find((spoke) => spoke.name === name)?.entry.id;
    if (id === undefined || !judged.spokeIds || judged.spokeIds.some((one) => sameId(one, id))) return undefined;
    return [`names ${quote(name)}, which SPOKE_VNET_IDS leaves out`, 'a spoke that is judged, or no SPOKE_VNET_IDS'];
  };

  const ofSpokes = spokes.flatMap(({ path, entry }, index) => {
    const earlier = spokes.slice(0, index).find((one) => sameId(one.entry.id, entry.id));
    const noWhy = entry.probe === 'none' && entry.why === undefined;
    return [
      ...(hubId !== undefined && keyOf(hubId) === keyOf(entry.id) ? [about([...path, 'id'], `${foundAt(source, [...path, 'id'])}, which is the hub`, 'the id of a spoke')] : []),
      ...(earlier ? [about([...path, 'id'], `${foundAt(source, [...path, 'id'])}, as at ${earlier.name}`, 'each spoke once')] : []),
      ...(noWhy ? [about([...path, 'why'], 'is missing', 'the reason why nothing is probed, beside `probe: none`')] : []),
      ...(entry.why !== undefined && entry.probe !== 'none' ? [about([...path, 'why'], 'stands without `probe: none`', 'a reason where nothing is probed alone')] : []),
      ...passphraseMistakes([...path, 'ssh'], entry.ssh),
    ];
  });

  function passphraseMistakes(path: Path, ssh: { key?: string | undefined; passphraseVariable?: string | undefined } | undefined): Misfit[] {
    if (ssh?.passphraseVariable === undefined) return [];
    const own = [...path, 'passphraseVariable'];
    if (ssh.key === undefined) return [about(own, 'stands without a key that it opens', '`key` beside it')];
    return isSet(env, ssh.passphraseVariable) ? [] : [about(own, `names ${quote(ssh.passphraseVariable)}, which is not set`, 'a variable with the passphrase, in the environment or .env')];
  }

  const ofFlows = entries<FlowEntry>('flows').flatMap(({ path, entry }) => {
    const ends = (['from', 'to'] as const).map((side) => ({ side, reading: readEnd(entry[side].trim(), side) }));
    const wrong = ends.flatMap(({ side, reading }) => {
      const own = [...path, side];
      const found = foundAt(source, own);
      if ('flaw' in reading) return [about(own, `${found}, ${reading.flaw}`, side === 'to' ? "'*', spoke, spoke/machine, spoke/subnets/subnet or spoke/address" : "'*', spoke, spoke/machine or spoke/subnets/subnet")];
      const flaw = reading.end.kind === 'spoke' ? spokeFlaw(reading.end.spoke) : undefined;
      return flaw ? [about(own, ...flaw)] : [];
    });
    const [one, other] = ends.map(({ reading }) => ('end' in reading && reading.end.kind === 'spoke' ? reading.end.spoke : undefined));
    const isInside = one !== undefined && one === other;
    return [...wrong, ...(isInside && wrong.length === 0 ? [about(path, `leads from ${quote(one)} to itself, and what stays inside a spoke is not judged`, 'two spokes')] : [])];
  });

  const ofPeerings = entries<PeeringEntry>('spokePeerings').flatMap(({ path, entry: { between } }) => {
    const [one, other] = between;
    const unknown = between.flatMap((name, index) => {
      const flaw = spokeFlaw(name);
      return flaw ? [about([...path, 'between', index], ...flaw)] : [];
    });
    return [...unknown, ...(one === other ? [about([...path, 'between'], `names ${quote(one)} twice`, 'two spokes')] : [])];
  });

  const waivers = entries<WaiverEntry>('waivers');
  const ofWaivers = waivers.flatMap(({ path, entry }, index) => {
    const again = waivers.slice(0, index).some((earlier) => earlier.entry.check === entry.check && earlier.entry.subject.trim().toLowerCase() === entry.subject.trim().toLowerCase());
    return again ? [about(path, `waives ${entry.check} of ${quote(entry.subject)} again`, 'one waiver for each')] : [];
  });

  return [
    ...ofSpokes,
    ...names.filter((name) => !isSpokeName(name)).map((name) => about(['spokes', name], 'is no name that flows can name', 'letters, digits and ._-, a letter or digit first, and no address')),
    ...names.flatMap((name) => source.keysAt(['spokes', name, 'subnets']).map((subnet) => [name, 'subnets', subnet] as const)).flatMap((path) => (isSubnetName(path[2]) ? [] : [about(['spokes', ...path], 'is no name that a subnet can have', 'letters, digits and ._-, and * for any characters')])),
    ...ofFlows,
    ...ofPeerings,
    ...ofWaivers,
    ...(isSound(['ssh']) ? passphraseMistakes(['ssh'], file.ssh) : []),
  ];
}

/** One that cannot be taken for another end of a flow. */
const isSpokeName = (name: string): boolean => /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,79}$/u.test(name) && !/^\d+(?:\.\d+){3}$/.test(name);

const isSubnetName = (name: string): boolean => /^[\p{L}\p{N}*][\p{L}\p{N}._*-]{0,79}$/u.test(name);

const known = (names: readonly string[]): string => (names.length > 8 ? `${names.slice(0, 8).join(', ')} and ${String(names.length - 8)} more` : names.join(', '));
