/** What no run may leave, whatever it was told: secrets, commands to a terminal or a pipeline, reports that do not parse. */
import type { Element } from '@xmldom/xmldom';
import { DOMParser } from '@xmldom/xmldom';
import type { Ended } from './attack';
import { formsOf, tokenHead } from './canaries';

/** What a terminal obeys: control characters but line ends and tabs, and characters that turn the writing direction. */
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufffe\uffff]/u;

/** Azure Pipelines and GitHub's old form obey these anywhere in a line, TeamCity and GitHub's new form at the beginning of one. */
const commands = /##vso\[|##\[|^\s*##teamcity\[|^\s*::[a-z-]+/im;

/** What every forged line of the catalogue says; no line may begin with it as if the run had said it. */
export const forgedMark = 'forged-by-the-attacker';
const forgedLine = new RegExp(`^\\s*(?:[✓✗!]|Of \\d+ due|The network)[^\\n]{0,40}${forgedMark}`, 'm');

/** XML 1.0 §2.2. */
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/u;

export function complaintsAboutOutputs({ stdout, stderr, files, sentElsewhere }: Ended, secrets: readonly string[]): string[] {
  const texts = new Map<string, string>([
    ['stdout', stdout],
    ['stderr', stderr],
    ...[...files].map(([name, bytes]) => [name, bytes.toString('utf8')] as const),
  ]);
  return [
    ...[...texts].flatMap(([name, text]) => leaks(text, secrets).map((what) => `${name} holds ${what}`)),
    ...[...texts].flatMap(([name, text]) => (name === 'stdout' || name === 'stderr' ? consoleComplaints(name, text) : [])),
    ...sentElsewhere.flatMap((request) => {
      const sent = JSON.stringify([request.url.href, { ...request.headers }, request.body]);
      const what = [...(request.headers['authorization'] === undefined ? [] : ['an Authorization header']), ...leaks(sent, secrets)];
      return what.length > 0 ? [`${request.url.protocol}//elsewhere was sent ${what.join(', ')}`] : [];
    }),
  ];
}

function leaks(text: string, secrets: readonly string[]): string[] {
  const secret = secrets.some((one) => formsOf(one).some((form) => text.includes(form)));
  const token = formsOf(tokenHead).some((form) => text.includes(form));
  return [...(secret ? ['a secret'] : []), ...(token ? ['an access token'] : [])];
}

function consoleComplaints(name: string, text: string): string[] {
  const found = controls.exec(text)?.[0];
  return [
    ...(found === undefined ? [] : [`${name} holds the control character U+${(found.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`]),
    ...(commands.test(text) ? [`${name} holds a command for a pipeline`] : []),
    ...(forgedLine.test(text) ? [`${name} has a line of the attacker’s that looks like the run’s own`] : []),
  ];
}

export interface ReadReport {
  /** Ids of checks that failed or could not be told. */
  readonly red: readonly string[];
  readonly failures: number;
  readonly errors: number;
  readonly complaints: readonly string[];
}

/** Reads a junit.xml as strictly as a pipeline would. */
export function readReport(xml: string): ReadReport {
  const complaints: string[] = [];
  if (notXml.test(xml)) complaints.push('junit.xml holds a character that XML has not');
  let cases: Element[] = [];
  try {
    const document = new DOMParser({ onError: (level, message) => { if (level !== 'warning') throw new Error(message); } }).parseFromString(
      xml,
      'text/xml',
    );
    cases = [...document.getElementsByTagName('testcase')];
    if (document.getElementsByTagName('forged').length > 0) complaints.push('junit.xml has an element of the attacker’s');
  } catch (error) {
    complaints.push(`junit.xml does not parse: ${error instanceof Error ? error.message.slice(0, 100) : String(error)}`);
  }
  const names = cases.map((one) => one.getAttribute('name') ?? '');
  if (names.some((name) => !/^\[[A-Z]+(?:-\d+)?\] /.test(name))) complaints.push('junit.xml has a test case that is none of the run’s');
  const withElement = (name: string): Element[] => cases.filter((one) => one.getElementsByTagName(name).length > 0);
  const [failures, errors] = [withElement('failure'), withElement('error')];
  const red = [...new Set([...failures, ...errors].map((one) => /^\[([^\]]+)\]/.exec(one.getAttribute('name') ?? '')?.[1] ?? ''))];
  if (cases.length === 0) complaints.push('junit.xml has no test case');
  return { red, failures: failures.length, errors: errors.length, complaints };
}
