/** `npm run init`: writes a file of expectations, from the environment or from a survey. */
import { initHelp } from '../helpers/run/help';
import { writeExpectations } from '../helpers/run/write-expectations';
import { runToEnd } from './run-to-end';

runToEnd(initHelp, (args) => Promise.resolve(writeExpectations({ args, env: process.env, print: (line) => { console.log(line); } })));
