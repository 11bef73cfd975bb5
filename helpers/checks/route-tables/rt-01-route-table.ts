/**
 * RT-01: peering is not transitive, so a spoke needs routes to the other spokes: from a route table, or, unless the Route Server's
 * addresses are the next hop, from BGP.
 */
import type { Estate } from '../../estate/estate';
import type { Expectations } from '../../estate/expectations';
import { routeTableOf } from '../../estate/design-rules';
import { nameOf } from '../../estate/resource-id';
import { title } from '../../findings/title';
import { perhapsNoSpoke } from '../../path/perhaps-no-spoke';
import type { TransitMisfit } from '../../path/transit-fit';
import { transitMisfit } from '../../path/transit-fit';
import type { Judged, Judgement } from '../check';
import { defineCheck } from '../define-check';
import { fail, notRead, pass, skip } from '../judgement';
import { networkRef, nicRef } from '../reading-refs';
import type { MachineSubnet } from './machine-subnets';
import { machineSubnets } from './machine-subnets';

export const rt01 = defineCheck('RT-01', 'every spoke subnet with a VM in it has a route table', (estate, expectations) =>
  machineSubnets(estate).map((found) => judge(estate, found, expectations)),
);

function judge(estate: Estate, found: MachineSubnet, expectations: Expectations): Judged {
  const byTransit = expectations.transit.kind === 'route-server';
  const asked = found.kind === 'unread' ? undefined : routeTableOf(expectations, found.spokeId, nameOf(found.subnet.id));
  const needsTable = asked === undefined ? byTransit : asked === 'required';
  const has = asked === 'forbidden' ? 'has no route table' : needsTable ? 'has a route table' : 'has a route table or learns its routes by BGP';
  const { spokeId } = found;
  const basis = [networkRef(spokeId)];
  if (found.kind === 'unread') {
    const about = [spokeId];
    return { title: title`every subnet with a machine in ${{ id: spokeId }} ${has}`, about, basis, ...notRead({ of: 'network', id: spokeId }, found.problem, networkRef(spokeId)) };
  }
  const { id } = found.subnet;
  const common = { title: title`subnet ${{ id }} ${has}`, about: [id, spokeId], basis };
  if (asked === 'any') return { ...common, ...skip({ kind: 'left-open', id }) };
  if (asked === 'forbidden') return { ...common, ...judgeForbidden(found) };
  return { ...common, ...judgeSubnet(found, needsTable, transitMisfit(estate, expectations), perhapsNoSpoke(estate, expectations, spokeId)) };
}

const judgeForbidden = ({ subnet: { id, routeTableId } }: Extract<MachineSubnet, { kind: 'subnet' }>): Judgement =>
  routeTableId === undefined ? pass() : fail({ kind: 'subnet-with-table', subnetId: id, tableId: routeTableId });

/** Without a table nothing keeps BGP's routes out; ER-02 judges what the subnet learned. */
function judgeSubnet({ subnet, unreadNic }: Extract<MachineSubnet, { kind: 'subnet' }>, needsTable: boolean, misfit: TransitMisfit | undefined, doubt: ReturnType<typeof perhapsNoSpoke>): Judgement {
  if (subnet.routeTableId !== undefined || !needsTable) return pass();
  if (unreadNic) return notRead({ of: 'nic', id: unreadNic.id }, unreadNic.problem, nicRef(unreadNic.id), { kind: 'machine-in-subnet', subnetId: subnet.id });
  return fail({ kind: 'subnet-without-table', subnetId: subnet.id, ...doubt, ...(misfit && { because: [misfit] }) });
}
