/** `npm run merge`: makes one result of what all shards of one survey came to. */
import { mergeHelp } from '../helpers/run/help';
import { merge } from '../helpers/run/merge';
import { runToEnd } from './run-to-end';

runToEnd(mergeHelp, (args) => merge({ args, env: process.env, print: (line) => { console.log(line); } }));
