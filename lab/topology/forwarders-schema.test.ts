import { mistakesWith } from './testing/reference-file';

test.each<[string, string, Record<string, unknown>, string]>([
  [
    'rules of a firewall that is none',
    'virtualNetworks[0].subnets[0]',
    { forwarders: [{ name: 'f', privateIPAddress: '10.0.0.4', kind: 'load-balancer', allows: [] }] },
    'virtualNetworks[0].subnets[0].forwarders[0].allows: belongs to the kind firewall, and to no other forwarder',
  ],
  [
    'a group of what is no resource',
    'virtualNetworks[0].subnets[0]',
    { forwarders: [{ name: 'f', privateIPAddress: '10.0.0.4', resourceGroup: 'rg' }] },
    'virtualNetworks[0].subnets[0].forwarders[0].resourceGroup: belongs to the kind firewall, load-balancer, routing-appliance, and to no other forwarder',
  ],
  [
    'a port with all protocols',
    'virtualNetworks[0].subnets[0]',
    { forwarders: [{ name: 'f', privateIPAddress: '10.0.0.4', kind: 'load-balancer', rules: [{ protocol: 'All', frontendPort: 22 }] }] },
    'virtualNetworks[0].subnets[0].forwarders[0].rules[0].frontendPort: port 0 belongs to the protocol All, and to no other',
  ],
  [
    'a probe of what is no load balancer',
    'virtualNetworks[0].subnets[0]',
    { forwarders: [{ name: 'f', privateIPAddress: '10.0.0.4', kind: 'routing-appliance', probe: 'none' }] },
    'virtualNetworks[0].subnets[0].forwarders[0].probe: belongs to the kind load-balancer, and to no other forwarder',
  ],
  [
    'a tag at a firewall',
    'virtualNetworks[0].subnets[0]',
    { forwarders: [{ name: 'f', privateIPAddress: '10.0.0.4', kind: 'firewall', allows: [{ name: 'r', sourceAddressPrefixes: ['Internet'] }] }] },
    'virtualNetworks[0].subnets[0].forwarders[0].allows[0].sourceAddressPrefixes[0]: "Internet" is no prefix, no address and not "*"',
  ],
  [
    'a wrong backend',
    'virtualNetworks[0].subnets[0]',
    { forwarders: [{ name: 'f', privateIPAddress: '10.0.0.4', kind: 'load-balancer', backends: ['x'] }] },
    'virtualNetworks[0].subnets[0].forwarders[0].backends[0]: there is no network interface "x"',
  ],
  [
    'a backend in another network',
    'virtualNetworks[0].subnets[0]',
    { forwarders: [{ name: 'f', privateIPAddress: '10.0.0.4', kind: 'load-balancer', backends: ['spoke1vm711_z1'] }] },
    'virtualNetworks[0].subnets[0].forwarders[0].backends[0]: "spoke1vm711_z1" lies outside bluehub-vnet1, the network of the load balancer',
  ],
  [
    'two firewalls of one name',
    'virtualNetworks[0].subnets[0]',
    { forwarders: ['10.0.0.4', '10.0.0.5'].map((privateIPAddress) => ({ name: 'f', privateIPAddress, kind: 'firewall' })) },
    'virtualNetworks[0].subnets[0].forwarders[1]: there is another "f" in the resource group bluehubrg',
  ],
])('%s is named with its place', (_, place, change, mistake) => {
  expect(mistakesWith(place, change)).toEqual([mistake]);
});
