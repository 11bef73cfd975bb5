/** What Microsoft's definitions leave open and recordings of real operations show: each step's status, body, headers and Location. */
import { armWithoutAPort } from './testing/arm-without-a-port';
import { hubNetwork, spokeNetwork } from './testing/estate';
import { describeRecorded, recorded } from './testing/recordings';

describeRecorded('As in real traffic', () => {
  interface Step {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: unknown;
  }

  /** Made by the adapter from the body and the clock. */
  const ofTheAdapter = ['content-type', 'content-length', 'date'];

  /** What a client must be able to rely on in a step, in a form that is the same for all operations. */
  function formOf({ status, headers, body }: Step): unknown {
    const location = new URL(headers['location'] ?? '', 'https://none');
    return {
      status,
      isNull: body === null,
      location: location.pathname.replace(/^\/subscriptions\/[^/]+\//, '').replace(/locations\/[^/]+\//, 'locations/…/').replace(/[^/]+$/, '…'),
      signature: [...location.searchParams.keys()],
      hasRetryAfter: 'retry-after' in headers,
      hasAsyncOperation: 'azure-asyncoperation' in headers,
    };
  }

  const idOf = ({ headers }: Step): string => new URL(headers['location'] ?? '').pathname.split('/').at(-1) ?? '';

  /** A POST, and polls of each newest Location. */
  function stepsOf(path: string, polls: number): Step[] {
    const { ask, get } = armWithoutAPort({ polls: polls - 1 });
    const steps: Step[] = [ask('POST', path)];
    while (steps.length <= polls) steps.push(get(steps.at(-1)?.headers['location'] ?? ''));
    return steps;
  }

  const nic = `${spokeNetwork}/networkInterfaces/runs-nic`;
  const peer = `${hubNetwork}/virtualHubs/route-server/bgpConnections/nva`;

  describe.each<[string, string, string, number[]]>([
    ['effective routes', `${nic}/effectiveRouteTable`, 'effective-routes-1', [0, 1, 2]],
    ['effective routes asked for again', `${nic}/effectiveRouteTable`, 'effective-routes-2', [0, 1, 2]],
    ['effective rules', `${nic}/effectiveNetworkSecurityGroups`, 'effective-nsg-1', [0, 1, 2]],
    ['advertised routes', `${peer}/advertisedRoutes`, 'route-server-1', [39, 40, 41]],
    ['learned routes', `${peer}/learnedRoutes`, 'route-server-1', [42, 43]],
  ])('The operation of %s', (_, path, file, indices) => {
    const steps = stepsOf(path, indices.length - 1);
    const real = (): Step[] => indices.map((index) => recorded(file, index));

    test('goes through the recorded steps, each with a Location and nothing else to poll', () => {
      expect(steps.map(formOf)).toEqual(real().map(formOf));
    });

    test('has in each step all headers of the recording', () => {
      const missing = real().map(({ headers }, step) => Object.keys(headers).filter((name) => !ofTheAdapter.includes(name) && !(name in (steps[step]?.headers ?? {}))));
      expect(missing.flat()).toEqual([]);
    });

    test('keeps its id while each Location is signed anew, as recorded', () => {
      for (const all of [steps, real()]) {
        expect(new Set(all.map(idOf)).size).toBe(1);
        expect(new Set(all.map(({ headers }) => headers['location'])).size).toBe(all.length);
      }
    });
  });
});
