/** docs/fixes.md, made of what became of the fixes of the catalogue when they were carried out in the lab. */
import { explainedChecks } from '../../helpers/words/cause-words';
import type { FixedFault } from '../faults/rehearse-all';

const row = (...cells: string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

/** Without what a reader of the table does not need: where the resource is. */
const short = (command: string): string =>
  command
    .replace(/--subscription \S+ --resource-group \S+/, '…')
    .replace(/\/subscriptions\/[\w-]+\/resourceGroups\/\S+\/([^/\s]+)/g, '…/$1')
    .replace(/\/subscriptions\/0[\w-]+(\d)/g, '/subscriptions/…$1');

/** The whole page. `npm run docs` writes it; a test compares. */
export function fixesPage(faults: readonly Pick<FixedFault, 'fault' | 'fixed'>[]): string {
  const withFix = faults.filter(({ fixed }) => fixed.applied.length > 0);
  return [
    '# Fixes',
    '',
    'Each command that a run prints as `Fix:` for a fault of the [catalogue](faults.md), carried out in the lab as Azure would (`rehearsals/fixes`): all of a fault’s,',
    'one after the other in the order in which they are printed. Then the network is judged again: what the causes explained is green, nothing else is red, and every NIC sends',
    'what is for every other address where it sent it before, except where that was lost. Azure’s refusals are imitated. Written by `npm run docs`.',
    '',
    `${String(withFix.length)} of ${String(faults.length)} faults have a fix that can be printed: a command that is certain, safe and taken by Azure.`,
    '',
    row('fault', 'commands, without subscription and resource group', 'turned green'),
    row('---', '---', '---'),
    ...withFix.flatMap(({ fault, fixed }) => fixed.applied.map(({ command, healed }, index) => row(index === 0 ? fault.name : '', `\`${short(command)}\``, explainedChecks(healed)))),
    '',
  ].join('\n');
}
