/** The prefixes and source ports by which anything that was read tells one packet from another: what they do not tell apart is judged once. */
import type { Range } from '../../estate/address-cells';
import { prefixRanges } from '../../estate/address-cells';
import type { Estate } from '../../estate/estate';
import { onceFor } from '../../estate/prefix-lookup';
import type { Reading } from '../../estate/reading';
import { keyOf } from '../../estate/resource-id';
import { portRangesOf } from '../../estate/rule-selection';
import type { EffectiveRoute, EffectiveSecurityGroup, Readings } from '../../estate/survey';

export interface Boundaries {
  /** Lists in order, each as `prefixRanges` makes it. */
  readonly sources: readonly (readonly Range[])[];
  readonly destinations: readonly (readonly Range[])[];
  readonly sourcePorts: readonly Range[];
}

export const joined = (...all: readonly Boundaries[]): Boundaries => ({
  sources: all.flatMap(({ sources }) => sources),
  destinations: all.flatMap(({ destinations }) => destinations),
  sourcePorts: all.flatMap(({ sourcePorts }) => sourcePorts),
});

interface RuleBounds {
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  readonly sourcePortRanges: readonly string[];
}

const ofBounds = (rules: readonly RuleBounds[]): Boundaries => ({
  sources: [rangesIn(rules.flatMap(({ sources }) => sources))],
  destinations: [rangesIn(rules.flatMap(({ destinations }) => destinations))],
  sourcePorts: portRangesOf([...new Set(rules.flatMap(({ sourcePortRanges }) => sourcePortRanges))]).filter(({ first, last }) => first > 1 || last < 65_535),
});

const rangesIn = (texts: readonly string[]): readonly Range[] => prefixRanges([...new Set(texts)]);

/** Of the security groups at one end, both directions. */
export const boundariesOfGroups: (groups: readonly EffectiveSecurityGroup[]) => Boundaries = onceFor((groups) =>
  ofBounds(
    groups.flatMap(({ rules }) =>
      rules.flatMap((rule): RuleBounds[] => [
        { sources: rule.sourceAddressPrefixes, destinations: rule.destinationAddressPrefixes, sourcePortRanges: rule.sourcePortRanges },
        { sources: rule.expandedSourceAddressPrefixes, destinations: rule.expandedDestinationAddressPrefixes, sourcePortRanges: [] },
      ]),
    ),
  ),
);

/** Of the effective routes by which a packet leaves. A next hop that is the destination itself is told apart, too. */
export const boundariesOfRoutes: (routes: readonly EffectiveRoute[]) => Boundaries = onceFor((routes) => ({
  sources: [],
  destinations: [prefixRanges(routes.flatMap(({ addressPrefixes, nextHopIpAddresses }) => [...addressPrefixes, ...nextHopIpAddresses]))],
  sourcePorts: [],
}));

/** Of what lies on the ways, whichever it is: networks, peerings, tables, firewalls, and the NICs that may forward. */
export const boundariesOnTheWay: (estate: Estate) => Boundaries = onceFor(({ survey }) => {
  const networks = valuesOf(survey.virtualNetworks);
  const spaces = networks.flatMap(({ addressPrefixes }) => addressPrefixes);
  const routes = valuesOf(survey.routeTables).flatMap((table) => table.routes);
  const places = [
    ...spaces,
    ...networks.flatMap(({ subnets, peerings }) => [...subnets.flatMap(({ addressPrefixes }) => addressPrefixes), ...peerings.flatMap(({ syncedRemotePrefixes }) => syncedRemotePrefixes)]),
    ...routes.flatMap(({ addressPrefix, nextHopIpAddress }) => [addressPrefix, ...(nextHopIpAddress === undefined ? [] : [nextHopIpAddress])]),
  ];
  const forwarding = valuesOf(survey.networkInterfaces).filter(({ enableIPForwarding }) => enableIPForwarding);
  const ofForwarding = <T>(map: Readings<T>): T[] => forwarding.flatMap(({ id }) => readIn(map[keyOf(id)]));
  return joined(
    { sources: [rangesIn(spaces)], destinations: [rangesIn(places)], sourcePorts: [] },
    ofBounds(valuesOf(survey.firewalls).flatMap(({ networkRules }) => networkRules.map((rule) => ({ sources: rule.sourceAddresses, destinations: rule.destinationAddresses, sourcePortRanges: [] })))),
    ofBounds(valuesOf(survey.adminRules).flat()),
    ...ofForwarding(survey.effectiveRoutes).map(boundariesOfRoutes),
    ...ofForwarding(survey.effectiveSecurityGroups).map(boundariesOfGroups),
  );
});

const readIn = <T>(reading: Reading<T> | undefined): T[] => (reading?.status === 'read' ? [reading.value] : []);

const valuesOf = <T>(map: Readings<T>): T[] => Object.values(map).flatMap(readIn);
