/** `node -r ./loader.cjs file.ts`: compiles TypeScript as it is loaded, as Jest does in jest.config.ts; types are for `npm run types`. */
'use strict';
const { transformSync } = require('@swc/core');
const { addHook } = require('pirates');

const options = { swcrc: false, sourceMaps: 'inline', jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } };

process.setSourceMapsEnabled(true);
addHook((code, filename) => transformSync(code, { ...options, filename }).code, { exts: ['.ts'] });
