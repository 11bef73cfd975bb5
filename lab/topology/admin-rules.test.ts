import { mistakesWith } from './testing/reference-file';

const rule = { name: 'r', priority: 1, direction: 'Inbound', access: 'Deny' };

test.each<[string, object[], string]>([
  ['a priority that none has', [{ ...rule, priority: 4097 }], 'virtualNetworks[0].adminRules[0].priority: Too big: expected number to be <=4096'],
  ['a tag that no admin rule has here', [{ ...rule, sourceAddressPrefixes: ['VirtualNetwork'] }], 'virtualNetworks[0].adminRules[0].sourceAddressPrefixes[0]: "VirtualNetwork" is no prefix, no address, not "*" and not the tag Internet'],
  ['an access that none has', [{ ...rule, access: 'Always' }], 'virtualNetworks[0].adminRules[0].access: "Always" is none of Allow, Deny, AlwaysAllow'],
  ['two of one name', [rule, { ...rule, priority: 2 }], 'virtualNetworks[0].adminRules[1]: there is another "r"'],
])('%s is named with its place', (_, adminRules, mistake) => {
  expect(mistakesWith('virtualNetworks[0]', { adminRules })).toEqual([mistake]);
});
