import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Recorded } from '../../helpers/azure/testing/recordings';
import { estate } from '../../lab/arm/testing/estate';
import type { Exchange } from '../../lab/arm/observe-exchanges';
import { startLab } from '../../lab/lab';
import { builtInTopologies, builtInTopology } from '../../lab/topologies/built-in';
import type { Topology } from '../../lab/topology/topology';
import { isPoll, scenarios, withStarts } from '../recordings/scenarios';
import { transcribedNextHopTypes } from '../recordings/transcripts';
import { surveyorOf } from '../survey-lab';
import { loadDefinitions, type DefinitionsJudge } from './definitions';
import { knownDifference, knownDifferences, type KnownDifference } from './known-differences';
import { judgeInto, newTally, type Tally } from './tally';
import { describeDefined } from './testing/describe-defined';

/** Their route to each other is less specific than that of the group. */
function connected(): Topology {
  const topology = builtInTopology('ten-spokes');
  return { ...topology, connectedGroups: [{ name: 'mesh', members: topology.settings.spokes ?? [] }] };
}

describeDefined('By Microsoft’s definitions and real traffic', () => {
  let judge: DefinitionsJudge;
  beforeAll(async () => {
    judge = await loadDefinitions(process.env);
  }, 30_000);

  interface Met {
    readonly known: ReadonlySet<KnownDifference>;
    /** What is not known: operation, code and place. */
    readonly others: ReadonlySet<string>;
  }

  const judged = new Map<string, Promise<Met>>();

  /** In what the answers of a scenario differ from the definitions. Requests were written by other clients, and not recorded whole. */
  function metIn(scenario: string): Promise<Met> {
    const met = judged.get(scenario) ?? judgeScenario(scenario);
    judged.set(scenario, met);
    return met;
  }

  async function judgeScenario(scenario: string): Promise<Met> {
    const known = new Set<KnownDifference>();
    const others = new Set<string>();
    for (const { exchange, start = exchange } of withStarts(scenario)) {
      if (isPoll(start) || !isOfDefinedProvider(exchange)) continue;
      const { status, headers, body } = exchange.response;
      const { method, url } = start.request;
      const { operation = '', differences } = await judge({ method, url, status, body, headers });
      for (const difference of differences.filter((each) => each.in === 'response')) {
        const entry = knownDifference(operation, difference);
        if (entry) known.add(entry);
        else others.add(`${operation} ${difference.code} ${difference.place.replace(/\[\d+\]/g, '[]')}`);
      }
    }
    return { known, others };
  }

  const isOfDefinedProvider = ({ request: { url } }: Recorded): boolean => /\/providers\/microsoft\.(network|compute)\//i.test(url);

  describe('Real traffic differs from the definitions', () => {
    const inTraffic = knownDifferences.filter(({ recordedIn }) => recordedIn !== 'not-http');

    test.each(inTraffic)('as in $recordedIn: $of has $place, $reason', async (entry) => {
      expect((await metIn(entry.recordedIn)).known).toContain(entry);
    }, 30_000);

    test.each(knownDifferences.filter((entry) => !inTraffic.includes(entry)))('as people have been shown it: $value, $reason', ({ value }) => {
      expect(transcribedNextHopTypes()).toContain(value);
    });

    /** Statuses of polls, counted with the operation that they follow, are no resources. */
    test('in no answer to a read by another value of an enum, another type or a property that is missing, but for one that is known', async () => {
      const reads = /^\w+_(Get|List|ListAll|ListByResourceGroup|InstanceView|GetEffectiveRouteTable|ListEffectiveNetworkSecurityGroups) (?!OBJECT_ADDITIONAL_PROPERTIES)/;
      const met: string[] = [];
      for (const name of scenarios().filter((each) => !/^(error|network-watcher|run-command)-/.test(each))) met.push(...(await metIn(name)).others);
      expect(met.filter((other) => reads.test(other))).toEqual([]);
      expect(met).toContain('VirtualNetworks_ListAll OBJECT_ADDITIONAL_PROPERTIES $.value[].properties.flowLogConfiguration');
    }, 60_000);
  });

  describe('What harness and lab say to each other is what Microsoft defines', () => {
    const topologies: readonly (readonly [string, () => Topology])[] = [...builtInTopologies.map((name) => [name, () => builtInTopology(name)] as const), ['a bit of everything', estate], ['spokes in a connected group', connected]];
    const tallies = new Map<string, Tally>();

    beforeAll(async () => {
      for (const [name, topology] of topologies) tallies.set(name, await tallyOver(topology()));
    }, 60_000);

    test.each(topologies)('over the topology: %s', (name) => {
      const { wrong, judged: operations, answersLeftOut } = tallies.get(name) ?? newTally();
      expect(Object.fromEntries(wrong)).toEqual({});
      expect(answersLeftOut).toBe(0);
      // Alone or by list, whichever is fewer requests.
      const read = ['VirtualNetworks', 'NetworkInterfaces', 'VirtualMachines'].map((kind): unknown => expect.stringMatching(new RegExp(`^${kind}_(Get|List|ListAll)$`)));
      expect([...operations.keys()]).toEqual(expect.arrayContaining(['VirtualHubs_List', ...read, 'NetworkInterfaces_GetEffectiveRouteTable']));
    });

    test('over all of them what is read one by one, what by list, and what is effective', () => {
      const met = new Set([...tallies.values()].flatMap(({ judged }) => [...judged.keys()]));
      const byOne = ['VirtualNetworks_Get', 'RouteTables_Get', 'NetworkInterfaces_Get', 'VirtualMachines_Get'];
      const byList = ['VirtualNetworks_ListAll', 'RouteTables_ListAll', 'NetworkInterfaces_ListAll', 'VirtualMachines_ListAll'];
      expect([...met]).toEqual(expect.arrayContaining([...byOne, ...byList, 'NetworkInterfaces_ListEffectiveNetworkSecurityGroups']));
    });

    test('and every known difference is met over one of them, so that the list has no more than is needed', () => {
      const met = new Set([...tallies.values()].flatMap(({ known }) => [...known]));
      expect(knownDifferences.filter((entry) => !met.has(entry))).toEqual([]);
    });
  });

  /** While a deployment is read. */
  async function tallyOver(topology: Topology): Promise<Tally> {
    const exchanges: Exchange[] = [];
    const lab = await startLab({ topology, onExchange: (exchange) => { exchanges.push(exchange); } });
    const surveyor = surveyorOf(lab);
    try {
      await surveyor.survey();
    } finally {
      surveyor.close();
      await lab.close();
    }
    const tally = newTally();
    for (const exchange of exchanges) await judgeInto(tally, judge, exchange);
    return tally;
  }
}, ['SPOKECHECK_SPEC', 'SPOKECHECK_RECORDINGS']);
