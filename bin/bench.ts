/**
 * `npm run bench -- [SPOKES[:SUBSCRIPTIONS]]... [--latency FACTOR] [--times]`: measures networks of these sizes against the lab and prints a table, the numbers of
 * docs/performance.md. Ends with 1 where a bound is broken; times count as bounds with --times alone, for they depend on the machine.
 */
import { parseArgs } from 'node:util';
import { brokenBounds, growthOf } from '../rehearsals/bench/bounds';
import type { Figures } from '../rehearsals/bench/measure-size';
import { measureSize } from '../rehearsals/bench/measure-size';

const head = ['spokes in subscriptions', 'requests', 'least', '429', 'survey', 'least', 'judging', 'a pair', 'memory (run)', 'junit.xml', 'results.json', 'report.html', 'console'];

function rowOf({ size, reads, writes, least, throttled, surveySeconds, leastSeconds, judgingSeconds, pairs, runMegabytes, reports, consoleLines }: Figures): string {
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
  const cells = [
    `${String(size.spokes)} in ${String(size.subscriptions ?? 1)}`,
    (reads + writes).toLocaleString('en-US'),
    least.toLocaleString('en-US'),
    String(throttled),
    `${surveySeconds.toFixed(0)} s`,
    `${leastSeconds.toFixed(0)} s`,
    `${judgingSeconds.toFixed(2)} s`,
    `${((judgingSeconds / pairs) * 1e6).toFixed(0)} µs`,
    `${runMegabytes.toFixed(0)} MB`,
    megabytes(reports['junit.xml']),
    megabytes(reports['results.json']),
    megabytes(reports['report.html']),
    `${consoleLines.toLocaleString('en-US')} lines`,
  ];
  return `| ${cells.join(' | ')} |`;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { latency: { type: 'string', default: '1' }, times: { type: 'boolean', default: false } } });
  const sizes = (positionals.length > 0 ? positionals : ['2:2', '20:4', '100:25', '500:25', '500:1']).map((text) => {
    const [spokes = 0, subscriptions = 1] = text.split(':').map(Number);
    return { spokes, subscriptions, regions: Math.min(spokes, 3) };
  });
  console.log([`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`].join('\n'));
  const all: Figures[] = [];
  let isBroken = false;
  for (const size of sizes) {
    const figures = await measureSize(size, Number(values.latency));
    all.push(figures);
    console.log(rowOf(figures));
    for (const { bound, isTime } of brokenBounds(figures)) {
      isBroken ||= !isTime || values.times;
      console.log(`  not so, ${String(size.spokes)} spokes: ${bound}${figures.exitCode === 0 ? '' : ` (${figures.conclusion})`}`);
    }
  }
  const growth = growthOf(all);
  if (growth !== undefined) console.log(`  not so: ${growth}`);
  return isBroken || (growth !== undefined && values.times) ? 1 : 0;
}

main().then(
  (code) => { process.exitCode = code; },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
