import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { allChecks } from '../../helpers/checks/all-checks';
import { networkOf } from '../../lab/shapes/build-network';
import { builtInTopology } from '../../lab/topologies/built-in';
import { connect } from '../../lab/network/path';
import { createWorld } from '../../lab/topology/world';
import { mutate, mutationPlans } from './mutations/all-mutations';
import { networkPlans, randomNetworks, topologyOf } from './random-network';
import { checksLeftOut, expectedVerdicts } from './truths/all-truths';
import { words } from './words/all-words';

const checkIds = [...new Set([...allChecks.map(({ id }) => id), 'SSH-01'])];
const compared = Object.keys(expectedVerdicts(builtInTopology('reference')));

/** In how many of these networks a check must be red. */
function timesRed(count: number): Record<string, number> {
  const plans = fc.sample(fc.tuple(networkPlans, mutationPlans), { numRuns: count, seed: 1 });
  const red = plans.flatMap(([plan, faults]) => {
    const topology = networkOf(plan);
    mutate(topology, faults);
    return Object.entries(expectedVerdicts(topology)).flatMap(([id, verdict]) => (verdict === 'not-red' ? [] : [id]));
  });
  return Object.fromEntries(compared.map((id) => [id, red.filter((other) => other === id).length]));
}

/** How the connections from spoke to spoke end in random networks, and with which words in the network. */
function endings(count: number): { readonly ending: string; readonly said: readonly string[] }[] {
  return fc.sample(randomNetworks, { numRuns: count, seed: 1 }).flatMap((network) => {
    const topology = topologyOf(network);
    const world = createWorld(topology);
    const networkOfVm = (vm: (typeof topology.virtualMachines)[number]): string => world.networkInterfacesOf(vm)[0]?.subnet.split('/')[0] ?? '';
    const machines = topology.virtualMachines.filter((vm) => vm.powerState === 'running' && (topology.settings.spokes ?? []).includes(networkOfVm(vm)));
    const said = network.said.map(({ word }) => word);
    return machines.flatMap((from) =>
      machines
        .filter((to) => networkOfVm(to) !== networkOfVm(from))
        .map((to) => {
          const outcome = connect(world, { from, to: world.networkInterfacesOf(to)[0]?.privateIPAddresses[0] ?? '', port: 22 });
          return { ending: 'cause' in outcome ? outcome.cause : outcome.kind, said };
        }),
    );
  });
}

/** Of what the words of `agreement` can say; the rest is about firewalls' rules, load balancers' and a Network Manager's. */
const causes = [
  ...['next-hop-none', 'next-hop-outside', 'next-hop-unheld', 'next-hop-does-not-forward', 'no-gateway', 'appliance-filter', 'connection-unknown', 'transit-has-no-way'],
  ...['peering-denies-access', 'peering-denies-forwarded-traffic', 'security-rule', 'no-machine', 'loop', 'came-back'],
];

describe('Agreement pair by pair', () => {
  const found = endings(200);
  const pairsWith = (holds: (ending: string) => boolean, word?: string): number => found.filter(({ ending, said }) => holds(ending) && (word === undefined || said.includes(word))).length;

  test('meets with more connections that get there than such that do not, and with a fair share of both', () => {
    const open = pairsWith((ending) => ending === 'open');
    expect(open / found.length).toBeGreaterThan(0.5);
    expect(open / found.length).toBeLessThan(0.85);
  });

  test.each([...causes, 'refused'])('meets with connections that end with %s', (cause) => {
    expect(pairsWith((ending) => ending === cause)).toBeGreaterThanOrEqual(2);
  });

  test.each(Object.keys(words))('meets with connections that get there and with lost ones where there is %s', (word) => {
    expect(pairsWith((ending) => ending === 'open', word)).toBeGreaterThanOrEqual(10);
    expect(pairsWith((ending) => causes.includes(ending), word)).toBeGreaterThanOrEqual(1);
  });
});

describe('Agreement', () => {
  test('compares every check that there is, or leaves it out for a reason', () => {
    expect([...compared, ...Object.keys(checksLeftOut)].sort()).toEqual([...checkIds].sort());
  });

  test.each(Object.entries(checksLeftOut))('leaves %s out, as docs/architecture.md says', (id, reason) => {
    expect(readFileSync(join(__dirname, '..', '..', 'docs', 'architecture.md'), 'utf8')).toContain(`${id}: ${reason}`);
  });

  test('meets with each compared check where it is red, in one network of a hundred at least', () => {
    const rare = Object.entries(timesRed(300)).filter(([, times]) => times < 3);
    expect(rare).toEqual([]);
  });
});
