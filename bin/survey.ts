/** `npm run survey`: reads the deployment that the environment, or `.env`, names, and leaves the survey for others to judge. */
import { surveyHelp } from '../helpers/run/help';
import { writeSurvey } from '../helpers/run/write-survey';
import { runToEnd } from './run-to-end';
import { surveyProgress } from './survey-progress';

runToEnd(surveyHelp, (args, ending) => writeSurvey({ args, env: process.env, print: (line) => { console.log(line); }, progress: surveyProgress, ending }));
