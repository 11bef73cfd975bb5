/** What goes wrong where an appliance has several NICs, and its guest alone knows by which it sends. */
import { addSubnet, addTable, placeOf } from './additions';
import type { Fault } from './fault';
import { fault } from './fault';
import type { FaultTarget } from './fault-target';
import { machineNamed, networkNamed } from './fault-target';

/** A NIC in a subnet of its own for the appliance of the perimeter network; the guest sends by its primary one. */
export function addOutsideNic(target: FaultTarget, place: 'primary' | 'secondary', enableIPForwarding = true): void {
  const edge = networkNamed(target.topology, 'violetedge');
  addSubnet(edge, 'outside', '10.79.2.0/24');
  target.topology.networkInterfaces.push({ name: 'violetnvanic2', ...placeOf(edge), subnet: 'violetedge/outside', privateIPAddresses: ['10.79.2.4'], enableIPForwarding });
  const { networkInterfaces } = machineNamed(target.topology, 'violetnva');
  if (place === 'primary') networkInterfaces.unshift('violetnvanic2');
  else networkInterfaces.push('violetnvanic2');
}

/** A table that drops what is for spoke 2, at these subnets of the perimeter network. */
export function dropAt(target: FaultTarget, ...subnets: readonly string[]): void {
  const edge = networkNamed(target.topology, 'violetedge');
  const [first, ...others] = edge.subnets.filter(({ name }) => subnets.includes(name));
  if (!first) throw new Error('no such subnet');
  addTable(target, edge, first, 'edgert', [{ name: 'drop', addressPrefix: '10.72.0.0/16', nextHopType: 'None' }]);
  for (const other of others) other.routeTable = 'edgert';
}

export const guestFaults: readonly Fault[] = [
  fault('a route table of the subnets of both NICs of the appliance drops what is for spoke 2', 'PATH-01 SSH-01', ['route drop of route table edgert'], (target) => {
    addOutsideNic(target, 'secondary');
    dropAt(target, 'appliances', 'outside');
  }, 'perimeter'),
  fault("the appliance's second NIC may not forward, and a route table of the first one's subnet drops what is for spoke 2", 'PATH-01 SSH-01', ['route drop of route table edgert'], (target) => {
    addOutsideNic(target, 'secondary', false);
    dropAt(target, 'appliances');
  }, 'perimeter'),
  fault('the guest of the appliance sends by its other NIC, and a route table of its subnet drops what is for spoke 2', 'SSH-01', ['nothing that was read stops packets', 'the guest of violetnva'], (target) => {
    addOutsideNic(target, 'primary');
    dropAt(target, 'outside');
  }, 'perimeter'),
  fault('the guest of the appliance sends by its other NIC, which may not forward', 'SSH-01', ['nothing that was read stops packets', 'the guest of violetnva'], (target) => { addOutsideNic(target, 'primary', false); }, 'perimeter'),
];
