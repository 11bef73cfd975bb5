/**
 * report.html: one run for people, in one file that needs nothing else. Made of results.json alone; it judges nothing, and whatever came from Azure or a
 * guest goes through `printable` and the template's escaping.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Eta } from 'eta';
import { printableData } from '../printable/printable';
import type { Results } from '../report/results';
import { suitesIn } from './cases-view';
import { causesIn } from './causes-view';
import { expectationsIn } from './expectations-view';
import { headOf } from './head-view';
import { islandOf, safeJson } from './island';
import { matrixIn } from './matrix-view';
import { namingOf } from './naming';
import { pictureOf } from './picture';
import { restOf } from './rest-view';
import { nicsIn } from './routes-view';
import { sinceIn } from './since-view';

const own = (name: string): string => readFileSync(join(__dirname, name), 'utf8');

/** Without trimming, for what stands in `pre` is kept as it is. */
const templates = new Eta({ views: join(__dirname, 'templates'), autoTrim: false, cache: true });

/** What may run in the page and dress it: the two texts that it is made with, and nothing from anywhere. */
function policyFor(script: string, style: string): string {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; base-uri 'none'; form-action 'none'`;
}

/** @param results what is in results.json */
export async function reportHtml(results: Results): Promise<string> {
  const run = printableData(results);
  const naming = namingOf(run);
  const [script, style] = [own('client.js'), own('report.css')];
  return templates.render('page', {
    ...{ script, style, policy: policyFor(script, style), island: safeJson(islandOf(run, naming)) },
    ...{ head: headOf(run), causes: causesIn(run, naming), since: sinceIn(run), picture: run.network ? await pictureOf(run, run.network, naming) : undefined },
    ...{ matrix: run.matrix && matrixIn(run, run.matrix, naming), suites: suitesIn(run, naming), nics: nicsIn(run, naming), spokes: naming.spokes.map(({ name }) => name) },
    ...{ expected: expectationsIn(run, naming), rest: restOf(run, naming) },
  });
}
