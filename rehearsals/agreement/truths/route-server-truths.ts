/** When the checks of the Route Server hold. What is absent is one check's to report, and the others hold then. */
import { contains, parsePrefix } from '../../../lab/addresses/addresses';
import type { BgpConnection, Subnet } from '../../../lab/topology/topology';
import type { NetworkFacts } from './network-facts';

/** The default of ROUTE_SERVER_SUBNET_MIN_PREFIX. */
const longestPrefix = 27;

const isLargeEnough = ({ addressPrefixes }: Subnet): boolean =>
  addressPrefixes.some((prefix) => (parsePrefix(prefix)?.length ?? 32) <= longestPrefix);

/** The session is up, and both instances have learned the peer's routes, or neither; one that has no address has learned none. */
function isSound(peer: BgpConnection, instances: readonly string[]): boolean {
  const { provisioningState, connectionState, advertises, learnedBy = [0, 1] } = peer;
  const isAlike = learnedBy.filter((instance) => instances[instance] !== undefined).length !== 1 || advertises.length === 0;
  return provisioningState === 'Succeeded' && connectionState !== 'NotConnected' && isAlike;
}

export const routeServerTruths: Readonly<Record<string, (facts: NetworkFacts) => boolean>> = {
  'RS-01': ({ routeServerSubnet }) => routeServerSubnet !== undefined,
  'RS-02': ({ routeServerSubnet: subnet }) => subnet === undefined || isLargeEnough(subnet),
  'RS-03': ({ routeServerSubnet: subnet }) => subnet?.routeTable === undefined && subnet?.networkSecurityGroup === undefined,
  'RS-04': ({ routeServerSubnet, routeServer }) =>
    routeServerSubnet === undefined || (routeServer?.provisioningState === 'Succeeded' && routeServer.routingState === 'Provisioned'),
  'RS-05': ({ routeServerSubnet, routeServer, instances }) => {
    const isInside = (address: string): boolean => routeServerSubnet?.addressPrefixes.some((prefix) => contains(prefix, address)) ?? false;
    return routeServer === undefined || (instances.length === 2 && instances.every(isInside));
  },
  'RS-06': ({ routeServer }) => routeServer?.allowBranchToBranchTraffic ?? true,
  'RS-07': ({ routeServer, instances }) => routeServer?.bgpConnections.every((peer) => isSound(peer, instances)) ?? true,
};
