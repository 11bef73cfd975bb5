import { describe, expect, test } from '@jest/globals';
import { read, unread } from './reading';
import type { BgpConnection } from './survey';
import { partNames, readingAt, readingsOf, routeServerRef, spelledId } from './survey-parts';
import { deployment, throttled } from './testing/reference-deployment';
import { hubId, routeServerId, spoke1, spoke2 } from './testing/reference-network';

const lower = (text: string): string => text.toLowerCase();

const peer = (name: string, learnedRoutes: BgpConnection['learnedRoutes']): BgpConnection => ({
  id: `${routeServerId}/bgpConnections/${name}`,
  name,
  provisioningState: 'Succeeded',
  peerIp: '10.0.2.4',
  peerAsn: 65001,
  learnedRoutes,
});

const routeServerKey = lower(`${hubId}/subnets/RouteServerSubnet`);

/** `part last/segments/of/key: status`. */
const told = (survey: Parameters<typeof readingsOf>[0]): string[] =>
  readingsOf(survey).map(({ ref, reading }) => `${ref.of} ${ref.key.split('/').at(-1) ?? ''}: ${reading.status}`);

describe('The parts', () => {
  test('are all that a survey holds beside its head', () => {
    const head = ['format', 'startedAt', 'finishedAt', 'hubId', 'spokeIds', 'spokesFrom'];
    const names = Object.keys(deployment().survey).filter((name) => !head.includes(name));
    expect([...names].sort()).toEqual([...partNames].sort());
  });
});

describe('All readings of a survey', () => {
  test('are told part by part, each with the key by which it is read again', () => {
    expect(told(deployment().survey)).toEqual([
      'routeServer routeserversubnet: read',
      'routeServer routeserversubnet: read',
      'virtualNetworks bluehub-vnet1: read',
      'virtualNetworks bluespoke1-vnet1: read',
      'virtualNetworks bluespoke2-vnet1: read',
      ...[spoke1, spoke2].map(({ routeTable }) => `routeTables ${lower(routeTable.split('/').at(-1) ?? '')}: read`),
      'networkInterfaces spoke1vm711_z1: read',
      'networkInterfaces spoke2vm819_z1: read',
      ...[spoke1, spoke2].map(({ vm }) => `virtualMachines ${lower(vm.split('/').at(-1) ?? '')}: read`),
      'effectiveRoutes spoke1vm711_z1: read',
      'effectiveRoutes spoke2vm819_z1: read',
      'effectiveSecurityGroups spoke1vm711_z1: read',
      'effectiveSecurityGroups spoke2vm819_z1: read',
    ]);
  });

  test('include the BGP connections and each peer’s learned routes, which are read again with the Route Server', () => {
    const problem = throttled('/nva2/learnedRoutes');
    const peers = read([peer('nva1', read({})), peer('nva2', unread(problem))]);
    const { survey } = deployment(({ routeServer }) => Object.assign(routeServer ?? {}, { bgpConnections: peers }));
    const ofRouteServer = readingsOf(survey).filter(({ ref }) => ref.of === 'routeServer');
    const ref = { of: 'routeServer', key: routeServerKey };
    const readings = [survey.routeServer, peers, read({}), unread(problem)];
    expect(ofRouteServer).toEqual(readings.map((reading) => ({ ref, reading })));
  });

  test('have one of the Route Server where there is none, and where it was not read', () => {
    const without = deployment((draft) => void (draft.routeServer = null)).survey;
    const unreadOne = deployment((draft) => void draft.unread.push({ of: 'routeServer', id: hubId, problem: throttled('/hubs') })).survey;
    expect(told(without).filter((line) => line.startsWith('routeServer'))).toEqual(['routeServer routeserversubnet: read']);
    expect(told(unreadOne).filter((line) => line.startsWith('routeServer'))).toEqual(['routeServer routeserversubnet: unread']);
  });
});

describe('One reading', () => {
  const { survey } = deployment();

  test('is found by its ref, whichever part it is of', () => {
    for (const { ref } of readingsOf(survey)) expect(readingAt(survey, ref)).toBeDefined();
    expect(readingAt(survey, { of: 'effectiveRoutes', key: lower(spoke1.nic) })).toBe(survey.effectiveRoutes[lower(spoke1.nic)]);
    expect(readingAt(survey, routeServerRef(survey))).toBe(survey.routeServer);
  });

  test('is undefined where the survey has none', () => {
    expect(readingAt(survey, { of: 'gateways', key: '/gateway' })).toBeUndefined();
  });
});

describe('An id', () => {
  const spelled = spoke1.vm.replace('/virtualMachines/', '/VirtualMachines/').replace('resourceGroups', 'RESOURCEGROUPS');
  const { survey } = deployment(({ machines, unread: unreadOnes }) => {
    for (const machine of machines.filter(({ id }) => id === spoke1.vm)) machine.id = spelled;
    unreadOnes.push({ of: 'virtualMachines', id: spoke2.vm, problem: throttled('/vm2') });
  });

  test('is spelled as Azure spelled it where the resource was read', () => {
    expect(spelledId(survey, lower(spoke1.vm))).toBe(spelled);
  });

  test('is the key where it was not', () => {
    expect(spelledId(survey, lower(spoke2.vm))).toBe(lower(spoke2.vm));
    expect(spelledId(survey, '/nowhere')).toBe('/nowhere');
  });
});
