import { describe, expect, test } from '@jest/globals';
import type { TransitTarget } from './transit';
import { leadsToTransit } from './transit';

const instances: TransitTarget = { kind: 'addresses', addresses: ['10.0.1.4', '10.0.1.5'] };
const gateway: TransitTarget = { kind: 'gateway', notThese: ['10.0.2.9'], exists: true };

describe('What leads to the transit', () => {
  test.each<[string, string[], TransitTarget, boolean]>([
    ['VirtualAppliance', ['10.0.1.4'], instances, true],
    ['virtualappliance', ['10.0.1.5'], instances, true],
    ['VirtualApplianceEcmp', ['10.0.1.4', '10.0.1.5'], instances, true],
    ['VirtualApplianceEcmp', ['10.0.1.4', '10.0.1.6'], instances, false],
    ['VirtualNetworkGateway', ['10.0.1.4'], instances, true],
    ['VirtualNetworkGateway', [], instances, false],
    ['VirtualAppliance', [], instances, false],
    ['VirtualAppliance', ['10.0.1.6'], instances, false],
    ['VNetPeering', ['10.0.1.4'], instances, false],
    ['VirtualNetworkGateway', [], gateway, true],
    ['VirtualAppliance', ['10.0.1.4'], gateway, false],
    ['VirtualNetworkGateway', ['10.0.2.4'], gateway, true],
    ['VirtualNetworkGateway', ['10.0.2.9'], gateway, false],
    ['None', [], gateway, false],
  ])('%s %p for %p: %p', (nextHopType, nextHopIpAddresses, target, expected) => {
    expect(leadsToTransit({ nextHopType, nextHopIpAddresses }, target)).toBe(expected);
  });
});
