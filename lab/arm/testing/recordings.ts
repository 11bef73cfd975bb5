/** Recordings of real ARM traffic, from the folder that SPOKECHECK_RECORDINGS names. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface RecordedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The `index`th response of a recording. Throws where the folder is not named: what is not compared must not look compared. */
export function recorded(file: string, index: number): RecordedResponse {
  const folder = process.env['SPOKECHECK_RECORDINGS'];
  if (folder === undefined || folder === '') {
    throw new Error('The recordings of real ARM traffic are not here. Set SPOKECHECK_RECORDINGS to the folder that holds them (route-server-2.json and others).');
  }
  const { interactions } = JSON.parse(readFileSync(join(folder, `${file}.json`), 'utf8')) as { interactions: { response: RecordedResponse }[] };
  const interaction = interactions[index];
  if (!interaction) throw new Error(`${file}.json has no interaction ${index.toString()}.`);
  return interaction.response;
}

/**
 * Where there is what in a JSON value: `properties.subnets[].id: string`. The items of a list count as one. An empty list
 * says nothing of its items.
 */
export function shapeOf(value: unknown, path = ''): Set<string> {
  if (Array.isArray(value)) return new Set([`${path}: list`, ...value.flatMap((item) => [...shapeOf(item, `${path}[]`)])]);
  if (typeof value !== 'object' || value === null) return new Set([`${path}: ${value === null ? 'null' : typeof value}`]);
  return new Set([`${path}: object`, ...Object.entries(value).flatMap(([key, inner]) => [...shapeOf(inner, path === '' ? key : `${path}.${key}`)])]);
}

/** As `describe`, for tests that read recordings: where their folder is not named, they are skipped with that reason in the title. */
export function describeRecorded(title: string, body: () => void): void {
  if (process.env['SPOKECHECK_RECORDINGS']) {
    describe(title, body);
    return;
  }
  describe.skip(`${title} (skipped: SPOKECHECK_RECORDINGS names no folder of recordings of real traffic)`, () => {
    test('reads recordings', () => undefined);
  });
}
