/** Reads parts of a survey again, for what Azure may still be settling. */
import type { Reading } from '../estate/reading';
import type { ReadingRef } from '../estate/reading-ref';
import { keyOf } from '../estate/resource-id';
import type { Key, Survey } from '../estate/survey';
import type { AzureClients } from './azure-clients';
import { observedAgain } from './effort';
import { readEffectiveRoutes } from './read-effective-routes';
import { readEffectiveSecurityGroups } from './read-effective-security-groups';
import { readNetworkInterface } from './read-network-interface';
import { readRouteTable } from './read-route-table';
import { readVirtualMachine } from './read-virtual-machine';
import { readVirtualNetwork } from './read-virtual-network';
import { readVirtualNetworkGateway } from './read-virtual-network-gateway';
import { routeServerReading } from './take-survey';

type Readings<T> = Readonly<Record<Key, Reading<T>>>;
type ReadOne<T> = (azure: AzureClients, id: string) => Promise<Reading<T>>;

/**
 * @param refs what to read again, each once however often it is named; nothing else is asked for, so the survey does not grow by what
 *   a newly read network may hold
 * @returns a new survey in which these readings are replaced, with attempts and seconds counted on
 */
export async function refreshSurvey(survey: Survey, refs: readonly ReadingRef[], azure: AzureClients): Promise<Survey> {
  const again = async <T>(of: ReadingRef['of'], readings: Readings<T>, readOne: ReadOne<T>): Promise<Readings<T>> => {
    const keys = new Set(refs.filter((ref) => ref.of === of).map(({ key }) => keyOf(key)));
    const entries = [...keys].map(async (key): Promise<[Key, Reading<T>]> => {
      const reading = await readOne(azure, spelledId(survey, key));
      return [key, observedAgain(reading, readings[key])];
    });
    return { ...readings, ...Object.fromEntries(await Promise.all(entries)) };
  };
  const [routeServer, virtualNetworks, gateways, routeTables, networkInterfaces, virtualMachines, effectiveRoutes, effectiveSecurityGroups] =
    await Promise.all([
      refs.some(({ of }) => of === 'routeServer') ? routeServerAgain(survey, azure) : survey.routeServer,
      again('virtualNetworks', survey.virtualNetworks, readVirtualNetwork),
      again('gateways', survey.gateways, readVirtualNetworkGateway),
      again('routeTables', survey.routeTables, readRouteTable),
      again('networkInterfaces', survey.networkInterfaces, readNetworkInterface),
      again('virtualMachines', survey.virtualMachines, readVirtualMachine),
      again('effectiveRoutes', survey.effectiveRoutes, readEffectiveRoutes),
      again('effectiveSecurityGroups', survey.effectiveSecurityGroups, readEffectiveSecurityGroups),
    ]);
  return {
    ...survey,
    routeServer,
    virtualNetworks,
    gateways,
    routeTables,
    networkInterfaces,
    virtualMachines,
    effectiveRoutes,
    effectiveSecurityGroups,
    finishedAt: new Date().toISOString(),
  };
}

/** One that was found before is asked for by its id, which saves the search. */
async function routeServerAgain({ hubId, routeServerId, routeServer }: Survey, azure: AzureClients): Promise<Survey['routeServer']> {
  const found = routeServer.status === 'read' ? routeServer.value?.id : undefined;
  return observedAgain(await routeServerReading(azure, hubId, routeServerId ?? found), routeServer);
}

/** Keys are in lower case; messages name a resource as Azure spells it, where it has told. */
function spelledId(survey: Survey, key: Key): string {
  const maps = [survey.virtualNetworks, survey.gateways, survey.routeTables, survey.networkInterfaces, survey.virtualMachines];
  const known = maps.map((readings) => readings[key]).find((reading) => reading?.status === 'read');
  return known?.status === 'read' ? known.value.id : key;
}
