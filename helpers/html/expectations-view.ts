/** What was expected of the network, as the run was told. */
import type { Results } from '../report/results';
import type { Naming } from './naming';

export interface ExpectationsView {
  readonly settings: readonly (readonly [string, string])[];
  readonly flows: readonly { readonly from: string; readonly to: string; readonly ports: string; readonly expect: string; readonly line: string }[];
  readonly waivers: readonly { readonly check: string; readonly subject: string; readonly reason: string; readonly owner: string; readonly until: string }[];
}

type Data = Readonly<Record<string, unknown>>;

const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value);

const listIn = (value: unknown): Data[] => (Array.isArray(value) ? value.filter(isData) : []);

/** Whatever a run was told, also what this report does not know of. */
export function expectationsIn({ deployment }: Results, naming: Naming): ExpectationsView | undefined {
  if (!deployment) return undefined;
  const { flows, waivers, ...rest } = deployment.expectations;
  return {
    settings: Object.entries(rest).map(([name, value]): [string, string] => [wordsOf(name), textOf(value, naming)]).filter(([, text]) => text !== ''),
    flows: listIn(flows).map(({ from, to, ports, expect, line }) => ({ from: endOf(from, naming), to: endOf(to, naming), ports: textOf(ports, naming), expect: textOf(expect, naming), line: line === undefined ? '' : textOf(line, naming) })),
    waivers: listIn(waivers).map(({ check, subject, reason, owner, until }) => ({ check: textOf(check, naming), subject: textOf(subject, naming), reason: textOf(reason, naming), owner: textOf(owner, naming), until: textOf(until, naming) })),
  };
}

function endOf(value: unknown, naming: Naming): string {
  if (!isData(value) || value.kind === 'any') return 'every machine';
  const { spokeId, machine, subnet, address } = value;
  const parts = [machine === undefined ? [] : [`machine ${textOf(machine, naming)}`], subnet === undefined ? [] : [`subnet ${textOf(subnet, naming)}`], address === undefined ? [] : [`address ${textOf(address, naming)}`]].flat();
  return [textOf(spokeId, naming), ...parts].join(', ');
}

/** `allowSpokePeering` → `allow spoke peering`. */
const wordsOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function textOf(value: unknown, naming: Naming): string {
  if (typeof value === 'string') return value.startsWith('/subscriptions/') ? naming.name(value) : value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map((one: unknown) => textOf(one, naming)).join(', ');
  if (!isData(value)) return '';
  return Object.entries(value).map(([name, inner]) => (name === 'kind' ? textOf(inner, naming) : `${name.startsWith('/subscriptions/') ? naming.name(name) : wordsOf(name)} ${textOf(inner, naming)}`)).join(', ');
}
