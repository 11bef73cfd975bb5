/** Which of the machines behind a load balancer get connections, as its probe finds them. */
import { hostAddress } from '../addresses/service-tags';
import { probeOf, type Forwarder, type HealthProbe } from '../topology/forwarders';
import { followNetworkInterface, mustFollow } from '../topology/references';
import type { NetworkInterface } from '../topology/topology';
import type { Holder, World } from '../topology/world';
import { adminRuleThatDecides, ruleThatDecides, type Flow } from './deciding-rule';
import { effectiveAdminRules } from './effective-admin-rules';
import { effectiveSecurityGroups } from './effective-security-rules';
import { loss, type Loss } from './loss';

type HeldByNic = Extract<Holder, { kind: 'nic' }>;

/**
 * Those that run and whose rules let the probe in, which comes from 168.63.129.16; with AllProbedUp all that run, where it reaches none ("Azure Load Balancer health
 * probes"). What has no probe does not notice that a machine does not run, and sends there too. Of guests the lab has it that they answer.
 */
export function backendsThatAreUp(world: World, forwarder: Forwarder): readonly HeldByNic[] | Loss {
  const { name, backends = [] } = forwarder;
  const all = backends
    .map((ref) => mustFollow(followNetworkInterface(world.topology, ref), `a backend of ${name}`))
    .map((nic): HeldByNic => ({ kind: 'nic', nic, vm: world.virtualMachineOf(nic) }));
  const running = all.filter(({ vm }) => vm?.powerState === 'running');
  if (running.length === 0) return loss('next-hop-does-not-forward', name, `no machine behind ${name} runs`);
  const probe = probeOf(forwarder);
  if (!probe) return all.filter(({ vm }) => vm !== undefined);
  const denials = running.map(({ nic }) => keptOutBy(world, nic, probe));
  const up = running.filter((_, index) => denials[index] === undefined);
  if (up.length > 0) return up;
  return probe.allUpIfNone === true ? running : loss('none-is-up', name, `the probe of ${name} to port ${String(probe.port)} finds no machine up: ${denials.join(', ')}`);
}

/** Any port that a system picks. */
const probePort = 50_000;

/** What denies the probe at a NIC; undefined where nothing does. */
function keptOutBy(world: World, nic: NetworkInterface, { port }: HealthProbe): string | undefined {
  const [source = ''] = hostAddress.split('/');
  const flow: Flow = { protocol: 'Tcp', source, sourcePort: probePort, destination: nic.privateIPAddresses[0] ?? '', destinationPort: port };
  const admin = adminRuleThatDecides(effectiveAdminRules(world, nic), 'Inbound', flow);
  if (admin?.access === 'Deny') return `the security admin rule ${admin.name} denies it at ${nic.name}`;
  if (admin?.access === 'AlwaysAllow') return undefined;
  const { access, rule } = ruleThatDecides(effectiveSecurityGroups(world, nic), 'Inbound', flow);
  return access === 'Deny' ? `the rule ${rule?.name ?? ''} denies it at ${nic.name}` : undefined;
}
