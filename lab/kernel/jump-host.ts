/** The namespace of the jump host: a veth pair to each machine, and none to the fabric. */
import { cableAddress } from './fabric';
import { managementDevice, type Setup } from './guest';
import type { Node } from './layout';
import { jumpHostAddress } from '../ssh/world-reach';

/** What goes nowhere must be silent, as in Azure: a blackhole route would be reported to the jump host's own kernel. */
const silence = [
  `link add void address ${cableAddress} type veth peer name void-in address ${cableAddress}`,
  'link set void arp off up',
  'link set void-in arp off up',
  `route add default dev void src ${jumpHostAddress}`,
];

export function jumpHostSetup(nodes: readonly Node[]): Setup {
  const machines = nodes.filter(({ kind }) => kind === 'machine');
  const addresses = machines.flatMap(({ ports }, number) => ports.flatMap((port) => port.addresses.map((address) => ({ address, device: `vm${String(number)}` }))));
  // Two networks may have the same addresses; one of the machines cannot be reached then.
  const reached = addresses.filter(({ address }, index) => addresses.findIndex((other) => other.address === address) === index);
  return {
    sysctl: [],
    nft: [],
    ip: [
      `address add ${jumpHostAddress}/32 dev lo`,
      ...silence,
      ...machines.flatMap(({ namespace }, number) => [
        `link add vm${String(number)} address ${cableAddress} type veth peer name ${managementDevice} address ${cableAddress} netns ${namespace}`,
        `link set vm${String(number)} arp off up`,
      ]),
      ...reached.map(({ address, device }) => `route add ${address}/32 dev ${device} src ${jumpHostAddress}`),
    ],
  };
}
