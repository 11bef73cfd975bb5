import { describe, expect, test } from '@jest/globals';
import type { Expectations } from '../estate/expectations';
import { deployment } from '../estate/testing/reference-deployment';
import { nic, spoke1, spoke2 } from '../estate/testing/reference-network';
import { pathAdvisories } from './path-advisories';

const appliances: Partial<Expectations> = { transit: { kind: 'addresses', addresses: ['10.0.0.4', '10.0.0.5'] } };

/** The reference deployment with appliances in the hub, to which the user routes of the two spokes lead. */
const over = (there: string, back: string) =>
  deployment((draft) => {
    const hubSubnet = draft.hub.subnets[0]?.id ?? '';
    for (const [name, address] of [['nva1', '10.0.0.4'], ['nva2', '10.0.0.5']] as const) {
      const made = nic(`${spoke1.nic.slice(0, spoke1.nic.lastIndexOf('/'))}/${name}`, `${spoke1.vm}-${name}`, hubSubnet, address);
      draft.nics.push({ ...made, enableIPForwarding: true, ipConfigurations: made.ipConfigurations.map((configuration) => ({ ...configuration })) });
    }
    for (const [id, hop] of [[spoke1.nic, there], [spoke2.nic, back]] as const) {
      for (const route of draft.routes[id] ?? []) if (route.source === 'User') route.nextHopIpAddresses = [hop];
    }
  }, appliances);

describe('Advisories on paths', () => {
  test('both directions over one appliance need no word', () => {
    expect(pathAdvisories(over('10.0.0.4', '10.0.0.4'))).toEqual([]);
  });

  test('there over one and back over another is told once', () => {
    expect(pathAdvisories(over('10.0.0.4', '10.0.0.5'))).toEqual(['spoke1vm reaches spoke2vm over 10.0.0.4, and the answers come back over 10.0.0.5: a stateful appliance drops them']);
  });

  test('the two instances of one Route Server are one transit', () => {
    expect(pathAdvisories(deployment())).toEqual([]);
  });
});
