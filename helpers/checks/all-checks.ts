/** All checks, in the order of a report. */
import { withoutFile } from '../estate/expectations';
import type { Asking, Check, ProbeCheck, SurveyCheck } from './check';
import { isAskedFor } from './check';
import { er01 } from './effective-routes/er-01-routes-readable';
import { er02 } from './effective-routes/er-02-way-to-other-spokes';
import { er03 } from './effective-routes/er-03-peering-route';
import { flow01 } from './flows/flow-01';
import { flow02 } from './flows/flow-02';
import { ssh01 } from './logins/ssh-01';
import { path01 } from './paths/path-01-carried';
import { pe01 } from './peerings/pe-01-hub-peered';
import { pe02 } from './peerings/pe-02-gateway-offered';
import { pe03 } from './peerings/pe-03-spoke-peered';
import { pe04 } from './peerings/pe-04-gateway-used';
import { pe05 } from './peerings/pe-05-traffic-allowed';
import { pe06 } from './peerings/pe-06-address-space-synced';
import { pe07 } from './peerings/pe-07-no-overlap';
import { pe08 } from './peerings/pe-08-no-spoke-peering';
import { rs01 } from './route-server/rs-01-subnet-exists';
import { rs02 } from './route-server/rs-02-subnet-size';
import { rs03 } from './route-server/rs-03-subnet-unassociated';
import { rs04 } from './route-server/rs-04-route-server-provisioned';
import { rs05 } from './route-server/rs-05-instance-addresses';
import { rs06 } from './route-server/rs-06-branch-to-branch';
import { rs07 } from './route-server/rs-07-bgp-peers';
import { rt01 } from './route-tables/rt-01-route-table';
import { rt02 } from './route-tables/rt-02-routes-to-spokes';
import { rt03 } from './route-tables/rt-03-instance-next-hops';
import { seg01 } from './segmentation/seg-01-nothing-let-through';
import { sg01 } from './security-rules/sg-01-ssh-allowed';

const list = [
  ...[rs01, rs02, rs03, rs04, rs05, rs06, rs07],
  ...[pe01, pe02, pe03, pe04, pe05, pe06, pe07, pe08],
  ...[rt01, rt02, rt03],
  ...[er01, er02, er03],
  sg01,
  path01,
  seg01,
  ssh01,
  flow01,
  flow02,
] as const;

type Listed = (typeof list)[number];

export type CheckId = Listed['id'];

/** The one sentence of a check, as a type: another one does not compile. */
export type SentenceOf<Id extends CheckId> = Extract<Listed, { readonly id: Id }>['sentence'];

export const allChecks: readonly Check[] = list;

/** Those that a report has: some are in one only where EXPECTATIONS_FILE asks for them. */
export const checksAskedFor = (expectations: Asking): readonly Check[] => allChecks.filter((check) => isAskedFor(check, expectations));

export const checksWithoutFile: readonly Check[] = checksAskedFor({ ...withoutFile, sshPort: 22 });

export const surveyChecks: readonly SurveyCheck[] = allChecks.filter((check) => check.kind === 'survey');

export const probeChecks: readonly ProbeCheck[] = allChecks.filter((check) => check.kind === 'probe');
