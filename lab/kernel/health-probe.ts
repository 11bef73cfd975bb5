/** The probes of load balancers: connections from the host's address to each machine behind them, through its rules. Then the load balancer hands on to one that is up. */
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { hostAddress } from '../addresses/service-tags';
import { probeOf } from '../topology/forwarders';
import type { World } from '../topology/world';
import type { Node, Port } from './layout';
import { backendPorts } from './port-routes';
import type { Sandbox } from './sandbox';

/** Of the fabric, while it probes; no port's and no network's. */
const probeTable = '900';
const probeRule = '400';

/** The machines' rules are in place and nobody connects yet. Of those that are up the port picks, as with routes of equal cost. */
export async function probeBackends(sandbox: Sandbox, world: World, nodes: readonly Node[]): Promise<void> {
  for (const node of nodes) {
    const probe = node.kind === 'forwarder' && node.forwarder.kind === 'load-balancer' ? probeOf(node.forwarder) : undefined;
    const [port] = node.ports;
    if (node.kind !== 'forwarder' || !probe || !port) continue;
    const running = backendPorts(world, nodes, node.forwarder);
    const up = running.length === 0 ? [] : await portsThatAnswer(sandbox, running, probe.port);
    const taking = up.length === 0 && probe.allUpIfNone === true ? running : up;
    const picked = taking[port.table % taking.length];
    if (picked) await sandbox.run(`ip route replace 0.0.0.0/0 dev ${picked.device} table ${String(port.table)}`);
  }
}

async function portsThatAnswer(sandbox: Sandbox, ports: readonly Port[], probePort: number): Promise<Port[]> {
  const [source = ''] = hostAddress.split('/');
  const ways = ports.flatMap(({ addresses: [address], device }) => (address === undefined ? [] : [`ip route add ${address}/32 dev ${device} table ${probeTable}`]));
  await sandbox.run([`ip address add ${hostAddress} dev lo`, `ip rule add from ${source} lookup ${probeTable} pref ${probeRule}`, ...ways].join('\n'));
  const client = sandbox.spawn([process.execPath, '-r', join(__dirname, '..', '..', 'loader.cjs'), join(__dirname, 'probe-client.ts'), source, String(probePort), ...ports.map(({ addresses: [address] }) => address ?? '')]);
  const [said, wrong, [code]] = await Promise.all([client.stdout ? text(client.stdout) : '', client.stderr ? text(client.stderr) : '', once(client, 'close') as Promise<[number | null]>]);
  if (code !== 0) throw new Error(`The kernel lab could not probe: ${wrong.trim()}`);
  await sandbox.run([`ip address del ${hostAddress} dev lo`, `ip rule del pref ${probeRule}`, `ip route flush table ${probeTable}`].join('\n'));
  const answered = said.split('\n');
  return ports.filter(({ addresses: [address] }) => address !== undefined && answered.includes(address));
}
