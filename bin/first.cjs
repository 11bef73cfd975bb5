/**
 * The first act of `npm run verify`, before anything that takes time to load: a junit.xml of an earlier run is replaced by one that says
 * that this run was cut short, so that a run which is killed at once leaves no old green one behind. What cannot be replaced is told later.
 */
'use strict';
const { lstatSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { homedir, hostname } = require('node:os');
const { join } = require('node:path');
const { parseEnv } = require('node:util');

const document = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="spokecheck" tests="1" failures="0" errors="1" time="0.000">
  <testsuite name="spokecheck" tests="1" failures="0" errors="1" skipped="0" time="0.000">
    <testcase classname="spokecheck" name="[RUN] the run comes to its end" time="0.000"><error message="Cannot tell: the run was ended from outside before it began" type="CannotTell">Cannot tell: the run was ended from outside before it began</error></testcase>
  </testsuite>
</testsuites>
`;

function reportDir() {
  if (process.env.REPORT_DIR !== undefined) return process.env.REPORT_DIR;
  try {
    return parseEnv(readFileSync('.env', 'utf8')).REPORT_DIR;
  } catch {
    return undefined;
  }
}

/** Another run that lives has the folder; a lock of another machine is left to the run to judge. */
function isTaken(dir) {
  try {
    const { pid, host } = JSON.parse(readFileSync(join(dir, 'runs', 'lock'), 'utf8'));
    if (host !== hostname()) return true;
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause.code === 'EPERM';
  }
}

const isRun = !process.argv.slice(2).some((argument) => ['--help', '-h', '--version', '--plan', '--explain-expectations'].includes(argument));
const dir = ((reportDir() ?? '').trim() || 'reports').replace(/^~(?=$|[/\\])/, homedir());
const file = join(dir, 'junit.xml');
try {
  if (isRun && lstatSync(file).isFile() && !isTaken(dir)) {
    const beside = `${file}.${process.pid}`;
    writeFileSync(beside, document, { flag: 'wx' });
    renameSync(beside, file);
  }
} catch {
  // There is none, or it cannot be replaced.
}
