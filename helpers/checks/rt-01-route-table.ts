/**
 * RT-01: peering is not transitive, so a spoke needs routes to the other spokes: from a route table, or, unless the Route Server's
 * addresses are the next hop, from BGP.
 */
import type { Deployment } from '../estate/deployment';
import type { Label } from '../estate/survey-labels';
import type { Judged } from './define-check';
import { defineCheck } from './define-check';
import type { Judgement } from './judgement';
import { fail, notRead, pass } from './judgement';
import type { MachineSubnet } from './machine-subnets';
import { machineSubnets } from './machine-subnets';
import { networkRef, nicRef } from './reading-refs';

export const rt01 = defineCheck('RT-01', 'every spoke subnet with a VM in it has a route table', (deployment, label) =>
  machineSubnets(deployment.survey).map((found) => judge(found, deployment, label)),
);

function judge(found: MachineSubnet, { expectations }: Deployment, label: Label): Judged {
  const needsTable = expectations.transit.kind === 'route-server';
  const has = needsTable ? 'has a route table' : 'has a route table or learns its routes by BGP';
  if (found.kind === 'unread') {
    const sentence = `every subnet with a machine in ${label(found.spokeId)} ${has}`;
    return { sentence, about: [found.spokeId], ...notRead(label(found.spokeId), found.problem, networkRef(found.spokeId)) };
  }
  const { subnet } = found;
  return { sentence: `subnet ${label(subnet.id)} ${has}`, about: [subnet.id, found.spokeId], ...judgeSubnet(found, needsTable, label) };
}

/** Without a table nothing keeps BGP's routes out; ER-02 judges what the subnet learned. */
function judgeSubnet({ subnet, unreadNic }: Extract<MachineSubnet, { kind: 'subnet' }>, needsTable: boolean, label: Label): Judgement {
  if (subnet.routeTableId !== undefined || !needsTable) return pass();
  if (unreadNic) return notRead(`${label(unreadNic.id)}, perhaps of a machine in ${label(subnet.id)},`, unreadNic.problem, nicRef(unreadNic.id));
  return fail(`subnet ${label(subnet.id)} has no route table`);
}
