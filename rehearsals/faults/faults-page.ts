/** docs/faults.md, made from the catalogue, so that it stays true. */
import { catalogue } from '../../lab/faults/catalogue';
import type { Fault } from '../../lab/faults/fault';
import { healthyShapes } from '../../lab/shapes/healthy-shapes';
import { furtherInjections } from './rehearse-fault';

const row = (...cells: string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

/** The other topologies, with what is red there where that differs. */
const furtherOn = (fault: Fault): string =>
  furtherInjections.flatMap((one) => (one.fault === fault ? [one.red === fault.red ? one.on : `${one.on}: ${one.red.join(' ')}`] : [])).join('; ');

/** The whole page. `npm run docs` writes it; a test compares. */
export function faultsPage(): string {
  const groups = catalogue.flatMap(({ title, faults }) => [
    `## ${title}`,
    '',
    row('fault', 'red, and nothing else', 'the cause contains', 'topology', 'also on'),
    row('---', '---', '---', '---', '---'),
    ...faults.map((fault) => row(fault.name, fault.red.join(' '), fault.cause.join(' … '), fault.base ?? 'reference', furtherOn(fault))),
    '',
  ]);
  return [
    '# Faults and healthy shapes',
    '',
    'Made from the catalogue in `lab/faults` and `lab/shapes` by `npm run docs`. `npm run rehearse -- --fault "NAME"` shows one of the faults,',
    '`npm run rehearse -- --all-faults` rehearses all of this page and compares. Names in braces stand for those of the parts of the topology.',
    '',
    ...groups,
    '## Healthy shapes',
    '',
    'Nothing may be red.',
    '',
    ...healthyShapes.map(({ name }) => `- ${name}`),
    '',
  ].join('\n');
}
