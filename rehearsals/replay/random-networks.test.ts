import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { judgeSurvey } from '../../helpers/checks/judge-all';
import { surveyFileText } from '../../helpers/run/survey-file';
import type { Lab } from '../../lab/lab';
import { startLab } from '../../lab/lab';
import { connect } from '../../lab/network/path';
import { rebuild } from '../../lab/replay/rebuild';
import { parseSurvey } from '../../lab/replay/survey-file';
import { networkOf, transitOf } from '../../lab/shapes/build-network';
import { builtInTopology } from '../../lab/topologies/built-in';
import { virtualMachineId, virtualNetworkId } from '../../lab/topology/resource-ids';
import type { Topology } from '../../lab/topology/topology';
import { createWorld } from '../../lab/topology/world';
import { mutationPlans, mutate } from '../agreement/mutations/all-mutations';
import { networkPlans } from '../agreement/random-network';
import { replay } from '../replay';
import type { LabSurveyor } from '../survey-lab';
import { surveyorOf } from '../survey-lab';

/** How a connection from each machine of the spokes to each other one ends, by their ids. */
function outcomes(topology: Topology): string[] {
  const world = createWorld(topology);
  const spokes = topology.virtualNetworks.slice(1);
  const machines = topology.virtualMachines.filter((vm) => world.networkInterfacesOf(vm).some((nic) => spokes.includes(world.placeOf(nic).network)));
  const ends = machines.flatMap((from) => machines.filter((to) => to !== from).map((to) => ({ from, to, address: world.networkInterfacesOf(to)[0]?.privateIPAddresses[0] ?? '' })));
  return ends.map(({ from, to, address }) => `${virtualMachineId(from)} ${virtualMachineId(to)} ${connect(world, { from, to: address, port: 22 }).kind}`).sort();
}

describe('On random networks with random faults, a replay', () => {
  let lab: Lab;
  let surveyor: LabSurveyor;

  beforeAll(async () => {
    lab = await startLab({ topology: builtInTopology('reference') });
    surveyor = surveyorOf(lab);
  });

  afterAll(async () => {
    surveyor.close();
    await lab.close();
  });

  test('gives the same verdicts and the same connections, and overrides nothing, for everything follows', () =>
    fc.assert(
      fc.asyncProperty(networkPlans, mutationPlans, async (plan, faults) => {
        const topology = networkOf(plan);
        mutate(topology, faults);
        Object.assign(lab.topology, topology);
        const [hub = '', ...spokes] = topology.virtualNetworks.map(virtualNetworkId);
        const { deployment } = await surveyor.survey({ TRANSIT: transitOf(plan.design), HUB_VNET_ID: hub, SPOKE_VNET_IDS: spokes.join(',') });

        const rebuilt = rebuild(parseSurvey(JSON.parse(surveyFileText(deployment))));
        expect(rebuilt.notes.filter((note) => note.startsWith('Recorded values override'))).toEqual([]);
        expect(outcomes(rebuilt.topology)).toEqual(outcomes(topology));
        Object.assign(lab.topology, rebuilt.topology);
        const again = await surveyor.survey({ TRANSIT: rebuilt.topology.settings.transit ?? '', HUB_VNET_ID: hub, SPOKE_VNET_IDS: spokes.join(',') });
        expect(judgeSurvey(again.deployment)).toEqual(judgeSurvey(deployment));
      }),
      { numRuns: 40, ...replay(process.env.REPLAY) },
    ), 120_000);
});
