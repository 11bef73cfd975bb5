import { hubId, recordedJson } from './testing/recorded';
import { loadSurvey, parseSurvey, SurveyError } from './survey-file';

function mistakesOf(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof SurveyError) return error.mistakes;
    throw error;
  }
  return [];
}

test('a survey that `verify` wrote has no mistakes', () => {
  expect(mistakesOf(() => parseSurvey(recordedJson()))).toEqual([]);
});

test.each<[string, Record<string, unknown>, string[]]>([
  ['another format', { format: 2 }, ['format: 2 is none of 1']],
  ['an id that is none', { hubId: 'bluehub-vnet1' }, ['hubId: "bluehub-vnet1" is no resource id']],
  ['a missing part', { gateways: undefined }, ['gateways: is missing']],
  ['a network without a region', { virtualNetworks: { [hubId]: { status: 'read', value: { id: hubId, name: 'hub', addressPrefixes: [], subnets: [], peerings: [] } } } }, [`virtualNetworks["${hubId}"].value.location: is missing`]],
  ['a prefix that is none', { virtualNetworks: { [hubId]: { status: 'read', value: { id: hubId, name: 'hub', location: 'x', addressPrefixes: ['10.0.0.4/8'], subnets: [], peerings: [] } } } }, [`virtualNetworks["${hubId}"].value.addressPrefixes[0]: "10.0.0.4/8" is no prefix`]],
  ['a key that is no id', { routeTables: { rt: { status: 'read', value: {} } } }, ['routeTables.rt: "rt" is no resource id']],
  ['a transit that is none', { expectations: { transit: { kind: 'firewall' }, routeServerSubnetMinPrefix: 27, allowSpokePeering: false, sshChecks: true } }, ["expectations.transit.kind: Invalid discriminator value. Expected 'route-server' | 'gateway' | 'addresses'"]],
])('%s is named with its place', (_, change, mistakes) => {
  expect(mistakesOf(() => parseSurvey({ ...recordedJson(), ...change }))).toEqual(mistakes);
});

test('what a later version may add is left alone', () => {
  expect(mistakesOf(() => parseSurvey({ ...recordedJson(), weather: 'fine' }))).toEqual([]);
});

test('a missing file is reported with its path', () => {
  expect(mistakesOf(() => loadSurvey('/nowhere/survey.json'))).toEqual(["/nowhere/survey.json: ENOENT: no such file or directory, open '/nowhere/survey.json'"]);
});
