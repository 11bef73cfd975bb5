import { expect, test } from '@jest/globals';
import { startLab } from '../../lab/lab';
import { describeInKernel } from '../../lab/kernel/testing/in-kernel';
import type { AdminRule } from '../../lab/topology/admin-rules';
import type { Forwarder } from '../../lab/topology/forwarders';
import type { SecurityRule } from '../../lab/topology/topology';
import { named, type Named } from '../../lab/topologies/testing/named';
import { scaled } from '../../lab/topologies/testing/scaled';
import { differentConnections } from './connections';

/** The reference deployment with its spokes led over something else than the Route Server. */
function through(forwarder: Partial<Forwarder>, tables = ['bluespoke1rt', 'bluespoke2rt']): Named {
  const it = named('reference');
  it.subnet('bluehub-vnet1sub1').forwarders = [{ name: 'hop', privateIPAddress: '10.0.0.68', ...forwarder }];
  for (const table of tables) for (const route of it.routeTable(table).routes) route.nextHopIpAddress = '10.0.0.68';
  return it;
}

/** Two appliances behind a load balancer that the spokes' routes lead to. */
function balanced(forwarder: Partial<Forwarder> = {}): Named {
  const it = named('nva-bgp');
  const { subscription, resourceGroup, location } = it.network('redhub');
  it.subnet('appliances').forwarders = [{ name: 'balancer', privateIPAddress: '10.20.2.100', kind: 'load-balancer', backends: ['rednva1nic', 'rednva2nic'], ...forwarder }];
  it.topology.routeTables.push({
    ...{ name: 'balanced', subscription, resourceGroup, location, disableBgpRoutePropagation: true },
    routes: [{ name: 'all', addressPrefix: '10.0.0.0/8', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.20.2.100' }],
  });
  for (const spoke of ['redspoke1', 'redspoke2']) Object.assign(it.network(spoke).subnets[0] ?? {}, { routeTable: 'balanced' });
  return it;
}

const inbound = { direction: 'Inbound' as const, protocol: '*' as const, sourcePortRanges: ['*'], destinationAddressPrefixes: ['*'], destinationPortRanges: ['*'] };

const forSpokes: SecurityRule = { ...inbound, name: 'forspokes', priority: 100, access: 'Allow', sourceAddressPrefixes: ['10.0.0.0/8'] };

const denyRest: SecurityRule = { ...inbound, name: 'denyrest', priority: 4096, access: 'Deny', sourceAddressPrefixes: ['*'] };

const probesFrom = (tag: string): SecurityRule => ({ ...inbound, name: 'probes', priority: 200, access: 'Allow', sourceAddressPrefixes: [tag], destinationPortRanges: ['8080'] });

const balancerOf = (it: Named): Forwarder => it.subnet('appliances').forwarders?.[0] ?? { name: '', privateIPAddress: '' };

/** Two appliances that the load balancer probes at 8080, in a subnet with these rules besides one that lets the spokes in. */
function guarded(...rules: readonly Partial<SecurityRule>[]): Named {
  const it = balanced({ probe: { port: 8080 } });
  it.subnet('appliances').networkSecurityGroup = it.addSecurityGroup('guard', forSpokes, ...rules);
  return it;
}

function managed(access: AdminRule['access']): Named {
  const it = named('reference');
  it.network('bluespoke2-vnet1').adminRules = [
    {
      ...{ name: 'admin', priority: 1, direction: 'Inbound', access, protocol: 'Tcp', sourcePortRanges: ['*'], destinationPortRanges: ['22'] },
      ...{ sourceAddressPrefixes: ['10.1.0.0/16'], destinationAddressPrefixes: ['*'] },
    },
  ];
  it.nic('spoke2vm819_z1').networkSecurityGroup = it.addSecurityGroup('nsg', {});
  return it;
}

function changed(it: Named, change: (it: Named) => unknown): Named {
  change(it);
  return it;
}

const sshFrom = (prefix: string): NonNullable<Forwarder['allows']> => [
  { name: 'ssh', protocol: 'Tcp', sourceAddressPrefixes: [prefix], destinationAddressPrefixes: ['*'], destinationPortRanges: ['22'] },
];

describeInKernel('In the kernel a connection ends as it does in process', () => {
  test.concurrent.each<[string, () => Named]>([
    ['over a firewall that allows everything', () => through({ kind: 'firewall' })],
    ['over a firewall that allows one direction', () => through({ kind: 'firewall', allows: sshFrom('10.1.0.0/16') })],
    ['over a firewall that sees the answers only, or the questions', () => through({ kind: 'firewall' }, ['bluespoke2rt'])],
    ['over a routing appliance', () => through({ kind: 'routing-appliance' })],
    ['over a load balancer', balanced],
    ['over a load balancer for one port', () => balanced({ rules: [{ protocol: 'Tcp', frontendPort: 22 }] })],
    ['over a load balancer with one machine that runs', () => changed(balanced(), (it) => (it.vm('rednva1').powerState = 'stopped'))],
    ['over a load balancer with nobody behind it', () => balanced({ backends: [] })],
    ['over one whose probe is let in before all else is denied', () => guarded(denyRest, probesFrom('AzureLoadBalancer'))],
    ['over one whose probe a rule denies', () => guarded(denyRest)],
    ['over one whose probe is let in to another port', () => guarded(denyRest, { ...probesFrom('AzureLoadBalancer'), destinationPortRanges: ['443'] })],
    ['over one whose probe is denied, and all count as up then', () => changed(guarded(denyRest), (it) => Object.assign(balancerOf(it), { probe: { port: 8080, allUpIfNone: true } }))],
    ['over one whose probe is denied at one machine, which does not forward', () => changed(balanced(), (it) => {
      it.nic('rednva1nic').networkSecurityGroup = it.addSecurityGroup('guard', forSpokes, denyRest);
      it.vm('rednva1').forwards = false;
    })],
    ['over one without a probe', () => balanced({ probe: 'none' })],
    ['over one without a probe, and a machine behind it does not run', () => changed(balanced({ probe: 'none' }), (it) => (it.vm('rednva1').powerState = 'stopped'))],
    ['over one whose probe a Network Manager denies', () => changed(balanced(), (it) => {
      it.network('redhub').adminRules = [{ ...inbound, name: 'admin', priority: 1, access: 'Deny', sourceAddressPrefixes: ['168.63.129.16'] }];
    })],
    ['over an instance of a scale set', scaled],
    ['over one that is stopped', () => changed(scaled(), (it) => Object.assign(it.topology.scaleSets[0]?.instances[0] ?? {}, { powerState: 'stopped' }))],
    ['to a machine with Windows', () => changed(named('reference'), (it) => (it.vm('spoke2vm').operatingSystem = 'Windows'))],
    ['where a Network Manager denies', () => managed('Deny')],
    ['where it leaves it to the groups', () => managed('Allow')],
    ['where it always allows', () => managed('AlwaysAllow')],
  ])('%s', async (_, build) => {
    const lab = await startLab({ topology: build().topology, dataPlane: 'kernel' });
    try {
      expect(await differentConnections(lab)).toEqual([]);
    } finally {
      await lab.close();
    }
  }, 60_000);
});
