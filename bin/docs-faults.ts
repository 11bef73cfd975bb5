/** `npm run docs:faults`: writes docs/faults.md from the catalogue. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultsPage } from '../rehearsals/faults/faults-page';

writeFileSync(join(__dirname, '..', 'docs', 'faults.md'), faultsPage());
