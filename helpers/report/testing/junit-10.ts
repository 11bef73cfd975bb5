/** The grammar of Jenkins' junit-10.xsd (jenkinsci/xunit-plugin), as far as a document of ours can meet it: which elements and attributes may stand where. */
import type { Element } from '@xmldom/xmldom';
import { DOMParser } from '@xmldom/xmldom';

interface Allowed {
  readonly attributes: readonly string[];
  readonly required?: readonly string[];
  readonly children: readonly string[];
  readonly text?: boolean;
}

const grammar: Readonly<Record<string, Allowed>> = {
  testsuites: { attributes: ['name', 'time', 'tests', 'failures', 'disabled', 'errors'], children: ['testsuite'] },
  testsuite: {
    attributes: ['name', 'tests', 'failures', 'errors', 'group', 'time', 'disabled', 'skipped', 'timestamp', 'hostname', 'id', 'package', 'file', 'log', 'url', 'version'],
    required: ['name'],
    children: ['testsuite', 'properties', 'testcase', 'system-out', 'system-err'],
  },
  properties: { attributes: [], children: ['property'] },
  property: { attributes: ['name', 'value'], required: ['name', 'value'], children: [] },
  testcase: { attributes: ['name', 'time', 'classname', 'group', 'assertions', 'status', 'class', 'file', 'line', 'log', 'url'], required: ['name'], children: ['skipped', 'error', 'failure', 'system-out', 'system-err'] },
  skipped: { attributes: ['type', 'message'], children: [], text: true },
  error: { attributes: ['type', 'message'], children: [], text: true },
  failure: { attributes: ['type', 'message'], children: [], text: true },
  'system-out': { attributes: [], children: [], text: true },
};

/** What the document does that the grammar does not allow. Throws where it is not well-formed. */
export function breachesIn(xml: string): string[] {
  const document = new DOMParser({ onError: (_, message) => { throw new Error(String(message)); } }).parseFromString(xml, 'text/xml');
  return document.documentElement ? breaches(document.documentElement) : ['no root'];
}

function breaches(element: Element): string[] {
  const allowed = grammar[element.tagName];
  if (!allowed) return [`<${element.tagName}> is no element`];
  const names = [...element.attributes].map(({ name }) => name);
  const children = [...element.childNodes].filter((node): node is Element => node.nodeType === 1);
  const texts = [...element.childNodes].filter(({ nodeType, nodeValue }) => nodeType === 3 && (nodeValue ?? '').trim() !== '');
  return [
    ...names.filter((name) => !allowed.attributes.includes(name)).map((name) => `<${element.tagName} ${name}> is no attribute`),
    ...(allowed.required ?? []).filter((name) => !names.includes(name)).map((name) => `<${element.tagName}> lacks ${name}`),
    ...children.filter(({ tagName }) => !allowed.children.includes(tagName)).map(({ tagName }) => `<${tagName}> in <${element.tagName}>`),
    ...(texts.length > 0 && !allowed.text ? [`text in <${element.tagName}>`] : []),
    ...children.flatMap(breaches),
  ];
}
