/**
 * What goes wrong with connections that are expected, or expected to be blocked, in the topology `segmented`, whose file of expectations says which. Beside what must be
 * red stands how connections end, opened one after the other by a channel through the sshd of the first machine: the truth that a verdict must not contradict.
 */
import type { Enforcement, SecurityRule } from '../topology/topology';
import type { Fault } from './fault';
import { fault } from './fault';
import type { FaultTarget } from './fault-target';
import { addSecurityGroup, machineNamed, networkNamed, removeFrom, sshRule } from './fault-target';

export interface FlowFault extends Fault {
  /** `web1 → vault1:22: silence`. An ending is `connected`, `refused`, `silence`, `unreachable`, or `not sent` where A's sshd does not open it. */
  readonly endings: readonly string[];
}

const flowFault = (name: string, red: string, cause: readonly string[], apply: Fault['apply'], ...endings: readonly string[]): FlowFault => ({ ...fault(name, red, cause, apply, 'segmented'), endings });

/** Where nothing is wrong. */
export const healthyEndings: readonly string[] = [
  'web1 → app1:22: connected', 'web1 → app1:8080: connected', 'web1 → app1:80: refused',
  'web1 → db:1433: connected', 'web1 → db:22: refused',
  'app1 → web1:22: connected', 'app1 → web2:22: connected', 'app1 → desk1:3389: connected', 'app1 → desk1:22: refused',
  'web1 → vault1:443: connected', 'web1 → vault1:22: silence', 'web1 → vault1:3389: silence', 'web1 → vault1:80: refused',
  'app1 → vault1:443: connected', 'app1 → vault1:22: silence',
  'vault1 → web1:22: connected',
];

/** The rules of the PCI spoke. */
function pciRules({ topology }: FaultTarget): SecurityRule[] {
  const group = topology.networkSecurityGroups.find(({ name }) => name === 'pcinsg');
  if (!group) throw new Error('the topology has no pcinsg');
  return group.rules;
}

function denyRule(target: FaultTarget): SecurityRule {
  const found = pciRules(target).find(({ name }) => name === 'DenyRemoteAccess');
  if (!found) throw new Error('pcinsg has no DenyRemoteAccess');
  return found;
}

/** Then a default rule of the group lets in whatever comes from the other spokes. */
const openRemoteAccess = (target: FaultTarget): void => { removeFrom(pciRules(target), denyRule(target)); };

const enforced = (enforcement: Enforcement) => (target: FaultTarget): void => { denyRule(target).enforced = enforcement; };

/** Before any rule of the PCI spoke is met. */
function leadNowhere({ topology }: FaultTarget): void {
  for (const { name, routes } of topology.routeTables) if (name.startsWith('bluespoke')) routes.push({ name: 'nowhere', addressPrefix: '10.4.0.0/16', nextHopType: 'None' });
}

/** No other flow is expected from these spokes to the PCI spoke, so that a route may lead nowhere without breaking one. */
function expectNothingElse({ topology: { settings } }: FaultTarget): void {
  const flows = settings.expectations?.['flows'] as readonly { readonly to: string; readonly expect: string }[];
  Object.assign(settings.expectations ?? {}, { flows: flows.filter(({ to, expect }) => to !== 'pci' || expect === 'blocked') });
}

