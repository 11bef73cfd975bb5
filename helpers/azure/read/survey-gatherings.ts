/** The parts of a survey while it is taken: one gathering each, all reading through one batch reader. */
import type { Reading } from '../../estate/reading';
import { networkIdOf } from '../../estate/network-parts';
import { keyOf, sameId } from '../../estate/resource-id';
import type { EffectiveSecurityGroup, NetworkInterface, Survey } from '../../estate/survey';
import { partNames, partWords } from '../../estate/survey-parts';
import type { PartName, SurveyParts } from '../../estate/survey-parts';
import { read } from '../../estate/reading';
import type { ReadingRef } from '../../estate/reading-ref';
import type { AzureClients } from '../transport/azure-clients';
import type { BatchReader } from './batch-reader';
import { createBatchReader } from './batch-reader';
import { gather } from './gather';
import type { Before, Gathering, Report } from './gather';

export type Gatherings = { readonly [Part in PartName]: Gathering<SurveyParts[Part]> };

/** A survey that is taken again: what it has, and what of that is to be read anew. */
export interface Earlier {
  readonly survey: Survey;
  readonly refs: readonly ReadingRef[];
}

/** @param earlier absent where nothing is known yet */
export function gatheringsOf(azure: AzureClients, report: Report, earlier?: Earlier): Gatherings {
  const batch = createBatchReader(azure);
  const parts: Gatherings = Object.fromEntries(
    partNames.map((part) => {
      const readOne = part === 'effectiveSecurityGroups' ? (id: string) => rulesOf(id, parts, batch) : (id: string): Promise<Reading<SurveyParts[PartName]>> => batch.read(part, id);
      return [part, gather<SurveyParts[PartName]>(partWords[part].plural, readOne, report, earlier && beforeOf(part, earlier))];
    }),
  ) as Gatherings;
  return parts;
}

function beforeOf(part: PartName, { survey, refs }: Earlier): Before<SurveyParts[PartName]> {
  const again = new Set(refs.filter(({ of }) => of === part).map(({ key }) => keyOf(key)));
  if (part !== 'routeServer') return { readings: survey[part], again };
  const key = keyOf(routeServerId(survey));
  return { readings: { [key]: survey.routeServer }, again: again.size > 0 ? new Set([key]) : again };
}

/** By which a Route Server is read: its own id where it is known, which saves the search, else the hub's. */
export function routeServerId({ hubId, routeServerId: named, routeServer }: Pick<Survey, 'hubId' | 'routeServerId'> & Partial<Pick<Survey, 'routeServer'>>): string {
  const found = routeServer?.status === 'read' ? routeServer.value?.id : undefined;
  return named ?? found ?? hubId;
}

/**
 * Asked for only where a group applies to the NIC: its own, or that of one of its subnets. Without one there are no rules but a Network Manager's, which stand among the network's admin
 * rules; so where these could not be read, Azure is asked all the same.
 */
async function rulesOf(nicId: string, parts: Gatherings, batch: BatchReader): Promise<Reading<readonly EffectiveSecurityGroup[]>> {
  const nic = await parts.networkInterfaces.known(nicId);
  const isWithout = nic?.status === 'read' && !nic.value.networkSecurityGroupId && (await areWithoutGroup(nic.value, parts));
  return isWithout ? read([]) : batch.read('effectiveSecurityGroups', nicId);
}

async function areWithoutGroup({ ipConfigurations }: NetworkInterface, parts: Gatherings): Promise<boolean> {
  const each = await Promise.all(
    ipConfigurations.map(async ({ subnetId }) => {
      const networkId = networkIdOf(subnetId);
      const network = await parts.virtualNetworks.known(networkId);
      const subnet = network?.status === 'read' ? network.value.subnets.find(({ id }) => sameId(id, subnetId)) : undefined;
      if (!subnet || subnet.networkSecurityGroupId !== undefined) return false;
      return (await parts.adminRules.known(networkId))?.status === 'read';
    }),
  );
  return each.length > 0 && each.every(Boolean);
}
