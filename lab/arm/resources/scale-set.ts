/** Scale sets, the machines of uniform ones and their NICs, as Microsoft.Compute and Microsoft.Network send them. */
import { networkSecurityGroupId, scaleSetId, subnetId } from '../../topology/resource-ids';
import { scaleSetMachines, type ScaleSet } from '../../topology/scale-sets';
import type { NetworkInterface, VirtualMachine } from '../../topology/topology';
import type { World } from '../../topology/world';
import { guidOf, optional, reference, type ResourceBody } from '../resource-body';
import { networkInterfaceBody } from './network-interface';
import { systemOf, timeCreated, virtualMachineBody } from './virtual-machine';

const size = 'Standard_B2s';

const skuOf = (capacity: number): Record<string, unknown> => ({ name: size, tier: 'Standard', capacity });

/** The model of its machines has the NICs of the first instance, whose addresses no model has. */
export function scaleSetBody(world: World, set: ScaleSet): ResourceBody {
  const [first] = machinesOf(world, set);
  const capacity = set.orchestration === 'uniform' ? set.instances.length : flexibleMachinesOf(world, set).length;
  return {
    name: set.name,
    id: scaleSetId(set),
    type: 'Microsoft.Compute/virtualMachineScaleSets',
    location: set.location,
    sku: skuOf(capacity),
    etag: '"2"',
    properties: {
      provisioningState: 'Succeeded',
      uniqueId: guidOf(scaleSetId(set)),
      orchestrationMode: set.orchestration === 'uniform' ? 'Uniform' : 'Flexible',
      singlePlacementGroup: false,
      platformFaultDomainCount: 1,
      ...(set.orchestration === 'uniform' ? { overprovision: false, upgradePolicy: { mode: 'Manual' } } : {}),
      virtualMachineProfile: profileOf(world, set, first?.nics ?? []),
      timeCreated,
    },
  };
}

function profileOf(world: World, set: ScaleSet, nics: readonly NetworkInterface[]): Record<string, unknown> {
  const system = systemOf(set);
  const { publisher, offer, sku, version } = system.image;
  return {
    osProfile: { computerNamePrefix: set.name.slice(0, 9), adminUsername: 'azureuser', ...system.configuration, secrets: [], allowExtensionOperations: true, requireGuestProvisionSignal: true },
    storageProfile: {
      imageReference: { publisher, offer, sku, version },
      osDisk: { osType: set.operatingSystem ?? 'Linux', createOption: 'FromImage', caching: 'ReadWrite', managedDisk: { storageAccountType: 'Premium_LRS' }, diskSizeGB: 30 },
      diskControllerType: 'SCSI',
    },
    networkProfile: { networkInterfaceConfigurations: nics.map((nic, index) => nicConfiguration(world, nic, index)) },
  };
}

function nicConfiguration(world: World, nic: NetworkInterface, index: number): Record<string, unknown> {
  const { network, subnet } = world.placeOf(nic);
  const group = world.networkSecurityGroupOf(nic);
  return {
    name: nic.name,
    properties: {
      primary: index === 0,
      enableAcceleratedNetworking: false,
      disableTcpStateTracking: false,
      enableIPForwarding: nic.enableIPForwarding,
      ...optional('networkSecurityGroup', group && reference(networkSecurityGroupId(group))),
      dnsSettings: { dnsServers: [] },
      ipConfigurations: nic.privateIPAddresses.map((address, at) => ({
        name: `ipconfig${(at + 1).toString()}`,
        properties: { primary: at === 0, subnet: reference(subnetId(network, subnet)), privateIPAddressVersion: address.includes(':') ? 'IPv6' : 'IPv4' },
      })),
    },
  };
}

/** As a machine, but for what tells it to be an instance. */
export function scaleSetMachineBody(world: World, vm: VirtualMachine, expand: { instanceView: boolean }): ResourceBody {
  const { properties, ...body } = virtualMachineBody(world, vm, expand);
  return {
    ...body,
    ...optional('instanceId', vm.instanceOf?.instanceId),
    type: 'Microsoft.Compute/virtualMachineScaleSets/virtualMachines',
    sku: { name: size, tier: 'Standard' },
    properties: { latestModelApplied: true, modelDefinitionApplied: 'VirtualMachineScaleSet', ...properties },
  };
}

/** As any NIC, but for what no client of Microsoft's knows of: recordings show that of machines' NICs only. Its region is that of the set. */
export function scaleSetNicBody(world: World, nic: NetworkInterface): ResourceBody {
  const { id, name, etag, properties } = networkInterfaceBody(world, nic);
  const known = Object.fromEntries(Object.entries(properties).filter(([key]) => key !== 'allowPort25Out'));
  return { id, name, ...optional('etag', etag), type: 'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/networkInterfaces', properties: known };
}

export const machinesOf = ({ topology }: World, set: ScaleSet): ReturnType<typeof scaleSetMachines> => scaleSetMachines(topology).filter(({ vm }) => vm.instanceOf?.set === set);

const flexibleMachinesOf = (world: World, set: ScaleSet): VirtualMachine[] => world.topology.virtualMachines.filter((vm) => world.scaleSetOf(vm) === set);
