/** RT-02: what the route tables say, before Azure makes effective routes of it. Waiting never helps here. */
import type { ConfiguredWay } from '../../estate/configured-way';
import { configuredWay } from '../../estate/configured-way';
import type { Estate } from '../../estate/estate';
import { spokePeeringOf } from '../../estate/design-rules';
import type { Expectations } from '../../estate/expectations';
import type { MachineNic } from '../../estate/machines';
import { readingIn } from '../../estate/reading-in';
import { decidingRoutes } from '../../estate/route-selection';
import type { RouteTable, Subnet } from '../../estate/survey';
import type { TransitTarget } from '../../estate/transit';
import { sameId } from '../../estate/resource-id';
import type { Finding } from '../../findings/finding';
import { title } from '../../findings/title';
import { followExpected } from '../../path/follow-packet';
import { reasonIn } from '../../path/misrouted';
import { transitMisfit } from '../../path/transit-fit';
import type { Judged, Judgement } from '../check';
import { defineCheck } from '../define-check';
import { fail, judgeFound, notRead, pass, skip } from '../judgement';
import { transitOf } from '../prerequisites';
import { networkRef, nicRef, routeTableRef } from '../reading-refs';
import type { MachineSubnet } from './machine-subnets';
import { machineSubnets } from './machine-subnets';
import { otherMachines } from './other-machines';

export const rt02 = defineCheck('RT-02', "the subnet's routes send the addresses of every other spoke's VMs to the transit", (estate, expectations) =>
  machineSubnets(estate).map((found): Judged => {
    const { spokeId } = found;
    const through = { transit: expectations.transit };
    if (found.kind === 'unread') {
      const judgement = notRead({ of: 'network', id: spokeId }, found.problem, networkRef(spokeId));
      return { title: title`the routes of ${{ id: spokeId }} send every other spoke's machines to ${through}`, about: [spokeId], basis: [networkRef(spokeId)], ...judgement };
    }
    const { id, routeTableId } = found.subnet;
    return {
      title: title`the routes of subnet ${{ id }} send every other spoke's machines to ${through}`,
      about: [id, spokeId],
      basis: [networkRef(spokeId), ...(routeTableId === undefined ? [] : [routeTableRef(routeTableId)])],
      ...judgeFoundSubnet(estate, expectations, found),
    };
  }),
);

function judgeFoundSubnet(estate: Estate, expectations: Expectations, { subnet, spokeId, unreadNic }: Extract<MachineSubnet, { kind: 'subnet' }>): Judgement {
  if (unreadNic) return notRead({ of: 'nic', id: unreadNic.id }, unreadNic.problem, nicRef(unreadNic.id), { kind: 'machine-in-subnet', subnetId: subnet.id });
  const needsTable = expectations.transit.kind === 'route-server';
  if (subnet.routeTableId === undefined) return needsTable ? skip({ kind: 'absent-route-table', subnetId: subnet.id }) : pass();
  const table = estate.routeTable(subnet.routeTableId);
  if (table.status === 'unread') return notRead({ of: 'route-table', id: subnet.routeTableId }, table.problem, routeTableRef(subnet.routeTableId));
  return judgeFound(transitOf(estate, expectations), (target) => judgeTable(estate, expectations, spokeId, subnet, table.value, target));
}

function judgeTable(estate: Estate, expectations: Expectations, spokeId: string, subnet: Subnet, { id: tableId, routes }: RouteTable, target: TransitTarget): Judgement {
  const { transit } = expectations;
  const { nics, gaps } = otherMachines(estate, expectations, subnet, spokeId);
  // That there is no gateway is not the table's fault.
  const meant: TransitTarget = target.kind === 'gateway' ? { ...target, exists: true } : target;
  const ways = nics.map((nic) => ({ nic, way: configuredWay(estate, subnet, nic.address, meant) }));
  const learns = transit.kind !== 'route-server';
  const wrong = ways.filter(({ nic, way }) => way.kind !== 'to-transit' && !(learns && mayLearn(estate, subnet, nic, way)) && !(spokePeeringOf(expectations, spokeId, nic.spokeId) !== 'forbidden' && isDirect(estate, spokeId, nic)));
  if (wrong.length > 0) {
    const named = wrong.map(({ nic, way }) => ({ to: nic.ref, bgpKeptOut: way.kind === 'no-route' && !way.learnsByBgp, ...(way.kind === 'elsewhere' && { route: way.route }) }));
    return fail({ kind: 'table-misroutes', tableId, transit, target, wrong: named, routes, because: reasonsOf(estate, expectations, subnet, wrong.map(({ nic }) => nic)) });
  }
  const [gap] = gaps;
  if (gap) return notRead(gap.what, gap.problem, gap.ref);
  if (nics.length > 0) return pass();
  // Or there are some, and nothing is expected between them and the subnet.
  return skip({ kind: estate.nics.some((nic) => !sameId(nic.spokeId, spokeId)) ? 'nothing-due' : 'no-other-machines' });
}

/** One reason for each route that is wrong and each that is missing. */
function reasonsOf(estate: Estate, expectations: Expectations, subnet: Subnet, destinations: readonly MachineNic[]): Finding[] {
  const misfit = transitMisfit(estate, expectations);
  if (misfit) return [misfit];
  const from = estate.nics.find((nic) => nic.subnet === subnet);
  const reasons = from ? destinations.map((to) => reasonIn(estate, expectations, from, to, (a, b) => followExpected(estate, expectations, a, b).kind === 'breaks')) : [];
  return [...new Map(reasons.map((reason) => [reason.kind === 'route-elsewhere' ? `${reason.kind} ${reason.route.name}` : reason.kind, reason])).values()];
}

/** Whether BGP may decide, or does: it has a longer prefix than the table's route. What comes of it is ER-02's to judge. */
function mayLearn(estate: Estate, subnet: Subnet, to: MachineNic, way: ConfiguredWay): boolean {
  if (way.kind === 'no-table') return true;
  if (way.kind === 'no-route') return way.learnsByBgp;
  if (way.kind !== 'elsewhere' || way.table.disableBgpRoutePropagation) return false;
  const read = estate.nics.filter((nic) => nic.subnet === subnet).flatMap(({ nic }) => {
    const routes = readingIn(estate.survey.effectiveRoutes, nic.id);
    return routes.status === 'read' ? [routes.value] : [];
  });
  return read.length === 0 || read.some((routes) => decidingRoutes(routes, to.address).some((row) => row.route.source.toLowerCase() === 'virtualnetworkgateway'));
}

/** ALLOW_SPOKE_PEERING lets a direct peering be the way of the pair. */
const isDirect = (estate: Estate, spokeId: string, { spokeId: remote }: MachineNic): boolean => estate.peering({ owner: spokeId, remote }) !== undefined;
