/** What goes wrong with security rules. */
import type { SecurityRule } from '../topology/topology';
import type { Fault } from './fault';
import { fault } from './fault';
import type { FaultTarget } from './fault-target';
import { addSecurityGroup, hubOf, machineSubnetOf, nicOf, spokeOf, sshRule } from './fault-target';

/** Puts the rules on the subnet, or on the NIC, of a spoke's machine. */
const rules = (number: number, place: 'subnet' | 'NIC', ...list: SecurityRule[]) => (target: FaultTarget): void => {
  const group = addSecurityGroup(target, spokeOf(target, number), list);
  if (place === 'subnet') machineSubnetOf(target, number).networkSecurityGroup = group;
  else nicOf(target, number).networkSecurityGroup = group;
};

const red = 'SG-01 PATH-01 SSH-01';

export const ruleFaults: readonly Fault[] = [
  fault('SSH denied into spoke 2 on the subnet', red, ['rule DenySsh (priority 100)', 'associated with the subnet', 'denies TCP 22 into {vm2}'], rules(2, 'subnet', sshRule('DenySsh', 100, 'Inbound', 'Deny'))),
  fault('SSH denied into spoke 2 on the NIC', red, ['rule DenySsh (priority 100)', 'associated with the network interface', 'denies TCP 22 into {vm2}'], rules(2, 'NIC', sshRule('DenySsh', 100, 'Inbound', 'Deny'))),
  fault('SSH denied out of spoke 1 on the subnet', red, ['rule DenySshOut (priority 100)', 'denies TCP 22 out of {vm1}'], rules(1, 'subnet', sshRule('DenySshOut', 100, 'Outbound', 'Deny'))),
  fault('SSH denied out of spoke 1 on the NIC', red, ['rule DenySshOut (priority 100)', 'denies TCP 22 out of {vm1}'], rules(1, 'NIC', sshRule('DenySshOut', 100, 'Outbound', 'Deny'))),
  fault('SSH allowed only from the hub', red, ['rule DenyRest (priority 200)', 'denies TCP 22 into {vm2}'], (target) => { rules(2, 'subnet', sshRule('AllowHub', 100, 'Inbound', 'Allow', hubOf(target).addressPrefixes[0]), sshRule('DenyRest', 200, 'Inbound', 'Deny'))(target); }),
  fault('a deny of higher priority than the allow', red, ['rule DenyFirst (priority 100)', 'denies TCP 22 into {vm2}'], rules(2, 'NIC', sshRule('DenyFirst', 100, 'Inbound', 'Deny'), sshRule('AllowSsh', 110, 'Inbound', 'Allow'))),
  fault('the subnet allows and the NIC denies', red, ['rule DenySsh (priority 300)', 'associated with the network interface'], (target) => {
    rules(2, 'subnet', sshRule('AllowSsh', 100, 'Inbound', 'Allow'))(target);
    rules(2, 'NIC', sshRule('DenySsh', 300, 'Inbound', 'Deny'))(target);
  }),
];
