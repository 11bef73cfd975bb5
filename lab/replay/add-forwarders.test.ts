import type { Forwarder } from '../topology/forwarders';
import { hubId, hubRoom } from './testing/recorded';
import { rebuilt } from './testing/rebuilt';

const id = `${hubRoom}/loadBalancers/lb`;
const frontend = `${id}/frontendIPConfigurations/f`;
const subnetId = `${hubId}/subnets/bluehub-vnet1sub1`;

type Probe = { readonly protocol: string; readonly port: number; readonly allUpIfNone: boolean } | undefined;

/** One with a rule for each of the probes. */
function balancedWith(...probes: readonly Probe[]): { readonly probe: Forwarder['probe']; readonly notes: readonly string[] } {
  const rules = probes.map((probe, index) => ({ frontendId: frontend, protocol: 'Tcp', frontendPort: 22 + index, ...(probe && { probe }) }));
  const { topology, notes } = rebuilt(({ survey }) => {
    survey.loadBalancers[id.toLowerCase()] = { status: 'read', value: { id, name: 'lb', frontends: [{ id: frontend, subnetId, privateIPAddress: '10.0.0.70' }], rules, backendPools: [] } };
  });
  const [balancer] = topology.virtualNetworks.flatMap(({ subnets }) => subnets.flatMap(({ forwarders = [] }) => forwarders));
  return { probe: balancer?.probe, notes };
}

describe('A load balancer', () => {
  test('has the probe of its rules, or none', () => {
    expect(balancedWith({ protocol: 'http', port: 80, allUpIfNone: true })).toEqual({ probe: { protocol: 'Http', port: 80, allUpIfNone: true }, notes: [] });
    expect(balancedWith(undefined)).toEqual({ probe: 'none', notes: [] });
  });

  test('whose rules have different ones has that of the first', () => {
    const [ssh, page] = [{ protocol: 'Tcp', port: 22, allUpIfNone: false }, { protocol: 'Https', port: 443, allUpIfNone: false }];
    expect(balancedWith(ssh, page, ssh)).toEqual({ probe: ssh, notes: ['Rules of load balancer lb have different probes; all have that of the first.'] });
  });
});
