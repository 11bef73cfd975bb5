import { named, type Named } from '../topologies/testing/named';
import { dropOverrides } from '../topology/drop-overrides';
import { effectiveRoutes } from './effective-routes';
import { effectiveSecurityGroups } from './effective-security-rules';
import { connect, type ConnectOutcome } from './path';

const ssh = (it: Named, from: string, to: string): ConnectOutcome => connect(it.world, { from: it.vm(from), to, port: 22 });

const any = { sourcePortRanges: ['0-65535'], destinationPortRanges: ['0-65535'], expandedSourceAddressPrefixes: [], expandedDestinationAddressPrefixes: [] };

test('overridden routes are answered, and the packets follow them', () => {
  const it = named('reference');
  it.nic('spoke1vm711_z1').effectiveRoutes = [
    { name: 'tospoke2', source: 'User', state: 'Invalid', addressPrefixes: ['10.2.1.0/24'], nextHopType: 'VirtualAppliance', nextHopIpAddresses: ['10.0.1.4'] },
    { source: 'Default', state: 'Active', addressPrefixes: ['10.0.0.0/8'], nextHopType: 'None', nextHopIpAddresses: [] },
  ];
  const common = { disableBgpRoutePropagation: false, hasBgpOverride: false, destinationServiceTags: [], tagMap: {} };
  expect(effectiveRoutes(it.world, it.nic('spoke1vm711_z1'))).toEqual([
    { ...common, name: 'tospoke2', source: 'User', state: 'Invalid', addressPrefix: ['10.2.1.0/24'], nextHopType: 'VirtualAppliance', nextHopIpAddress: ['10.0.1.4'] },
    { ...common, source: 'Default', state: 'Active', addressPrefix: ['10.0.0.0/8'], nextHopType: 'None', nextHopIpAddress: [] },
  ]);
  expect(ssh(it, 'spoke1vm', '10.2.1.4')).toMatchObject({ kind: 'lost', direction: 'there', cause: 'next-hop-none' });
});

test('overridden rules are answered, and apply to the packets', () => {
  const it = named('reference');
  const rule = { ...any, protocol: 'tcp', access: 'Deny', priority: 100, direction: 'Inbound', sourceAddressPrefixes: ['Cloud', '10.9.0.0/16'], destinationAddressPrefixes: ['*'], destinationPortRanges: ['22-22'] } as const;
  const seen = { ...rule, name: 'securityRules/DenyCloud', sourceAddressPrefixes: [...rule.sourceAddressPrefixes], destinationAddressPrefixes: [...rule.destinationAddressPrefixes], destinationPortRanges: [...rule.destinationPortRanges], expandedSourceAddressPrefixes: ['10.1.0.0/16'] };
  it.nic('spoke2vm819_z1').effectiveSecurityGroups = [{ networkSecurityGroup: '/subscriptions/s/nsg', association: 'subnet', rules: [seen] }];
  const [group] = effectiveSecurityGroups(it.world, it.nic('spoke2vm819_z1'));
  expect(group).toEqual({
    networkSecurityGroup: { id: '/subscriptions/s/nsg' },
    association: { subnet: { id: expect.stringMatching(/\/virtualNetworks\/bluespoke2-vnet1\/subnets\/bluespoke2-vnet1sub1$/) as string } },
    tagMap: {},
    effectiveSecurityRules: [
      {
        name: 'securityRules/DenyCloud',
        protocol: 'tcp',
        access: 'Deny',
        priority: 100,
        direction: 'Inbound',
        sourcePortRange: '0-65535',
        sourcePortRanges: ['0-65535'],
        destinationPortRange: '22-22',
        destinationPortRanges: ['22-22'],
        sourceAddressPrefixes: ['Cloud', '10.9.0.0/16'],
        expandedSourceAddressPrefix: ['10.1.0.0/16'],
        destinationAddressPrefix: '*',
        destinationAddressPrefixes: ['*'],
      },
    ],
  });
  expect(ssh(it, 'spoke1vm', '10.2.1.4')).toMatchObject({ kind: 'lost', direction: 'there', cause: 'security-rule', at: 'spoke2vm819_z1' });
});

test('without its overrides a network follows from the configuration again', () => {
  const it = named('nva-bgp');
  const [peer] = it.routeServer().bgpConnections;
  Object.assign(peer ?? {}, { learned: { RouteServiceRole_IN_0: [] } });
  Object.assign(it.nic('redvm1nic'), { effectiveRoutes: [], effectiveSecurityGroups: [] });
  dropOverrides(it.topology);
  expect(peer).not.toHaveProperty('learned');
  expect(it.nic('redvm1nic')).not.toHaveProperty('effectiveSecurityGroups');
  expect(effectiveRoutes(it.world, it.nic('redvm1nic')).length).toBeGreaterThan(1);
});

test('a firewall or a load balancer forwards, and is no machine', () => {
  const it = named('reference');
  it.subnet('bluehub-vnet1sub1').forwarders = [{ name: 'firewall', privateIPAddress: '10.0.0.68' }];
  for (const table of ['bluespoke1rt', 'bluespoke2rt']) for (const route of it.routeTable(table).routes) route.nextHopIpAddress = '10.0.0.68';
  expect(ssh(it, 'spoke1vm', '10.2.1.4')).toMatchObject({ kind: 'open', machine: { name: 'spoke2vm' } });
  expect(ssh(it, 'spoke1vm', '10.0.0.68')).toMatchObject({ kind: 'lost', cause: 'no-machine' });
});
