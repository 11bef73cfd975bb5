/** `npm run doctor`: tells what is in the way of a run, before one. */
import { doctor } from '../helpers/doctor/doctor';
import { doctorHelp } from '../helpers/run/help';
import { runToEnd } from './run-to-end';

runToEnd(doctorHelp, (args, ending) => doctor({ args, env: process.env, print: (line) => { console.log(line); }, ending }));
