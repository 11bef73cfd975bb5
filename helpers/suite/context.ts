/** What the suites of one test file share: the deployment that was read, and where verdicts go. The one reader of the suites' environment. */
import type { Case } from '../checks/check';
import type { Deployment } from '../estate/deployment';
import type { Effort, Reading } from '../estate/reading';
import { keyOf } from '../estate/resource-id';
import { readSettings } from '../settings/settings';
import type { Settings } from '../settings/settings';
import { readRunFile } from './run-file';

export interface Context {
  readonly deployment: Deployment;
  readonly records: string;
  /** How often and how long what a case rests on was observed, where that was more than once. */
  readonly effortOf: (subject: Case) => { readonly effort?: Effort };
}

let shared: Context | undefined;

export function context(): Context {
  shared ??= createContext();
  return shared;
}

/** The settings again, for what must not be written to a file: the way to log in. */
export function settings(): Settings {
  const result = readSettings(process.env);
  if (!result.ok) throw new Error('The settings were complete when the run began, and are no longer.');
  return result.settings;
}

function createContext(): Context {
  const { deployment, records } = readRunFile(process.env);
  return { deployment, records, effortOf: (subject) => effortOf(deployment, subject) };
}

/** The longest effort among the readings of the case's subjects. */
export function effortOf({ survey }: Deployment, subject: Case): { readonly effort?: Effort } {
  const maps = [survey.virtualNetworks, survey.effectiveRoutes, survey.effectiveSecurityGroups, survey.routeTables, survey.virtualMachines];
  const routeServer = survey.routeServer.status === 'read' && survey.routeServer.value;
  const readings: (Reading<unknown> | undefined)[] = subject.subjects.flatMap((key) => [
    ...maps.map((map) => map[key]),
    routeServer && keyOf(routeServer.id) === key ? survey.routeServer : undefined,
  ]);
  const efforts = readings.flatMap((reading) => (reading?.attempts !== undefined && reading.attempts > 1 ? [{ attempts: reading.attempts, seconds: reading.seconds ?? 0 }] : []));
  const longest = efforts.sort((a, b) => b.attempts - a.attempts)[0];
  return longest ? { effort: longest } : {};
}
