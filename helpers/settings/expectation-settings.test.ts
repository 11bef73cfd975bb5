import { expect, test } from '@jest/globals';
import { withoutFile } from '../estate/expectations';
import { readExpectations } from './expectation-settings';
import { mistakesWith } from './testing/test-environment';

const transit = 'route-server, gateway, or IP addresses without prefix length, separated by commas or spaces';
const pairs = 'auto, all, ring, or sample:N with a whole number from 1 to 1000000';

test('with nothing set, the Route Server is the transit and Azure has two minutes to settle', () => {
  expect(readExpectations({})).toEqual({
    ok: true,
    value: { expectations: { transit: { kind: 'route-server' }, routeServerSubnetMinPrefix: 27, allowSpokePeering: false, branchToBranch: 'on', remoteGateways: 'required', forwardedTraffic: 'required', sshPort: 22, sshPairs: { kind: 'auto', seed: '1' }, ...withoutFile }, convergenceTimeoutMs: 120_000,
    surveyTimeoutMs: 900_000, operationTimeoutMs: 600_000 },
  });
});

test.each([
  ['route-server', { kind: 'route-server' }],
  ['Gateway', { kind: 'gateway' }],
  ['10.0.2.4', { kind: 'addresses', addresses: ['10.0.2.4'] }],
  ['10.0.2.4, 10.0.2.5 10.0.2.4\nfd00::4', { kind: 'addresses', addresses: ['10.0.2.4', '10.0.2.5', 'fd00::4'] }],
])('TRANSIT=%j is understood', (TRANSIT, expected) => {
  expect(readExpectations({ TRANSIT })).toMatchObject({ value: { expectations: { transit: expected } } });
});

test.each([
  ['auto', { kind: 'auto' }],
  ['ALL', { kind: 'all' }],
  ['ring', { kind: 'ring' }],
  [' sample:1 ', { kind: 'sample', size: 1 }],
  ['Sample:1000000', { kind: 'sample', size: 1_000_000 }],
])('SSH_PAIRS=%j is understood, with a seed that stays the same unless another one is given', (SSH_PAIRS, expected) => {
  expect(readExpectations({ SSH_PAIRS })).toMatchObject({ value: { expectations: { sshPairs: { ...expected, seed: '1' } } } });
  expect(readExpectations({ SSH_PAIRS, SSH_PAIRS_SEED: '2026-07-01' })).toMatchObject({ value: { expectations: { sshPairs: { ...expected, seed: '2026-07-01' } } } });
});

test('limits, both ends included, and switches in any case are understood', () => {
  expect(readExpectations({ ROUTE_SERVER_SUBNET_MIN_PREFIX: ' 8 ', CONVERGENCE_TIMEOUT: '0', ALLOW_SPOKE_PEERING: 'True' })).toMatchObject({
    value: { expectations: { routeServerSubnetMinPrefix: 8, allowSpokePeering: true }, convergenceTimeoutMs: 0 },
  });
  expect(readExpectations({ ROUTE_SERVER_SUBNET_MIN_PREFIX: '29', CONVERGENCE_TIMEOUT: '3600', ALLOW_SPOKE_PEERING: 'false' })).toMatchObject({
    value: { expectations: { routeServerSubnetMinPrefix: 29, allowSpokePeering: false }, convergenceTimeoutMs: 3_600_000 },
  });
});

test.each([
  ['ROUTE_SERVER_SUBNET_MIN_PREFIX', '7', 'is "7"; expected a whole number from 8 to 29'],
  ['ROUTE_SERVER_SUBNET_MIN_PREFIX', '30', 'is "30"; expected a whole number from 8 to 29'],
  ['ROUTE_SERVER_SUBNET_MIN_PREFIX', '/27', 'is "/27"; expected a whole number from 8 to 29'],
  ['ROUTE_SERVER_SUBNET_MIN_PREFIX', '27.5', 'is "27.5"; expected a whole number from 8 to 29'],
  ['CONVERGENCE_TIMEOUT', '-1', 'is "-1"; expected a whole number of seconds from 0 to 3600'],
  ['CONVERGENCE_TIMEOUT', '3601', 'is "3601"; expected a whole number of seconds from 0 to 3600'],
  ['CONVERGENCE_TIMEOUT', '2m', 'is "2m"; expected a whole number of seconds from 0 to 3600'],
  ['CONVERGENCE_TIMEOUT', '1e2', 'is "1e2"; expected a whole number of seconds from 0 to 3600'],
  ['OPERATION_TIMEOUT', '0', 'is "0"; expected a whole number of seconds from 1 to 86400'],
  ['OPERATION_TIMEOUT', '10m', 'is "10m"; expected a whole number of seconds from 1 to 86400'],
  ['SSH_PAIRS', 'some', `is "some"; expected ${pairs}`],
  ['SSH_PAIRS', 'sample', `is "sample"; expected ${pairs}`],
  ['SSH_PAIRS', 'sample:0', `is "sample:0"; expected ${pairs}`],
  ['SSH_PAIRS', 'sample:1000001', `is "sample:1000001"; expected ${pairs}`],
  ['SSH_PAIRS', 'sample:10:7', `is "sample:10:7"; expected ${pairs}`],
  ['SSH_PAIRS_SEED', 'a b', 'is "a b"; expected a word of letters, digits and ._:-, of 64 characters at most'],
  ['ALLOW_SPOKE_PEERING', 'yes', 'is "yes"; expected true or false'],
  ['ALLOW_SPOKE_PEERING', '1', 'is "1"; expected true or false'],
  ['TRANSIT', 'nva', `is "nva", which is no IP address; expected ${transit}`],
  ['TRANSIT', '10.0.2.0/24', `is "10.0.2.0/24", which is no IP address; expected ${transit}`],
  ['TRANSIT', '10.0.2.04', `is "10.0.2.04", which is no IP address; expected ${transit}`],
  ['TRANSIT', 'gateway,10.0.2.4', `holds "gateway", which is no IP address; expected ${transit}`],
  ['TRANSIT', ',', `is ",", which names nothing; expected ${transit}`],
])('%s=%s is refused', (variable, value, message) => {
  expect(mistakesWith({ [variable]: value })).toEqual([`${variable} ${message}.`]);
});
