import { armWithoutAPort, bodyOf } from '../testing/arm-without-a-port';
import { hubGroup, hubNetwork, hubSubscription } from '../testing/estate';

const sets = `${hubGroup}/providers/Microsoft.Compute/virtualMachineScaleSets`;
const instance = `${sets}/appliances/virtualMachines/3`;

const namesAt = (path: string): string[] => (armWithoutAPort().get(path).body as { value: { name: string }[] }).value.map(({ name }) => name);

describe('a uniform scale set', () => {
  test('has machines by number, which no list of machines has', () => {
    expect(bodyOf(instance)).toMatchObject({ id: instance, name: 'appliances_3', instanceId: '3', properties: { osProfile: { computerName: 'appliance000003' }, networkProfile: { networkInterfaces: [{ id: `${instance}/networkInterfaces/nic` }] } } });
    expect(namesAt(`${sets}/appliances/virtualMachines`)).toEqual(['appliances_0', 'appliances_3']);
    expect(namesAt(`/subscriptions/${hubSubscription}/providers/Microsoft.Compute/virtualMachines`)).toEqual(['nva']);
  });

  test('has the power state of a machine in its instance view alone', () => {
    expect(bodyOf(instance).properties).not.toHaveProperty('instanceView');
    const powerState = { statuses: [{}, { code: 'PowerState/stopped' }] };
    expect(bodyOf(`${instance}?$expand=instanceView`)).toMatchObject({ properties: { instanceView: powerState } });
    expect(bodyOf(`${instance}/instanceView`)).toMatchObject(powerState);
  });

  test('has NICs that are children of its machines, which no list of NICs has', () => {
    expect(bodyOf(`${instance}/networkInterfaces/nic`)).toMatchObject({
      id: `${instance}/networkInterfaces/nic`,
      properties: { virtualMachine: { id: instance }, primary: true, enableIPForwarding: true, ipConfigurations: [{ id: `${instance}/networkInterfaces/nic/ipConfigurations/ipconfig1`, properties: { privateIPAddress: '10.0.6.5' } }] },
    });
    expect(namesAt(`${hubNetwork}/networkInterfaces`)).toEqual(['nva-nic']);
  });

  test('has nothing of a number or a name that is not there', () => {
    const { get } = armWithoutAPort();
    for (const path of [`${sets}/appliances/virtualMachines/1`, `${instance}/networkInterfaces/nic2`, `${sets}/gone/virtualMachines`]) expect(get(path).status).toBe(404);
  });

  test('shows a change of an instance', () => {
    const { topology, get } = armWithoutAPort();
    const [, second] = topology.scaleSets[0]?.instances ?? [];
    if (second) Object.assign(second, { powerState: 'running', renamedTo: 'renamed' });
    expect(get(`${instance}/instanceView`).body).toMatchObject({ computerName: 'renamed', statuses: [{}, { code: 'PowerState/running' }] });
  });
});

describe('a flexible scale set', () => {
  test('has ordinary machines, which name it', () => {
    expect(bodyOf(`${sets}/flexible`)).toMatchObject({ sku: { capacity: 1 }, properties: { orchestrationMode: 'Flexible' } });
    expect(bodyOf(`${hubGroup}/providers/Microsoft.Compute/virtualMachines/nva`)).toMatchObject({ properties: { virtualMachineScaleSet: { id: `${sets}/flexible` } } });
  });

  test('is not asked for machines of its own', () => {
    expect(armWithoutAPort().get(`${sets}/flexible/virtualMachines`).status).toBe(501);
  });
});
