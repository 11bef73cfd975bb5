/** Lists over a subscription and over a group, as Microsoft's own client reads them: page by page, of machines their state alone, and with what the role may not read left out. */
import { estate, spokeGroup, spokeNetwork, spokeSubscription } from '../arm/testing/estate';
import { startLab, type Lab } from '../lab';
import { clientsOf, type Clients } from './testing/sdk';

const labs: Lab[] = [];

async function start(options: Partial<Parameters<typeof startLab>[0]> = {}): Promise<Lab & Clients> {
  const lab = await startLab({ topology: estate(), ...options });
  labs.push(lab);
  return { ...lab, ...clientsOf(lab, spokeSubscription) };
}

afterEach(() => Promise.all(labs.splice(0).map((lab) => lab.close())));

async function all<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of list) items.push(item);
  return items;
}

const names = async (list: AsyncIterable<{ name?: string }>): Promise<(string | undefined)[]> => (await all(list)).map(({ name }) => name);

async function pages<T>(list: { byPage(): AsyncIterable<readonly T[]> }): Promise<number[]> {
  return (await all(list.byPage())).map(({ length }) => length);
}

describe('a list over a subscription', () => {
  test('has the items in the body that each has alone', async () => {
    const { network } = await start();
    const { virtualNetworks, routeTables, networkInterfaces, networkSecurityGroups } = network;
    expect(await all(virtualNetworks.listAll())).toEqual([await virtualNetworks.get('spokeRg', 'spoke')]);
    expect(await all(routeTables.listAll())).toEqual([await routeTables.get('spokeRg', 'spoke-routes')]);
    expect(await all(networkSecurityGroups.listAll())).toEqual([await networkSecurityGroups.get('spokeRg', 'spoke-rules')]);
    expect(await all(networkInterfaces.listAll())).toContainEqual(await networkInterfaces.get('spokeRg', 'runs-nic'));
  });

  test('comes in pages', async () => {
    const { network } = await start({ pageSize: 2 });
    expect(await pages(network.networkInterfaces.listAll())).toEqual([2, 2, 1]);
  });
});

describe('the list of machines', () => {
  test('has no state, and with statusOnly nothing else', async () => {
    const { compute } = await start();
    const [machine] = await all(compute.virtualMachines.listAll());
    expect(machine).toMatchObject({ name: 'runs', osProfile: { computerName: 'runs-host' } });
    expect(machine?.instanceView).toBeUndefined();
    const [runs, sleeps] = await all(compute.virtualMachines.listAll({ statusOnly: 'true' }));
    expect(runs).toEqual({
      ...{ name: 'runs', type: 'Microsoft.Compute/virtualMachines', location: 'westeurope' },
      id: `${spokeGroup.replace('spokeRg', 'SPOKERG')}/providers/Microsoft.Compute/virtualMachines/runs`,
      instanceView: { statuses: [expect.objectContaining({ code: 'ProvisioningState/succeeded' }), expect.objectContaining({ code: 'PowerState/running' })] },
    });
    expect(sleeps?.instanceView?.statuses?.[1]?.code).toBe('PowerState/deallocated');
  });

  test('expands no instance views without a filter', async () => {
    const { compute } = await start();
    await expect(all(compute.virtualMachines.listAll({ expand: 'instanceView' }))).rejects.toMatchObject({ statusCode: 400 });
  });
});

describe('a role', () => {
  test('that lacks the action is refused the list', async () => {
    const { network, denied } = await start();
    denied.push({ action: 'Microsoft.Network/routeTables/read' });
    await expect(all(network.routeTables.listAll())).rejects.toMatchObject({ statusCode: 403, code: 'AuthorizationFailed' });
  });

  test('with no right in the subscription is refused it, too', async () => {
    const { network, denied } = await start();
    denied.push({ action: '*', scope: `/subscriptions/${spokeSubscription}` });
    await expect(all(network.virtualNetworks.listAll())).rejects.toMatchObject({ statusCode: 403 });
  });

  test('on a group alone is answered what lies in that group, and that may be nothing', async () => {
    const { network, denied } = await start();
    denied.push({ action: '*', scope: `/subscriptions/${spokeSubscription}`, except: [spokeGroup.toUpperCase()] });
    expect(await names(network.virtualNetworks.listAll())).toEqual(['spoke']);
    expect(await names(network.virtualNetworks.list('spokeRg'))).toEqual(['spoke']);
    denied[0] = { action: '*', scope: `/subscriptions/${spokeSubscription}`, except: [`/subscriptions/${spokeSubscription}/resourceGroups/other`] };
    expect(await names(network.virtualNetworks.listAll())).toEqual([]);
    await expect(all(network.virtualNetworks.list('spokeRg'))).rejects.toMatchObject({ statusCode: 403 });
    await expect(network.virtualNetworks.get('spokeRg', 'spoke')).rejects.toMatchObject({ statusCode: 403 });
  });

  test('that may not read one resource gets the list without it, from the page that it would be on', async () => {
    const { network, denied } = await start({ pageSize: 2 });
    for (const name of ['runs-nic', 'runs-nic2']) denied.push({ action: 'Microsoft.Network/networkInterfaces/read', scope: `${spokeNetwork}/networkInterfaces/${name}` });
    expect(await names(network.networkInterfaces.listAll())).toEqual(['sleeps-nic', 'spare-nic', expect.stringMatching(/^vault\.nic\./)]);
    expect(await pages(network.networkInterfaces.list('spokeRg'))).toEqual([0, 2, 1]);
  });
});
