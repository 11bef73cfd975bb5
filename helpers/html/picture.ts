/** The picture of the network: hub, Route Server and what else carries, spokes by region, and each peering with its state; red is what a cause names. */
import type { NetworkShown } from '../report/record/shown';
import type { Results } from '../report/results';
import type { Naming } from './naming';
import { count } from './naming';
import type { Card, SpokeShown, Tone } from './picture-cards';
import { cardWidth, hubCard, peeringWords, spokeCard, wrapped } from './picture-cards';
import type { Box, Group } from './picture-layout';
import { layOut } from './picture-layout';

export interface Square {
  readonly x: number;
  readonly y: number;
  readonly tone: Tone;
  readonly title: string;
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly hub: Card & Box;
  readonly cards: readonly (Card & Box & { readonly squares: readonly Square[] })[];
  readonly frames: readonly (Box & { readonly name: string })[];
  readonly edges: readonly { readonly path: string; readonly tone: Tone; readonly title: string }[];
  /** What a spoke is drawn as. */
  readonly isRolledUp: boolean;
  readonly summary: string;
}

/** Beyond so many each region is one card, and each spoke a square on it. */
const mostCards = 24;

export async function pictureOf({ causes }: Results, network: NetworkShown, naming: Naming): Promise<Picture> {
  const bad = marksOf(causes);
  const hub = hubCard(network, naming, bad.networks.has(network.hub.id.toLowerCase()), (address) => bad.addresses.has(address));
  const toneOf = (spoke: SpokeShown): Tone => (bad.isPeering(network.hub.id, spoke.id) ? 'bad' : peeringWords(network.hub, spoke).tone);
  const isBad = ({ id }: SpokeShown): boolean => bad.networks.has(id.toLowerCase());
  const drawn = network.spokes.length > mostCards ? await rolledUp(network, naming, hub, toneOf, isBad) : await oneByOne(network, naming, hub, toneOf, isBad, bad.isPeering);
  const wrong = network.spokes.filter((spoke) => toneOf(spoke) !== 'good').length;
  return {
    ...drawn,
    summary: `${naming.name(network.hub.id)} with ${count(network.spokes.length, 'spoke')}: ${wrong === 0 ? 'all peered, Connected and FullyInSync on both sides' : `the peerings of ${count(wrong, 'spoke')} are marked`}. ${markedWords(causes)}`,
  };
}

/** A login of which nothing came back is in no one place. */
function markedWords(causes: Results['causes']): string {
  const placed = causes.filter(({ places = [] }) => places.length > 0).length;
  if (causes.length === 0) return 'Nothing is red.';
  if (placed === causes.length && placed > 1) return `Red is where the ${String(placed)} causes are.`;
  return placed === 0 ? 'Of no cause a place is known that could be red.' : `Red is where ${causes.length === 1 ? 'the cause is' : `${String(placed)} of the ${String(causes.length)} causes are`}.`;
}

interface Marks {
  readonly networks: ReadonlySet<string>;
  readonly addresses: ReadonlySet<string>;
  readonly isPeering: (a: string, b: string) => boolean;
}

function marksOf(causes: Results['causes']): Marks {
  const places = causes.flatMap((cause) => cause.places ?? []);
  const peerings = new Set(places.flatMap(({ peering }) => (peering ? [[...peering].map((id) => id.toLowerCase()).sort().join(' ')] : [])));
  return {
    networks: new Set(places.flatMap(({ network }) => network?.toLowerCase() ?? [])),
    addresses: new Set(places.flatMap(({ address }) => address ?? [])),
    isPeering: (a, b) => peerings.has([a, b].map((id) => id.toLowerCase()).sort().join(' ')),
  };
}

type ToneOf = (spoke: SpokeShown) => Tone;
type Drawn = Omit<Picture, 'summary'>;

function regionsOf(spokes: readonly SpokeShown[]): Map<string, number[]> {
  const regions = new Map<string, number[]>();
  for (const [place, { region = 'region unknown' }] of spokes.entries()) regions.set(region, [...(regions.get(region) ?? []), place]);
  return regions;
}

/** A single region is put on both sides of the hub. */
function framesOf(spokes: readonly SpokeShown[]): (Group & { readonly name: string })[] {
  const regions = [...regionsOf(spokes)].map(([name, parts]) => ({ name, parts, isFramed: true }));
  const [only] = regions;
  if (!only || regions.length > 1 || only.parts.length < 2) return regions;
  const half = Math.ceil(only.parts.length / 2);
  return [{ ...only, parts: only.parts.slice(0, half) }, { ...only, parts: only.parts.slice(half) }];
}

