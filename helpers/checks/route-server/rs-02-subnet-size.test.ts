import { describe, expect, test } from '@jest/globals';
import type { Verdict } from '../../words/verdict';
import { rs02 } from './rs-02-subnet-size';
import { failed, passed, passedWith, skipped, inconclusive, verdictsOf } from '../testing/judged';
import { deployment } from '../../estate/testing/reference-deployment';

/** The verdict for a RouteServerSubnet with these prefixes. */
function verdictFor(addressPrefixes: string[], routeServerSubnetMinPrefix = 27): Verdict | undefined {
  const sized = deployment(
    ({ hub }) => {
      hub.subnets.filter(({ name }) => name === 'RouteServerSubnet').forEach((subnet) => (subnet.addressPrefixes = addressPrefixes));
    },
    { routeServerSubnetMinPrefix },
  );
  return verdictsOf(rs02, sized)[`RouteServerSubnet of bluehub-vnet1 is /${routeServerSubnetMinPrefix} or larger`];
}

describe('RS-02', () => {
  test('a /26 passes, and so does what is larger', () => {
    expect(verdictFor(['10.0.1.0/26'])).toEqual(passed);
    expect(verdictFor(['10.0.1.0/24'])).toEqual(passed);
  });

  test('a /27 passes with the advisory that Microsoft documents /26 today', () => {
    expect(verdictFor(['10.0.1.0/27'])).toEqual(passedWith('RouteServerSubnet of bluehub-vnet1 is /27; Microsoft documents /26 as the minimum for a new Route Server'));
  });

  test('a /28 fails', () => {
    expect(verdictFor(['10.0.1.0/28'])).toEqual(failed('RouteServerSubnet of bluehub-vnet1 is /28, smaller than /27', ['its prefixes: 10.0.1.0/28']));
  });

  test('the setting decides', () => {
    expect(verdictFor(['10.0.1.0/27'], 26)).toEqual(failed('RouteServerSubnet of bluehub-vnet1 is /27, smaller than /26', ['its prefixes: 10.0.1.0/27']));
    expect(verdictFor(['10.0.1.0/28'], 28)).toEqual(passedWith('RouteServerSubnet of bluehub-vnet1 is /28; Microsoft documents /26 as the minimum for a new Route Server'));
  });

  test('IPv6 beside IPv4 does not count', () => {
    expect(verdictFor(['2001:db8::/64', '10.0.1.0/26'])).toEqual(passed);
    expect(verdictFor(['2001:db8::/64'])).toEqual(inconclusive('RouteServerSubnet of bluehub-vnet1 has no IPv4 prefix among 2001:db8::/64'));
  });

  test('without the subnet the check is not due', () => {
    expect(Object.values(verdictsOf(rs02, deployment(({ hub }) => (hub.subnets = []))))).toEqual([skipped('bluehub-vnet1 has no RouteServerSubnet (see RS-01)')]);
  });
});
