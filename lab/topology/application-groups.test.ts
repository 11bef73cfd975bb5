import { mistakesWith } from './testing/reference-file';

const groups = [{ name: 'web', resourceGroup: 'bluehubrg', location: 'eastasia' }];
const rule = { name: 'r', priority: 100, direction: 'Inbound', access: 'Deny' };
const withRule = (more: object): Record<string, unknown> => ({ applicationSecurityGroups: groups, networkSecurityGroups: [{ name: 'nsg', resourceGroup: 'bluehubrg', location: 'eastasia', rules: [{ ...rule, ...more }] }] });

test.each<[string, Record<string, unknown>, readonly string[]]>([
  ['a rule with a group that is there', withRule({ sourceApplicationSecurityGroups: ['web'], destinationApplicationSecurityGroups: ['web'] }), []],
  ['a group beside the other side’s prefixes', withRule({ sourceApplicationSecurityGroups: ['web'], destinationAddressPrefixes: ['10.0.0.0/8'] }), []],
  ['a rule as it is once it was read', withRule({ sourceApplicationSecurityGroups: ['web'], sourceAddressPrefixes: [] }), []],
  ['a wrong group', withRule({ sourceApplicationSecurityGroups: ['x'] }), ['networkSecurityGroups[0].rules[0].sourceApplicationSecurityGroups[0]: there is no application security group "x"']],
  [
    'a group beside prefixes',
    withRule({ destinationApplicationSecurityGroups: ['web'], destinationAddressPrefixes: ['*'] }),
    ['networkSecurityGroups[0].rules[0].destinationAddressPrefixes: a rule has prefixes or application security groups on one side, not both'],
  ],
  ['neither', withRule({ sourceAddressPrefixes: [] }), ['networkSecurityGroups[0].rules[0].sourceAddressPrefixes: is empty']],
  [
    'two of one name',
    { applicationSecurityGroups: [...groups, ...groups] },
    ['applicationSecurityGroups[1]: there is another "web" in the resource group bluehubrg'],
  ],
])('of %s are named: the mistakes', (_, change, mistakes) => {
  expect(mistakesWith('', change)).toEqual(mistakes);
});

test.each<[string, string[][], readonly string[]]>([
  ['that is not there', [['x'], []], ['networkInterfaces[0].applicationSecurityGroups[0]: there is no application security group "x"']],
  ['with a member in another network', [['web'], ['web']], ['networkInterfaces[1].applicationSecurityGroups[0]: spoke2vm819_z1 lies in another network than the other members of "web", bluespoke1-vnet1']],
])('a NIC in a group %s is named with its place', (_, members, mistakes) => {
  const nics = members.map((applicationSecurityGroups, index) => ({
    ...{ name: index === 0 ? 'spoke1vm711_z1' : 'spoke2vm819_z1', resourceGroup: index === 0 ? 'bluespoke1rg' : 'bluespoke2rg', location: 'eastasia' },
    ...{ subnet: index === 0 ? 'bluespoke1-vnet1/bluespoke1-vnet1sub1' : 'bluespoke2-vnet1/bluespoke2-vnet1sub1', privateIPAddresses: [index === 0 ? '10.1.1.4' : '10.2.1.4'] },
    applicationSecurityGroups,
  }));
  expect(mistakesWith('', { applicationSecurityGroups: groups, networkInterfaces: nics })).toEqual(mistakes);
});
