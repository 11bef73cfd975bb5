/** Virtual machines and their instance views, as Microsoft.Compute sends them. */
import { networkInterfaceId, virtualMachineId } from '../../topology/resource-ids';
import type { NetworkInterface, VirtualMachine } from '../../topology/topology';
import type { World } from '../../topology/world';
import { guidOf, reference, type ResourceBody } from '../resource-body';

/** The topology holds no times, so all machines were made at one moment. */
const timeCreated = '2025-01-15T09:00:00.1234567+00:00';

/** With `instanceView` where `$expand=instanceView` asks for it. */
export function virtualMachineBody(world: World, vm: VirtualMachine, expand: { instanceView: boolean }): ResourceBody {
  return {
    name: vm.name,
    id: virtualMachineId(vm),
    type: 'Microsoft.Compute/virtualMachines',
    location: vm.location,
    properties: {
      hardwareProfile: { vmSize: 'Standard_B2s' },
      provisioningState: 'Succeeded',
      vmId: guidOf(virtualMachineId(vm)),
      storageProfile: {
        imageReference: { publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest', exactVersion: '24.04.202501100' },
        osDisk: osDiskOf(vm),
        dataDisks: [],
        diskControllerType: 'SCSI',
      },
      // A machine made from a specialised disk has none: Azure did not set it up.
      ...(vm.computerName === null ? {} : { osProfile: osProfileOf(vm) }),
      networkProfile: { networkInterfaces: nicReferences(world.networkInterfacesOf(vm)) },
      ...(expand.instanceView ? { instanceView: instanceViewBody(vm) } : {}),
      timeCreated,
    },
    etag: '"2"',
  };
}

const osProfileOf = (vm: VirtualMachine): Record<string, unknown> => ({
  computerName: computerNameOf(vm),
  adminUsername: 'azureuser',
  linuxConfiguration: {
    disablePasswordAuthentication: true,
    provisionVMAgent: true,
    patchSettings: { patchMode: 'ImageDefault', assessmentMode: 'ImageDefault' },
  },
  secrets: [],
  allowExtensionOperations: true,
  requireGuestProvisionSignal: true,
});

/** With one NIC Azure doesn't say that it is the primary one. */
const nicReferences = (nics: readonly NetworkInterface[]): Record<string, unknown>[] =>
  nics.map((nic, index) => ({ ...reference(networkInterfaceId(nic)), ...(nics.length > 1 ? { properties: { primary: index === 0 } } : {}) }));

const computerNameOf = ({ computerName, name }: VirtualMachine): string => computerName ?? name;

const osDiskNameOf = ({ name }: VirtualMachine): string => `${name}_OsDisk_1`;

function osDiskOf(vm: VirtualMachine): Record<string, unknown> {
  const name = osDiskNameOf(vm);
  return {
    osType: 'Linux',
    name,
    createOption: 'FromImage',
    caching: 'ReadWrite',
    managedDisk: {
      storageAccountType: 'Premium_LRS',
      id: `/subscriptions/${vm.subscription}/resourceGroups/${vm.resourceGroup}/providers/Microsoft.Compute/disks/${name}`,
    },
    deleteOption: 'Detach',
    diskSizeGB: 30,
  };
}

/** The guest agent reports as long as the machine is not deallocated; of a deallocated one there is no report. */
export function instanceViewBody(vm: VirtualMachine): Record<string, unknown> {
  const provisioned = { code: 'ProvisioningState/succeeded', level: 'Info', displayStatus: 'Provisioning succeeded', time: timeCreated };
  const guest = {
    computerName: computerNameOf(vm),
    osName: 'ubuntu',
    osVersion: '24.04',
    vmAgent: {
      vmAgentVersion: '2.12.0.4',
      statuses: [{ code: 'ProvisioningState/succeeded', level: 'Info', displayStatus: 'Ready', message: 'Guest Agent is running', time: timeCreated }],
      extensionHandlers: [],
    },
  };
  return {
    ...(vm.powerState === 'deallocated' ? {} : guest),
    disks: [{ name: osDiskNameOf(vm), statuses: [provisioned] }],
    hyperVGeneration: 'V2',
    statuses: [provisioned, { code: `PowerState/${vm.powerState}`, level: 'Info', displayStatus: `VM ${vm.powerState}` }],
  };
}
