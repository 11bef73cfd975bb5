import { named } from '../topologies/testing/named';
import { layOut } from './layout';

const summary = (nodes: ReturnType<typeof layOut>): string[] =>
  nodes.map(({ namespace, kind, forwards, ports }) => `${namespace}: ${kind}${forwards ? ', forwards' : ''}; ${ports.map(({ device, table, addresses }) => `${device} ${String(table)} ${addresses.join(' ')}`).join('; ')}`);

test('the reference topology is two machines and two instances that forward', () => {
  expect(summary(layOut(named('reference').world))).toEqual([
    'spoke1vm: machine; port0 1000 10.1.1.4',
    'spoke2vm: machine; port1 1001 10.2.1.4',
    'myfirstrouteserver-0: instance, forwards; port2 1002 10.0.1.4',
    'myfirstrouteserver-1: instance, forwards; port3 1003 10.0.1.5',
  ]);
});

test('a gateway is one node, whose guest nobody can log in to', () => {
  expect(summary(layOut(named('gateway-transit').world)).at(-1)).toBe('greenvpngateway: gateway, forwards; port4 1004 10.40.0.4');
});

test('a firewall of the hub is a node that forwards', () => {
  const it = named('reference');
  it.subnet('bluehub-vnet1sub1').forwarders = [{ name: 'firewall', privateIPAddress: '10.0.0.68' }];
  expect(summary(layOut(it.world)).at(-1)).toBe('firewall: forwarder, forwards; port4 1004 10.0.0.68');
});

test('what does not run is not there: a stopped machine, the instances of a Route Server that does not route', () => {
  const it = named('reference');
  it.vm('spoke2vm').powerState = 'deallocated';
  it.routeServer().routingState = 'Provisioning';
  expect(summary(layOut(it.world))).toEqual(['spoke1vm: machine; port0 1000 10.1.1.4']);
});

test('a machine has a port for each NIC, with the IPv4 addresses of all its IP configurations', () => {
  const it = named('reference');
  it.nic('spoke2vm819_z1').privateIPAddresses.push('fd00:2::4', '10.2.1.5');
  it.vm('spoke1vm').networkInterfaces.push('spoke2vm819_z1');
  expect(summary(layOut(it.world))[0]).toBe('spoke1vm: machine; port0 1000 10.1.1.4; port1 1001 10.2.1.4 10.2.1.5');
});

test('namespaces have names that `ip` takes, each one once, and none is the jump host’s', () => {
  const it = named('reference');
  it.vm('spoke1vm').name = 'jump-host';
  it.vm('spoke2vm').name = 'my vm/2';
  it.topology.virtualMachines.push({ ...it.vm('my vm/2'), resourceGroup: 'other' });
  expect(layOut(it.world).map(({ namespace }) => namespace)).toEqual(['jump-host-2', 'my-vm-2', 'my-vm-2-2', 'myfirstrouteserver-0', 'myfirstrouteserver-1']);
});
