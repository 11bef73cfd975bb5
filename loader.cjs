/**
 * `node -r ./loader.cjs file.ts`: compiles TypeScript as it is loaded, as Jest does in jest.config.ts; types are for `npm run types`. What was compiled
 * once is kept in node_modules/.cache, by what it was made of, so that a process that finds all of it there does not load the compiler.
 */
'use strict';
const { createHash, randomBytes } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { addHook } = require('pirates');
const { version } = require('@swc/core/package.json');

const options = { swcrc: false, sourceMaps: 'inline', jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } };

const folder = join(__dirname, 'node_modules', '.cache', 'spokecheck');
const made = JSON.stringify([version, options]);

function compiled(code, filename) {
  const kept = join(folder, `${createHash('sha256').update(made).update('\0').update(filename).update('\0').update(code).digest('hex')}.js`);
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    const { code: output } = require('@swc/core').transformSync(code, { ...options, filename });
    keep(kept, output);
    return output;
  }
}

/** Whole or not at all; where nothing can be written, it is compiled the next time, too. */
function keep(file, output) {
  const beside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(beside, output);
    renameSync(beside, file);
  } catch {
    // A folder that may not be written to is no mistake.
  }
}

process.setSourceMapsEnabled(true);
addHook(compiled, { exts: ['.ts'] });
