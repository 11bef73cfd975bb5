import { describe, expect, test } from '@jest/globals';
import { version } from '../../package.json';
import { answerAtOnce, diffHelp, doctorHelp, helpText, initHelp, mergeHelp, surveyHelp, verifyHelp } from './help';

describe('The help of an entry point', () => {
  test('is one screen', () => {
    expect(helpText(verifyHelp)).toBe(`Usage: npm run verify -- [options]

Judges the deployed network that the environment, or the file .env, names; env.example has all settings.
It only reads, and never uses the lab in place of Azure.

  --plan                        prints what a run would do, and contacts nothing
  --explain-expectations        shows what is expected, by which line of EXPECTATIONS_FILE, and contacts nothing
  -h, --help                    shows this, and contacts nothing
  --version                     shows the version of spokecheck

Options of Jest select checks and add reports, among them:

  -t PATTERN                    only the checks whose name matches, such as -t ER-02
  tests/peerings.test.ts        only the suites whose path matches
  --shard 1/3                   the first of three parts, by spokes; npm run merge joins them
  --verbose                     each check that passed as a line of its own
  --bail                        ends after the first suite that has a failure
  --json --outputFile FILE      also writes Jest’s own results as JSON
  --reporters NAME              a reporter of Jest beside spokecheck’s

Exit code: 0 as expected, 1 not as expected, 2 inconclusive or not run. Reports: reports/, or REPORT_DIR.`);
  });

  test('has no options of Jest where the script takes none', () => {
    const own = [{ name: 'topology', value: 'NAME', help: 'a network' }];
    const page = { script: 'lab', about: ['Keeps the lab up.'], own, takesJestOptions: false };
    expect(helpText(page)).toBe(`Usage: npm run lab -- [options]

Keeps the lab up.

  --topology NAME               a network`);
  });
});

test.each([
  [surveyHelp, 'Usage: npm run survey -- [options]'],
  [mergeHelp, 'Usage: npm run merge -- [options]'],
  [doctorHelp, 'Usage: npm run doctor -- [options]'],
  [initHelp, 'Usage: npm run init -- [options]'],
  [diffHelp, 'Usage: npm run diff -- [options]'],
])('The help of $script is one screen, too', (page, usage) => {
  const lines = helpText(page).split('\n');
  expect(lines[0]).toBe(usage);
  expect(lines.length).toBeLessThan(20);
  expect(helpText(page)).not.toContain('Options of Jest');
});

describe('What is answered at once', () => {
  test.each([['--help'], ['-h'], ['--fault --help'], ['--version -h']])('%s is the help', (args) => {
    expect(answerAtOnce(args.split(' '), verifyHelp)).toBe(helpText(verifyHelp));
  });

  test('--version is the version of spokecheck, not of Jest', () => {
    expect(answerAtOnce(['--version'], verifyHelp)).toBe(`spokecheck ${version}`);
  });

  test('nothing else is', () => {
    expect(answerAtOnce(['-t', 'ER-02', '--helper'], verifyHelp)).toBeUndefined();
  });
});
