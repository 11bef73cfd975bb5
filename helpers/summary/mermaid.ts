/** The network as a flowchart of Mermaid, which GitHub draws: hub, Route Server, what else carries, spokes, and each peering with its state. */
import { peeringWords } from '../html/picture-cards';
import type { Naming } from '../html/naming';
import { printable } from '../printable/printable';
import type { NetworkShown } from '../report/record/shown';
import type { Marks } from './marks';

/** Of a label. */
const longestLine = 60;

/** GitHub draws no more than 50,000 characters. */
export const longestChart = 40_000;

/**
 * A line of a label in quotes. What is no letter, digit or harmless sign becomes `#39;`, Mermaid's entity: it can end no label, begin no comment, directive or
 * markup. No line begins a list, for labels are read as Markdown.
 */
export const label = (text: string): string =>
  printable(text, longestLine).replace(/[^\p{L}\p{N}\p{M} .,/()→✗-]|^-|\.(?=\s|$)/gu, (character) => `#${String(character.codePointAt(0))};`) || '□';

const labels = (texts: readonly string[]): string => `"${texts.filter((text) => text !== '').map(label).join('<br/>')}"`;

const hopWords = { 'gateway': 'gateway', 'firewall': 'firewall', 'load-balancer': 'load balancer', 'routing-appliance': 'routing appliance', 'machine': 'appliance', 'unknown': 'held by nothing that was read' } as const;

/** Undefined where it would be too much to be drawn. */
export function flowchart(network: NetworkShown, { name }: Naming, marks: Marks): string[] | undefined {
  const { hub, routeServer, hops, spokes } = network;
  const isIn = ({ id }: { readonly id: string }, at: string | undefined): boolean => at?.toLowerCase() === id.toLowerCase();
  const inHub = hops.filter(({ network: at }) => at === undefined || isIn(hub, at));
  const elsewhere = hops.filter(({ network: at }) => at !== undefined && ![hub, ...spokes].some((known) => isIn(known, at)));
  const broken: string[] = [];
  const node = (id: string, texts: readonly string[], mark: string | undefined): string => {
    if (mark !== undefined) broken.push(id);
    return `${id}[${labels([...texts, mark ?? ''])}]`;
  };
  const hopNode = ({ kind, id, addresses }: NetworkShown['hops'][number], place: string, more: readonly string[] = []): string =>
    node(place, [id === undefined ? addresses.join(', ') : name(id), [hopWords[kind], id === undefined ? '' : addresses.join(', ')].filter(Boolean).join(' '), ...more], marks.atAddresses(addresses));
  const edges = [
    ...spokes.map((spoke, place) => {
      const { text, tone } = peeringWords(hub, spoke);
      const mark = marks.atPeering(hub.id, spoke.id);
      return { from: 'hub', to: `spoke${String(place)}`, texts: [...text, ...(mark === undefined ? [] : [mark])], isWhole: mark === undefined && tone === 'good', isBroken: mark !== undefined || tone === 'warn' };
    }),
    ...network.peerings.flatMap(({ from, to, side }) => {
      const [one, other] = [from, to].map((id) => spokes.findIndex((spoke) => isIn(spoke, id)));
      return one === undefined || other === undefined || one < 0 || other < 0 ? [] : [{ from: `spoke${String(one)}`, to: `spoke${String(other)}`, texts: [`peering of spokes: ${side.state}, ${side.sync}`], isWhole: side.state === 'Connected', isBroken: side.state !== 'Connected' }];
    }),
  ];
  const lines = [
    'flowchart LR',
    '  subgraph inHub["Hub"]',
    `    ${node('hub', [name(hub.id), ...placeOf(hub)], marks.atNetwork(hub.id))}`,
    routeServer ? `    ${node('routeServer', [`Route Server ${name(routeServer.id)}`, routeServer.addresses.join(', ')], marks.atAddresses(routeServer.addresses))}` : `    routeServer[${labels([routeServer === null ? 'no Route Server' : 'Route Server: could not be read'])}]`,
    ...inHub.map((hop, place) => `    ${hopNode(hop, `hop${String(place)}`)}`),
    '  end',
    ...elsewhere.map((hop, place) => `  ${hopNode(hop, `other${String(place)}`, [`in ${name(hop.network ?? '')}`])}`),
    ...spokes.map((spoke, place) => {
      const hopsThere = hops.filter((hop) => isIn(spoke, hop.network));
      const mark = marks.atNetwork(spoke.id) ?? marks.atAddresses(hopsThere.flatMap(({ addresses }) => addresses));
      return `  ${node(`spoke${String(place)}`, [name(spoke.id), ...placeOf(spoke), ...(hopsThere.length > 0 ? [`next hop ${hopsThere.flatMap(({ addresses }) => addresses).join(', ')}`] : [])], mark)}`;
    }),
    ...edges.map(({ from, to, texts, isWhole }) => `  ${from} ${isWhole ? '---' : '-.-'}|${labels(texts)}| ${to}`),
    // Invisible, and after the others, which are counted: they put the hub between what is in it and the spokes.
    ...['routeServer', ...inHub.map((_, place) => `hop${String(place)}`)].map((id) => `  ${id} ~~~ hub`),
    '  classDef broken stroke:#cf222e,stroke-width:3px',
    ...(broken.length > 0 ? [`  class ${broken.join(',')} broken`] : []),
    ...edges.flatMap(({ isBroken }, place) => (isBroken ? [`  linkStyle ${String(place)} stroke:#cf222e,stroke-width:3px`] : [])),
  ];
  return lines.join('\n').length > longestChart ? undefined : lines;
}

const placeOf = ({ unread, region, prefixes = [] }: NetworkShown['hub']): string[] =>
  unread ? ['could not be read'] : [region ?? '', ...prefixes.slice(0, 2), ...(prefixes.length > 2 ? [`and ${String(prefixes.length - 2)} more`] : [])];
