/** What `--help` shows, on one screen: an entry point's own options, and those of Jest that concern a run. */
import { version } from '../../package.json';
import type { OwnOption } from './command-line';

/** Every entry point has these. */
export const helpOptions: readonly OwnOption[] = [
  { name: 'help', short: 'h', help: 'shows this, and contacts nothing' },
  { name: 'version', help: 'shows the version of spokecheck' },
];

export interface HelpPage {
  /** The npm script: `verify`. */
  readonly script: string;
  /** What it does, line by line. */
  readonly about: readonly string[];
  readonly own: readonly OwnOption[];
  /** Whether the script takes options of Jest. */
  readonly takesJestOptions: boolean;
  /** The folder of its reports where REPORT_DIR names none, if it leaves some. */
  readonly reports?: string;
}

/** What is printed instead of a run, if `--help` or `--version` is among the arguments. */
export function answerAtOnce(args: readonly string[], page: HelpPage): string | undefined {
  if (args.includes('--help') || args.includes('-h')) return helpText(page);
  return args.includes('--version') ? `spokecheck ${version}` : undefined;
}

export function helpText({ script, about, own, takesJestOptions, reports }: HelpPage): string {
  return [
    `Usage: npm run ${script} -- [options]`,
    '',
    ...about,
    '',
    ...aligned(own.map(ownRow)),
    ...(takesJestOptions ? ['', 'Options of Jest select checks and add reports, among them:', '', ...aligned(jestRows)] : []),
    ...(reports === undefined ? [] : ['', `Exit code: 0 as expected, 1 not as expected, 2 inconclusive or not run. Reports: ${reports}/, or REPORT_DIR.`]),
  ].join('\n');
}

type Row = readonly [option: string, help: string];

const ownRow = ({ name, short, value, help }: OwnOption): Row => {
  const letter = short === undefined ? '' : `-${short}, `;
  return [`${letter}--${name}${value === undefined ? '' : ` ${value}`}`, help];
};

const jestRows: readonly Row[] = [
  ['-t PATTERN', 'only the checks whose name matches, such as -t ER-02'],
  ['tests/peerings.test.ts', 'only the suites whose path matches'],
  ['--shard 1/3', 'the first of three parts, by spokes; npm run merge joins them'],
  ['--verbose', 'each check that passed as a line of its own'],
  ['--bail', 'ends after the first suite that has a failure'],
  ['--json --outputFile FILE', 'also writes Jest’s own results as JSON'],
  ['--reporters NAME', 'a reporter of Jest beside spokecheck’s'],
];

const widest = 28;

const aligned = (rows: readonly Row[]): string[] => rows.map(([option, help]) => `  ${option.padEnd(widest)}  ${help}`);

export const surveyHelp: HelpPage = {
  script: 'survey',
  about: [
    'Reads Azure once, until it has settled, and writes a survey to SURVEY_FILE, or REPORT_DIR/survey.json.',
    'npm run verify with SURVEY_FILE judges it and reads no Azure, on several machines with --shard; npm run merge joins what they came to.',
    'Exit code: 0 there is a survey, whatever it shows; 2 there is none.',
  ],
  own: helpOptions,
  takesJestOptions: false,
};

export const doctorHelp: HelpPage = {
  script: 'doctor',
  about: [
    'Looks, in seconds and before a run, at all that a run needs: settings, credential, each action at Azure, Route Server, jump host, keys, host keys, one login.',
    'It tells all that is in the way at once, each with what to do, and only reads: every network that the settings name, and all else of one spoke of each subscription.',
    'Exit code: 0 nothing is in the way; 1 something is; 2 not all could be looked at.',
  ],
  own: helpOptions,
  takesJestOptions: false,
};

export const mergeHelp: HelpPage = {
  script: 'merge',
  about: [
    'Makes one result of what all shards of one survey came to: npm run merge -- FOLDER or results.json, one for each shard.',
    'One of the folders, or SURVEY_FILE, has the survey. Nothing is contacted.',
  ],
  own: helpOptions,
  takesJestOptions: false,
  reports: 'reports',
};

export const initHelp: HelpPage = {
  script: 'init',
  about: [
    'Writes a commented file of expectations: npm run init -- PATH, spokecheck.yaml where none is given. Nothing is contacted, and no file written over.',
    'It is made from the environment, or the file .env; or from a survey, so that what was found is what is expected.',
    'Exit code: 0 there is a file; 2 there is none.',
  ],
  own: [{ name: 'from-survey', value: 'FILE', help: 'takes a survey.json for the known-good state' }, ...helpOptions],
  takesJestOptions: false,
};

/** Of `verify` alone. */
export const explainOption: OwnOption = { name: 'explain-expectations', help: 'shows what is expected, by which line of EXPECTATIONS_FILE, and contacts nothing' };

/** Of `verify` alone. */
export const planOption: OwnOption = { name: 'plan', help: 'prints what a run would do, and contacts nothing' };

export const diffHelp: HelpPage = {
  script: 'diff',
  about: [
    'Tells what changed between two runs, the earlier one first: npm run diff -- FOLDER FOLDER, or their results.json; REPORT_DIR/runs has a folder for each.',
    'Networks, peerings, routes, rules and machines are compared where the survey.json of the run lies beside. It only reads files.',
    'Exit code: 0 nothing that was compared is different, 1 something is, 2 it could not be compared.',
  ],
  own: [{ name: 'json', help: 'prints the changes as JSON, as results.json has them in `baseline`' }, ...helpOptions],
  takesJestOptions: false,
};

export const verifyHelp: HelpPage = {
  script: 'verify',
  about: [
    'Judges the deployed network that the environment, or the file .env, names; env.example has all settings.',
    'It only reads, and never uses the lab in place of Azure.',
  ],
  own: [planOption, explainOption, ...helpOptions],
  takesJestOptions: true,
  reports: 'reports',
};
