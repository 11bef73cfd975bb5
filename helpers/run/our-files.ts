/** Tells the files that spokecheck wrote from any others of the same name: by what they begin with. */
import { closeSync, lstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';

const beginnings: Readonly<Record<string, RegExp>> = {
  'junit.xml': /<testsuites name="spokecheck"/,
  'report.html': /^<!doctype html>\s*<html lang="en">\s*<head>\s*<meta name="generator" content="spokecheck">/,
  'results.json': /^\{\s*"format": \d+,\s*"tool": \{\s*"name": "spokecheck"/,
  'summary.md': /^<!-- spokecheck: summary of a run -->/,
  'survey.json': /^\{\s*"format": \d+,\s*"startedAt": "[^"]*",\s*"hubId": "/,
};

const beginning = 1024;

/**
 * False for what cannot be read, is no file, or has none of the names of our reports.
 * @param name of the report that it is held to be, where the file is called otherwise
 */
export function isOurs(file: string, name = basename(file)): boolean {
  const known = beginnings[name];
  if (known === undefined || !lstatSync(file, { throwIfNoEntry: false })?.isFile()) return false;
  try {
    const opened = openSync(file, 'r');
    try {
      const bytes = Buffer.alloc(beginning);
      return known.test(bytes.toString('utf8', 0, readSync(opened, bytes, 0, beginning, 0)));
    } finally {
      closeSync(opened);
    }
  } catch {
    return false;
  }
}
