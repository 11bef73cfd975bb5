/** Healthy networks whose file of expectations says so: the topology `segmented`, and what else such a file may say of it. */
import type { FaultTarget } from '../faults/fault-target';
import { machineNamed, sshRule } from '../faults/fault-target';
import { builtInTopology } from '../topologies/built-in';
import type { FileExpectations } from '../topology/expectations';
import type { Enforcement, SecurityRule } from '../topology/topology';
import type { Shape } from './shape';

const segmented = (name: string, apply: NonNullable<Shape['apply']> = () => undefined, settings: Shape['settings'] = {}): Shape => ({ name, topology: () => builtInTopology('segmented'), apply, settings });

/** Says other things in the file. */
const saying = (said: (file: FileExpectations) => FileExpectations) => ({ topology: { settings } }: FaultTarget): void => { settings.expectations = said(settings.expectations ?? {}); };

const flowsOf = ({ flows }: FileExpectations): Readonly<Record<string, unknown>>[] => flows as Readonly<Record<string, unknown>>[];

function pciRule({ topology }: FaultTarget, name: string): SecurityRule {
  const found = topology.networkSecurityGroups.flatMap(({ rules }) => rules).find((rule) => rule.name === name);
  if (!found) throw new Error(`the topology has no ${name}`);
  return found;
}

const late = (rule: string, enforced: Enforcement) => (target: FaultTarget): void => { pciRule(target, rule).enforced = enforced; };

/** Time enough for what is counted in connections. */
const settling = { CONVERGENCE_TIMEOUT: '60' };

export const flowShapes: readonly Shape[] = [
  segmented('what is expected to be blocked is, by a rule'),
  segmented('a spoke that is not to be probed, and out of reach of all others', saying((file) => ({
    ...file,
    spokes: { ...file.spokes, pci: { id: 'pci-vnet', remoteGateways: 'any', probe: 'none', why: 'private endpoints only' } },
    flows: [...flowsOf(file).filter(({ to }) => to !== 'pci'), { from: '*', to: 'pci', port: [22, 3389], expect: 'blocked' }],
  }))),
  segmented('a later line that takes back a part of what an earlier one says', saying((file) => ({
    ...file,
    flows: [...['bluespoke1', 'bluespoke2'].map((from) => ({ from, to: 'pci', port: [22, 443, 3389], expect: 'blocked' })), ...flowsOf(file).filter(({ expect }) => expect === 'connect')],
  }))),
  segmented('a rule that blocks a few connections late', late('DenyRemoteAccess', { after: 3 }), settling),
  segmented('a rule that opens a port a few connections late', (target) => {
    late('AllowHttps', { after: 2 })(target);
    const rules = target.topology.networkSecurityGroups.find(({ name }) => name === 'pcinsg')?.rules ?? [];
    rules.push({ ...sshRule('DenyRest', 300, 'Inbound', 'Deny'), destinationPortRanges: ['443'] });
  }, settling),
  segmented('a database in Linux beside its SSH server, with a firewall in its guest that keeps the rest out', ({ topology }) => {
    const db = machineNamed(topology, 'db');
    Object.assign(db, { operatingSystem: 'Linux', listensOn: [22, 1433], guestFirewall: [{ ports: ['1-21', '23-1432', '1434-65535'], action: 'drop' }] });
  }),
  segmented('a spoke with its SSH servers on a port of their own', (target) => {
    for (const name of ['web1', 'web2']) machineNamed(target.topology, name).listensOn = [2222];
    saying((file) => ({
      ...file,
      spokes: { ...file.spokes, bluespoke1: { ...file.spokes?.['bluespoke1'], ssh: { ...file.spokes?.['bluespoke1']?.ssh, port: 2222 } } },
      flows: flowsOf(file).map((flow) => (flow['to'] === 'bluespoke1' ? { ...flow, port: 'ssh' } : flow)),
    }))(target);
  }),
];
