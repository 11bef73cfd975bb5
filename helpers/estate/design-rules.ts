/** What the expectations ask of the design at one spoke, one subnet, or between two spokes: what is said of them alone, or else what holds for all. */
import type { Expectations, Requirement } from './expectations';
import { fitsName } from './name-pattern';
import { keyOf, sameId } from './resource-id';

export const remoteGatewaysOf = ({ remoteGateways, spokes }: Expectations, spokeId: string): Requirement => spokes[keyOf(spokeId)]?.remoteGateways ?? remoteGateways;

export const forwardedTrafficOf = ({ forwardedTraffic, spokes }: Expectations, spokeId: string): Requirement => spokes[keyOf(spokeId)]?.forwardedTraffic ?? forwardedTraffic;

/** Whether a subnet with machines is to have a route table. Undefined where the design decides, by its transit. */
export const routeTableOf = ({ spokes }: Expectations, spokeId: string, subnetName: string): Requirement | undefined =>
  spokes[keyOf(spokeId)]?.routeTables?.findLast(({ subnet }) => fitsName(subnet, subnetName))?.is;

/** Whether two spokes are to be peered with each other. */
export const spokePeeringOf = ({ allowSpokePeering, spokePeerings }: Expectations, one: string, other: string): Requirement =>
  spokePeerings.findLast(({ between }) => [one, other].every((id) => between.some((end) => sameId(end, id))))?.is ?? (allowSpokePeering ? 'any' : 'forbidden');

/** Why nothing is probed from or to the machines of a spoke; undefined where it is. */
export const notProbed = ({ spokes }: Expectations, spokeId: string): string | undefined => spokes[keyOf(spokeId)]?.notProbed;
