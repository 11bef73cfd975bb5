/**
 * `survey.json`: everything that was read, and what was expected of it, so that it can be judged elsewhere. Holds no secret. Its checksum tells one
 * survey from another and a whole file from one that was cut or edited; it is no signature, and whoever may write the file decides what is judged.
 */
import { createHash } from 'node:crypto';
import type { Deployment } from '../estate/deployment';
import type { Expectations } from '../estate/expectations';
import { mapPartNames } from '../estate/survey-parts';
import { legibleData, printableData } from '../printable/printable';
import type { Redacts } from '../printable/redacts';
import type { Survey } from '../estate/survey';
import { fileText } from './file-text';

const format = 1;

export interface RequestCounts {
  readonly reads: number;
  readonly writes: number;
}

export interface SurveyFile {
  readonly deployment: Deployment;
  /** What reading Azure took, as ARM counts it. */
  readonly requests: RequestCounts;
  /** `sha256:…` */
  readonly checksum: string;
  /** The file as it was read. */
  readonly text: string;
}

export interface WrittenSurvey {
  readonly text: string;
  readonly checksum: string;
}

/**
 * The text of the file. Where a secret was masked in it, names would no longer be what guests say they are: `masked` tells so.
 * @param redacts what is hidden in it
 */
export function surveyFileOf({ survey, expectations }: Deployment, requests: RequestCounts, redacts?: Redacts): WrittenSurvey {
  const plain = { ...survey, expectations, requests, ...(redacts && { redacted: (['ids', 'addresses'] as const).filter((one) => redacts[one]) }) };
  const shown = printableData(plain);
  const content = JSON.stringify(shown) === JSON.stringify(plain) ? shown : { ...shown, masked: true };
  const checksum = checksumOf(content);
  return { text: JSON.stringify({ ...content, checksum }, undefined, 2), checksum };
}

/** Of a survey that was not read by this run, or not for a file. */
export const surveyFileText = (deployment: Deployment): string => surveyFileOf(deployment, { reads: 0, writes: 0 }).text;

/** However the file is indented. */
const checksumOf = (content: object): string => `sha256:${createHash('sha256').update(JSON.stringify(content)).digest('hex')}`;

export type SurveyFileReading = { readonly ok: true; readonly file: SurveyFile } | { readonly ok: false; /** A clause whose subject is the file. */ readonly why: string };

const refused = (why: string): SurveyFileReading => ({ ok: false, why });

/** Nothing but the file is looked at; never throws. */
export function readSurveyFile(path: string): SurveyFileReading {
  const found = fileText(path);
  if (!found.ok) return refused(found.why);
  const json = parsed(found.text);
  if (json === undefined) return refused('is no JSON, or was cut short');
  const { checksum, ...content } = json;
  if (content.format !== format) return refused(`is of format ${JSON.stringify(content.format)?.slice(0, 40) ?? 'none'}, and this spokecheck reads format ${String(format)}`);
  if (typeof checksum !== 'string') return refused('has no checksum: an earlier spokecheck wrote it, or it was edited');
  if (checksumOf(content) !== checksum) return refused('does not match its checksum: it was edited, or cut short');
  if (!isSurvey(content)) return refused('is no survey of spokecheck’s');
  if (content.redacted !== undefined) return refused('is redacted: its names and addresses are of no network, and no login could be made by them. npm run rehearse -- --from judges it again');
  if (content.masked === true) return refused('has a secret masked in it: a name in the network is one of the secrets, and no login could be told by it');
  const { expectations, requests, ...survey } = legibleData(content);
  return { ok: true, file: { deployment: { survey, expectations }, requests, checksum, text: found.text } };
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

type Content = Survey & { readonly expectations: Expectations; readonly requests: RequestCounts; readonly masked?: true };

/** The checksum says that it is as it was written; this, that it was a survey. */
function isSurvey(content: Record<string, unknown>): content is Record<string, unknown> & Content {
  const texts = ['startedAt', 'finishedAt', 'hubId'].map((name) => content[name]);
  const objects = [...mapPartNames, 'routeServer', 'expectations', 'requests'].map((name) => content[name]);
  return texts.every((text) => typeof text === 'string') && Array.isArray(content.spokeIds) && content.spokeIds.every((id) => typeof id === 'string') && objects.every((value) => typeof value === 'object' && value !== null);
}
