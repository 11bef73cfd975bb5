/** The effective routes of a NIC's override, as ARM sends them. */
import type { OverrideRoute } from '../topology/overrides';
import type { EffectiveRoute } from './effective-routes';

export const overriddenRoutes = (rows: readonly OverrideRoute[], disableBgpRoutePropagation: boolean): EffectiveRoute[] =>
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
