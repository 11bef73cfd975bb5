/** A network while it is being rebuilt: each step adds what it makes of its part of the survey. */
import type { Denial } from '../arm/access';
import type { Incident } from '../arm/incident';
import type { Topology, VirtualNetwork } from '../topology/topology';
import type { RecordedNic, RecordedRoute, RecordedSurvey, Reading } from './survey';
import { keyOf } from './resource-id';

export interface ReplayDraft {
  readonly survey: RecordedSurvey;
  /** Refs are full ids until the last step. */
  readonly topology: Topology;
  /** Networks known only by the peerings to them; what lies in them is made up. */
  readonly knownByPeering: VirtualNetwork[];
  readonly incidents: Incident[];
  readonly denied: Denial[];
  readonly failures: Failure[];
  readonly notes: string[];
}

/** A reading that the run did not get, and the replay will not get either. */
export interface Failure {
  /** What was to be read, by its name. */
  readonly what: string;
  /** `403 AuthorizationFailed`, or the kind where there was no answer. */
  readonly ending: string;
}

export function createReplayDraft(survey: RecordedSurvey): ReplayDraft {
  return {
    survey,
    topology: {
      name: 'replay',
      description: `Rebuilt from what was read of a deployment until ${survey.finishedAt}.`,
      subscriptions: [],
      virtualNetworks: [],
      routeTables: [],
      networkSecurityGroups: [],
      routeServers: [],
      virtualNetworkGateways: [],
      virtualMachines: [],
      applicationSecurityGroups: [],
      scaleSets: [],
      networkInterfaces: [],
      settings: { hub: survey.hubId },
    },
    knownByPeering: [],
    incidents: [],
    denied: [],
    failures: [],
    notes: [],
  };
}

/** The reading of a map under an id in any case. */
export const readingOf = <T>(map: Readonly<Record<string, Reading<T>>>, id: string): Reading<T> | undefined => map[keyOf(id)];

/** The values that were read, in the order of the map. */
export const valuesRead = <T>(map: Readonly<Record<string, Reading<T>>>): T[] => Object.values(map).flatMap((reading) => (reading.status === 'read' ? [reading.value] : []));

/** The effective routes that were read, each with its NIC. */
export function routesRead({ survey }: ReplayDraft): { readonly nic: RecordedNic; readonly rows: readonly RecordedRoute[] }[] {
  return valuesRead(survey.networkInterfaces).flatMap((nic) => {
    const reading = readingOf(survey.effectiveRoutes, nic.id);
    return reading?.status === 'read' ? [{ nic, rows: reading.value }] : [];
  });
}
