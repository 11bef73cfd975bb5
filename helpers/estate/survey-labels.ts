/** The names by which a report speaks of a deployment's resources: as short as is unique among resources of the same type. */
import { labelsFor } from './labels';
import type { Reading } from './reading';
import { keyOf } from './resource-id';
import type { Resource, Survey } from './survey';

export type Label = (id: string) => string;

/** Labels depend on which resources there are, not on their state, so that titles stay the same from run to run. */
export function labelsIn(survey: Survey): Label {
  const spelled = new Map(surveyedIds(survey).reverse().map((id) => [keyOf(id), id]));
  const label = labelsFor([...spelled.values()]);
  return (id) => label(spelled.get(keyOf(id)) ?? id);
}

/** Azure spells an id in several cases; the spelling that comes first here is the one that people see. */
function surveyedIds(survey: Survey): string[] {
  const networks = valuesOf(survey.virtualNetworks);
  const nics = valuesOf(survey.networkInterfaces);
  const subnets = networks.flatMap((network) => network.subnets);
  const resources = [...networks, ...subnets, ...valuesOf(survey.routeTables), ...valuesOf(survey.firewalls), ...valuesOf(survey.loadBalancers), ...valuesOf(survey.routingAppliances), ...nics, ...valuesOf(survey.virtualMachines)];
  return [
    survey.hubId,
    ...survey.spokeIds,
    ...resources.map(({ id }) => id),
    ...nics.flatMap(({ virtualMachineId }) => virtualMachineId ?? []),
    ...[survey.routeTables, survey.firewalls, survey.loadBalancers, survey.routingAppliances, survey.networkInterfaces, survey.virtualMachines].flatMap((map) => Object.keys(map)),
  ];
}

function valuesOf<T extends Resource>(map: Readonly<Record<string, Reading<T>>>): T[] {
  return Object.values(map).flatMap((reading) => (reading.status === 'read' ? [reading.value] : []));
}
