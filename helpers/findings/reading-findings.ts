/** What could not be read, and what is known to be absent or not due. */
import type { Misnamed } from '../estate/survey';
import type { Problem } from '../estate/reading';

/** What should have been read, for words: a resource by its id, or what hangs on one. */
export type Subject =
  | { readonly of: 'network' | 'nic' | 'machine' | 'route-table' | 'effective-routes' | 'effective-rules' | 'firewall' | 'load-balancer' | 'routing-appliance' | 'admin-rules'; readonly id: string }
  /** Of the hub. */
  | { readonly of: 'route-server' | 'gateway'; readonly id: string }
  /** Of a Route Server, by its name. */
  | { readonly of: 'bgp-peers'; readonly name: string }
  | { readonly of: 'learned-routes'; readonly name: string; readonly peerIp: string };

/** The check that reports an absence. */
export type ReportedBy = 'RS-01' | 'RS-04' | 'RS-05' | 'PE-01' | 'PE-03' | 'RT-01' | 'ER-01';

export type ReadingFinding =
  | {
      readonly kind: 'not-read';
      readonly what: Subject;
      readonly problem: Problem;
      /** Why it matters where that is not plain: its peerings name the spokes, or it may be a NIC of a machine in this subnet. */
      readonly matters?: { readonly kind: 'names-the-spokes' } | { readonly kind: 'machine-in-subnet'; readonly subnetId: string };
    }
  /** A setting names what is not there. */
  | ({ readonly kind: 'setting-names-nothing' } & Misnamed)
  /** What cannot be judged because of that; `see` reports it. */
  | { readonly kind: 'hangs-on-setting'; readonly setting: Misnamed['setting']; readonly see: 'RS-01' | 'RS-04' }
  | { readonly kind: 'absent-route-server-subnet'; readonly hubId: string }
  | { readonly kind: 'absent-route-server'; readonly hubId: string }
  | { readonly kind: 'absent-instance-addresses'; readonly name: string }
  | { readonly kind: 'absent-peering'; readonly owner: string; readonly remote: string; readonly ownerIsHub: boolean }
  | { readonly kind: 'absent-route-table'; readonly subnetId: string }
  | { readonly kind: 'no-other-machines' }
  /** `instead` is the subnet in which another NIC is read. */
  | { readonly kind: 'nic-idle'; readonly vmId: string; readonly powerState?: string; readonly instead?: string }
  | { readonly kind: 'subnet-peering-synced-in-part'; readonly owner: string; readonly name: string }
  | { readonly kind: 'permitted'; readonly setting: 'ALLOW_SPOKE_PEERING=true' }
  | { readonly kind: 'switched-off'; readonly setting: 'SSH_CHECKS' | 'BRANCH_TO_BRANCH' | 'REMOTE_GATEWAYS'; readonly value: 'off' | 'any' }
  /** EXPECTATIONS_FILE asks for nothing here. */
  | { readonly kind: 'left-open'; readonly id: string }
  /** EXPECTATIONS_FILE says that the spoke's machines cannot be probed, and why. */
  | { readonly kind: 'not-probed'; readonly spokeId: string; readonly why: string }
  | { readonly kind: 'fewer-than-two-spokes' }
  | { readonly kind: 'nothing-due' }
  /** All pairs of a NIC are lost at the other machine, and told there. */
  | { readonly kind: 'told-at-the-others' }
  /** A check threw: a mistake of spokecheck's own. */
  | { readonly kind: 'check-broke'; readonly checkId: string; readonly message: string };
