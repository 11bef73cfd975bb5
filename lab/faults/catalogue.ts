/** Every fault that the lab knows, in the order of the layers. */
import { apiFaults } from './api-faults';
import { applianceFaults } from './appliance-faults';
import type { Fault } from './fault';
import { flowFaults } from './flow-faults';
import { guestFaults } from './guest-faults';
import { machineFaults } from './machine-faults';
import { peeringFaults } from './peering-faults';
import { routeFaults } from './route-faults';
import { routeServerFaults } from './route-server-faults';
import { ruleFaults } from './rule-faults';
import { sshFaults } from './ssh-faults';
import { transitFaults } from './transit-faults';

interface FaultGroup {
  readonly title: string;
  readonly faults: readonly Fault[];
}

export const catalogue: readonly FaultGroup[] = [
  { title: 'Route Server', faults: routeServerFaults },
  { title: 'Peering', faults: peeringFaults },
  { title: 'Routes', faults: routeFaults },
  { title: 'What carries the spokes', faults: [...transitFaults, ...applianceFaults, ...guestFaults] },
  { title: 'Machines', faults: machineFaults },
  { title: 'Rules', faults: ruleFaults },
  { title: 'SSH', faults: sshFaults },
  { title: 'Flows that are expected, or expected to be blocked', faults: flowFaults },
  { title: "Azure's API", faults: apiFaults },
];

export const allFaults: readonly Fault[] = catalogue.flatMap(({ faults }) => faults);
