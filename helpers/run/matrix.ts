/** What came of each ordered pair of spokes: the worst of what is said of it, or else the best that was shown. */
import type { Estate } from '../estate/estate';
import type { Expectations } from '../estate/expectations';
import { flowsIn, isExpected } from '../estate/flows';
import type { MachineNic } from '../estate/machines';
import { keyOf } from '../estate/resource-id';
import { followExpected } from '../path/follow-packet';
import type { Outcome } from '../report/outcome';
import { inTexts } from '../report/record/in-short';
import type { MatrixShown, OutcomeLetter } from '../report/record/shown';
import { wordsOf } from '../words/finding-words';

/** Each comes before those after it. */
const ranks: readonly OutcomeLetter[] = ['F', 'T', 'W', 'L', 'P', 'C', 'B', 'N', 'O', 'E'];

const letters: Readonly<Record<string, OutcomeLetter>> = { 'pass': 'C', 'fail': 'F', 'cannot-tell': 'T', 'skip': 'N', 'waived': 'W' };

const ofWays: readonly string[] = ['SSH-01', 'PATH-01'];

/** What passed of them, and what that shows. */
const ofFlows: Readonly<Record<string, OutcomeLetter>> = { 'FLOW-01': 'P', 'FLOW-02': 'B', 'SEG-01': 'B' };

const isOfPairs = (checkId: string, verdict: string): boolean => ofWays.includes(checkId) || (checkId in ofFlows && verdict !== 'skip');

/** Of so many different texts each pair has its own; further ones say what the causes say. */
const mostTexts = 2_000;

interface Cell {
  letter: OutcomeLetter;
  text?: string | undefined;
}

export function matrixOf(estate: Estate, expectations: Expectations, outcomes: readonly Outcome[]): MatrixShown {
  const { survey: { spokeIds }, nics } = estate;
  const places = new Map<string, number>(spokeIds.map((id, place) => [keyOf(id), place]));
  for (const { nic, vmId, spokeId } of nics) for (const id of [nic.id, vmId]) places.set(keyOf(id), places.get(keyOf(spokeId)) ?? -1);
  const flows = flowsIn(expectations);
  const isExpectedBetween = (from: string, to: string): boolean => flows.ports.some((port) => flows.mayBe('connect', from, to, port) || flows.mayBe('blocked', from, to, port));
  const cells = new Cells(spokeIds, isExpectedBetween);
  const nicPlaces = new Map(nics.map((nic, place) => [nic, place]));
  const placeOf = (nic: MachineNic): number => nicPlaces.get(nic) ?? -1;
  for (const { verdict, record, durationMs } of outcomes) {
    if (record?.verdict !== verdict || !isOfPairs(record.checkId, verdict.verdict)) continue;
    const { subjects, targets } = record.judged;
    const probed = record.login ?? record.connection ?? record.watch;
    const [from, to] = probed ? [keyOf(probed.from.spokeId), keyOf(probed.to.spokeId)] : subjects;
    const [source, target] = [places.get(from ?? ''), places.get(to ?? '')];
    if (source === undefined) continue;
    const letter = (verdict.verdict === 'pass' ? ofFlows[record.checkId] : undefined) ?? letters[verdict.verdict] ?? 'T';
    const said = verdict.verdict === 'waived' ? verdict.was : verdict;
    const text = 'fact' in said ? said.fact : 'reason' in said ? said.reason : undefined;
    if (targets) {
      const own = estate.nic(from ?? '');
      const others = new Set(targets.others.flatMap(({ nics: unpassed, back }) => (back ? [] : unpassed)));
      for (const [place, id] of spokeIds.entries()) {
        const read = estate.machinesIn(id);
        if (read.status === 'unread' || read.value.unread.length > 0) {
          if (flows.ports.some((port) => flows.mayBe('connect', spokeIds[source] ?? '', id, port))) cells.add(source, place, 'T', () => text);
        } else if (own && read.value.nics.some((nic) => !others.has(placeOf(nic)) && isExpected(flows, 'connect', own, nic))) cells.add(source, place, 'C');
      }
      for (const { verdict: kind, nics: unpassed, back } of targets.others) {
        for (const other of unpassed) {
          const [one, two] = back ? [nics[other], own] : [own, nics[other]];
          if (!one || !two) continue;
          cells.add(places.get(keyOf(one.spokeId)) ?? -1, places.get(keyOf(two.spokeId)) ?? -1, letters[kind] ?? 'T', () => breakOf(estate, expectations, one, two));
        }
      }
    } else if (target !== undefined) {
      cells.add(source, target, record.login && letter === 'C' ? 'L' : letter, () => text);
      if (record.login && letter === 'C') cells.logins.push(`${String(source)}>${String(target)}:${String(Math.round(durationMs))}`);
    } else for (const place of spokeIds.keys()) cells.add(source, place, letter, () => text);
  }
  return cells.shown();
}

/** What is told of a pair within the case of a NIC: the first thing that breaks its way, or that cannot be told of it. */
function breakOf(estate: Estate, expectations: Expectations, from: MachineNic, to: MachineNic): string | undefined {
  const path = followExpected(estate, expectations, from, to);
  const finding = path.kind === 'breaks' ? path.finding : path.kind === 'unknown' ? path.gap.finding : undefined;
  return finding && wordsOf(finding, estate.label).fact;
}

class Cells {
  readonly logins: string[] = [];
  private readonly rows: Cell[][];

  constructor(spokeIds: readonly string[], isExpected: (from: string, to: string) => boolean) {
    this.rows = spokeIds.map((from) => spokeIds.map((to): Cell => ({ letter: isExpected(from, to) ? 'O' : 'E' })));
  }

  add(from: number, to: number, letter: OutcomeLetter, text: () => string | undefined = () => undefined): void {
    const cell = this.rows[from]?.[to];
    if (!cell || from === to || ranks.indexOf(letter) >= ranks.indexOf(cell.letter)) return;
    cell.letter = letter;
    cell.text = letter === 'F' || letter === 'T' || letter === 'W' ? text() : undefined;
  }

  shown(): MatrixShown {
    const texts = new Map<string, number>();
    const why: string[] = [];
    for (const [from, row] of this.rows.entries()) {
      for (const [to, { text }] of row.entries()) {
        if (text === undefined || (texts.size >= mostTexts && !texts.has(text))) continue;
        const place = texts.get(text) ?? texts.size;
        texts.set(text, place);
        why.push(`${String(from)}>${String(to)}:${String(place)}`);
      }
    }
    const rows = this.rows.map((row, from) => row.map(({ letter }, to) => (from === to ? '.' : letter)).join(''));
    return { rows, logins: inTexts(this.logins), why: inTexts(why), texts: [...texts.keys()] };
  }
}
