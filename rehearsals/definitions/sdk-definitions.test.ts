import { beforeAll, describe, expect, test } from '@jest/globals';
import { operations } from '../../lab/arm/operations';
import { armWithoutAPort } from '../../lab/arm/testing/arm-without-a-port';
import { hubGroup, hubNetwork, hubSubscription, spokeNetwork } from '../../lab/arm/testing/estate';
import { loadDefinitions, type DefinitionsJudge, type Difference } from './definitions';
import { loadSdkDefinitions, operationsOfTheSdk } from './sdk-definitions';
import { describeDefined } from './testing/describe-defined';

const set = `${hubGroup}/providers/Microsoft.Compute/virtualMachineScaleSets/appliances`;

/** Where the estate has an answer to each. */
const places: Readonly<Record<string, string>> = {
  AzureFirewalls_Get: `${hubNetwork}/azureFirewalls/firewall`,
  AzureFirewalls_List: `${hubNetwork}/azureFirewalls`,
  AzureFirewalls_ListAll: `/subscriptions/${hubSubscription}/providers/Microsoft.Network/azureFirewalls`,
  ListNetworkManagerEffectiveSecurityAdminRules: `${spokeNetwork}/virtualNetworks/spoke/listNetworkManagerEffectiveSecurityAdminRules`,
  NetworkInterfaces_GetVirtualMachineScaleSetNetworkInterface: `${set}/virtualMachines/0/networkInterfaces/nic`,
  NetworkInterfaces_ListVirtualMachineScaleSetNetworkInterfaces: `${set}/networkInterfaces`,
  NetworkInterfaces_ListVirtualMachineScaleSetVMNetworkInterfaces: `${set}/virtualMachines/0/networkInterfaces`,
  VirtualMachineScaleSets_Get: set,
  VirtualMachineScaleSets_List: set.replace(/\/\w+$/, ''),
  VirtualMachineScaleSets_ListAll: `/subscriptions/${hubSubscription}/providers/Microsoft.Compute/virtualMachineScaleSets`,
  VirtualMachineScaleSetVMs_Get: `${set}/virtualMachines/0?$expand=instanceView`,
  VirtualMachineScaleSetVMs_GetInstanceView: `${set}/virtualMachines/0/instanceView`,
  VirtualMachineScaleSetVMs_List: `${set}/virtualMachines`,
  VirtualNetworkAppliances_Get: `${hubNetwork}/virtualNetworkAppliances/router`,
  VirtualNetworkAppliances_List: `${hubNetwork}/virtualNetworkAppliances`,
  VirtualNetworkAppliances_ListAll: `/subscriptions/${hubSubscription}/providers/Microsoft.Network/virtualNetworkAppliances`,
};

const names = Object.keys(operationsOfTheSdk);

const methodOf = (name: string): string => operations.find((operation) => operation.name === name)?.method ?? '';

let judge: DefinitionsJudge;
beforeAll(async () => {
  judge = await loadSdkDefinitions();
});

function url(name: string): string {
  const place = places[name] ?? '';
  return `${place}${place.includes('?') ? '&' : '?'}api-version=2025-05-01`;
}

