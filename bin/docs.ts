/** `npm run docs`: writes docs/faults.md from the catalogue, docs/fixes.md from what its fixes do in the lab (a minute), docs/results.schema.json, docs/expectations.schema.json and docs/expectations.md from their schemas, and the README's table of checks from the list of checks. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { resultsSchema } from '../helpers/report/results';
import { expectationsJsonSchema } from '../helpers/settings/expectations-file/schema';
import { withChecksTable } from '../rehearsals/checks-table';
import { expectationsPage } from '../rehearsals/expectations-page';
import { faultsPage } from '../rehearsals/faults/faults-page';
import { rehearseFaults } from '../rehearsals/faults/rehearse-all';
import { fixesPage } from '../rehearsals/fixes/fixes-page';

const root = join(__dirname, '..');
writeFileSync(join(root, 'docs', 'faults.md'), faultsPage());
writeFileSync(join(root, 'docs', 'results.schema.json'), `${JSON.stringify(z.toJSONSchema(resultsSchema), undefined, 2)}\n`);
writeFileSync(join(root, 'docs', 'expectations.schema.json'), `${JSON.stringify(expectationsJsonSchema(), undefined, 2)}\n`);
writeFileSync(join(root, 'docs', 'expectations.md'), expectationsPage());
const readme = join(root, 'README.md');
writeFileSync(readme, withChecksTable(readFileSync(readme, 'utf8')));
rehearseFaults().then(
  (faults) => {
    writeFileSync(join(root, 'docs', 'fixes.md'), fixesPage(faults));
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 2;
  },
);
