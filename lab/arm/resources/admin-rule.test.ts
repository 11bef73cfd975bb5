import { armWithoutAPort } from '../testing/arm-without-a-port';
import { hubNetwork, spokeNetwork } from '../testing/estate';

const rulesOf = (network: string): unknown => armWithoutAPort().ask('POST', `${network}/listNetworkManagerEffectiveSecurityAdminRules`).body;

test('the security admin rules of a network are shown with any as * and 0-65535, and a tag as one', () => {
  expect(rulesOf(`${spokeNetwork}/virtualNetworks/spoke`)).toMatchObject({
    value: [
      { kind: 'Custom', properties: { access: 'Deny', priority: 10, direction: 'Inbound', protocol: 'Tcp', sources: [{ addressPrefix: '*', addressPrefixType: 'IPPrefix' }], sourcePortRanges: ['0-65535'], destinationPortRanges: ['23'] } },
      { properties: { access: 'AlwaysAllow', sources: [{ addressPrefix: '10.0.0.0/8', addressPrefixType: 'IPPrefix' }] } },
      { properties: { access: 'Allow', protocol: 'Any', destinations: [{ addressPrefix: 'Internet', addressPrefixType: 'ServiceTag' }] } },
    ],
  });
});

test('a network that no Network Manager manages has none', () => {
  expect(rulesOf(`${hubNetwork}/virtualNetworks/hub`)).toEqual({ value: [] });
});

test('the action is one of its own', () => {
  const arm = armWithoutAPort();
  arm.denied.push({ action: 'Microsoft.Network/virtualNetworks/listNetworkManagerEffectiveSecurityAdminRules/action' });
  expect(arm.ask('POST', `${hubNetwork}/virtualNetworks/hub/listNetworkManagerEffectiveSecurityAdminRules`)).toMatchObject({ status: 403, body: { error: { code: 'AuthorizationFailed' } } });
  expect(arm.get(`${hubNetwork}/virtualNetworks/hub`).status).toBe(200);
});
