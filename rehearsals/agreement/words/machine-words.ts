/** What a topology can say of the machines in the spokes: in which subnets, with how many NICs, which system, in which groups; and of routes that only they have. */
import { sshRule } from '../../../lab/faults/fault-target';
import { pick, spokesOf, type Mutation } from '../mutations/mutation';
import { addMachine, addNic, addTable, lead, placeOf } from './places';

const secondSubnet: Mutation = (topology, a, b) => {
  const spoke = pick(spokesOf(topology), a);
  const [first] = spoke?.subnets ?? [];
  const at = spoke && spoke.addressPrefixes[0]?.split('.')[1];
  if (!spoke || !first || at === undefined || spoke.subnets.length > 1) return;
  const subnet = { ...first, name: 'more', addressPrefixes: [`10.${at}.2.0/24`] };
  spoke.subnets.push(subnet);
  addMachine(topology, spoke, subnet, `vm${at}more`, `10.${at}.2.4`);
  if (b % 3 === 0) return;
  // The routes of the first subnet, each for a whole network, or none.
  const routes = b % 3 === 1 ? (topology.routeTables.find(({ name }) => name === first.routeTable)?.routes ?? []) : [];
  subnet.routeTable = addTable(topology, spoke, `${spoke.name}-more`, routes.map((route) => ({ ...route }))).name;
};

/** In a subnet of its own: which NIC a guest uses for what lies next to one of them is the guest's own matter. */
const secondNic: Mutation = (topology, a, b) => {
  const vm = pick(topology.virtualMachines.filter(({ name, networkInterfaces }) => name.startsWith('vm') && networkInterfaces.length === 1), a);
  const spoke = spokesOf(topology).find(({ name }) => topology.networkInterfaces.some((nic) => nic.name === vm?.networkInterfaces[0] && nic.subnet.startsWith(`${name}/`)));
  const at = spoke?.addressPrefixes[0]?.split('.')[1];
  if (!vm || !spoke || at === undefined || spoke.subnets.some(({ name }) => name === 'second')) return;
  const address = `10.${at}.7.4`;
  const subnet = { ...spoke.subnets[0], name: 'second', addressPrefixes: [`10.${at}.7.0/24`] };
  if (b % 2 === 0) delete subnet.routeTable;
  if (b % 3 === 0) delete subnet.networkSecurityGroup;
  spoke.subnets.push(subnet);
  addNic(topology, spoke, subnet, `${vm.name}nic2`, address, false);
  vm.networkInterfaces.push(`${vm.name}nic2`);
};

/** A route of one spoke names a machine of a spoke as its next hop. */
const overAMachine: Mutation = (topology, a, b) => {
  const route = pick(topology.routeTables.flatMap(({ routes }) => routes), a);
  const nic = pick(topology.networkInterfaces, b);
  const [address] = nic?.privateIPAddresses ?? [];
  if (!route || !nic || address === undefined) return;
  lead([route], address);
  if (b % 2 === 0) nic.enableIPForwarding = true;
};

/** The machines of a group are denied, or alone allowed, what goes to port 22. */
const applicationGroup: Mutation = (topology, a, b) => {
  const group = pick(topology.networkSecurityGroups, a);
  const spoke = spokesOf(topology).find(({ subnets }) => subnets.some(({ networkSecurityGroup }) => networkSecurityGroup === group?.name));
  if (!group || !spoke || topology.applicationSecurityGroups.length > 0) return;
  topology.applicationSecurityGroups.push({ name: 'some', ...placeOf(spoke) });
  topology.networkInterfaces.filter(({ subnet }) => subnet.startsWith(`${spoke.name}/`)).forEach((nic, index) => { if ((index + b) % 2 === 0) nic.applicationSecurityGroups = ['some']; });
  const members = { destinationAddressPrefixes: [], destinationApplicationSecurityGroups: ['some'] };
  group.rules.push({ ...sshRule('OfSome', 180, 'Inbound', b % 3 === 0 ? 'Allow' : 'Deny'), ...members }, ...(b % 3 === 0 ? [sshRule('OfOthers', 190, 'Inbound', 'Deny')] : []));
};

export const machineWords = {
  'machines in a second subnet': secondSubnet,
  'a machine with two NICs': secondNic,
  'a route over a machine': overAMachine,
  'rules for an application group': applicationGroup,
  'a machine with Windows': ({ virtualMachines }, a) => {
    const vm = pick(virtualMachines.filter(({ forwards }) => forwards !== true), a);
    if (vm) vm.operatingSystem = 'Windows';
  },
  'a machine of a flexible scale set': (topology, a) => {
    const vm = pick(topology.virtualMachines, a);
    if (!vm || topology.scaleSets.some(({ name }) => name === 'flexible')) return;
    topology.scaleSets.push({ name: 'flexible', ...placeOf(vm), orchestration: 'flexible', instances: [] });
    vm.scaleSet = 'flexible';
  },
  'a route for a service tag': ({ routeTables }, a) => {
    const routes = pick(routeTables, a)?.routes;
    if (routes && !routes.some(({ addressPrefix }) => addressPrefix === 'Storage')) routes.push({ name: `tag${String(a)}`, addressPrefix: 'Storage', nextHopType: 'None' });
  },
} satisfies Record<string, Mutation>;
