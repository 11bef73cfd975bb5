/**
 * summary.md: what a pipeline shows of a run beside its log. Made of results.json alone; it judges nothing. GitHub shows up to 1 MiB of a step, so that
 * much is said in part, and told to be.
 */
import type { CauseView } from '../html/causes-view';
import { causesIn } from '../html/causes-view';
import { headOf } from '../html/head-view';
import type { Naming } from '../html/naming';
import { count, duration, namingOf } from '../html/naming';
import { peeringWords } from '../html/picture-cards';
import { restOf } from '../html/rest-view';
import { printableData } from '../printable/printable';
import type { NetworkShown } from '../report/record/shown';
import type { Results } from '../report/results';
import type { Baseline } from './baseline';
import { baselineOf } from './baseline';
import { codeBlock, inline, section, table } from './markdown';
import type { Marks } from './marks';
import { marksOf } from './marks';
import { flowchart } from './mermaid';
import { sectionsOf, totalOf } from './sections';
import { waivedIn } from './waived';

/** What tells the file from those of others. */
const firstLine = '<!-- spokecheck: summary of a run -->';

/** Beyond so many spokes there is a table by region in place of the picture. */
export const mostDrawn = 30;

/** Causes that are told with their commands, and commands of each; a longer command is left to report.html. */
const [mostCauses, mostFixes, longestFix] = [20, 10, 1_000];

/** Of more causes so many are told by their sentences. */
const mostSentences = 50;

const symbols = { good: '✓', bad: '✗', unknown: '?' } as const;

/** @param results what is in results.json */
export function summaryMd(results: Results): string {
  const run = printableData(results);
  const naming = namingOf(run);
  const head = headOf(run);
  const rest = restOf(run, naming);
  const baseline = baselineOf(run);
  const lines = [
    ...[firstLine, '', `# ${symbols[head.tone]} ${head.verdict}`, '', inline(run.conclusion), '', numbers(run), ''],
    ...causesLines(run, naming, baseline),
    ...(run.network ? networkLines(run.network, naming, marksOf(run.causes)) : []),
    ...checksLines(run),
    ...(baseline ? sinceLines(baseline) : []),
    ...section('Waived', waivedIn(run)),
    ...section('Advisories', rest.advisories),
    ...section('Not proven', rest.notProven),
    ...section('Not looked at', rest.notLookedAt),
    `Run ${inline(run.run)}, ${duration((Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000)}, by ${inline(run.tool.name)} ${inline(run.tool.version)}. All of it is in report.html.`,
  ];
  return `${lines.join('\n')}\n`;
}

/** As on the console. */
function numbers({ counts: { due, passed, failed, inconclusive, waived, skipped, proven, connected } }: Results): string {
  return `Of ${count(due, 'check')}: ${[[passed, 'passed'], [failed, 'failed'], [inconclusive, 'could not be told'], ...(waived > 0 ? [[waived, 'waived']] : []), [skipped, 'not due']].map(([number, words]) => `${number?.toLocaleString('en-US') ?? ''} ${String(words)}`).join(', ')}; ${proven.toLocaleString('en-US')} proven by login${connected === undefined ? '' : `, ${connected.toLocaleString('en-US')} by connection`}.`;
}

function causesLines(run: Results, naming: Naming, baseline: Baseline | undefined): string[] {
  const causes = causesIn(run, naming);
  if (causes.length === 0) return [];
  const isNew = (place: number): boolean => baseline?.newCauses.has(run.causes[place]?.key ?? '') ?? false;
  const more = causes.length - mostSentences;
  return [
    ...[`## ${count(causes.length, 'cause')}`, ''],
    ...causes.slice(0, mostCauses).flatMap((cause, place) => [`### Cause ${String(place + 1)}${isNew(place) ? ' (new)' : ''}`, '', ...causeLines(cause)]),
    ...causes.slice(mostCauses, mostSentences).map(({ sentence, explains }, place) => `- Cause ${String(mostCauses + place + 1)}${isNew(mostCauses + place) ? ' (new)' : ''}: ${inline(sentence)} Explains ${inline(explains)}.`),
    ...(more > 0 ? [`- and ${count(more, 'more cause')}, in report.html`] : []),
    ...(causes.length > mostCauses ? [''] : []),
  ];
}

