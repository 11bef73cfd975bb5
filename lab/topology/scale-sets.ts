/** Scale sets. The machines of a uniform one and their NICs are its children: no list of machines or NICs has them. */
import { remember } from './remember';
import type { NetworkInterface, Placed, PowerState, Ref, Topology, VirtualMachine } from './topology';

export interface ScaleSet extends Placed {
  /** The machines of a flexible one are ordinary machines, which name it. */
  orchestration: 'uniform' | 'flexible';
  /** Of all instances, as with a machine. */
  operatingSystem?: 'Linux' | 'Windows';
  forwards?: boolean;
  listensOn?: number[];
  /** Of a uniform one. */
  instances: ScaleSetInstance[];
}

export interface ScaleSetInstance {
  /** `0`, `1`, … */
  instanceId: string;
  computerName?: string;
  renamedTo?: string;
  powerState: PowerState;
  /** The primary one first. */
  networkInterfaces: ScaleSetNic[];
}

export interface ScaleSetNic {
  /** Instances may have NICs of one name. */
  name: string;
  /** `virtualNetwork/subnet`. */
  subnet: Ref;
  privateIPAddresses: string[];
  networkSecurityGroup?: Ref;
  applicationSecurityGroups?: Ref[];
  enableIPForwarding: boolean;
}

/** Whose child a machine or NIC is. */
export interface InstanceOf {
  readonly set: ScaleSet;
  readonly instanceId: string;
}

interface Machine {
  readonly vm: VirtualMachine;
  readonly nics: readonly NetworkInterface[];
}

/** Every machine of the topology: those of its list, and those of uniform scale sets. */
export const everyMachine = (topology: Topology): VirtualMachine[] =>
  remember(topology, everyMachine, '', () => [...topology.virtualMachines, ...scaleSetMachines(topology).map(({ vm }) => vm)]);

/** Every NIC, likewise. */
export const everyNic = (topology: Topology): NetworkInterface[] =>
  remember(topology, everyNic, '', () => [...topology.networkInterfaces, ...scaleSetMachines(topology).flatMap(({ nics }) => nics)]);

/** The NICs as they stand in a topology file, with their place there. */
export const nicPlaces = (scaleSets: readonly ScaleSet[]): { readonly nic: ScaleSetNic; readonly place: string }[] =>
  scaleSets.flatMap(({ instances }, index) =>
    instances.flatMap(({ networkInterfaces }, at) =>
      networkInterfaces.map((nic, number) => ({ nic, place: `scaleSets[${String(index)}].instances[${String(at)}].networkInterfaces[${String(number)}]` })),
    ),
  );

/** The machine of each instance, as a machine of the topology would be. Of what has not changed the same objects are returned each time. */
export function scaleSetMachines({ scaleSets }: Topology): Machine[] {
  return scaleSets.flatMap((set) => set.instances.map((instance) => kept(set, instance)));
}

const made = new WeakMap<ScaleSetInstance, Machine & { readonly of: string }>();

function kept(set: ScaleSet, instance: ScaleSetInstance): Machine {
  const of = JSON.stringify([{ ...set, instances: [] }, instance]);
  const before = made.get(instance);
  if (before?.of === of) return before;
  const machine = { ...machineOf(set, instance), of };
  made.set(instance, machine);
  return machine;
}

function machineOf(set: ScaleSet, { instanceId, networkInterfaces, ...guest }: ScaleSetInstance): Machine {
  const { name, subscription, resourceGroup, location, operatingSystem, forwards, listensOn } = set;
  const place = { subscription, resourceGroup, location };
  const instanceOf = { set, instanceId };
  const nics = networkInterfaces.map((nic): NetworkInterface => ({ ...nic, ...place, instanceOf }));
  const vm: VirtualMachine = {
    ...place,
    name: `${name}_${instanceId}`,
    computerName: `${name.slice(0, 9)}${instanceId.padStart(6, '0')}`,
    ...(operatingSystem && { operatingSystem }),
    ...(forwards !== undefined && { forwards }),
    ...(listensOn && { listensOn }),
    ...guest,
    networkInterfaces: nics.map(nicIdOf(instanceOf)),
    instanceOf,
  };
  return { vm, nics };
}

/** The id of the machine that an instance is. */
export const instanceMachineId = ({ set: { subscription, resourceGroup, name }, instanceId }: InstanceOf): string =>
  `/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers/Microsoft.Compute/virtualMachineScaleSets/${name}/virtualMachines/${instanceId}`;

/** The id of its NIC of that name. */
export const nicIdOf =
  (instanceOf: InstanceOf) =>
  ({ name }: { readonly name: string }): string =>
    `${instanceMachineId(instanceOf)}/networkInterfaces/${name}`;
