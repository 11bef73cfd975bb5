/** Effective routes that were seen, as ARM sends them. */
import type { SeenRoute } from '../topology/as-seen';
import type { EffectiveRoute } from './effective-routes';

export const routesAsSeen = (rows: readonly SeenRoute[], disableBgpRoutePropagation: boolean): EffectiveRoute[] =>
  rows.map(({ name, source, state, addressPrefixes, nextHopType, nextHopIpAddresses }) => ({
    ...(name === undefined ? {} : { name }),
    disableBgpRoutePropagation,
    source,
    state,
    hasBgpOverride: false,
    addressPrefix: addressPrefixes,
    nextHopType,
    nextHopIpAddress: nextHopIpAddresses,
    destinationServiceTags: [],
    tagMap: {},
  }));
