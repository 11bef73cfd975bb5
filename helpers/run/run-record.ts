/** What an earlier run left, read as foreign input: its results.json by its schema, and the survey.json beside it, if it is the one that was judged. */
import { statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { legibleData, messageOf } from '../printable/printable';
import { resultsSchema } from '../report/results';
import type { RunRecord } from '../report/since';
import { fileText } from './file-text';
import { readSurveyFile } from './survey-file';

/** `why`: a clause whose subject is `file`. */
export type RecordReading = { readonly ok: true; readonly record: RunRecord } | { readonly ok: false; readonly file: string; readonly why: string };

/** @param path a folder with results.json in it, or such a file. Never throws. */
export function readRunRecord(path: string): RecordReading {
  const file = isDirectory(path) ? join(path, 'results.json') : path;
  try {
    return recordIn(file);
  } catch (cause) {
    // What is nested without end.
    return { ok: false, file, why: `cannot be read (${messageOf(cause)})` };
  }
}

function recordIn(file: string): RecordReading {
  const refused = (why: string): RecordReading => ({ ok: false, file, why });
  const found = fileText(file);
  if (!found.ok) return refused(found.why);
  const json = parsed(found.text);
  if (json === undefined) return refused('is no results.json of spokecheck’s: it is no JSON, or was cut short');
  if (toolOf(json) !== 'spokecheck') return refused('is no results.json of spokecheck’s: it does not say that spokecheck made it');
  const { format } = json as { readonly format?: unknown };
  if (format !== 1) return refused(`is of format ${JSON.stringify(format)?.slice(0, 40) ?? 'none'}, and this spokecheck reads format 1`);
  const results = resultsSchema.safeParse(legibleData(json));
  if (!results.success) return refused(`is no results.json of spokecheck’s: ${results.error.issues[0]?.path.join('.').slice(0, 80) ?? 'something'} is not as its schema says`);
  const { data } = results;
  if (!data.deployment) return { ok: true, record: { results: data, noSurvey: 'nothing was read' } };
  const beside = join(dirname(file), 'survey.json');
  const survey = readSurveyFile(beside);
  const noSurvey = !survey.ok ? `${basename(beside)} ${survey.why}` : survey.file.checksum === data.deployment.survey ? undefined : `${basename(beside)} is of another survey`;
  return { ok: true, record: { results: data, ...(noSurvey !== undefined && { noSurvey }), ...(noSurvey === undefined && survey.ok && { survey: survey.file.deployment.survey }) } };
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toolOf(json: unknown): unknown {
  const tool: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, 'tool') : undefined;
  return typeof tool === 'object' && tool !== null ? Reflect.get(tool, 'name') : undefined;
}
