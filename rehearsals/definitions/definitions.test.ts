import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Exchange } from '../../lab/arm/observe-exchanges';
import { loadDefinitions, type DefinitionsJudge } from './definitions';
import { judgeInto, newTally, tallyLines, type Tally } from './tally';
import { describeDefined } from './testing/describe-defined';

describeDefined('By Microsoft’s definitions', () => {
  let judge: DefinitionsJudge;
  beforeAll(async () => {
    judge = await loadDefinitions(process.env);
  }, 30_000);

  async function tallyOf(...exchanges: readonly Exchange[]): Promise<Tally> {
    const tally = newTally();
    for (const exchange of exchanges) await judgeInto(tally, judge, exchange);
    return tally;
  }

  const wrongIn = async (exchange: Exchange): Promise<string[]> => [...(await tallyOf(exchange)).wrong.keys()];

  const network = '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg/providers/Microsoft.Network';
  const machine = `${network.replace('Network', 'Compute')}/virtualMachines/vm`;

  const said = (method: string, url: string, status: number, body: unknown, more: Partial<Exchange> = {}): Exchange => ({
    method,
    url: `${network}/${url}?api-version=2025-05-01`,
    requestBody: '',
    status,
    headers: { 'content-type': 'application/json' },
    text: JSON.stringify(body),
    isAltered: false,
    ...more,
  });

  const table = (properties: Record<string, unknown>, more: Record<string, unknown> = {}): Exchange =>
    said('GET', 'routeTables/rt', 200, { id: `${network}/routeTables/rt`, name: 'rt', location: 'westeurope', properties, ...more });

  const routes = (...properties: Record<string, unknown>[]): Exchange => table({ routes: properties.map((each) => ({ name: 'r', properties: each })) });

  const effectiveRoutes = (text: string): Exchange => ({
    ...said('GET', 'x', 200, {}),
    url: '/subscriptions/s/providers/Microsoft.Network/locations/l/operationResults/1',
    startedBy: { method: 'POST', url: `${network}/networkInterfaces/nic/effectiveRouteTable?api-version=2025-05-01` },
    text,
  });

  test('A route table of 2025 is as the definition of 2024 has it', async () => {
    const { wrong, judged } = await tallyOf(routes({ addressPrefix: '10.0.0.0/8', nextHopType: 'None' }));
    expect([...wrong]).toEqual([]);
    expect(judged).toEqual(new Map([['RouteTables_Get', 1]]));
  });

  describe('Against the definitions is', () => {
    test.each<[string, Exchange, string]>([
      ['a value that its enum lacks, though it takes other text as published', routes({ addressPrefix: '10.0.0.0/8', nextHopType: 'Nowhere' }), 'RouteTables_Get, the answer 200: ENUM_MISMATCH: $.properties.routes[].properties.nextHopType: No enum match for: Nowhere'],
      ['a required property that is missing', routes({ addressPrefix: '10.0.0.0/8' }), 'RouteTables_Get, the answer 200: OBJECT_MISSING_REQUIRED_PROPERTY: $.properties.routes[].properties.nextHopType: Missing required property: nextHopType'],
      ['a property that is not defined', table({ colour: 'blue' }), 'RouteTables_Get, the answer 200: OBJECT_ADDITIONAL_PROPERTIES: $.properties.colour: Additional properties not allowed: colour'],
      ['a property that is known of another resource', table({}, { kind: 'Regular' }), 'RouteTables_Get, the answer 200: OBJECT_ADDITIONAL_PROPERTIES: $.kind: Additional properties not allowed: kind'],
      ['a value of another type', table({ disableBgpRoutePropagation: 'no' }), 'RouteTables_Get, the answer 200: INVALID_TYPE: $.properties.disableBgpRoutePropagation: Expected type boolean but found type string'],
      ['a refusal in another form than ARM’s', said('GET', 'routeTables/rt', 404, { error: { code: 404 } }), 'RouteTables_Get, the answer 404: INVALID_TYPE: $.error.code: Expected type string but found type integer'],
      ['a status that the operation never ends with', said('GET', 'routeTables/rt', 202, {}), 'RouteTables_Get, the answer 202: INVALID_RESPONSE_CODE: The swagger file does not define \'202\' response code'],
      ['an expansion that a machine does not have', said('GET', '', 200, { id: machine, location: 'westeurope' }, { url: `${machine}?$expand=everything` }), 'VirtualMachines_Get, the request: ENUM_MISMATCH: .query.$expand: No enum match for: everything'],
    ])('%s', async (_, exchange, sentence) => {
      expect(await wrongIn(exchange)).toEqual([sentence]);
    });

    test.each(['routeTables/rt/colours', 'teapots'])('an operation that nobody has defined: %s', async (path) => {
      expect(await wrongIn(said('GET', path, 200, {}))).toEqual([expect.stringMatching(/^An operation that nobody has defined, the request: UNKNOWN_OPERATION: Could not find/)]);
    });

    test('such an operation also where the lab does not imitate it, or fails it', async () => {
      for (const exchange of [said('GET', 'teapots', 501, { error: {} }), said('GET', 'teapots', 503, '', { isAltered: true })]) {
        expect(await wrongIn(exchange)).toEqual([expect.stringMatching(/^An operation that nobody has defined, the request: UNKNOWN_OPERATION/)]);
      }
    });

    test('the known property of an effective route in another place', async () => {
      expect(await wrongIn(effectiveRoutes('{"value":[{"hasBgpOverride":false}]}'))).toEqual([]);
      expect(await wrongIn(effectiveRoutes('{"value":[],"hasBgpOverride":false}'))).toEqual(
        ['NetworkInterfaces_GetEffectiveRouteTable, the answer 200: OBJECT_ADDITIONAL_PROPERTIES: $.hasBgpOverride: Additional properties not allowed: hasBgpOverride'],
      );
    });
  });

  test('What is wrong alike in several places and exchanges is reported once, with the first exchange', async () => {
    const nowhere = { addressPrefix: '10.0.0.0/8', nextHopType: 'Nowhere' };
    expect(tallyLines(await tallyOf(routes(nowhere, nowhere), routes(nowhere)))).toEqual([
      '2 exchanges of 1 operations with the lab were judged by Microsoft’s definitions (0 for their requests alone): 1 errors.',
      '  RouteTables_Get, the answer 200: ENUM_MISMATCH: $.properties.routes[].properties.nextHopType: No enum match for: Nowhere',
      `    3 times, first GET ${network}/routeTables/rt?api-version=2025-05-01`,
    ]);
  });

  test('A poll is judged as the operation that it follows', async () => {
    const { judged, wrong } = await tallyOf(effectiveRoutes('{"value":[]}'), effectiveRoutes('{"value":{}}'));
    expect(judged).toEqual(new Map([['NetworkInterfaces_GetEffectiveRouteTable', 2]]));
    expect([...wrong.keys()]).toEqual(['NetworkInterfaces_GetEffectiveRouteTable, the answer 200: INVALID_TYPE: $.value: Expected type array but found type object']);
  });

  test('Of what a fault has altered and of what the lab does not imitate the request alone is judged, but for refusals', async () => {
    const altered = { isAltered: true };
    const tally = await tallyOf(
      { ...table({}), text: '{"id":', ...altered },
      said('GET', 'routeTables/rt', 503, '', altered),
      said('GET', 'routeTables/rt', 501, { error: { code: 501 } }),
      said('GET', 'routeTables/rt', 429, { error: { code: 429 } }, altered),
    );
    expect(tallyLines(tally).slice(0, 2)).toEqual([
      '4 exchanges of 1 operations with the lab were judged by Microsoft’s definitions (3 for their requests alone): 1 errors.',
      '  RouteTables_Get, the answer 429: INVALID_TYPE: $.error.code: Expected type string but found type integer',
    ]);
  });

  test('Without definitions nothing is judged, and that is said', async () => {
    await expect(loadDefinitions({})).rejects.toThrow('Set SPOKECHECK_SPEC to the folder that holds specification/network and specification/compute.');
    await expect(loadDefinitions({ SPOKECHECK_SPEC: '/nonexistent' })).rejects.toThrow('ENOENT');
  });
});
