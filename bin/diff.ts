/** `npm run diff`: tells what changed between two runs. */
import { diff } from '../helpers/run/diff';
import { diffHelp } from '../helpers/run/help';
import { runToEnd } from './run-to-end';

runToEnd(diffHelp, (args) => Promise.resolve(diff({ args, env: process.env, print: (line) => { console.log(line); } })));
