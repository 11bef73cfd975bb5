/** Virtual machines and their instance views, as Microsoft.Compute sends them. */
import { guestNameOf } from '../../topology/guest';
import { networkInterfaceId, scaleSetId, virtualMachineId } from '../../topology/resource-ids';
import type { NetworkInterface, VirtualMachine } from '../../topology/topology';
import type { World } from '../../topology/world';
import { guidOf, optional, reference, type ResourceBody } from '../resource-body';

/** The topology holds no times, so all machines were made at one moment. */
export const timeCreated = '2025-01-15T09:00:00.1234567+00:00';

/** With `instanceView` where `$expand=instanceView` asks for it. */
export function virtualMachineBody(world: World, vm: VirtualMachine, expand: { instanceView: boolean }): ResourceBody {
  const scaleSet = world.scaleSetOf(vm);
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
        imageReference: systemOf(vm).image,
        osDisk: osDiskOf(vm),
        dataDisks: [],
        diskControllerType: 'SCSI',
      },
      // A machine made from a specialised disk has none: Azure did not set it up.
      ...(vm.computerName === null ? {} : { osProfile: osProfileOf(vm) }),
      ...optional('virtualMachineScaleSet', scaleSet && reference(scaleSetId(scaleSet))),
      networkProfile: { networkInterfaces: nicReferences(world.networkInterfacesOf(vm)) },
      ...(expand.instanceView ? { instanceView: instanceViewBody(vm) } : {}),
      timeCreated,
    },
    etag: '"2"',
  };
}

/**
 * What the list with `statusOnly=true` has of a machine: its run-time status, and nothing of its configuration. No recording shows it; nothing is sent that the definition
 * doesn't ask for, and the id is spelled otherwise than the machine's own, as nobody promises that the two agree.
 */
export function virtualMachineStatusBody(vm: VirtualMachine): ResourceBody {
  const { statuses } = instanceViewBody(vm);
  return {
    name: vm.name,
    id: virtualMachineId({ ...vm, resourceGroup: vm.resourceGroup.toUpperCase() }),
    type: 'Microsoft.Compute/virtualMachines',
    location: vm.location,
    properties: { instanceView: { statuses } },
  };
}

const osProfileOf = (vm: VirtualMachine): Record<string, unknown> => ({
  computerName: computerNameOf(vm),
  adminUsername: 'azureuser',
  ...systemOf(vm).configuration,
  secrets: [],
  allowExtensionOperations: true,
  requireGuestProvisionSignal: true,
});

interface System {
  readonly image: Readonly<Record<'publisher' | 'offer' | 'sku' | 'version' | 'exactVersion', string>>;
  /** In the `osProfile`. */
  readonly configuration: Record<string, unknown>;
  readonly osName: string;
  readonly osVersion: string;
  /** The version of its guest agent. */
  readonly agent: string;
  /** In what words that says that it runs. */
  readonly ready: string;
}

const linux: System = {
  image: { publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest', exactVersion: '24.04.202501100' },
  configuration: {
    linuxConfiguration: {
      disablePasswordAuthentication: true,
      provisionVMAgent: true,
      patchSettings: { patchMode: 'ImageDefault', assessmentMode: 'ImageDefault' },
    },
  },
  osName: 'ubuntu',
  osVersion: '24.04',
  agent: '2.12.0.4',
  ready: 'Guest Agent is running',
};

/** No recording shows a machine with Windows. */
const windows: System = {
  image: { publisher: 'MicrosoftWindowsServer', offer: 'WindowsServer', sku: '2022-datacenter-azure-edition', version: 'latest', exactVersion: '20348.3091.250112' },
  configuration: {
    windowsConfiguration: {
      provisionVMAgent: true,
      enableAutomaticUpdates: true,
      patchSettings: { patchMode: 'AutomaticByOS', assessmentMode: 'ImageDefault' },
    },
  },
  osName: 'Windows Server 2022 Datacenter Azure Edition',
  osVersion: '10.0.20348.3091',
  agent: '2.7.41491.1125',
  ready: 'GuestAgent is running and processing the extensions.',
};

export const systemOf = ({ operatingSystem }: Pick<VirtualMachine, 'operatingSystem'>): System => (operatingSystem === 'Windows' ? windows : linux);

/** With one NIC Azure doesn't say that it is the primary one. */
const nicReferences = (nics: readonly NetworkInterface[]): Record<string, unknown>[] =>
  nics.map((nic, index) => ({ ...reference(networkInterfaceId(nic)), ...(nics.length > 1 ? { properties: { primary: index === 0 } } : {}) }));

const computerNameOf = ({ computerName, name }: VirtualMachine): string => computerName ?? name;

const osDiskNameOf = ({ name }: VirtualMachine): string => `${name}_OsDisk_1`;

function osDiskOf(vm: VirtualMachine): Record<string, unknown> {
  const name = osDiskNameOf(vm);
  return {
    osType: vm.operatingSystem ?? 'Linux',
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
  const system = systemOf(vm);
  const guest = {
    computerName: guestNameOf(vm),
    osName: system.osName,
    osVersion: system.osVersion,
    vmAgent: {
      vmAgentVersion: system.agent,
      statuses: [{ code: 'ProvisioningState/succeeded', level: 'Info', displayStatus: 'Ready', message: system.ready, time: timeCreated }],
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
