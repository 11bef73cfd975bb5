/** What a subnet names and the survey holds nothing else of: gateways of networks that are not the hub, and instances of scale sets, with addresses made up. */
import { firstFreeAddresses } from '../addresses/free-addresses';
import type { ScaleSet } from '../topology/scale-sets';
import { valuesRead, type ReplayDraft } from './replay-draft';
import { keyOf, lastName, parentOf, partsOf, typeOf } from './resource-id';

export function addKnownBySubnets(draft: ReplayDraft): void {
  const { survey, topology } = draft;
  for (const network of valuesRead(survey.virtualNetworks)) {
    for (const subnet of network.subnets) {
      const gateways = subnet.ipConfigurationIds.filter((id) => typeOf(id) === 'microsoft.network/virtualnetworkgateways').map(parentOf);
      if (keyOf(network.id) !== keyOf(survey.hubId)) {
        for (const id of new Set(gateways)) topology.virtualNetworkGateways.push({ ...partsOf(id), location: network.location, subnet: subnet.id, gatewayType: 'Vpn', activeActive: false, asn: 65515 });
      }
      const nics = subnet.ipConfigurationIds.filter((id) => typeOf(id) === 'microsoft.compute/virtualmachinescalesets').map(parentOf);
      const taken = topology.networkInterfaces.flatMap(({ privateIPAddresses }) => privateIPAddresses);
      const addresses = firstFreeAddresses(subnet, nics.length, taken);
      nics.forEach((id, index) => { addInstance(draft, id, network.location, subnet.id, addresses[index] ?? ''); });
    }
  }
}

/** @param nicId `…/virtualMachineScaleSets/<set>/virtualMachines/<instance>/networkInterfaces/<nic>` */
function addInstance({ topology }: ReplayDraft, nicId: string, location: string, subnet: string, address: string): void {
  const parts = partsOf(nicId);
  const found = topology.scaleSets.find(({ name, resourceGroup }) => keyOf(`${resourceGroup}/${name}`) === keyOf(`${parts.resourceGroup}/${parts.name}`));
  const set: ScaleSet = found ?? { ...parts, location, orchestration: 'uniform', instances: [] };
  if (!found) topology.scaleSets.push(set);
  const instanceId = lastName(parentOf(nicId));
  const instance = set.instances.find((one) => one.instanceId === instanceId) ?? { instanceId, powerState: 'running', networkInterfaces: [] };
  if (!set.instances.includes(instance)) set.instances.push(instance);
  instance.networkInterfaces.push({ name: lastName(nicId), subnet, privateIPAddresses: [address], enableIPForwarding: false });
}