function causeLines({ sentence, explains, fixes, fixWords }: CauseView): string[] {
  const shown = fixes.filter(({ length }) => length <= longestFix).slice(0, mostFixes);
  const more = fixes.length - shown.length;
  return [
    ...[inline(sentence), '', `Explains ${inline(explains)}.`, ''],
    ...(shown.length > 0 ? [`${fixWords}:`, '', ...codeBlock('sh', shown), ''] : []),
    ...(more > 0 ? [`${count(more, shown.length > 0 ? 'more command' : 'command')}, in report.html.`, ''] : []),
  ];
}

function networkLines(network: NetworkShown, naming: Naming, marks: Marks): string[] {
  const chart = network.spokes.length <= mostDrawn ? flowchart(network, naming, marks) : undefined;
  return ['## Network', '', ...(chart ? codeBlock('mermaid', chart) : regionTable(network, naming, marks)), ''];
}

/** As many regions, and of each as many spokes by name. */
const [mostRegions, mostNamed] = [60, 10];

function regionTable(network: NetworkShown, { name }: Naming, marks: Marks): string[] {
  const regions = new Map<string, NetworkShown['spokes']>();
  for (const spoke of network.spokes) {
    const region = spoke.region ?? 'region unknown';
    regions.set(region, [...(regions.get(region) ?? []), spoke]);
  }
  const rows = [...regions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([region, spokes]) => {
    const notWhole = spokes.flatMap((spoke) => {
      const { text, tone } = peeringWords(network.hub, spoke);
      const mark = marks.atPeering(network.hub.id, spoke.id) ?? marks.atNetwork(spoke.id);
      return tone === 'good' && mark === undefined ? [] : [`${inline(name(spoke.id), 100)} (${[...text, ...(mark === undefined ? [] : [mark])].map((part) => inline(part, 100)).join('; ')})`];
    });
    const whole = spokes.filter((spoke) => peeringWords(network.hub, spoke).tone === 'good').length;
    const more = notWhole.length - mostNamed;
    return [inline(region, 60), spokes.length.toLocaleString('en-US'), whole.toLocaleString('en-US'), [...notWhole.slice(0, mostNamed), ...(more > 0 ? [`and ${more.toLocaleString('en-US')} more`] : [])].join(', ')];
  });
  const more = rows.length - mostRegions;
  return [
    ...[`Hub ${inline(name(network.hub.id), 100)} with ${count(network.spokes.length, 'spoke')}.`, ''],
    ...table(['Region', 'Spokes', 'Peerings Connected and in sync', 'Marked'], rows.slice(0, mostRegions)),
    ...(more > 0 ? ['', `${count(more, 'more region')}, in report.html.`] : []),
  ];
}

function checksLines(run: Results): string[] {
  const sections = sectionsOf(run);
  if (sections.length === 0) return [];
  const total = totalOf(sections);
  const columns = ['passed', 'failed', 'untold', ...(total.waived > 0 ? ['waived' as const] : []), 'skipped'] as const;
  const heads = { passed: 'Passed', failed: 'Failed', untold: 'Cannot tell', waived: 'Waived', skipped: 'Not due' };
  const rows = [...sections.map(({ name, counts }) => ({ name: inline(name, 100), counts })), { name: '**All**', counts: total }];
  return ['## Checks', '', ...table(['Section', ...columns.map((column) => heads[column])], rows.map(({ name, counts }) => [name, ...columns.map((column) => counts[column].toLocaleString('en-US'))])), ''];
}

function sinceLines({ run, newCauses, newReds, noLongerRed, goneCauses, changes, notes }: Baseline): string[] {
  const isSame = newCauses.size + newReds.length + noLongerRed.length + goneCauses.length + changes.length === 0;
  return [
    ...section(`New since run ${inline(run)}`, [
      ...(isSame ? ['Nothing that was compared has changed.'] : []),
      ...(newCauses.size > 0 ? [`${count(newCauses.size, 'new cause')}, marked above.`] : []),
      ...newReds.map((title) => `New red: ${title}`),
      ...noLongerRed.map((title) => `No longer red: ${title}`),
      ...goneCauses.map((text) => `Gone: ${text}`),
      ...changes.map((text) => `Changed: ${text}`),
      ...notes,
    ]),
  ];
}
