/** The survey of a rehearsal of the reference topology, with its parts at hand, for tests that change it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyOf } from '../resource-id';
import type { Problem, Reading, RecordedMachine, RecordedNetwork, RecordedNic, RecordedRoute, RecordedRouteServer, RecordedRouteTable, RecordedSecurityGroup, RecordedSurvey } from '../survey';
import { parseSurvey } from '../survey-file';

/** As `verify` wrote it; a fresh copy at every call. */
export const recordedJson = (): Record<string, unknown> => JSON.parse(readFileSync(join(__dirname, 'reference-survey.json'), 'utf8')) as Record<string, unknown>;

export const subscriptionIds = [1, 2, 3].map((number) => `00000000-0000-4000-8000-00000000000${String(number)}`);
const networkIn = (number: number, group: string): string => `/subscriptions/${subscriptionIds[number] ?? ''}/resourceGroups/${group}/providers/Microsoft.Network`;

export const hubRoom = networkIn(0, 'bluehubrg');
export const spoke1Room = networkIn(1, 'bluespoke1rg');
export const hubId = `${hubRoom}/virtualNetworks/bluehub-vnet1`;
export const spoke1Id = `${spoke1Room}/virtualNetworks/bluespoke1-vnet1`;
export const nic1Id = `${spoke1Room}/networkInterfaces/spoke1vm711_z1`;
export const table1Id = `${spoke1Room}/routeTables/bluespoke1rt`;
export const vm1Id = `/subscriptions/${subscriptionIds[1] ?? ''}/resourceGroups/bluespoke1rg/providers/Microsoft.Compute/virtualMachines/spoke1vm`;
export const routeServerId = `${hubRoom}/virtualHubs/myfirstrouteserver`;

/** Each part is looked up when asked for; what was not read throws. */
export interface RecordedParts {
  readonly survey: RecordedSurvey;
  network(id: string): RecordedNetwork;
  table(id: string): RecordedRouteTable;
  nic(id: string): RecordedNic;
  vm(id: string): RecordedMachine;
  routeServer(): RecordedRouteServer;
  routes(nicId: string): RecordedRoute[];
  groups(nicId: string): RecordedSecurityGroup[];
}

export function recorded(): RecordedParts {
  const survey = parseSurvey(recordedJson());
  return {
    survey,
    network: (id) => valueOf(survey.virtualNetworks[keyOf(id)]),
    table: (id) => valueOf(survey.routeTables[keyOf(id)]),
    nic: (id) => valueOf(survey.networkInterfaces[keyOf(id)]),
    vm: (id) => valueOf(survey.virtualMachines[keyOf(id)]),
    routeServer: () => {
      const value = valueOf(survey.routeServer);
      if (!value) throw new Error('The survey found none.');
      return value;
    },
    routes: (nicId) => valueOf(survey.effectiveRoutes[keyOf(nicId)]),
    groups: (nicId) => valueOf(survey.effectiveSecurityGroups[keyOf(nicId)]),
  };
}

function valueOf<T>(reading: Reading<T> | undefined): T {
  if (reading?.status !== 'read') throw new Error('The survey has not read it.');
  return reading.value;
}

/** A reading that the role did not allow. */
export const refused = (request: string, missingAction: string): { status: 'unread'; problem: Problem } => ({
  status: 'unread',
  problem: { kind: 'forbidden', request, message: `The credential lacks the permission ${missingAction} (AuthorizationFailed): no.`, status: 403, code: 'AuthorizationFailed', missingAction },
});
