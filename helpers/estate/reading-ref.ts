/** Which reading of a survey: a map of it and the key in that map. Names what is worth observing again. */
import type { Key } from './survey';

export interface ReadingRef {
  readonly of:
    | 'virtualNetworks'
    | 'routeServer'
    | 'gateways'
    | 'routeTables'
    | 'networkInterfaces'
    | 'virtualMachines'
    | 'effectiveRoutes'
    | 'effectiveSecurityGroups';
  /** A survey has one `routeServer`; there the key only tells one ref from another. */
  readonly key: Key;
}
