/** Where the parts of the picture lie: laid out by Graphviz, hub in the middle. All lengths are pixels, from the upper left corner. */
import { instance } from '@viz-js/viz';
import type { Viz } from '@viz-js/viz';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point, Size {}

export interface Group {
  /** Indexes of the parts in it. */
  readonly parts: readonly number[];
  /** Whether it is drawn as a frame around them. */
  readonly isFramed: boolean;
}

export interface Layout extends Size {
  readonly hub: Box;
  readonly parts: readonly Box[];
  readonly frames: readonly Box[];
  /** From the hub to each part, and then those of `links`, as SVG paths. */
  readonly spokes: readonly string[];
  readonly links: readonly string[];
}

/** What of Graphviz's JSON is read here. */
interface Drawn {
  readonly bb: string;
  readonly objects?: readonly { readonly name: string; readonly pos?: string; readonly bb?: string }[];
  readonly edges?: readonly { readonly id: string; readonly pos?: string }[];
}

const pointsPerInch = 72;

let made: Promise<Viz> | undefined;

/** @param groups in a stable order; each part is in one. @param links pairs of parts */
export async function layOut(hub: Size, parts: readonly Size[], groups: readonly Group[], links: readonly (readonly [number, number])[]): Promise<Layout> {
  made ??= instance();
  const [left, right] = sidesOf(groups);
  const drawn = (await made).renderJSON({
    directed: true,
    graphAttributes: { rankdir: 'LR', nodesep: 0.2, ranksep: 1.5, splines: 'true', pad: 0.1 },
    nodeAttributes: { shape: 'box', fixedsize: true, label: '' },
    edgeAttributes: { dir: 'none' },
    nodes: [nodeOf('hub', hub), ...parts.map((size, index) => nodeOf(`p${String(index)}`, size))],
    edges: [
      ...left.flatMap(({ parts: members }) => members.map((part) => edgeOf(`h${String(part)}`, `p${String(part)}`, 'hub'))),
      ...right.flatMap(({ parts: members }) => members.map((part) => edgeOf(`h${String(part)}`, 'hub', `p${String(part)}`))),
      ...links.map(([a, b], index) => ({ ...edgeOf(`l${String(index)}`, `p${String(a)}`, `p${String(b)}`), attributes: { id: `l${String(index)}`, constraint: false } })),
    ],
    subgraphs: groups.flatMap(({ parts: members, isFramed }, index) => (isFramed ? [{ name: `cluster_${String(index)}`, graphAttributes: { label: 'region', fontsize: 16, margin: 12 }, nodes: members.map((part) => ({ name: `p${String(part)}` })) }] : [])),
  }) as Drawn;
  const [, , width = 0, height = 0] = drawn.bb.split(',').map(Number);
  const objects = new Map((drawn.objects ?? []).map((one) => [one.name, one]));
  const edges = new Map((drawn.edges ?? []).map(({ id, pos = '' }) => [id, pathOf(pos, height)]));
  const boxAt = (name: string, size: Size): Box => {
    const [x = 0, y = 0] = (objects.get(name)?.pos ?? '').split(',').map(Number);
    return { ...size, x: round(x - size.width / 2), y: round(height - y - size.height / 2) };
  };
  return {
    ...{ width: round(width), height: round(height) },
    hub: boxAt('hub', hub),
    parts: parts.map((size, index) => boxAt(`p${String(index)}`, size)),
    frames: groups.map((_, index) => frameOf(objects.get(`cluster_${String(index)}`)?.bb ?? '', height)),
    spokes: parts.map((_, index) => edges.get(`h${String(index)}`) ?? ''),
    links: links.map((_, index) => edges.get(`l${String(index)}`) ?? ''),
  };
}

const nodeOf = (name: string, { width, height }: Size): { readonly name: string; readonly attributes: Readonly<Record<string, number>> } => ({ name, attributes: { width: width / pointsPerInch, height: height / pointsPerInch } });

const edgeOf = (id: string, tail: string, head: string): { readonly tail: string; readonly head: string; readonly attributes: Readonly<Record<string, string>> } => ({ tail, head, attributes: { id } });

/** Left and right of the hub, about as many parts on either side. */
function sidesOf(groups: readonly Group[]): [Group[], Group[]] {
  const sides: [Group[], Group[]] = [[], []];
  const length = (side: readonly Group[]): number => side.reduce((sum, { parts }) => sum + parts.length, 0);
  for (const group of [...groups].sort((a, b) => b.parts.length - a.parts.length)) sides[length(sides[0]) <= length(sides[1]) ? 0 : 1].push(group);
  return sides;
}

/** Graphviz counts from the lower left corner. */
function frameOf(bb: string, height: number): Box {
  const [left = 0, bottom = 0, right = 0, top = 0] = bb.split(',').map(Number);
  return { x: round(left), y: round(height - top), width: round(right - left), height: round(top - bottom) };
}

/** A spline: a point, and then two control points and a point each. */
function pathOf(pos: string, height: number): string {
  const points = pos.split(' ').map((point) => { const [x = 0, y = 0] = point.split(',').map(Number); return `${String(round(x))},${String(round(height - y))}`; });
  const [first, ...rest] = points;
  return pos === '' ? '' : `M${first ?? ''} C${rest.join(' ')}`;
}

const round = (length: number): number => Math.round(length * 10) / 10;
