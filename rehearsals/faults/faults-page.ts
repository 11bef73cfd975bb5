/** docs/faults.md, made from the catalogue, so that it stays true. */
import { catalogue } from '../../lab/faults/catalogue';
import { healthyShapes } from '../../lab/shapes/healthy-shapes';

const row = (...cells: string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

/** The whole page. `npm run docs` writes it; a test compares. */
export function faultsPage(): string {
  const groups = catalogue.flatMap(({ title, faults }) => [
    `## ${title}`,
    '',
    row('fault', 'red, and nothing else', 'the cause contains', 'topology'),
    row('---', '---', '---', '---'),
    ...faults.map(({ name, red, cause, base = 'reference' }) => row(name, red.join(' '), cause.join(' … '), base)),
    '',
  ]);
  return [
    '# Faults and healthy shapes',
    '',
    'Made from the catalogue in `lab/faults` and `lab/shapes` by `npm run docs`. `npm run rehearse -- --fault "NAME"` shows one of the faults,',
    '`npm run rehearse -- --all-faults` rehearses all of this page and compares.',
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
