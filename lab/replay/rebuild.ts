/** Rebuilds a network from a survey: a lab that answers as Azure did when the survey was taken. */
import type { Denial } from '../arm/access';
import type { Incident } from '../arm/incident';
import { addressMistakes } from '../topology/address-mistakes';
import type { Topology } from '../topology/topology';
import { dropOverrides } from '../topology/drop-overrides';
import { createWorld } from '../topology/world';
import { addConnectedGroups } from './add-connected-groups';
import { addExpectations } from './add-expectations';
import { addForwarders } from './add-forwarders';
import { addNetworkInterfaces } from './add-network-interfaces';
import { addKnownBySubnets } from './add-known-by-subnets';
import { addNetworks } from './add-networks';
import { addNetworksKnownByPeering } from './add-networks-known-by-peering';
import { addRouteServer } from './add-route-server';
import { addRouteTables } from './add-route-tables';
import { addSecurityGroups } from './add-security-groups';
import { addSettings } from './add-settings';
import { addSubscriptions } from './add-subscriptions';
import { addTransit } from './add-transit';
import { addVirtualMachines } from './add-virtual-machines';
import { createReplayDraft, type Failure } from './replay-draft';
import { overrideRoutes } from './override-routes';
import { overrideRules } from './override-rules';
import { repeatEffectiveProblems } from './repeat-effective-problems';
import { settlePeerings } from './settle-peerings';
import { shortenRefs } from './shorten-refs';
import type { RecordedSurvey } from './survey';

export interface Rebuilt {
  readonly topology: Topology;
  /** What the run could not read, the replay cannot either. No topology file can hold these. */
  readonly incidents: readonly Incident[];
  readonly denied: readonly Denial[];
  /** For the user, a sentence each: what had to be assumed, and what is overridden as recorded. */
  readonly notes: readonly string[];
}

/** @param options `withoutOverrides`: no recorded value is kept, everything follows from the configuration */
export function rebuild(survey: RecordedSurvey, options: { readonly withoutOverrides?: boolean } = {}): Rebuilt {
  const draft = createReplayDraft(survey);
  addNetworks(draft);
  addNetworksKnownByPeering(draft);
  addRouteTables(draft);
  addSecurityGroups(draft);
  addNetworkInterfaces(draft);
  addConnectedGroups(draft);
  addVirtualMachines(draft);
  addRouteServer(draft);
  addForwarders(draft);
  addTransit(draft);
  addKnownBySubnets(draft);
  repeatEffectiveProblems(draft);
  addSettings(draft);
  addExpectations(draft);
  addSubscriptions(draft);
  settlePeerings(draft);
  const { topology, incidents, denied, failures, notes } = draft;
  shortenRefs(topology);
  const world = createWorld(topology);
  // What the tag VirtualNetwork stands for follows from the routes, so the routes come first.
  const overridden = { routes: overrideRoutes(draft, world), rules: overrideRules(draft, world) };
  notes.push(...overrideNotes(options, 'effective routes', 'A change of tables, peerings or BGP', overridden.routes), ...overrideNotes(options, 'effective security rules', 'A change of security rules', overridden.rules));
  if (options.withoutOverrides) dropOverrides(topology);
  notes.push(...failureNotes(failures), ...addressMistakes(topology).map((mistake) => `Azure would not have it so, and a saved file will be refused: ${mistake}.`));
  return { topology, incidents, denied, notes: [...notes, assumed] };
}

const assumed = 'In no survey, and taken to be in order: SSH servers, keys and the jump host; guests forward where their NIC may.';

/** Names are enough for a few; a large network may have hundreds. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${String(names.length - 5)} more` : shown;
}

function overrideNotes({ withoutOverrides }: { readonly withoutOverrides?: boolean }, what: string, change: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  if (withoutOverrides) return [`Recorded values that did not follow from the rest are dropped: the ${what} of ${listed(names)}.`];
  return [`Recorded values override what would follow from the rest: the ${what} of ${listed(names)}. ${change} has no effect there; --without-overrides drops these overrides.`];
}

function failureNotes(failures: readonly Failure[]): string[] {
  const endings = [...new Set(failures.map(({ ending }) => ending))];
  return endings.map((ending) => `Not read by the run, and not to be read in the replay either (${ending}): ${listed(failures.filter((failure) => failure.ending === ending).map(({ what }) => what))}.`);
}
