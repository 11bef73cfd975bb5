import { armWithoutAPort, bodyOf } from '../testing/arm-without-a-port';
import { spokeMachines, spokeNetwork } from '../testing/estate';

describe('a virtual machine', () => {
  const statusCodes = (view: unknown): string[] => (view as { statuses: { code: string }[] }).statuses.map(({ code }) => code);

  test('shows its instance view only where asked to', () => {
    expect(bodyOf(`${spokeMachines}/runs`).properties).not.toHaveProperty('instanceView');
    expect(statusCodes(bodyOf(`${spokeMachines}/runs?$expand=instanceView`).properties['instanceView'])).toEqual(['ProvisioningState/succeeded', 'PowerState/running']);
    expect(statusCodes(bodyOf(`${spokeMachines}/sleeps/instanceView`))).toEqual(['ProvisioningState/succeeded', 'PowerState/deallocated']);
  });

  test('that is deallocated reports no guest', () => {
    expect(bodyOf(`${spokeMachines}/runs/instanceView`)).toMatchObject({ computerName: 'runs-host' });
    expect(bodyOf(`${spokeMachines}/sleeps/instanceView`)).not.toHaveProperty('vmAgent');
  });

  test('has the computer name that it was given, else its own', () => {
    expect(bodyOf(`${spokeMachines}/runs`).properties).toMatchObject({ osProfile: { computerName: 'runs-host' } });
    expect(bodyOf(`${spokeMachines}/sleeps`).properties).toMatchObject({ osProfile: { computerName: 'sleeps' } });
  });

  test('made from a specialised disk has no computer name that Azure knows of', () => {
    const { topology, get } = armWithoutAPort();
    const [machine] = topology.virtualMachines;
    if (machine) machine.computerName = null;
    expect((get(`${spokeMachines}/runs`).body as { properties: object }).properties).not.toHaveProperty('osProfile');
  });

  test('whose guest was renamed keeps the name that Azure gave it, and the instance view says the new one', () => {
    const { topology, get } = armWithoutAPort();
    const [machine] = topology.virtualMachines;
    if (machine) machine.renamedTo = 'renamed';
    expect(get(`${spokeMachines}/runs?$expand=instanceView`).body).toMatchObject({ properties: { osProfile: { computerName: 'runs-host' }, instanceView: { computerName: 'renamed' } } });
  });

  test('says whether it is Linux or Windows', () => {
    const { topology, get } = armWithoutAPort();
    expect(get(`${spokeMachines}/runs`).body).toMatchObject({ properties: { storageProfile: { osDisk: { osType: 'Linux' } } } });
    const [machine] = topology.virtualMachines;
    if (machine) machine.operatingSystem = 'Windows';
    expect(get(`${spokeMachines}/runs?$expand=instanceView`).body).toMatchObject({
      properties: { storageProfile: { osDisk: { osType: 'Windows' } }, osProfile: { windowsConfiguration: {} }, instanceView: { osName: expect.stringMatching(/^Windows/) } },
    });
    expect(JSON.stringify(get(`${spokeMachines}/runs?$expand=instanceView`).body)).not.toMatch(/linux|ubuntu/i);
  });

  test('with several NICs says which is the primary one', () => {
    expect(bodyOf(`${spokeMachines}/runs`).properties['networkProfile']).toEqual({
      networkInterfaces: [
        { id: `${spokeNetwork}/networkInterfaces/runs-nic`, properties: { primary: true } },
        { id: `${spokeNetwork}/networkInterfaces/runs-nic2`, properties: { primary: false } },
      ],
    });
    expect(bodyOf(`${spokeMachines}/sleeps`).properties['networkProfile']).toEqual({ networkInterfaces: [{ id: `${spokeNetwork}/networkInterfaces/sleeps-nic` }] });
  });
});