describe('By Microsoft’s own clients', () => {
  test.each(names)('what the lab answers is an answer: %s', async (name) => {
    const { status, body } = armWithoutAPort().ask(methodOf(name), url(name));
    expect(status).toBe(200);
    expect(JSON.stringify(body)).toMatch(/"properties":|"statuses":/);
    expect(await judge({ method: methodOf(name), url: url(name), status, headers: {}, body })).toEqual({ operation: name, differences: [] });
  });

  test.each(names)('a refusal is one: %s', async (name) => {
    const arm = armWithoutAPort();
    arm.denied.push({ action: '*' });
    const { status, body } = arm.ask(methodOf(name), url(name));
    expect(status).toBe(403);
    expect(await judge({ method: methodOf(name), url: url(name), status, headers: {}, body })).toEqual({ operation: name, differences: [] });
  });

  const firewall = (properties: object, more: object = {}): Promise<{ differences: readonly Difference[] }> =>
    judge({ method: 'GET', url: url('AzureFirewalls_Get'), status: 200, headers: {}, body: { id: 'i', name: 'n', properties, ...more } });

  test.each<[string, object, object, string]>([
    ['a property that is not known', { colour: 'blue' }, {}, 'OBJECT_ADDITIONAL_PROPERTIES $.properties.colour'],
    ['… nor known in a list', { ipConfigurations: [{}, { properties: { colour: 'blue' } }] }, {}, 'OBJECT_ADDITIONAL_PROPERTIES $.properties.ipConfigurations[1].properties.colour'],
    ['… where a client lifts it up to', {}, { threatIntelMode: 'Alert' }, 'OBJECT_ADDITIONAL_PROPERTIES $.threatIntelMode'],
    ['text for a number', { networkRuleCollections: [{ properties: { priority: '100' } }] }, {}, 'INVALID_TYPE $.properties.networkRuleCollections[0].properties.priority'],
    ['a list for an object', { sku: [] }, {}, 'INVALID_TYPE $.properties.sku'],
    ['one for a list', { ipConfigurations: {} }, {}, 'INVALID_TYPE $.properties.ipConfigurations'],
    ['null', { sku: null }, {}, 'INVALID_TYPE $.properties.sku'],
    ['a value of another kind in a dictionary', {}, { tags: { a: 1 } }, 'INVALID_TYPE $.tags.a'],
  ])('wrong is %s', async (_, properties, more, difference) => {
    const { differences } = await firewall(properties, more);
    expect(differences.map(({ code, place }) => `${code} ${place}`)).toEqual([difference]);
  });

  test('wrong is a value without what it must have, be it of a family or not', async () => {
    const name = 'ListNetworkManagerEffectiveSecurityAdminRules';
    const rules = (...value: object[]) => judge({ method: 'POST', url: url(name), requestBody: {}, status: 200, headers: {}, body: { value } });
    expect(await rules({ kind: 'Custom', properties: { access: 'Deny' } }, { kind: 'Default', properties: { flag: 'f' } })).toEqual({ operation: name, differences: [] });
    const { differences } = await rules({ properties: {} }, { kind: 'Default', properties: { colour: 'blue' } }, { kind: 'Custom', ruleCollectionAppliesToGroups: [{}] });
    expect(differences.map(({ code, place }) => `${code} ${place}`)).toEqual([
      'OBJECT_MISSING_REQUIRED_PROPERTY $.value[0].kind',
      'OBJECT_ADDITIONAL_PROPERTIES $.value[0].properties',
      'OBJECT_ADDITIONAL_PROPERTIES $.value[1].properties.colour',
      'OBJECT_MISSING_REQUIRED_PROPERTY $.value[2].ruleCollectionAppliesToGroups[0].networkGroupId',
    ]);
    const body = { method: 'POST', url: url(name), requestBody: { colour: 'blue' }, status: 200, headers: {}, body: {} };
    expect(await judge(body)).toMatchObject({ differences: [{ code: 'OBJECT_ADDITIONAL_PROPERTIES', in: 'request', place: '$.colour' }] });
  });

  test('wrong are another status, an unknown parameter, and an operation that is not in the list', async () => {
    const said = { method: 'GET', url: url('AzureFirewalls_Get'), status: 204, headers: {} };
    expect(await judge(said)).toMatchObject({ differences: [{ code: 'INVALID_RESPONSE_CODE' }] });
    expect(await judge({ ...said, url: `${said.url}&$colour=blue`, status: 200, body: {} })).toMatchObject({ differences: [{ code: 'UNKNOWN_PARAMETER', in: 'request' }] });
    expect(await judge({ ...said, method: 'PUT' })).toMatchObject({ differences: [{ code: 'UNKNOWN_OPERATION' }] });
  });
});

describeDefined('By the published definitions', () => {
  let published: DefinitionsJudge;
  beforeAll(async () => {
    published = await loadDefinitions(process.env, { alone: true });
  }, 30_000);

  test.each(names)('nothing is known of what is in the list: %s', async (name) => {
    expect(await published({ method: methodOf(name), url: url(name), status: 200, headers: {}, body: {} })).toMatchObject({ differences: [{ code: 'UNKNOWN_OPERATION' }] });
  });
});
