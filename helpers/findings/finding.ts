/**
 * A finding: one thing that a run found, as plain serialisable data with the resources, routes, rules and settings themselves.
 * A closed union: what has no words (helpers/words) and no place among the causes (helpers/causes) does not compile.
 */
import type { DeploymentFinding } from './deployment-findings';
import type { FlowFinding } from './flow-findings';
import type { MachineFinding } from './machine-findings';
import type { PathFinding } from './path-findings';
import type { PeeringFinding } from './peering-findings';
import type { ReadingFinding } from './reading-findings';
import type { RouteFinding } from './route-findings';
import type { RouteServerFinding } from './route-server-findings';
import type { SegmentationFinding } from './segmentation-findings';
import type { SourceFinding } from './source-findings';
import type { WaiverFinding } from './waiver-findings';

/** What a finding of one kind holds. */
export type Fact = ReadingFinding | RouteServerFinding | PeeringFinding | PathFinding | RouteFinding | MachineFinding | FlowFinding | DeploymentFinding | SourceFinding | SegmentationFinding | WaiverFinding;

/** @property because what it comes of, as far as that was established; the causes of a run are the findings that nothing else explains */
export type Finding = Fact & { readonly because?: readonly Finding[] };

export type FindingKind = Fact['kind'];

export type FactOf<Kind extends FindingKind> = Extract<Fact, { readonly kind: Kind }>;
