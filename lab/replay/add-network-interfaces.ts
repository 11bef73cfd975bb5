/** The NICs in the surveyed subnets: a machine's, a spare one's, a private endpoint's, and those that could not be read. */
import { firstFreeAddresses } from '../addresses/free-addresses';
import { followSubnet } from '../topology/references';
import type { NetworkInterface, Subnet, VirtualNetwork } from '../topology/topology';
import { readingOf, routesRead, valuesRead, type ReplayDraft } from './replay-draft';
import { repeatProblem } from './failures';
import { keyOf, lastName, parentOf, partsOf, typeOf } from './resource-id';
import type { RecordedNic } from './survey';

export function addNetworkInterfaces(draft: ReplayDraft): void {
  const { survey } = draft;
  for (const nic of valuesRead(survey.networkInterfaces)) addRead(draft, nic);
  for (const network of valuesRead(survey.virtualNetworks)) {
    const ids = network.subnets.flatMap((subnet) => nicIdsIn(subnet.ipConfigurationIds).map((id) => ({ id, subnetId: subnet.id })));
    for (const { id, subnetId } of ids) addUnread(draft, id, subnetId);
  }
}

/** A subnet names IP configurations, several of which may be of one NIC, and others of gateways and load balancers. */
function nicIdsIn(ipConfigurationIds: readonly string[]): string[] {
  const ids = ipConfigurationIds.map(parentOf).filter((id) => typeOf(id) === 'microsoft.network/networkinterfaces');
  return [...new Map(ids.map((id) => [keyOf(id), id])).values()];
}

function addRead(draft: ReplayDraft, nic: RecordedNic): void {
  const { topology, notes } = draft;
  const configurations = [...nic.ipConfigurations].sort((a, b) => Number(b.primary) - Number(a.primary));
  const subnetId = configurations[0]?.subnetId ?? '';
  const place = followSubnet(topology, subnetId);
  if ('mistake' in place) {
    notes.push(`Network interface ${nic.name} is left out: ${place.mistake}.`);
    return;
  }
  if (addAsPrivateEndpoint(draft, nic, place.found)) return;
  topology.networkInterfaces.push({
    ...partsOf(nic.id),
    location: nic.location,
    subnet: subnetId,
    privateIPAddresses: configurations.map(({ privateIPAddress }) => privateIPAddress),
    ...(nic.networkSecurityGroupId !== undefined && { networkSecurityGroup: nic.networkSecurityGroupId }),
    enableIPForwarding: nic.enableIPForwarding,
  } satisfies NetworkInterface);
}

/** A private endpoint shows in the routes of the others as a row of its own; its NIC lies beside its network, or it stays a NIC. */
function addAsPrivateEndpoint(draft: ReplayDraft, nic: RecordedNic, { network, subnet }: { network: VirtualNetwork; subnet: Subnet }): boolean {
  const [configuration, another] = nic.ipConfigurations;
  const { subscription, resourceGroup, name } = partsOf(nic.id);
  if (nic.virtualMachineId !== undefined || nic.networkSecurityGroupId !== undefined || !configuration || another) return false;
  if (keyOf(`${subscription}/${resourceGroup}`) !== keyOf(`${network.subscription}/${network.resourceGroup}`)) return false;
  const { privateIPAddress } = configuration;
  const isOne = routesRead(draft).some(({ rows }) =>
    rows.some(({ nextHopType, addressPrefixes }) => nextHopType === 'InterfaceEndpoint' && addressPrefixes.some((prefix) => prefix.split('/')[0] === privateIPAddress)),
  );
  if (isOne) (subnet.privateEndpoints ??= []).push({ name: name.replace(/\.nic\.[\da-f-]+$/i, ''), privateIPAddress, networkInterface: name });
  return isOne;
}

/** Something has an address in the subnet, and nobody may see which: it is given one that is free. */
function addUnread(draft: ReplayDraft, id: string, subnetId: string): void {
  const { survey, topology } = draft;
  const reading = readingOf(survey.networkInterfaces, id);
  const place = followSubnet(topology, subnetId);
  if (reading?.status !== 'unread' || 'mistake' in place) return;
  const taken = topology.networkInterfaces.flatMap(({ privateIPAddresses }) => privateIPAddresses);
  const [address = ''] = firstFreeAddresses(place.found.subnet, 1, taken);
  topology.networkInterfaces.push({ ...partsOf(id), location: place.found.network.location, subnet: subnetId, privateIPAddresses: [address], enableIPForwarding: false });
  repeatProblem(draft, lastName(id), `GET ${id}`, reading.problem);
}
