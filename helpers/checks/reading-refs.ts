/** The readings of a survey by name, for saying which are worth observing again. */
import type { ReadingRef } from '../estate/reading-ref';
import { keyOf } from '../estate/resource-id';
import { routeServerSubnetId } from '../estate/route-server-seat';
import type { Survey } from '../estate/survey';

export const networkRef = (id: string): ReadingRef => ({ of: 'virtualNetworks', key: keyOf(id) });

/** A survey has one Route Server, so its place serves as the key, also before it is there. */
export const routeServerRef = ({ hubId }: Survey): ReadingRef => ({ of: 'routeServer', key: keyOf(routeServerSubnetId(hubId)) });

export const routeTableRef = (id: string): ReadingRef => ({ of: 'routeTables', key: keyOf(id) });

export const nicRef = (id: string): ReadingRef => ({ of: 'networkInterfaces', key: keyOf(id) });

export const routesRef = (nicId: string): ReadingRef => ({ of: 'effectiveRoutes', key: keyOf(nicId) });

export const rulesRef = (nicId: string): ReadingRef => ({ of: 'effectiveSecurityGroups', key: keyOf(nicId) });

export const machineRef = (id: string): ReadingRef => ({ of: 'virtualMachines', key: keyOf(id) });
