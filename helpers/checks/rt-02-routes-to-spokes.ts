/** RT-02: what the route tables say, before Azure makes effective routes of it. Waiting never helps here. */
import type { ConfiguredWay } from '../estate/configured-way';
import { configuredWay, nextHopOf } from '../estate/configured-way';
import type { Deployment } from '../estate/deployment';
import type { MachineNic } from '../estate/machines';
import { readingIn } from '../estate/reading-in';
import type { RouteTable, Subnet } from '../estate/survey';
import type { Label } from '../estate/survey-labels';
import type { TransitTarget } from '../estate/transit';
import { expectedNextHop, nextHopWords, transitWords } from '../estate/transit';
import { aligned, atMost } from './aligned';
import type { Judged } from './define-check';
import { defineCheck } from './define-check';
import type { Judgement } from './judgement';
import { fail, judgeFound, notRead, pass, skip } from './judgement';
import { machineSubnets } from './machine-subnets';
import { machineWords } from './machine-words';
import { otherMachines } from './other-machines';
import { transitOf } from './prerequisites';
import { networkRef, nicRef, routeTableRef } from './reading-refs';

export const rt02 = defineCheck('RT-02', "its routes send the addresses of every other spoke's VMs to the transit", (deployment, label) => {
  const through = transitWords(deployment.expectations.transit);
  return machineSubnets(deployment.survey).map((found): Judged => {
    if (found.kind === 'unread') {
      const sentence = `the routes of ${label(found.spokeId)} send every other spoke's machines to ${through}`;
      return { sentence, about: [found.spokeId], ...notRead(label(found.spokeId), found.problem, networkRef(found.spokeId)) };
    }
    const { subnet, spokeId, unreadNic } = found;
    const judgement = unreadNic
      ? notRead(`${label(unreadNic.id)}, perhaps of a machine in ${label(subnet.id)},`, unreadNic.problem, nicRef(unreadNic.id))
      : judgeSubnet(deployment, spokeId, subnet, label);
    return { sentence: `the routes of subnet ${label(subnet.id)} send every other spoke's machines to ${through}`, about: [subnet.id, spokeId], ...judgement };
  });
});

function judgeSubnet(deployment: Deployment, spokeId: string, subnet: Subnet, label: Label): Judgement {
  const needsTable = deployment.expectations.transit.kind === 'route-server';
  if (subnet.routeTableId === undefined) return needsTable ? skip(`subnet ${label(subnet.id)} has no route table (see RT-01)`) : pass();
  const table = readingIn(deployment.survey.routeTables, subnet.routeTableId);
  if (table.status === 'unread') return notRead(`route table ${label(subnet.routeTableId)}`, table.problem, routeTableRef(subnet.routeTableId));
  return judgeFound(transitOf(deployment, label), (target) => judgeTable(deployment, spokeId, subnet, table.value, target, label));
}

function judgeTable(deployment: Deployment, spokeId: string, subnet: Subnet, table: RouteTable, target: TransitTarget, label: Label): Judgement {
  const { survey, expectations } = deployment;
  const { nics, gaps } = otherMachines(survey, spokeId);
  const ways = nics.map((nic) => ({ nic, way: configuredWay(survey, subnet, nic.address, target) }));
  const wrong = ways.filter(({ way }) => way.kind !== 'to-transit' && !(mayLearn(way) && expectations.transit.kind !== 'route-server'));
  const [first] = wrong;
  if (first) {
    const more = wrong.length > 1 ? `, and ${wrong.length - 1} more ${wrong.length > 2 ? 'machines' : 'machine'} likewise` : '';
    return fail(`route table ${label(table.id)} ${wayWords(first.nic, first.way, transitWords(expectations.transit), label)}${more}`, {
      evidence: evidenceOf(wrong, table, target, label),
    });
  }
  const [gap] = gaps;
  if (gap) return notRead(label(gap.id), gap.problem, gap.ref);
  return nics.length === 0 ? skip('no other spoke has a virtual machine (see ER-01)') : pass();
}

const mayLearn = (way: ConfiguredWay): boolean => way.kind === 'no-table' || (way.kind === 'no-route' && way.learnsByBgp);

function wayWords(to: MachineNic, way: ConfiguredWay, through: string, label: Label): string {
  const destination = machineWords(to, label);
  if (way.kind === 'elsewhere') {
    return `sends ${destination} to ${nextHopWords(nextHopOf(way.route))}, not to ${through}: route ${way.route.name} (${way.route.addressPrefix}) decides`;
  }
  const keepsOut = way.kind === 'no-route' && !way.learnsByBgp ? " and keeps BGP's routes out" : '';
  return `has no route for ${destination}${keepsOut}`;
}

function evidenceOf(wrong: readonly { readonly nic: MachineNic; readonly way: ConfiguredWay }[], table: RouteTable, target: TransitTarget, label: Label): string[] {
  const machines = wrong.map(({ nic, way }) => [machineWords(nic, label), way.kind === 'elsewhere' ? `route ${way.route.name}` : 'no route']);
  const routes = table.routes.map((route) => [route.name, route.addressPrefix, '→', nextHopWords(nextHopOf(route))]);
  return [
    ...(wrong.length > 1 ? atMost(aligned(machines)) : []),
    `expected next hop: ${expectedNextHop(target)}`,
    ...(routes.length > 0 ? [`routes of ${label(table.id)}:`, ...atMost(aligned(routes)).map((line) => `  ${line}`)] : [`${label(table.id)} has no routes`]),
  ];
}