async function oneByOne(network: NetworkShown, naming: Naming, hub: Card, toneOf: ToneOf, isBad: (spoke: SpokeShown) => boolean, isBadPeering: Marks['isPeering']): Promise<Drawn> {
  const { spokes, peerings } = network;
  const cards = spokes.map((spoke) => spokeCard(network, spoke, naming, isBad(spoke), toneOf(spoke) === 'bad'));
  const frames = framesOf(spokes);
  const place = (id: string): number => spokes.findIndex((spoke) => spoke.id.toLowerCase() === id.toLowerCase());
  const pairs = new Map(peerings.map(({ from, to }) => [[place(from), place(to)].sort((a, b) => a - b).join(' '), [place(from), place(to)] as const]));
  const links = [...pairs.values()];
  const layout = await layOut(hub, cards, frames, links);
  return {
    ...{ width: layout.width, height: layout.height, hub: { ...hub, ...layout.hub }, isRolledUp: false },
    cards: cards.map((card, index) => ({ ...card, ...boxAt(layout.parts, index), squares: [] })),
    frames: frames.map(({ name }, index) => ({ ...boxAt(layout.frames, index), name: wrapped(name, 30, 1)[0] ?? '' })),
    edges: [
      ...spokes.map((spoke, index) => ({ path: layout.spokes[index] ?? '', tone: toneOf(spoke), title: `${naming.name(network.hub.id)} and ${naming.name(spoke.id)}: ${peeringWords(network.hub, spoke).text.join('; ')}` })),
      ...links.map(([a, b], index) => {
        const [one = '', other = ''] = [spokes[a]?.id, spokes[b]?.id];
        return { path: layout.links[index] ?? '', tone: isBadPeering(one, other) ? ('bad' as const) : ('plain' as const), title: `${naming.name(one)} and ${naming.name(other)} are peered with each other` };
      }),
    ],
  };
}

const boxAt = (boxes: readonly Box[], index: number): Box => boxes[index] ?? { x: 0, y: 0, width: 0, height: 0 };

const [square, top] = [16, 68];

/** The worst first. */
const tones: readonly Tone[] = ['bad', 'unknown', 'warn', 'good', 'plain'];

const worst = (of: readonly Tone[]): Tone => tones.find((tone) => of.includes(tone)) ?? 'plain';

async function rolledUp(network: NetworkShown, naming: Naming, hub: Card, toneOf: ToneOf, isBad: (spoke: SpokeShown) => boolean): Promise<Drawn> {
  const regions = [...regionsOf(network.spokes)];
  const cards = regions.map(([name, places]) => regionCard(name, places.flatMap((place) => network.spokes[place] ?? []), network, naming, toneOf, isBad));
  const layout = await layOut(hub, cards, cards.map((_, index) => ({ parts: [index], isFramed: false })), []);
  return {
    ...{ width: layout.width, height: layout.height, hub: { ...hub, ...layout.hub }, frames: [], isRolledUp: true },
    cards: cards.map((card, index) => ({ ...card, ...boxAt(layout.parts, index) })),
    edges: cards.map(({ edgeTone, title }, index) => ({ path: layout.spokes[index] ?? '', tone: edgeTone, title })),
  };
}

function regionCard(name: string, spokes: readonly SpokeShown[], network: NetworkShown, naming: Naming, toneOf: ToneOf, isBad: (spoke: SpokeShown) => boolean): Card & { readonly squares: Square[]; readonly edgeTone: Tone } {
  const columns = Math.max(Math.ceil((cardWidth - 24) / square), Math.ceil(Math.sqrt(spokes.length * 1.6)));
  const squares = spokes.map((spoke, index) => {
    const tone = isBad(spoke) ? 'bad' : toneOf(spoke);
    return { x: 12 + (index % columns) * square, y: top + Math.floor(index / columns) * square, tone, title: `${naming.name(spoke.id)}, ${(spoke.prefixes ?? []).join(', ')}; ${peeringWords(network.hub, spoke).text.join('; ')}` };
  });
  const bottom = top + Math.ceil(spokes.length / columns) * square + 4;
  const width = Math.max(cardWidth, 24 + columns * square);
  const wrong = spokes.flatMap(({ id }, index) => (squares[index]?.tone === 'good' ? [] : [naming.name(id)]));
  const named = [...wrong.slice(0, 4), ...(wrong.length > 4 ? [`and ${count(wrong.length - 4, 'more')}`] : [])];
  const whole = [count(spokes.length, 'spoke'), wrong.length === 0 ? 'peerings Connected, in sync' : `${String(wrong.length)} marked`];
  const edgeTone = worst(spokes.map(toneOf));
  return {
    ...{ width, height: bottom + named.length * 17 + 8, tone: spokes.some(isBad) ? 'bad' : 'plain', squares, inner: [], edgeTone, title: `${name}: ${whole.join(', ')}${named.length > 0 ? `: ${named.join(', ')}` : ''}` },
    lines: [{ text: wrapped(name, 28, 1)[0] ?? '', className: 'name', y: 22 }, ...whole.map((text, index) => ({ text, className: 'small' as const, y: 40 + index * 17 })), ...named.map((text, index) => ({ text: wrapped(text, 28, 1)[0] ?? '', className: 'bad' as const, y: bottom + (index + 1) * 17 - 4 }))],
  };
}
