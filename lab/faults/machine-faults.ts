/** What goes wrong with machines and their NICs. */
import type { Fault } from './fault';
import { fault } from './fault';
import { addressIn, machineOf, machineSubnetOf, nicOf, removeFrom, routeOf, routeServerOf, spokeOf, tableOf } from './fault-target';

export const machineFaults: readonly Fault[] = [
  fault('machine of spoke 2 stopped', 'ER-01 SSH-01', ['virtual machine {vm2} is stopped'], (target) => { machineOf(target, 2).powerState = 'stopped'; }),
  fault('machine of spoke 2 deallocated', 'ER-01 SSH-01', ['virtual machine {vm2} is deallocated'], (target) => { machineOf(target, 2).powerState = 'deallocated'; }),
  fault('nothing but Windows in spoke 2', 'PATH-01 SSH-01', ['no login can be tried with {spoke2}', '{vm2} runs Windows'], (target) => { machineOf(target, 2).operatingSystem = 'Windows'; }),
  fault('NIC of spoke 2 detached', 'ER-01 SSH-01', ['{spoke2} has no virtual machine'], (target) => { removeFrom(target.topology.virtualMachines, machineOf(target, 2)); }),
  fault('no machine in spoke 2', 'ER-01 SSH-01', ['{spoke2} has no virtual machine'], (target) => {
    removeFrom(target.topology.virtualMachines, machineOf(target, 2));
    removeFrom(target.topology.networkInterfaces, nicOf(target, 2));
  }),
  fault('two NICs, the secondary without a route', 'RT-01 ER-02 PATH-01', ['secondnic does not send what is for {vm2}', 'has no route table'], (target) => {
    const { subscription, resourceGroup, location } = spokeOf(target, 1);
    const second = addressIn(spokeOf(target, 1).addressPrefixes[0], '2.0/24');
    spokeOf(target, 1).subnets.push({ name: 'second', addressPrefixes: [second] });
    target.topology.networkInterfaces.push({ name: 'secondnic', subscription, resourceGroup, location, subnet: `${spokeOf(target, 1).name}/second`, privateIPAddresses: [addressIn(second, '4')], enableIPForwarding: false });
    machineOf(target, 1).networkInterfaces.push('secondnic');
    // Spoke 2 reaches the new subnet as it reaches the first one.
    tableOf(target, 2).routes.push({ ...routeOf(target, 2), name: 'tosecond', addressPrefix: second });
  }),
  fault('address of spoke 2 changed out of its route', 'RT-02 ER-02 PATH-01 SSH-01', ['{spoke1} cannot reach {spoke2}', '{table1} has no route for it'], (target) => {
    const [space] = spokeOf(target, 2).addressPrefixes;
    machineSubnetOf(target, 2).addressPrefixes.splice(0, 1, addressIn(space, '7.0/24'));
    nicOf(target, 2).privateIPAddresses = [addressIn(space, '7.4')];
  }),
  fault('another machine answering at the address', 'SSH-01', ['at the address of {vm2} ({address2}) a machine answers that calls itself {vm1}, and in Azure the computer name is {vm2}'], (target) => { target.ssh.machines.set(machineOf(target, 2).name, { kind: 'other-machine', hostName: machineOf(target, 1).name, hostKey: 'cloned' }); }),
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
  fault('answers that pass a stateful appliance by', 'SSH-01', ['{vm2} ({address2}) lets {vm1} ({address1}) connect to port 22 and sends no SSH banner'], (target) => {
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
