import { nic1Id, refused, spoke1Room, vm1Id, type RecordedParts } from './testing/recorded';
import { nic1, rebuilt } from './testing/rebuilt';

describe('NICs and machines', () => {
  test('a machine made from a specialised disk has no computer name, one with another name has it, and a state that is new is unknown', () => {
    const { topology } = rebuilt((it) => {
      const vm = it.vm(vm1Id);
      delete vm.computerName;
      vm.powerState = 'hibernated';
    });
    expect(topology.virtualMachines[0]).toMatchObject({ name: 'spoke1vm', computerName: null, powerState: 'unknown' });
    expect(rebuilt((it) => { it.vm(vm1Id).computerName = 'one'; }).topology.virtualMachines[0]?.computerName).toBe('one');
  });

  test('a machine with Windows has that, and no SSH server; a guest that was renamed calls itself as it did', () => {
    const machineOf = (change: (vm: ReturnType<RecordedParts['vm']>) => void, sshPort = 22) =>
      rebuilt((it) => {
        change(it.vm(vm1Id));
        if (it.survey.expectations) it.survey.expectations.sshPort = sshPort;
      }).topology.virtualMachines[0];
    expect(machineOf((vm) => { vm.osType = 'Windows'; }, 2222)).toMatchObject({ operatingSystem: 'Windows' });
    expect(machineOf((vm) => { vm.osType = 'Windows'; }, 2222)).not.toHaveProperty('listensOn');
    expect(machineOf((vm) => { vm.osType = 'Linux'; }, 2222)).toMatchObject({ listensOn: [2222] });
    expect(machineOf((vm) => { vm.osType = 'Linux'; })).not.toHaveProperty('operatingSystem');
    expect(machineOf((vm) => { vm.guestName = 'web-2'; })).toMatchObject({ renamedTo: 'web-2' });
    expect(machineOf((vm) => { vm.guestName = 'spoke1vm'; })).not.toHaveProperty('renamedTo');
  });

  test('the primary address of a NIC comes first, and a guest forwards where its NIC may', () => {
    const { topology } = rebuilt((it) => {
      const nic = it.nic(nic1Id);
      nic.enableIPForwarding = true;
      nic.ipConfigurations.unshift({ primary: false, subnetId: nic.ipConfigurations[0]?.subnetId ?? '', privateIPAddress: '10.1.1.9' });
    });
    expect(nic1(topology)?.privateIPAddresses).toEqual(['10.1.1.4', '10.1.1.9']);
    expect(topology.virtualMachines[0]?.forwards).toBe(true);
  });

  test('a NIC that was not read is there under an address that is free, and a machine that was not read runs', () => {
    const { topology, notes } = rebuilt(({ survey }) => {
      survey.networkInterfaces[nic1Id.toLowerCase()] = refused(`GET ${nic1Id}`, 'Microsoft.Network/networkInterfaces/read');
      for (const key of Object.keys(survey.virtualMachines)) survey.virtualMachines[key] = refused(`GET ${key}`, 'Microsoft.Compute/virtualMachines/read');
    });
    expect(topology.networkInterfaces.find(({ name }) => name === 'SPOKE1VM711_Z1')).toMatchObject({ privateIPAddresses: ['10.1.1.4'], subnet: 'bluespoke1-vnet1/bluespoke1-vnet1sub1' });
    expect(topology.virtualMachines.map(({ name, powerState }) => [name, powerState])).toEqual([['spoke2vm', 'running']]);
    expect(notes).toEqual([
      'Virtual machine spoke2vm was not read; it is taken to be running.',
      'Not read by the run, and not to be read in the replay either (403 AuthorizationFailed): SPOKE1VM711_Z1, spoke2vm.',
    ]);
  });

  test('a NIC for which Azure says that its machine does not run is refused again only where the machine itself says otherwise', () => {
    const off = { kind: 'nic-not-running', request: `POST ${nic1Id}/effectiveRouteTable`, message: 'Azure answers only for the NIC of a running virtual machine (NicMustBeAttachedToRunningVmToGetEffectiveRoutes): No.', status: 400, code: 'NicMustBeAttachedToRunningVmToGetEffectiveRoutes' };
    const saysOff = ({ survey }: RecordedParts): void => { survey.effectiveRoutes[nic1Id.toLowerCase()] = { status: 'unread', problem: off }; };
    expect(rebuilt(saysOff).incidents.map(({ act }) => act)).toEqual([{ kind: 'status', status: 400, code: off.code, message: 'No.' }]);
    expect(rebuilt((it) => { saysOff(it); it.vm(vm1Id).powerState = 'starting'; }).incidents).toEqual([]);
    const unreadToo = rebuilt((it) => { saysOff(it); it.survey.virtualMachines[vm1Id.toLowerCase()] = refused(`GET ${vm1Id}`, 'Microsoft.Compute/virtualMachines/read'); });
    expect(unreadToo.topology.virtualMachines[0]?.powerState).toBe('stopped');
    expect(unreadToo.incidents).toEqual([]);
  });

  test("a NIC that others have a host route to is a private endpoint's; one without such a route is a spare one", () => {
    const id = `${spoke1Room}/networkInterfaces/vault.nic.0a1b`;
    const addNic = (it: RecordedParts): void => {
      const subnetId = it.nic(nic1Id).ipConfigurations[0]?.subnetId ?? '';
      it.survey.networkInterfaces[id] = { status: 'read', value: { id, name: 'vault.nic.0a1b', location: 'australiaeast', enableIPForwarding: false, ipConfigurations: [{ primary: true, subnetId, privateIPAddress: '10.1.1.20' }] } };
    };
    expect(rebuilt(addNic).topology.networkInterfaces.map(({ name }) => name)).toContain('vault.nic.0a1b');
    const { topology, notes } = rebuilt((it) => {
      addNic(it);
      it.routes(nic1Id).push({ source: 'Default', state: 'Active', addressPrefixes: ['10.1.1.20/32'], nextHopType: 'InterfaceEndpoint', nextHopIpAddresses: [] });
    });
    expect(topology.virtualNetworks[1]?.subnets[0]?.privateEndpoints).toEqual([{ name: 'vault', privateIPAddress: '10.1.1.20', networkInterface: 'vault.nic.0a1b' }]);
    expect(topology.networkInterfaces.map(({ name }) => name)).not.toContain('vault.nic.0a1b');
    expect(notes).toEqual([]);
  });
});
