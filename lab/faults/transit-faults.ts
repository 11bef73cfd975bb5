/** What goes wrong with what carries the spokes, and around it: firewalls, load balancers, and what the machines behind them are. */
import type { SecurityRule, Subnet } from '../topology/topology';
import { addMachine, addNetwork, addSubnet, peer, toAppliance } from './additions';
import type { Fault } from './fault';
import { fault } from './fault';
import type { FaultTarget } from './fault-target';
import {
  addSecurityGroup,
  hubOf,
  hubSideOf,
  machineNamed,
  machineOf,
  machineSubnetOf,
  spokeOf,
  spokeSideOf,
  tableOf,
} from './fault-target';

const firewallSubnetOf = (target: FaultTarget): Subnet => {
  const found = hubOf(target).subnets.find(({ forwarders }) => forwarders !== undefined);
  if (!found) throw new Error('the topology has no firewall');
  return found;
};

/** A gateway in the hub that learns this from on-premises, and peerings that pass it on. */
function learnsFromPremises(target: FaultTarget, prefix: string): void {
  const hub = hubOf(target);
  const { subscription, resourceGroup, location } = hub;
  addSubnet(hub, 'GatewaySubnet', '10.60.3.0/27');
  target.topology.virtualNetworkGateways.push({
    ...{ name: 'ambergateway', subscription, resourceGroup, location, subnet: 'amberhub/GatewaySubnet' },
    ...{ gatewayType: 'Vpn', activeActive: false, asn: 65515, learnedPrefixes: [{ prefix }] },
  });
  for (const number of [1, 2, 3]) {
    hubSideOf(target, number).allowGatewayTransit = true;
    spokeSideOf(target, number).useRemoteGateways = true;
    tableOf(target, number).disableBgpRoutePropagation = false;
  }
}

const inbound = (name: string, priority: number, access: SecurityRule['access'], ports: string, source = '*'): SecurityRule => ({
  ...{ name, priority, access, direction: 'Inbound', protocol: 'Tcp' },
  ...{ sourceAddressPrefixes: [source], sourcePortRanges: ['*'], destinationAddressPrefixes: ['*'], destinationPortRanges: [ports] },
});

/** The subnet of the appliances, which the load balancer probes at a port of its own. */
function probedSubnetOf(target: FaultTarget): Subnet {
  const subnet = firewallSubnetOf(target);
  for (const one of subnet.forwarders ?? []) one.probe = { protocol: 'Tcp', port: 8080 };
  return subnet;
}

/** A group in the hub that lets SSH in from the spokes, and nothing else. */
const groupWithoutProbes = (target: FaultTarget): string => addSecurityGroup(target, hubOf(target), [inbound('fromspokes', 100, 'Allow', '22', '10.0.0.0/8'), inbound('denyrest', 4096, 'Deny', '*')]);

