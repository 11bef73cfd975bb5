/** All checks that are judged from the survey, in the order of a report. SSH-01 is the one that is not: it is a login (ssh-01.ts). */
import type { Check } from './check';
import { er01 } from './er-01-routes-readable';
import { er02 } from './er-02-way-to-other-spokes';
import { er03 } from './er-03-peering-route';
import { pe01 } from './pe-01-hub-peered';
import { pe02 } from './pe-02-gateway-offered';
import { pe03 } from './pe-03-spoke-peered';
import { pe04 } from './pe-04-gateway-used';
import { pe05 } from './pe-05-traffic-allowed';
import { pe06 } from './pe-06-address-space-synced';
import { pe07 } from './pe-07-no-overlap';
import { pe08 } from './pe-08-no-spoke-peering';
import { rs01 } from './rs-01-subnet-exists';
import { rs02 } from './rs-02-subnet-size';
import { rs03 } from './rs-03-subnet-unassociated';
import { rs04 } from './rs-04-route-server-provisioned';
import { rs05 } from './rs-05-instance-addresses';
import { rs06 } from './rs-06-branch-to-branch';
import { rs07 } from './rs-07-bgp-peers';
import { rt01 } from './rt-01-route-table';
import { rt02 } from './rt-02-routes-to-spokes';
import { rt03 } from './rt-03-instance-next-hops';
import { sg01 } from './sg-01-ssh-allowed';

export const allChecks: readonly Check[] = [
  ...[rs01, rs02, rs03, rs04, rs05, rs06, rs07],
  ...[pe01, pe02, pe03, pe04, pe05, pe06, pe07, pe08],
  ...[rt01, rt02, rt03],
  ...[er01, er02, er03],
  sg01,
];
