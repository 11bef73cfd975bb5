/** The hub and the spokes of a survey, in the survey's order, each with what came of reading it. */
import type { Reading } from './reading';
import { readingIn } from './reading-in';
import { sameId } from './resource-id';
import type { Peering, Subnet, Survey, VirtualNetwork } from './survey';

export interface SurveyedNetwork {
  readonly id: string;
  readonly reading: Reading<VirtualNetwork>;
}

const networkIn = (survey: Survey, id: string): SurveyedNetwork => ({ id, reading: readingIn(survey.virtualNetworks, id) });

export const hubOf = (survey: Survey): SurveyedNetwork => networkIn(survey, survey.hubId);

export const spokesOf = (survey: Survey): SurveyedNetwork[] => survey.spokeIds.map((id) => networkIn(survey, id));

/** All networks of the deployment, the hub first. */
export const networksOf = (survey: Survey): SurveyedNetwork[] => [hubOf(survey), ...spokesOf(survey)];

/** A peering belongs to the network that it leads to, not to its name, which is free. A network has at most one to each other network. */
export const peeringTo = (network: VirtualNetwork, remoteId: string): Peering | undefined =>
  network.peerings.find(({ remoteVirtualNetworkId }) => sameId(remoteVirtualNetworkId, remoteId));

/** ARM names regardless of case. */
export const subnetNamed = (network: VirtualNetwork, name: string): Subnet | undefined =>
  network.subnets.find((subnet) => subnet.name.toLowerCase() === name.toLowerCase());
