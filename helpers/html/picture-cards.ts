/** What stands on the cards of the picture. */
import type { NetworkShown } from '../report/record/shown';
import type { Naming } from './naming';
import { count } from './naming';
import type { Size } from './picture-layout';

export type Tone = 'good' | 'bad' | 'warn' | 'unknown' | 'plain';

export interface Line {
  readonly text: string;
  readonly className: 'name' | 'text' | 'small' | 'bad' | 'warn';
  /** From the card's upper edge to the foot of the letters. */
  readonly y: number;
}

export interface Inner {
  readonly y: number;
  readonly height: number;
  readonly tone: Tone;
  readonly lines: readonly Line[];
}

export interface Card extends Size {
  readonly tone: Tone;
  readonly lines: readonly Line[];
  readonly inner: readonly Inner[];
  /** The whole of it in words, for whoever cannot see it. */
  readonly title: string;
}

type Text = Omit<Line, 'y'>;

export const cardWidth = 224;
const [hubWidth, padding, lineHeight] = [268, 12, 17];

/** As many characters as fit into a line at the largest. */
const charactersIn = (width: number): number => Math.floor((width - 2 * padding) / 7);

/** No more than `most` lines, broken at blanks where there are any. */
export function wrapped(text: string, length: number, most: number): string[] {
  const lines = linesOf(text.trim(), length);
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `${(lines[most - 1] ?? '').slice(0, length - 1)}…`];
}

function linesOf(text: string, length: number): string[] {
  const characters = Array.from(text);
  if (characters.length <= length) return text === '' ? [] : [text];
  const blank = characters.slice(0, length + 1).lastIndexOf(' ');
  const end = blank > length / 3 ? blank : length;
  return [characters.slice(0, end).join(''), ...linesOf(characters.slice(end).join('').trim(), length)];
}

function stacked(texts: readonly Text[], top: number): { readonly lines: Line[]; readonly bottom: number } {
  const lines = texts.map((text, index) => ({ ...text, y: top + (index + 1) * lineHeight - 4 }));
  return { lines, bottom: top + texts.length * lineHeight };
}

const fit = (width: number, className: Text['className'], text: string, most = 2): Text[] => wrapped(text, charactersIn(width), most).map((line) => ({ text: line, className }));

/** The first few, and how many more there are. */
const some = (texts: readonly string[], most: number, more: string): string[] => (texts.length <= most ? [...texts] : [...texts.slice(0, most), `and ${count(texts.length - most, `more ${more}`, `more ${more}s`)}`]);

export type SpokeShown = NetworkShown['spokes'][number];
type Side = NonNullable<SpokeShown['hubSide']>;

const isWhole = (side: Side): boolean => side.state === 'Connected' && side.sync === 'FullyInSync';

const stateOf = ({ state, sync }: Side): string => (sync === 'FullyInSync' ? state : `${state}, ${sync}`);

/** What is known of the peering between hub and spoke. */
export function peeringWords(hub: NetworkShown['hub'], { unread, hubSide, spokeSide }: SpokeShown): { readonly text: readonly string[]; readonly tone: Tone } {
  if (hubSide && spokeSide && isWhole(hubSide) && isWhole(spokeSide)) return { text: ['peering Connected, in sync'], tone: 'good' };
  const side = (what: string, one: Side | undefined, isUnread: boolean | undefined): string => `${what}: ${isUnread ? 'could not be read' : one ? stateOf(one) : 'no peering'}`;
  return { text: [side("hub's side", hubSide, hub.unread), side("spoke's side", spokeSide, unread)], tone: hub.unread || unread ? 'unknown' : 'warn' };
}

