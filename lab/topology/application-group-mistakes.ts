/** Finds application security groups that are named and not there, and those whose members lie in several networks. */
import { followApplicationSecurityGroup, followSubnet } from './references';
import { nicPlaces } from './scale-sets';
import type { ApplicationSecurityGroup, Ref, Topology, VirtualNetwork } from './topology';

/** One line for each mistake, beginning with its place. */
export function applicationGroupMistakes(topology: Topology): string[] {
  const rules = topology.networkSecurityGroups.flatMap((group, index) => group.rules.map((rule, at) => ({ rule, place: `networkSecurityGroups[${String(index)}].rules[${String(at)}]` })));
  return [
    ...rules.flatMap(({ rule, place }) => [
      ...missing(topology, `${place}.sourceApplicationSecurityGroups`, rule.sourceApplicationSecurityGroups),
      ...missing(topology, `${place}.destinationApplicationSecurityGroups`, rule.destinationApplicationSecurityGroups),
    ]),
    ...membersOf(topology).flatMap(({ nic, place }) => missing(topology, place, nic.applicationSecurityGroups)),
    ...strangers(topology),
  ];
}

interface Member {
  readonly nic: { readonly name: string; readonly subnet: Ref; readonly applicationSecurityGroups?: Ref[] };
  /** Of its list of groups. */
  readonly place: string;
}

const membersOf = ({ networkInterfaces, scaleSets }: Topology): Member[] =>
  [...networkInterfaces.map((nic, index) => ({ nic, place: `networkInterfaces[${String(index)}]` })), ...nicPlaces(scaleSets)].map(({ nic, place }) => ({
    nic,
    place: `${place}.applicationSecurityGroups`,
  }));

function missing(topology: Topology, place: string, refs: readonly Ref[] = []): string[] {
  return refs.flatMap((ref, index) => {
    const followed = followApplicationSecurityGroup(topology, ref);
    return 'mistake' in followed ? [`${place}[${String(index)}]: ${followed.mistake}`] : [];
  });
}

/** Azure takes members of one network only. */
function strangers(topology: Topology): string[] {
  const first = new Map<ApplicationSecurityGroup, VirtualNetwork>();
  return membersOf(topology).flatMap(({ nic, place }) =>
    (nic.applicationSecurityGroups ?? []).flatMap((ref, index) => {
      const [group, subnet] = [followApplicationSecurityGroup(topology, ref), followSubnet(topology, nic.subnet)];
      if ('mistake' in group || 'mistake' in subnet) return [];
      const network = first.get(group.found) ?? subnet.found.network;
      first.set(group.found, network);
      return network === subnet.found.network ? [] : [`${place}[${String(index)}]: ${nic.name} lies in another network than the other members of "${ref}", ${network.name}`];
    }),
  );
}