export const flowFaults: readonly FlowFault[] = [
  flowFault('a rule lets the web servers log in to the PCI spoke', 'SEG-01 FLOW-02', ['AllowJump', 'TCP 22', 'pci-vnet'], (target) => { pciRules(target).push(sshRule('AllowJump', 100, 'Inbound', 'Allow', '10.1.0.0/16')); denyRule(target).priority = 110; },
    'web1 → vault1:22: connected', 'web1 → vault1:3389: silence', 'app1 → vault1:22: silence'),
  flowFault('nothing keeps SSH and RDP out of the PCI spoke', 'SEG-01 FLOW-02', ['AllowVnetInBound', 'TCP 22', 'pci-vnet'], openRemoteAccess,
    'web1 → vault1:22: connected', 'web1 → vault1:3389: refused', 'app1 → vault1:22: connected'),
  flowFault('a rule keeps HTTPS out of the PCI spoke as well', 'SG-01 PATH-01 FLOW-01', ['DenyRemoteAccess', '443'], (target) => { denyRule(target).destinationPortRanges.push('443'); },
    'web1 → vault1:443: silence', 'web1 → vault1:22: silence'),
  flowFault('a rule keeps the port of the database closed', 'SG-01 PATH-01 FLOW-01', ['DenySql', '1433'], (target) => {
    const network = networkNamed(target.topology, 'bluespoke2-vnet1');
    const group = addSecurityGroup(target, network, [{ ...sshRule('DenySql', 100, 'Inbound', 'Deny'), destinationPortRanges: ['1433'] }]);
    for (const subnet of network.subnets) if (subnet.name === 'data') subnet.networkSecurityGroup = group;
  }, 'web1 → db:1433: silence', 'web1 → db:22: refused', 'web1 → app1:22: connected'),
  flowFault('routes lead nowhere in place of the PCI spoke', 'RT-02 ER-02 PATH-01 FLOW-01', ['bluespoke1rt', 'nowhere', 'None'], leadNowhere,
    'web1 → vault1:443: silence', 'web1 → vault1:22: silence', 'app1 → vault1:443: silence', 'web1 → app1:22: connected'),
  flowFault('nothing listens on the port of the database', 'FLOW-01', ['db', '1433'], ({ topology }) => { machineNamed(topology, 'db').listensOn = []; },
    'web1 → db:1433: refused'),
  flowFault('the firewall in the guest of the database drops what comes', 'FLOW-01', ['db', '1433'], ({ topology }) => { machineNamed(topology, 'db').guestFirewall = [{ ports: ['1433'], action: 'drop' }]; },
    'web1 → db:1433: silence', 'web1 → db:22: refused'),
  flowFault('the firewall in the guest of the database refuses what comes', 'FLOW-01', ['db', '1433'], ({ topology }) => { machineNamed(topology, 'db').guestFirewall = [{ ports: ['1000-2000'], action: 'refuse' }]; },
    'web1 → db:1433: refused'),
  flowFault('RDP refused by the Windows spoke', 'FLOW-01', ['desk1', '3389'], ({ topology }) => { machineNamed(topology, 'desk1').listensOn = []; },
    'web1 → desk1:3389: refused', 'app1 → desk1:3389: refused'),
  flowFault('SSH dropped by the guest in the PCI spoke alone, where a rule was meant', 'SEG-01 FLOW-02', ['AllowVnetInBound', 'TCP 22', 'pci-vnet'], (target) => {
    openRemoteAccess(target);
    machineNamed(target.topology, 'vault1').guestFirewall = [{ ports: ['22', '3389'], action: 'drop' }];
  }, 'web1 → vault1:22: silence', 'web1 → vault1:3389: silence', 'web1 → vault1:443: connected'),
  flowFault('the machine of the PCI spoke stopped', 'ER-01 SEG-01 FLOW-01 FLOW-02', ['virtual machine vault1 is stopped'], ({ topology }) => { machineNamed(topology, 'vault1').powerState = 'stopped'; },
    'web1 → vault1:22: silence', 'web1 → vault1:443: silence'),
  flowFault('the machine of the PCI spoke falls silent during the window', 'FLOW-01 FLOW-02', ['vault1'], ({ ssh }) => { ssh.machines.set('vault1', { kind: 'falls-silent', after: 1 }); },
    'web1 → vault1:22: silence', 'web1 → vault1:443: connected', 'web1 → vault1:443: silence', 'app1 → vault1:443: silence', 'web1 → vault1:22: silence'),
  flowFault('nothing is let out of the web servers, so that no control connects', 'SG-01 PATH-01 SSH-01 FLOW-01 FLOW-02', ['DenyOut'], (target) => {
    const network = networkNamed(target.topology, 'bluespoke1-vnet1');
    const group = addSecurityGroup(target, network, [{ ...sshRule('DenyOut', 100, 'Outbound', 'Deny'), protocol: '*', destinationPortRanges: ['*'] }]);
    for (const subnet of network.subnets) subnet.networkSecurityGroup = group;
  }, 'web1 → vault1:22: silence', 'web1 → vault1:443: silence', 'web1 → app1:22: silence', 'app1 → web1:22: connected', 'app1 → vault1:22: silence'),
  flowFault('no probe leaves the web servers (AllowTcpForwarding no)', 'SSH-01 FLOW-01 FLOW-02', ['the sshd of web1 does not forward connections'], ({ ssh }) => {
    for (const name of ['web1', 'web2']) ssh.machines.set(name, { kind: 'forwarding-forbidden' });
  }, 'web1 → vault1:22: not sent', 'web1 → app1:22: not sent', 'app1 → web1:22: connected'),
  flowFault('a rule that keeps SSH out is enforced after a few connections only', 'FLOW-02', ['DenyRemoteAccess'], enforced({ after: 3 }),
    'web1 → vault1:22: connected', 'app1 → vault1:22: connected', 'web1 → vault1:443: connected', 'web1 → vault1:3389: refused', 'web1 → vault1:22: silence', 'app1 → vault1:22: silence', 'web1 → vault1:443: connected'),
  flowFault('a rule that keeps SSH out is enforced for a few connections only', 'FLOW-02', ['DenyRemoteAccess'], enforced({ first: 3 }),
    'web1 → vault1:22: silence', 'app1 → vault1:22: silence', 'web1 → vault1:443: connected', 'web1 → vault1:3389: silence', 'web1 → vault1:22: connected', 'app1 → vault1:22: connected', 'web1 → vault1:3389: refused'),
];

/**
 * Nothing gets through, by accident: where a rule was meant a route leads nowhere. Nothing is red, for what is blocked is blocked in the network; what must be said is
 * that it is this route.
 */
export const blockedByRoute: Pick<FlowFault, 'name' | 'base' | 'apply' | 'endings'> & { readonly says: string } = {
  name: 'the PCI spoke out of reach by a route where a rule was meant',
  base: 'segmented',
  says: 'sends 10.4.0.0/16 to None',
  apply: (target) => {
    openRemoteAccess(target);
    expectNothingElse(target);
    leadNowhere(target);
  },
  endings: ['web1 → vault1:22: silence', 'web1 → vault1:443: silence', 'app1 → vault1:22: silence', 'web1 → app1:22: connected'],
};
