/** Pseudonyms that tell what they name: `vnet1`, `vm07`. One for each name of a kind, whatever its case, in the order of the names. */
import { parseResourceId } from '../estate/resource-id';

/** What a pseudonym begins with. */
export type NameKind =
  | 'rg' | 'vnet' | 'subnet' | 'peering' | 'nic' | 'ipconfig' | 'vm' | 'vmss' | 'rt' | 'route' | 'nsg' | 'rule' | 'rs' | 'peer' | 'instance' | 'gw'
  | 'fw' | 'policy' | 'lb' | 'frontend' | 'pool' | 'probe' | 'nva'
  | 'resource';

const kindOfType: Readonly<Record<string, NameKind>> = {
  'microsoft.network/virtualnetworks': 'vnet',
  'microsoft.network/virtualnetworks/subnets': 'subnet',
  'microsoft.network/virtualnetworks/virtualnetworkpeerings': 'peering',
  'microsoft.network/networkinterfaces': 'nic',
  'microsoft.network/networkinterfaces/ipconfigurations': 'ipconfig',
  'microsoft.compute/virtualmachines': 'vm',
  'microsoft.network/routetables': 'rt',
  'microsoft.network/routetables/routes': 'route',
  'microsoft.network/networksecuritygroups': 'nsg',
  'microsoft.network/networksecuritygroups/securityrules': 'rule',
  'microsoft.network/networksecuritygroups/defaultsecurityrules': 'rule',
  'microsoft.network/virtualhubs': 'rs',
  'microsoft.network/virtualhubs/bgpconnections': 'peer',
  'microsoft.network/virtualhubs/ipconfigurations': 'ipconfig',
  'microsoft.network/virtualnetworkgateways': 'gw',
  'microsoft.network/virtualnetworkgateways/ipconfigurations': 'ipconfig',
  'microsoft.network/azurefirewalls': 'fw',
  'microsoft.network/azurefirewalls/azurefirewallipconfigurations': 'ipconfig',
  'microsoft.network/firewallpolicies': 'policy',
  'microsoft.network/loadbalancers': 'lb',
  'microsoft.network/loadbalancers/frontendipconfigurations': 'frontend',
  'microsoft.network/loadbalancers/backendaddresspools': 'pool',
  'microsoft.network/networkvirtualappliances': 'nva',
  'microsoft.compute/virtualmachinescalesets': 'vmss',
  'microsoft.compute/virtualmachinescalesets/virtualmachines': 'instance',
  'microsoft.compute/virtualmachinescalesets/virtualmachines/networkinterfaces': 'nic',
  'microsoft.compute/virtualmachinescalesets/virtualmachines/networkinterfaces/ipconfigurations': 'ipconfig',
};

/** @param type as in an id, children's types appended */
export const kindOf = (type: string): NameKind => kindOfType[type.toLowerCase()] ?? 'resource';

export const kindOfId = (id: string): NameKind => kindOf(parseResourceId(id)?.type ?? '');

/** Of subnets in which only one thing may be. */
export const keptSubnets = ['GatewaySubnet', 'RouteServerSubnet', 'AzureFirewallSubnet', 'AzureFirewallManagementSubnet', 'AzureBastionSubnet'] as const;

/** Names that Azure gives, or asks for: they mean something, and say nothing of whose network it is. */
const kept: Partial<Record<NameKind, readonly string[]>> = {
  subnet: keptSubnets,
  rule: ['AllowVnetInBound', 'AllowAzureLoadBalancerInBound', 'DenyAllInBound', 'AllowVnetOutBound', 'AllowInternetOutBound', 'DenyAllOutBound'],
  instance: ['RouteServiceRole_IN_0', 'RouteServiceRole_IN_1'],
};

/** As Azure spells it. */
export const keptName = (kind: NameKind, name: string): string | undefined =>
  kept[kind]?.find((one) => one.toLowerCase() === name.toLowerCase()) ?? (kind === 'instance' && /^\d{1,6}$/.test(name) ? name : undefined);

/** How the hub of a Virtual WAN is told from other networks. */
const virtualWanMark = 'HV_';

export interface NameBook {
  /** The pseudonym; `<kind>-other` for a name that was not there when the book was made. */
  name(kind: NameKind, name: string): string;
  /** All names that have one, with it. */
  readonly all: readonly { readonly kind: NameKind; readonly name: string; readonly pseudonym: string }[];
}

const keyOfName = (name: string): string => name.trim().toLowerCase();

/**
 * @param names of each kind, in any case, as often as they come
 * @param suffixOf what follows the number, given the kind and the name in lower case
 */
export function createNameBook(names: ReadonlyMap<NameKind, Iterable<string>>, suffixOf: (kind: NameKind, name: string) => string = () => ''): NameBook {
  const books = new Map<NameKind, Map<string, string>>();
  for (const [kind, ofKind] of names) {
    // In an id a slash follows the group, and blanks, points and hyphens sort before that: names in order are ids in order.
    const order = (key: string): string => (kind === 'rg' ? `${key}/` : key);
    const keys = [...new Set([...ofKind].map(keyOfName))].filter((key) => keptName(kind, key) === undefined).sort((a, b) => (order(a) < order(b) ? -1 : 1));
    const digits = String(keys.length).length;
    const mark = (key: string): string => (kind === 'vnet' && key.startsWith(virtualWanMark.toLowerCase()) ? virtualWanMark : '');
    books.set(kind, new Map(keys.map((key, place) => [key, `${mark(key)}${kind}${String(place + 1).padStart(digits, '0')}${suffixOf(kind, key)}`])));
  }
  return {
    name: (kind, name) => keptName(kind, name) ?? books.get(kind)?.get(keyOfName(name)) ?? `${kind}-other`,
    all: [...books].flatMap(([kind, book]) => [...book].map(([name, pseudonym]) => ({ kind, name, pseudonym }))),
  };
}