export const transitFaults: readonly Fault[] = [
  fault('the firewall is gone, and every route leads to its address', 'SSH-01', ['10.60.2.4'], (target) => {
    delete firewallSubnetOf(target).forwarders;
  }, 'firewall'),
  fault('the firewall has come back with another address', 'SSH-01', ['10.60.2.4'], (target) => {
    for (const one of firewallSubnetOf(target).forwarders ?? []) one.privateIPAddress = '10.60.2.5';
  }, 'firewall'),
  fault('a summary from on-premises before the default routes to the firewall', 'ER-02 SSH-01', ['10.0.0.0/8', 'propagat'], (target) => {
    learnsFromPremises(target, '10.0.0.0/8');
  }, 'firewall'),
  fault('the default route to the firewall missing in spoke 2', 'RT-02 ER-02 PATH-01 SSH-01', ['amberrt2'], (target) => {
    tableOf(target, 2).routes.length = 0;
  }, 'firewall'),
  fault(
    'spokes in a connected group, past the firewall of their default routes',
    'PE-08 ER-02', ['directly by a connected group'],
    ({ topology }) => {
      Object.assign(topology, { connectedGroups: [{ name: 'mesh', members: topology.settings.spokes }] });
    },
    'firewall',
  ),
  fault(
    'spokes in a connected group, with routes to the transit more specific than its own',
    'PE-08', ['directly by a connected group'],
    ({ topology }) => {
      Object.assign(topology, { connectedGroups: [{ name: 'mesh', members: topology.settings.spokes }] });
    },
  ),
  fault(
    'just-in-time access denies SSH before the machines of two spokes',
    'SG-01 PATH-01 SSH-01', ['JustInTime-22 (priority 4096)'],
    (target) => {
      const denied = [inbound('JustInTime-22', 4096, 'Deny', '22')];
      for (const number of [1, 2]) {
        machineSubnetOf(target, number).networkSecurityGroup = addSecurityGroup(target, spokeOf(target, number), denied);
      }
    },
    'firewall',
  ),
  fault('a database subnet that takes its own port alone', 'SG-01 PATH-01', ['rule nothingelse (priority 4000)'], (target) => {
    const spoke = spokeOf(target, 2);
    const database = addSubnet(spoke, 'database', '10.62.2.0/24');
    database.routeTable = 'amberrt2';
    const rules = [inbound('postgres', 100, 'Allow', '5432', '10.62.1.0/24'), inbound('nothingelse', 4000, 'Deny', '*')];
    database.networkSecurityGroup = addSecurityGroup(target, spoke, rules);
    addMachine(target, spoke, 'database', 'amberdb', '10.62.2.4');
  }, 'firewall'),
  fault(
    'a second NIC in a storage subnet without a way to anywhere',
    'ER-02 PATH-01', ['amberstorenic does not send what is for', 'subnet amberspoke1/storage has no route table'],
    (target) => {
      const spoke = spokeOf(target, 1);
      addSubnet(spoke, 'storage', '10.61.9.0/24');
      const { subscription, resourceGroup, location } = spoke;
      target.topology.networkInterfaces.push({
        ...{ name: 'amberstorenic', subscription, resourceGroup, location },
        ...{ subnet: 'amberspoke1/storage', privateIPAddresses: ['10.61.9.4'], enableIPForwarding: false },
      });
      machineOf(target, 1).networkInterfaces.push('amberstorenic');
    },
    'firewall',
  ),
  fault('sshd of every machine on another port', 'SSH-01', ['SSH_PORT'], ({ topology }) => {
    for (const machine of topology.virtualMachines) machine.listensOn = [2200];
  }, 'firewall'),
  fault(
    'nothing but Windows in one of three spokes',
    'SSH-01', ['no login can be tried with amberspoke3', 'ambervm3a runs Windows'],
    (target) => {
      machineOf(target, 3).operatingSystem = 'Windows';
    },
    'firewall',
  ),
  fault(
    'nothing but the instances of a scale set in one of three spokes',
    'ER-01 SSH-01', ['no login can be tried with amberspoke3', 'scale set'],
    (target) => {
      const { subscription, resourceGroup, location } = spokeOf(target, 3);
      const [name, subnet] = ['amberworkernic', 'amberspoke3/machines'];
      const nic = { name, subnet, privateIPAddresses: ['10.63.1.4'], enableIPForwarding: false };
      target.topology.networkInterfaces.pop();
      target.topology.virtualMachines.pop();
      target.topology.scaleSets.push({
        ...{ name: 'amberworkers', subscription, resourceGroup, location },
        ...{ orchestration: 'uniform', instances: [{ instanceId: '0', powerState: 'running', networkInterfaces: [nic] }] },
      });
    },
    'firewall',
  ),
  fault(
    'shared services without a route table beside the spokes, and nobody has named the spokes',
    'ER-02 PATH-01 SSH-01', ['subnet shared/services has no route table; if shared is no spoke, name the spokes in SPOKE_VNET_IDS'],
    (target) => {
      const shared = addNetwork(target, hubOf(target), 'shared', '10.160.0.0/16', [{ name: 'services', addressPrefixes: ['10.160.1.0/24'] }]);
      addMachine(target, shared, 'services', 'sharedvm', '10.160.1.4');
      peer(hubOf(target), shared);
      delete target.topology.settings.spokes;
    },
    'firewall',
  ),
  fault(
    'a network without machines among those that the hub is peered with, and nobody has named the spokes',
    'ER-01 SSH-01', ['shared has no virtual machine'],
    (target) => {
      const subnets = [{ name: 'endpoints', addressPrefixes: ['10.160.1.0/24'] }];
      peer(hubOf(target), addNetwork(target, hubOf(target), 'shared', '10.160.0.0/16', subnets));
      delete target.topology.settings.spokes;
    },
    'firewall',
  ),
  fault(
    'an old appliance holds the address of the load balancer, and its NIC may not forward',
    'PATH-01 SSH-01', ['10.80.2.10'],
    (target) => {
      delete firewallSubnetOf(target).forwarders;
      addMachine(target, hubOf(target), 'appliances', 'oldbox', '10.80.2.10', { forwards: true });
    },
    'load-balancer',
  ),
  fault(
    "a rule denies all else before the load balancer's probe is let in to the appliances",
    'PATH-01 SSH-01', ['greylb', 'TCP 8080', 'denyrest (priority 4096)', 'AzureLoadBalancer'],
    (target) => {
      probedSubnetOf(target).networkSecurityGroup = groupWithoutProbes(target);
    },
    'load-balancer',
  ),
  fault(
    "rules at the NICs of both appliances keep the load balancer's probe out, each by one of its own",
    'PATH-01 SSH-01', ['greylb', 'denyrest (priority 4096)', 'AzureLoadBalancer'],
    (target) => {
      probedSubnetOf(target);
      for (const nic of target.topology.networkInterfaces.filter(({ enableIPForwarding }) => enableIPForwarding)) {
        nic.networkSecurityGroup = groupWithoutProbes(target);
      }
    },
    'load-balancer',
  ),
  fault(
    "a rule keeps the load balancer's probe from one appliance, and the other one may not forward",
    'PATH-01 SSH-01', ['enableIPForwarding is false on greynva2nic'],
    (target) => {
      probedSubnetOf(target);
      const [first, second] = target.topology.networkInterfaces;
      if (first) first.networkSecurityGroup = groupWithoutProbes(target);
      if (second) second.enableIPForwarding = false;
    },
    'load-balancer',
  ),
  fault(
    'an appliance does not run, and the rule of the load balancer has no probe that would leave it out',
    'PATH-01 SSH-01', ['rule1 of load balancer greylb', 'no health probe', 'greynva2'],
    (target) => {
      for (const one of firewallSubnetOf(target).forwarders ?? []) one.probe = 'none';
      machineNamed(target.topology, 'greynva2').powerState = 'deallocated';
    },
    'load-balancer',
  ),
  fault(
    'one spoke still leads to an appliance past the load balancer, which is gone',
    'RT-02 ER-02 PATH-01 SSH-01', ['10.80.2.77'],
    (target) => {
      tableOf(target, 1).routes.splice(0, 1, toAppliance('private', '10.0.0.0/8', '10.80.2.77'));
    },
    'load-balancer',
  ),
];

