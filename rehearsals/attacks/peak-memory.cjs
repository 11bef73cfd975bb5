/** Loaded before a run (`node -r`): when the process ends, its peak of resident memory is written, in kilobytes, to the file that SPOKECHECK_PEAK_MEMORY names. */
'use strict';
const { writeFileSync } = require('node:fs');

const file = process.env.SPOKECHECK_PEAK_MEMORY;
if (file) process.on('exit', () => writeFileSync(file, String(process.resourceUsage().maxRSS)));
