import { expect, test } from '@jest/globals';
import { readDeployment } from './deployment-settings';
import { mistakesWith, networkId, routeServerId, subscriptionId } from './testing/test-environment';

/** Of an id only the last 40 characters are shown. */
const shown = (id: string): string => `…${id.slice(-40)}`;

const network = 'the id of a virtual network (/subscriptions/GUID/resourceGroups/GROUP/providers/Microsoft.Network/virtualNetworks/NAME)';
const networks = 'the ids of virtual networks (/subscriptions/GUID/resourceGroups/GROUP/providers/Microsoft.Network/virtualNetworks/NAME), each once, separated by commas or spaces';
const routeServer = 'the id of a Route Server (/subscriptions/GUID/resourceGroups/GROUP/providers/Microsoft.Network/virtualHubs/NAME)';

const [hub, spoke1, spoke2] = [networkId(1, 'hub'), networkId(2, 'spoke1'), networkId(3, 'spoke2')];

test('the hub alone is enough: spokes and Route Server are then found through it', () => {
  expect(readDeployment({ HUB_VNET_ID: hub })).toEqual({ ok: true, value: { hubId: hub } });
});

test.each([
  ['commas', `${spoke1},${spoke2}`],
  ['spaces', ` ${spoke1}  ${spoke2} `],
  ['newlines', `${spoke1}\n${spoke2}\n`],
  ['all of them', `${spoke1},\r\n\t${spoke2},`],
])('the ids of spokes may be separated by %s', (_, SPOKE_VNET_IDS) => {
  expect(readDeployment({ HUB_VNET_ID: hub, SPOKE_VNET_IDS })).toEqual({ ok: true, value: { hubId: hub, spokeIds: [spoke1, spoke2] } });
});

test('ids are taken in any case and keep their spelling', () => {
  const shouted = { HUB_VNET_ID: hub.toUpperCase(), ROUTE_SERVER_ID: routeServerId(1).toUpperCase() };
  expect(readDeployment(shouted)).toEqual({ ok: true, value: { hubId: hub.toUpperCase(), routeServerId: routeServerId(1).toUpperCase() } });
});

test.each([
  ['unset', undefined, `HUB_VNET_ID is not set; expected ${network}.`],
  ['empty', '', `HUB_VNET_ID is not set; expected ${network}.`],
  ['blank', ' \n', `HUB_VNET_ID is not set; expected ${network}.`],
  ['a name', 'bluehub-vnet1', `HUB_VNET_ID is "bluehub-vnet1", which is no resource id; expected ${network}.`],
  ['cut short', '/subscriptions/x/resourceGroups/rg', `HUB_VNET_ID is "/subscriptions/x/resourceGroups/rg", which is no resource id; expected ${network}.`],
  ['a subnet', `${hub}/subnets/sub1`, `HUB_VNET_ID is "${shown(hub + '/subnets/sub1')}", which is the id of a Microsoft.Network/virtualNetworks/subnets; expected ${network}.`],
  ['a Route Server', routeServerId(1), `HUB_VNET_ID is "${shown(routeServerId(1))}", which is the id of a Microsoft.Network/virtualHubs; expected ${network}.`],
  [
    'a placeholder',
    hub.replace(subscriptionId(1), 'my-subscription'),
    `HUB_VNET_ID is "${shown(hub.replace(subscriptionId(1), 'my-subscription'))}", whose subscription is no GUID; expected ${network}.`,
  ],
])('the id of the hub is refused when it is %s', (_, HUB_VNET_ID, message) => {
  expect(mistakesWith({ HUB_VNET_ID })).toEqual([message]);
});

test('every wrong id among the spokes is named', () => {
  expect(mistakesWith({ SPOKE_VNET_IDS: `spoke1,${spoke1},${routeServerId(2)}` })).toEqual([
    `SPOKE_VNET_IDS holds "spoke1", which is no resource id; expected ${networks}.`,
    `SPOKE_VNET_IDS holds "${shown(routeServerId(2))}", which is the id of a Microsoft.Network/virtualHubs; expected ${networks}.`,
  ]);
});

test('a list of spokes without an entry is refused, as it would judge nothing', () => {
  expect(mistakesWith({ SPOKE_VNET_IDS: ' , ' })).toEqual([`SPOKE_VNET_IDS is ","; expected ${networks}.`]);
});

test('a spoke that is named again in another case is named twice', () => {
  expect(mistakesWith({ SPOKE_VNET_IDS: [spoke1, spoke2, spoke1.toUpperCase()].join(' ') })).toEqual([
    `SPOKE_VNET_IDS holds "${shown(spoke1.toUpperCase())}" more than once; expected ${networks}.`,
  ]);
});

test('a spoke that is named three times is told once', () => {
  expect(mistakesWith({ SPOKE_VNET_IDS: [spoke1, spoke1, spoke1].join(' ') })).toEqual([`SPOKE_VNET_IDS holds "${shown(spoke1)}" more than once; expected ${networks}.`]);
});

test('the hub is no spoke of its own', () => {
  expect(mistakesWith({ SPOKE_VNET_IDS: `${spoke1} ${hub.toLowerCase()}` })).toEqual([`SPOKE_VNET_IDS holds "${shown(hub.toLowerCase())}", which is the hub; expected ${networks}.`]);
});

test('the id of the Route Server must be one of a virtualHubs resource', () => {
  expect(mistakesWith({ ROUTE_SERVER_ID: hub })).toEqual([`ROUTE_SERVER_ID is "${shown(hub)}", which is the id of a Microsoft.Network/virtualNetworks; expected ${routeServer}.`]);
});

test("the Route Server must be in the hub's subscription", () => {
  expect(mistakesWith({ ROUTE_SERVER_ID: routeServerId(2) })).toEqual([
    `ROUTE_SERVER_ID is in subscription ${subscriptionId(2)}, and the hub in ${subscriptionId(1)}; expected the id of a Route Server in the hub's subscription.`,
  ]);
});
