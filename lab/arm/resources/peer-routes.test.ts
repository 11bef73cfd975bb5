import type { Topology } from '../../topology/topology';
import { armWithoutAPort } from '../testing/arm-without-a-port';
import { hubNetwork } from '../testing/estate';

describe('the routes exchanged with a BGP peer', () => {
  function routesOf(peer: string, verb: string, change: (topology: Topology) => void = () => undefined): unknown {
    const { ask, get, topology } = armWithoutAPort({ polls: 0 });
    change(topology);
    return get(ask('POST', `${hubNetwork}/virtualHubs/route-server/bgpConnections/${peer}/${verb}`).headers['location'] ?? '').body;
  }

  const learned = (localAddress: string, network: string, peer: string, asn: string): object => ({
    localAddress,
    network,
    nextHop: peer,
    sourcePeer: peer,
    origin: 'EBgp',
    asPath: asn,
    weight: 32_768,
  });

  test('are sent by instance', () => {
    expect(routesOf('nva', 'learnedRoutes')).toEqual({
      RouteServiceRole_IN_0: [learned('10.0.1.4', '10.50.0.0/16', '10.0.3.4', '65010')],
      RouteServiceRole_IN_1: [learned('10.0.1.5', '10.50.0.0/16', '10.0.3.4', '65010')],
    });
  });

  test('lead to the next hop that the peer advertises, where that is another', () => {
    const led = routesOf('nva', 'learnedRoutes', ({ routeServers }) => {
      const peer = routeServers.flatMap(({ bgpConnections }) => bgpConnections).find(({ name }) => name === 'nva');
      Object.assign(peer ?? {}, { nextHop: '10.0.3.9' });
    });
    expect(led).toEqual({
      RouteServiceRole_IN_0: [{ ...learned('10.0.1.4', '10.50.0.0/16', '10.0.3.4', '65010'), nextHop: '10.0.3.9' }],
      RouteServiceRole_IN_1: [{ ...learned('10.0.1.5', '10.50.0.0/16', '10.0.3.4', '65010'), nextHop: '10.0.3.9' }],
    });
  });

  test('are missing on the instance that has not learned them', () => {
    expect(routesOf('half', 'learnedRoutes')).toEqual({ RouteServiceRole_IN_0: [learned('10.0.1.4', '10.60.0.0/16', '10.0.3.5', '65011')], RouteServiceRole_IN_1: [] });
  });

  test('are those that were seen, where the topology holds them', () => {
    const seen = routesOf('nva', 'learnedRoutes', ({ routeServers }) => {
      const peer = routeServers.flatMap(({ bgpConnections }) => bgpConnections).find(({ name }) => name === 'nva');
      Object.assign(peer ?? {}, { learned: { RouteServiceRole_IN_1: ['10.70.0.0/16'] } });
    });
    expect(seen).toEqual({ RouteServiceRole_IN_1: [learned('10.0.1.5', '10.70.0.0/16', '10.0.3.4', '65010')] });
  });

  test('are none where the session is down', () => {
    expect(routesOf('down', 'learnedRoutes')).toEqual({ RouteServiceRole_IN_0: [], RouteServiceRole_IN_1: [] });
  });

  test('include, in the other direction, the hub and the spokes that use its gateway', () => {
    const advertised = (localAddress: string): object[] =>
      ['10.0.0.0/16', '10.1.0.0/16', '10.9.0.0/24'].map((network) => ({ localAddress, network, nextHop: localAddress, origin: 'Igp', asPath: '65515', weight: 0 }));
    expect(routesOf('nva', 'advertisedRoutes')).toEqual({ RouteServiceRole_IN_0: advertised('10.0.1.4'), RouteServiceRole_IN_1: advertised('10.0.1.5') });
  });
});