export function spokeCard(network: NetworkShown, spoke: SpokeShown, { name }: Naming, isBad: boolean, isPeeringBad: boolean): Card {
  const peering = peeringWords(network.hub, spoke);
  const machines = some(spoke.machines.map(({ vm, address, power }) => `${name(vm)} ${address}${power === undefined || power === 'running' ? '' : ` (${power})`}`), 2, 'NIC');
  const hops = network.hops.filter(({ network: at }) => at?.toLowerCase() === spoke.id.toLowerCase()).map(({ addresses }) => `next hop ${addresses.join(', ')}`);
  const texts = [
    ...fit(cardWidth, 'name', name(spoke.id)),
    ...(spoke.unread ? fit(cardWidth, 'warn', 'could not be read') : some(spoke.prefixes ?? [], 2, 'prefix').flatMap((text) => fit(cardWidth, 'text', text, 1))),
    ...machines.flatMap((text) => fit(cardWidth, 'small', text)),
    ...some(hops, 2, 'next hop').flatMap((text) => fit(cardWidth, 'small', text, 1)),
    ...peering.text.flatMap((text) => fit(cardWidth, isPeeringBad ? 'bad' : peering.tone === 'good' ? 'small' : 'warn', text)),
  ];
  const { lines, bottom } = stacked(texts, padding - 4);
  return {
    ...{ width: cardWidth, height: bottom + padding - 4, tone: isBad ? 'bad' : spoke.unread ? 'unknown' : 'plain', lines, inner: [] },
    title: [`spoke ${name(spoke.id)}`, spoke.region ?? '', (spoke.prefixes ?? []).join(', '), ...peering.text, isBad || isPeeringBad ? 'a cause is here' : ''].filter(Boolean).join('; '),
  };
}

const hopWords = { 'gateway': 'gateway', 'firewall': 'firewall', 'load-balancer': 'load balancer', 'routing-appliance': 'routing appliance', 'machine': 'appliance', 'unknown': 'nobody known' } as const;

/** Beside the Route Server as many as there is room for. */
const mostHops = 6;

export function hubCard(network: NetworkShown, { name }: Naming, isBad: boolean, isBadAddress: (address: string) => boolean): Card {
  const { hub, routeServer, hops } = network;
  const width = hubWidth - 2 * padding;
  const head = stacked([...fit(hubWidth, 'name', name(hub.id)), ...fit(hubWidth, hub.unread ? 'warn' : 'text', hub.unread ? 'could not be read' : `hub in ${hub.region ?? ''}`), ...some(hub.prefixes ?? [], 2, 'prefix').flatMap((text) => fit(hubWidth, 'text', text, 1))], padding - 4);
  const blocks: { readonly texts: Text[]; readonly tone: Tone }[] = [];
  if (routeServer) {
    const peers = (routeServer.peers ?? []).map((peer) => `BGP ${peer.name} ${peer.address}, AS ${String(peer.asn)}${peer.state === undefined ? '' : `, ${peer.state}`}`);
    blocks.push({
      texts: [
        ...fit(width, 'name', `Route Server${routeServer.asn === undefined ? '' : `, AS ${String(routeServer.asn)}`}`, 1),
        ...fit(width, 'small', name(routeServer.id)),
        ...fit(width, 'text', routeServer.addresses.join(', ') || 'no instance address'),
        ...fit(width, routeServer.routing === 'Provisioned' ? 'small' : 'warn', `${routeServer.provisioning}, routing ${routeServer.routing}`),
        ...some(peers, 4, 'BGP peer').flatMap((text) => fit(width, 'small', text)),
      ],
      tone: routeServer.addresses.some(isBadAddress) ? 'bad' : 'plain',
    });
  } else blocks.push({ texts: fit(width, 'warn', routeServer === null ? 'no Route Server' : 'Route Server: could not be read'), tone: 'unknown' });
  for (const { kind, id, addresses } of hops.slice(0, mostHops)) {
    blocks.push({ texts: [...fit(width, 'name', id === undefined ? addresses.join(', ') : name(id)), ...fit(width, 'small', [hopWords[kind], id === undefined ? '' : addresses.join(', ')].filter(Boolean).join(' '))], tone: addresses.some(isBadAddress) ? 'bad' : kind === 'unknown' ? 'unknown' : 'plain' });
  }
  if (hops.length > mostHops) blocks.push({ texts: fit(width, 'small', `and ${count(hops.length - mostHops, 'more next hop')}`), tone: 'plain' });
  let y = head.bottom + 8;
  const inner = blocks.map(({ texts, tone }): Inner => {
    const { lines, bottom } = stacked(texts, 6);
    const block = { y, height: bottom + 6, tone, lines };
    y += block.height + 8;
    return block;
  });
  return { width: hubWidth, height: y + padding - 8, tone: isBad ? 'bad' : hub.unread ? 'unknown' : 'plain', lines: head.lines, inner, title: `hub ${name(hub.id)}${isBad ? '; a cause is here' : ''}` };
}
