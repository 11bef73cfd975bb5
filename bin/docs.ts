/** `npm run docs`: writes docs/faults.md from the catalogue, and the README's table of checks from the list of checks. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withChecksTable } from '../rehearsals/checks-table';
import { faultsPage } from '../rehearsals/faults/faults-page';

const root = join(__dirname, '..');
writeFileSync(join(root, 'docs', 'faults.md'), faultsPage());
const readme = join(root, 'README.md');
writeFileSync(readme, withChecksTable(readFileSync(readme, 'utf8')));
