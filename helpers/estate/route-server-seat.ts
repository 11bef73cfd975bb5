/** Where the Route Server of a hub sits: in the subnet with the one name that Azure allows for it. */
import { sameId } from './resource-id';
import type { Misnamed, RouteServer, Survey } from './survey';

export const routeServerSubnetName = 'RouteServerSubnet';

export const routeServerSubnetId = (hubId: string): string => `${hubId}/subnets/${routeServerSubnetName}`;

/** An explicitly named Route Server may turn out to sit in another network; such a one serves this hub's spokes in nothing. */
export const sitsInHub = (routeServer: RouteServer, hubId: string): boolean => routeServer.subnetIds.some((id) => sameId(id, routeServerSubnetId(hubId)));

/** Where ROUTE_SERVER_ID names none that there is. */
export const misnamedRouteServer = ({ misnamed = [] }: Survey): Misnamed | undefined => misnamed.find(({ setting }) => setting === 'ROUTE_SERVER_ID');
