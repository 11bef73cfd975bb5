/** What goes wrong with machines and their NICs. */
import type { Fault } from './fault';
import { fault } from './fault';
import { machineOf, machineSubnetOf, nicOf, removeFrom, routeServerOf, spokeOf } from './fault-target';

export const machineFaults: readonly Fault[] = [
  fault('machine of spoke 2 stopped', 'ER-01 SSH-01', ['virtual machine spoke2vm is stopped'], (target) => { machineOf(target, 2).powerState = 'stopped'; }),
  fault('machine of spoke 2 deallocated', 'ER-01 SSH-01', ['virtual machine spoke2vm is deallocated'], (target) => { machineOf(target, 2).powerState = 'deallocated'; }),
  fault('nothing but Windows in spoke 2', 'PATH-01 SSH-01', ['no login can be tried with bluespoke2-vnet1', 'spoke2vm runs Windows'], (target) => { machineOf(target, 2).operatingSystem = 'Windows'; }),
  fault('NIC of spoke 2 detached', 'ER-01 SSH-01', ['bluespoke2-vnet1 has no virtual machine'], (target) => { removeFrom(target.topology.virtualMachines, machineOf(target, 2)); }),
  fault('no machine in spoke 2', 'ER-01 SSH-01', ['bluespoke2-vnet1 has no virtual machine'], (target) => {
    removeFrom(target.topology.virtualMachines, machineOf(target, 2));
    removeFrom(target.topology.networkInterfaces, nicOf(target, 2));
  }),
  fault('two NICs, the secondary without a route', 'RT-01 ER-02 PATH-01', ['secondnic does not send what is for spoke2vm', 'has no route table'], (target) => {
    const { subscription, resourceGroup, location } = spokeOf(target, 1);
    spokeOf(target, 1).subnets.push({ name: 'second', addressPrefixes: ['10.1.2.0/24'] });
    target.topology.networkInterfaces.push({ name: 'secondnic', subscription, resourceGroup, location, subnet: 'bluespoke1-vnet1/second', privateIPAddresses: ['10.1.2.4'], enableIPForwarding: false });
    machineOf(target, 1).networkInterfaces.push('secondnic');
    // Spoke 2 reaches the new subnet as it reaches the first one.
    target.topology.routeTables[1]?.routes.push({ name: 'tosecond', addressPrefix: '10.1.2.0/24', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.1.5' });
  }),
  fault('address of spoke 2 changed out of its route', 'RT-02 ER-02 PATH-01 SSH-01', ['bluespoke1-vnet1 cannot reach bluespoke2-vnet1', 'bluespoke1rt has no route for it'], (target) => {
    spokeOf(target, 2).subnets[0]?.addressPrefixes.splice(0, 1, '10.2.7.0/24');
    nicOf(target, 2).privateIPAddresses = ['10.2.7.4'];
  }),
  fault('another machine answering at the address', 'SSH-01', ['at the address of spoke2vm (10.2.1.4) a machine answers that calls itself spoke1vm, and in Azure the computer name is spoke2vm'], ({ ssh }) => { ssh.machines.set('spoke2vm', { kind: 'other-machine', hostName: 'spoke1vm', hostKey: 'cloned' }); }),
  fault('IP forwarding off on the appliances', 'PATH-01 SSH-01', ['enableIPForwarding is false', 'rednva1nic'], ({ topology }) => {
    for (const nic of topology.networkInterfaces) nic.enableIPForwarding = false;
  }, 'nva-bgp'),
  fault('an appliance deallocated', 'PATH-01 SSH-01', ['rednva1', 'does not run'], ({ topology }) => {
    const [appliance] = topology.virtualMachines;
    if (appliance) appliance.powerState = 'deallocated';
  }, 'nva-bgp'),
  fault('stateful appliances at equal cost, and answers come by the other one', 'SSH-01', ['nothing that was read stops packets on their way to redvm', 'the guest of rednva1'], (target) => {
    for (const machine of target.topology.virtualMachines) if (machine.forwards === true) machine.stateful = true;
    nicOf(target, 2).privateIPAddresses = ['10.22.1.7'];
  }, 'nva-bgp'),
  fault('answers that pass a stateful appliance by', 'SSH-01', ['redvm2 (10.22.1.4) lets redvm1 (10.21.1.4) connect to port 22 and sends no SSH banner'], (target) => {
    const [appliance] = target.topology.virtualMachines;
    if (appliance) appliance.stateful = true;
    routeServerOf(target).bgpConnections.pop();
    const { subscription, resourceGroup, location } = spokeOf(target, 2);
    target.topology.routeTables.push({
      ...{ name: 'rt2', subscription, resourceGroup, location, disableBgpRoutePropagation: false },
      routes: [{ name: 'by2', addressPrefix: '10.21.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.20.2.5' }],
    });
    machineSubnetOf(target, 2).routeTable = 'rt2';
  }, 'nva-bgp'),
  fault('SSH denied by the appliances', 'SSH-01', ['nothing that was read stops packets on their way to redvm', 'the guest of rednva1'], ({ topology }) => {
    for (const machine of topology.virtualMachines) if (machine.forwards === true) machine.filters = [{ protocol: 'Tcp', ports: ['22'], prefixes: ['*'], access: 'Deny' }];
  }, 'nva-bgp'),
  fault("forwarding off in the appliances' guests", 'SSH-01', ['nothing that was read stops packets on their way to redvm', 'the guest of rednva1'], ({ topology }) => {
    for (const machine of topology.virtualMachines) delete machine.forwards;
  }, 'nva-bgp'),
];
