import { expect, test } from '@jest/globals';
import { readCloud } from './cloud-settings';
import { mistakesWith } from './testing/test-environment';

const address = 'an address that begins with https:// and holds no user name and no query';
const endpoint = { AZURE_RESOURCE_MANAGER_ENDPOINT: 'https://management.local.azurestack.external' };
const authority = { AZURE_AUTHORITY_HOST: 'https://login.local.azurestack.external/adfs' };

test.each([
  [undefined, 'AzurePublic'],
  ['azureusgovernment', 'AzureUSGovernment'],
  ['AzureChina', 'AzureChina'],
])('AZURE_CLOUD=%s is %s', (AZURE_CLOUD, cloud) => {
  expect(readCloud({ AZURE_CLOUD })).toEqual({ ok: true, value: { cloud } });
});

test('any other cloud is named by two addresses, taken without a slash at their end', () => {
  expect(readCloud({ AZURE_RESOURCE_MANAGER_ENDPOINT: 'https://localhost:8443/', ...authority })).toEqual({
    ok: true,
    value: { cloud: 'custom', resourceManagerEndpoint: 'https://localhost:8443', authorityHost: 'https://login.local.azurestack.external/adfs' },
  });
});

test.each([
  ['AzurePublic', 'https://login.microsoftonline.com/'],
  ['AzureUSGovernment', 'https://login.microsoftonline.us'],
  ['AzureChina', 'https://login.chinacloudapi.cn'],
  ['AzureChina', 'https://login.partner.microsoftonline.cn'],
])("%s's own AZURE_AUTHORITY_HOST, which Kubernetes sets, changes nothing", (AZURE_CLOUD, AZURE_AUTHORITY_HOST) => {
  expect(readCloud({ AZURE_CLOUD, AZURE_AUTHORITY_HOST })).toEqual({ ok: true, value: { cloud: AZURE_CLOUD } });
});

test.each([
  ['an unknown cloud', { AZURE_CLOUD: 'AzureGermany' }, ['AZURE_CLOUD is "AzureGermany"; expected AzurePublic, AzureUSGovernment or AzureChina.']],
  ['a cloud and an endpoint', { AZURE_CLOUD: 'AzurePublic', ...endpoint, ...authority }, ['AZURE_CLOUD is set beside AZURE_RESOURCE_MANAGER_ENDPOINT; expected one of the two.']],
  ['an endpoint alone', endpoint, [`AZURE_AUTHORITY_HOST is not set, but AZURE_RESOURCE_MANAGER_ENDPOINT is; expected ${address}.`]],
  [
    'an authority host alone',
    authority,
    ['AZURE_AUTHORITY_HOST is "https://login.local.azurestack.external/…", which is not where AzurePublic issues tokens; expected AZURE_RESOURCE_MANAGER_ENDPOINT beside it, or the AZURE_CLOUD that it belongs to.'],
  ],
  ['plain http', { AZURE_RESOURCE_MANAGER_ENDPOINT: 'http://localhost:8443', ...authority }, [`AZURE_RESOURCE_MANAGER_ENDPOINT is "http://localhost:8443"; expected ${address}.`]],
  ['no address', { ...endpoint, AZURE_AUTHORITY_HOST: 'login' }, [`AZURE_AUTHORITY_HOST is "login"; expected ${address}.`]],
  ['a query', { ...endpoint, AZURE_AUTHORITY_HOST: 'https://login?tenant=x' }, [`AZURE_AUTHORITY_HOST is a value that is not shown, for it may hold a secret; expected ${address}.`]],
  ['an address that is wrong twice', { ...endpoint, AZURE_AUTHORITY_HOST: 'http://login?tenant=x' }, [`AZURE_AUTHORITY_HOST is a value that is not shown, for it may hold a secret; expected ${address}.`]],
  [
    'a password in an address',
    { AZURE_RESOURCE_MANAGER_ENDPOINT: 'https://me:hunter2@localhost', ...authority },
    [`AZURE_RESOURCE_MANAGER_ENDPOINT is a value that is not shown, for it may hold a secret; expected ${address}.`],
  ],
])('%s is refused', (_, env, messages) => {
  expect(mistakesWith(env)).toEqual(messages);
});

test('further hosts of Azure Resource Manager are names, each with a port at most', () => {
  expect(readCloud({ AZURE_RESOURCE_MANAGER_HOSTS: 'a.example, b.example:8443' })).toEqual({ ok: true, value: { cloud: 'AzurePublic', furtherHosts: ['a.example', 'b.example:8443'] } });
  expect(readCloud({ AZURE_RESOURCE_MANAGER_HOSTS: 'a.example https://b.example *.example' })).toMatchObject({
    ok: false,
    mistakes: [{ wrong: 'holds "https://b.example"' }, { wrong: 'holds "*.example"', expected: 'the names of hosts, each with a port if it is not 443, separated by commas or spaces' }],
  });
});
