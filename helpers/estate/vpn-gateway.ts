/** Which gateways user routes can lead to: one for VPN, and not one for ExpressRoute ("Virtual network traffic routing"). */
import type { Survey } from './survey';

/** False only where the hub's gateways are read and none of them is for VPN. */
export const mayHaveVpnGateway = ({ gateways }: Pick<Survey, 'gateways'>): boolean => Object.values(gateways).some((reading) => reading.status === 'unread' || reading.value.gatewayType.toLowerCase() === 'vpn');

/** Whether a route table that was read has a route to a gateway. */
export const hasRouteToGateway = ({ routeTables }: Pick<Survey, 'routeTables'>): boolean =>
  Object.values(routeTables).some((reading) => reading.status === 'read' && reading.value.routes.some(({ nextHopType }) => nextHopType.toLowerCase() === 'virtualnetworkgateway'));
