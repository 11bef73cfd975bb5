/** `npm run images`: makes docs/images, the report of three runs against the lab as a browser shows it. Needs Chromium; takes a minute. */
import { join } from 'node:path';
import { makeImages } from './make-images';

makeImages(join(__dirname, '..', '..', 'docs', 'images')).then(
  (lines) => { process.stdout.write(`${lines.join('\n')}\n`); },
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  },
);
