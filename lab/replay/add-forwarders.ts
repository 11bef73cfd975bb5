/** What forwards without being a machine, as far as it was read: firewalls, load balancers, routing appliances; and the rules of a Network Manager. */
import type { AdminRule } from '../topology/admin-rules';
import type { Forwarder } from '../topology/forwarders';
import { followSubnet, followVirtualNetwork } from '../topology/references';
import { readingOf, valuesRead, type ReplayDraft } from './replay-draft';
import { repeatProblem } from './failures';
import { lastName, partsOf } from './resource-id';
import type { RecordedAdminRule, RecordedFirewall, RecordedLoadBalancer } from './survey';

export function addForwarders(draft: ReplayDraft): void {
  const { survey } = draft;
  for (const firewall of valuesRead(survey.firewalls)) for (const { subnetId, privateIPAddress } of firewall.addresses) put(draft, subnetId, { ...partsOf(firewall.id), privateIPAddress, kind: 'firewall', ...rulesOf(draft, firewall) });
  for (const balancer of valuesRead(survey.loadBalancers)) for (const frontend of balancer.frontends) put(draft, frontend.subnetId, { ...partsOf(balancer.id), privateIPAddress: frontend.privateIPAddress, kind: 'load-balancer', ...behind(draft, balancer, frontend.id) });
  for (const appliance of valuesRead(survey.routingAppliances)) for (const { subnetId, privateIPAddress } of appliance.addresses) put(draft, subnetId, { ...partsOf(appliance.id), privateIPAddress, kind: 'routing-appliance' });
  addAdminRules(draft);
}

function put({ topology, notes }: ReplayDraft, subnetId: string, forwarder: Forwarder): void {
  const place = followSubnet(topology, subnetId);
  if ('mistake' in place) notes.push(`${forwarder.name} is left out: ${place.mistake}.`);
  else (place.found.subnet.forwarders ??= []).push({ ...forwarder, location: place.found.network.location });
}

/** The lab's firewalls have rules that allow, and whatever none allows is denied. */
function rulesOf({ notes }: ReplayDraft, { name, policyId, networkRules }: RecordedFirewall): Pick<Forwarder, 'policy' | 'allows'> {
  if (policyId !== undefined) return { policy: lastName(policyId) };
  if (networkRules.some(({ access }) => access === 'Deny')) notes.push(`Rules of firewall ${name} that deny are left out; what none of the others allows is denied.`);
  const protocols = { TCP: 'Tcp', UDP: 'Udp', ICMP: 'Icmp', ANY: '*' } as const;
  return {
    allows: networkRules
      .filter(({ access, isPartlyRead }) => access === 'Allow' && !isPartlyRead)
      .flatMap(({ name: rule, protocols: listed, sourceAddresses, destinationAddresses, destinationPorts }) =>
        listed.map((protocol) => ({
          name: rule,
          protocol: protocols[protocol.toUpperCase() as keyof typeof protocols] ?? '*',
          sourceAddressPrefixes: [...sourceAddresses],
          destinationAddressPrefixes: [...destinationAddresses],
          destinationPortRanges: [...destinationPorts],
        })),
      ),
  };
}

/** The lab's load balancers have one probe for all rules. */
function behind({ survey, notes }: ReplayDraft, { name, rules, backendPools }: RecordedLoadBalancer, frontendId: string): Pick<Forwarder, 'backends' | 'rules' | 'probe'> {
  const nicIds = backendPools.flatMap(({ nicIds: ids }) => ids).filter((id) => readingOf(survey.networkInterfaces, id)?.status === 'read');
  const ofFrontend = rules.filter((rule) => rule.frontendId.toLowerCase() === frontendId.toLowerCase());
  const [probe, ...others] = new Map(ofFrontend.map((rule) => [JSON.stringify(rule.probe), rule.probe])).values();
  if (others.length > 0) notes.push(`Rules of load balancer ${name} have different probes; all have that of the first.`);
  return {
    backends: nicIds,
    probe: probe ? { protocol: probeProtocols[probe.protocol.toLowerCase() as keyof typeof probeProtocols] ?? 'Tcp', port: probe.port, allUpIfNone: probe.allUpIfNone } : 'none',
    rules: ofFrontend
      .map(({ protocol, frontendPort }) => (protocol.toLowerCase() === 'all' ? { protocol: 'All', frontendPort: 0 } : { protocol: protocol.toLowerCase() === 'udp' ? 'Udp' : 'Tcp', frontendPort })),
  };
}

const probeProtocols = { tcp: 'Tcp', http: 'Http', https: 'Https' } as const;

function addAdminRules(draft: ReplayDraft): void {
  const { survey, topology, notes } = draft;
  for (const [id, reading] of Object.entries(survey.adminRules)) {
    const network = followVirtualNetwork(topology, id);
    if ('mistake' in network) continue;
    if (reading.status === 'unread') {
      repeatProblem(draft, `security admin rules of ${network.found.name}`, `POST ${id}/listNetworkManagerEffectiveSecurityAdminRules`, reading.problem);
      continue;
    }
    const rules = reading.value.flatMap((rule) => adminRuleOf(rule) ?? []);
    if (rules.length < reading.value.length) notes.push(`Security admin rules of ${network.found.name} that name service tags, or no protocol of the lab's, are left out.`);
    if (rules.length > 0) network.found.adminRules = rules;
  }
}

const adminProtocols = { tcp: 'Tcp', udp: 'Udp', icmp: 'Icmp', any: '*' } as const;

function adminRuleOf({ name, access, priority, direction, protocol, sources, destinations, sourcePortRanges, destinationPortRanges }: RecordedAdminRule): AdminRule | undefined {
  const known = adminProtocols[protocol.toLowerCase() as keyof typeof adminProtocols];
  const isWord = (prefix: string): boolean => prefix === '*' || prefix === 'Internet' || /^[\d.:a-f/]+$/i.test(prefix);
  if (known === undefined || ![...sources, ...destinations].every(isWord)) return undefined;
  return { name, access, priority, direction, protocol: known, sourceAddressPrefixes: [...sources], sourcePortRanges: [...sourcePortRanges], destinationAddressPrefixes: [...destinations], destinationPortRanges: [...destinationPortRanges] };
}
