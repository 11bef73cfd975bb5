import { expect, test } from '@jest/globals';
import type { Expectations } from '../../helpers/estate/expectations';
import { keyOf } from '../../helpers/estate/resource-id';
import { surveyFileText } from '../../helpers/run/survey-file';
import { startLab } from '../../lab/lab';
import { rebuild } from '../../lab/replay/rebuild';
import { parseSurvey } from '../../lab/replay/survey-file';
import { builtInTopology } from '../../lab/topologies/built-in';
import { surveyorOf } from '../survey-lab';

test('what a run expected by its file is the file of the replay, whose guests listen where flows lead', async () => {
  const topology = builtInTopology('segmented');
  const lab = await startLab({ topology });
  const surveyor = surveyorOf(lab);
  try {
    const { deployment } = await surveyor.survey();
    const [one = '', two = '', windows = '', pci = ''] = deployment.survey.spokeIds;
    const expectations: Expectations = {
      ...deployment.expectations,
      flows: [
        { from: { kind: 'spoke', spokeId: one }, to: { kind: 'spoke', spokeId: two, machine: 'db' }, ports: [1433], expect: 'connect', line: 2 },
        { from: { kind: 'spoke', spokeId: two }, to: { kind: 'spoke', spokeId: windows }, ports: [3389], expect: 'connect', line: 3 },
        { from: { kind: 'any' }, to: { kind: 'spoke', spokeId: pci }, ports: ['ssh', 3389], expect: 'blocked', line: 4 },
      ],
      spokes: { [keyOf(one)]: { name: 'bluespoke1', machines: ['web*'] }, [keyOf(pci)]: { name: 'pci', remoteGateways: 'forbidden', notProbed: 'private endpoints only' } },
      waivers: [{ check: 'RT-01', subject: 'bluespoke1-vnet1/jump', reason: 'never talks', owner: 'net-team', until: '2027-01-31', line: 7 }],
    };
    const replayed = rebuild(parseSurvey(JSON.parse(surveyFileText({ ...deployment, expectations })))).topology;
    expect(replayed.settings.expectations).toEqual({
      flows: [
        { from: 'bluespoke1', to: 'bluespoke2-vnet1/db', port: 1433, expect: 'connect' },
        { from: 'bluespoke2-vnet1', to: 'win-vnet', port: 3389, expect: 'connect' },
        { from: '*', to: 'pci', port: ['ssh', 3389], expect: 'blocked' },
      ],
      spokes: {
        bluespoke1: { id: 'bluespoke1-vnet1', ssh: { machines: ['web*'] } },
        'bluespoke2-vnet1': { id: 'bluespoke2-vnet1' },
        'win-vnet': { id: 'win-vnet' },
        pci: { id: 'pci-vnet', probe: 'none', why: 'private endpoints only', remoteGateways: 'forbidden' },
      },
      waivers: [{ check: 'RT-01', subject: 'bluespoke1-vnet1/jump', reason: 'never talks', owner: 'net-team', until: '2027-01-31' }],
    });
    expect(Object.fromEntries(replayed.virtualMachines.map(({ name, listensOn }) => [name, listensOn]))).toEqual({ web1: undefined, web2: undefined, app1: undefined, db: [1433], desk1: [3389], vault1: [22, 3389] });
  } finally {
    surveyor.close();
    await lab.close();
  }
}, 30_000);
