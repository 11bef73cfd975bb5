/** The flows between whole spokes as the rows of a table, per port: who reaches whom. Spokes of which the same holds share a line. */
import type { Expectations, Flow } from '../estate/expectations';
import { sshPortIn } from '../estate/flows';
import { sameId } from '../estate/resource-id';
import { aligned } from './aligned';
import { listed } from './listed';

/** What holds from one spoke to another: `connect, line 12`. */
type Cell = string;

interface Row {
  /** What holds to most spokes. */
  readonly most: Cell;
  /** To which spokes something else holds, by cell. */
  readonly others: ReadonlyMap<Cell, readonly string[]>;
}

export function flowRows(expectations: Expectations, spokeIds: readonly string[], name: (id: string) => string): string[] {
  const whole = expectations.flows.filter(({ from, to }) => [from, to].every((end) => end.kind === 'any' || (end.machine === undefined && end.subnet === undefined && end.address === undefined)));
  const sshPorts = [...new Set(spokeIds.map((id) => sshPortIn(expectations, id)))];
  const ports = [...new Set(whole.flatMap(({ ports: all }) => all.flatMap((port) => (port === 'ssh' ? sshPorts : [port]))))].sort((a, b) => a - b);
  return ports.flatMap((port) => [`TCP ${String(port)}`, ...aligned(rowsAt(expectations, whole, spokeIds, port, name)).map((line) => `  ${line}`)]);
}

function rowsAt(expectations: Expectations, whole: readonly Flow[], spokeIds: readonly string[], port: number, name: (id: string) => string): string[][] {
  const ofPort = [...whole].reverse();
  const targets = spokeIds.map((id) => {
    const isAt = ({ ports, to }: Flow): boolean => ports.some((one) => (one === 'ssh' ? sshPortIn(expectations, id) : one) === port) && (to.kind === 'any' || sameId(to.spokeId, id));
    return { id, flows: ofPort.filter(isAt) };
  });
  const cells = spokeIds.map((from) => ({ from, to: targets.filter(({ id }) => id !== from).map(({ id, flows }) => ({ to: name(id), cell: cellOf(flows.find((flow) => flow.from.kind === 'any' || sameId(flow.from.spokeId, from))) })) }));
  const counts = new Map<Cell, number>();
  for (const { cell } of cells.flatMap(({ to }) => to)) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  const rows = cells.map(({ from, to }) => ({ from: name(from), row: rowOf(to, (cell) => counts.get(cell) ?? 0) }));
  const exceptions = grouped(rows.flatMap(({ from, row }) => [...row.others].map(([cell, to]) => ({ from, to: listed(to), whole: to, cell }))), ({ whole, cell }) => JSON.stringify([whole, cell]));
  const rest = grouped(rows.map(({ from, row: { most, others } }) => ({ from, to: others.size > 0 ? 'every other spoke but these' : 'every other spoke', cell: most })), ({ to, cell }) => JSON.stringify([to, cell]));
  return [...exceptions, ...rest].map((group) => [`${listed(group.map(({ from }) => from))} →`, group[0].to, group[0].cell]);
}

/** Of equal keys, in the order of the first of each. */
function grouped<T>(all: readonly T[], keyOf: (one: T) => string): [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const one of all) {
    const known = groups.get(keyOf(one));
    if (known) known.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return [...groups.values()];
}

const cellOf = (flow: Flow | undefined): Cell => (flow ? `${flow.expect}${flow.line === undefined ? '' : `, line ${String(flow.line)}`}` : 'nothing expected');

/** @param count how often a cell stands in the whole table: of those that are as frequent in the row, the most frequent there is the row's, so that more rows are equal */
function rowOf(cells: readonly { readonly to: string; readonly cell: Cell }[], count: (cell: Cell) => number): Row {
  const by = new Map<Cell, string[]>();
  for (const { to, cell } of cells) {
    const known = by.get(cell);
    if (known) known.push(to);
    else by.set(cell, [to]);
  }
  const [most = cellOf(undefined)] = [...by].sort((a, b) => b[1].length - a[1].length || count(b[0]) - count(a[0])).map(([cell]) => cell);
  return { most, others: new Map([...by].filter(([cell]) => cell !== most)) };
}
