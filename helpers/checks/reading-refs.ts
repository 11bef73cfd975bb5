/** The readings of a survey by name, for saying what a verdict rests on and what is worth observing again. */
import type { ReadingRef } from '../estate/reading-ref';
import { keyOf } from '../estate/resource-id';

export { routeServerRef } from '../estate/survey-parts';

export const networkRef = (id: string): ReadingRef => ({ of: 'virtualNetworks', key: keyOf(id) });

export const routeTableRef = (id: string): ReadingRef => ({ of: 'routeTables', key: keyOf(id) });

export const nicRef = (id: string): ReadingRef => ({ of: 'networkInterfaces', key: keyOf(id) });

export const routesRef = (nicId: string): ReadingRef => ({ of: 'effectiveRoutes', key: keyOf(nicId) });

export const rulesRef = (nicId: string): ReadingRef => ({ of: 'effectiveSecurityGroups', key: keyOf(nicId) });

export const machineRef = (id: string): ReadingRef => ({ of: 'virtualMachines', key: keyOf(id) });
