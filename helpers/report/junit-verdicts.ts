/** Puts verdicts into a JUnit document: one test case for each outcome, in the suite that it belongs to. */
import type { Document, Element } from '@xmldom/xmldom';
import type { Contact } from '../checks/check';
import { printableText } from '../printable/printable';
import type { Outcome } from './outcome';
import { momentWords } from './since-sections';
import { verdictLines } from './verdict-text';

/** @param outcomes of the tests that were selected, and of what no test bears; test cases of the document without one are taken out */
export function putVerdicts(document: Document, outcomes: readonly Outcome[], properties: Readonly<Record<string, string>>): void {
  const root = document.documentElement;
  if (!root) throw new Error('The document has no root element.');
  const cases = casesIn(root);
  const suites = [...new Set(outcomes.map(({ suite }) => suite))].map((name) => ({ name, outcomes: outcomes.filter(({ suite }) => suite === name) }));
  const made = suites.map(({ name, outcomes: ofSuite }) => suiteOf(document, name, ofSuite, { cases, properties }));
  while (root.firstChild) root.removeChild(root.firstChild);
  for (const suite of made) append(document, root, 1, suite);
  root.appendChild(document.createTextNode('\n'));
  const counts = countsOf(outcomes);
  setAttributes(root, { name: 'spokecheck', tests: String(counts.tests), failures: String(counts.failures), errors: String(counts.errors), time: secondsOf(outcomes) });
}

/** By title, which is unique in a run. */
function casesIn(root: Element): Map<string, Element> {
  const cases = root.getElementsByTagName('testcase');
  return new Map([...cases].map((element) => [element.getAttribute('name') ?? '', element]));
}

interface Parts {
  readonly cases: ReadonlyMap<string, Element>;
  readonly properties: Readonly<Record<string, string>>;
}

function suiteOf(document: Document, name: string, outcomes: readonly Outcome[], { cases, properties }: Parts): Element {
  const written = outcomes.map(({ title }) => cases.get(title)?.parentNode).find((parent) => parent) as Element | undefined;
  const suite = document.createElement('testsuite');
  const { tests, failures, errors, skipped } = countsOf(outcomes);
  const timestamp = written?.getAttribute('timestamp');
  const counts = { tests: String(tests), failures: String(failures), errors: String(errors), skipped: String(skipped) };
  setAttributes(suite, { name: printableText(name), ...counts, time: secondsOf(outcomes), ...(timestamp && { timestamp }) });
  if (Object.keys(properties).length > 0) append(document, suite, 2, propertiesOf(document, properties));
  for (const outcome of outcomes) append(document, suite, 2, caseOf(document, outcome));
  suite.appendChild(document.createTextNode('\n  '));
  return suite;
}

function propertiesOf(document: Document, properties: Readonly<Record<string, string>>): Element {
  const list = document.createElement('properties');
  for (const [name, value] of Object.entries(properties)) {
    const property = document.createElement('property');
    setAttributes(property, { name, value: printableText(value) });
    append(document, list, 3, property);
  }
  list.appendChild(document.createTextNode('\n    '));
  return list;
}

function caseOf(document: Document, outcome: Outcome): Element {
  const { suite, title, verdict, durationMs, causes = [] } = outcome;
  const element = document.createElement('testcase');
  setAttributes(element, { classname: printableText(suite), name: printableText(title), time: (durationMs / 1000).toFixed(3) });
  const lines = verdictLines(verdict, causes);
  switch (verdict.verdict) {
    case 'pass':
      break;
    case 'fail':
      element.appendChild(result(document, 'failure', 'NetworkFault', lines));
      break;
    case 'cannot-tell':
      element.appendChild(result(document, 'error', 'CannotTell', lines));
      break;
    case 'waived':
      element.appendChild(skipped(document, { message: lines.slice(0, 2).join('. '), type: 'Waived' }));
      break;
    case 'skip':
      element.appendChild(skipped(document, { message: verdict.reason }));
  }
  const said = saidOf(outcome);
  if (said.length > 0) {
    const out = document.createElement('system-out');
    out.appendChild(document.createTextNode(printableText(said.join('\n'))));
    element.appendChild(out);
  }
  return element;
}

function skipped(document: Document, { message, ...more }: { readonly message: string; readonly type?: 'Waived' }): Element {
  const element = document.createElement('skipped');
  setAttributes(element, { message: printableText(message), ...more });
  return element;
}

function result(document: Document, name: 'failure' | 'error', type: string, lines: readonly string[]): Element {
  const element = document.createElement(name);
  setAttributes(element, { message: printableText(lines[0] ?? '').replace(/\s+/g, ' '), type });
  element.appendChild(document.createTextNode(printableText(lines.join('\n'))));
  return element;
}

/** What belongs to a case and is no verdict: its check, since when it is red, how often it was observed, what is to be known although it passes, and what there is to see of a failure that is waived. */
function saidOf({ verdict, record, since }: Outcome): string[] {
  const advisories = verdict.verdict === 'pass' ? verdict.advisories : [];
  return [
    ...(since ? [since.isNew ? 'since the baseline: newly red' : since.isNew === false ? `red since ${momentWords(since.redSince)}` : 'the baseline does not tell whether it was red'] : []),
    ...(record?.effort && record.effort.attempts > 1 ? [`attempts: ${String(record.effort.attempts)}, ${record.effort.seconds.toFixed(1)} s`] : []),
    ...(record?.login ? [`login: ${record.login.outcome.kind}`] : []),
    ...(record?.connection ? [`connection: ${record.connection.outcome.kind}`] : []),
    ...(record?.watch ? [`contacts: ${record.watch.contacts.map(contactWords).join('; ')}`] : []),
    ...advisories.map(({ text }) => `advisory: ${text}`),
    ...(verdict.verdict === 'waived' ? verdictLines(verdict).slice(2) : []),
  ];
}

const contactWords = ({ seconds, outcome, control }: Contact): string => `${seconds.toFixed(1)} s ${outcome.kind}${control ? `, control ${control.kind}` : ''}`;

function countsOf(outcomes: readonly Outcome[]): { tests: number; failures: number; errors: number; skipped: number } {
  const tally = (verdict: Outcome['verdict']['verdict']): number => outcomes.filter((outcome) => outcome.verdict.verdict === verdict).length;
  return { tests: outcomes.length, failures: tally('fail'), errors: tally('cannot-tell'), skipped: tally('skip') + tally('waived') };
}

const secondsOf = (outcomes: readonly Outcome[]): string => (outcomes.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000).toFixed(3);

/** Each is one line, as consumers show it. */
function setAttributes(element: Element, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value.replace(/[\n\t]+/g, ' '));
}

function append(document: Document, parent: Element, depth: number, child: Element): void {
  parent.appendChild(document.createTextNode(`\n${'  '.repeat(depth)}`));
  parent.appendChild(child);
}
