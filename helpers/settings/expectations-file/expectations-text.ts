/** A commented EXPECTATIONS_FILE from expectations, so that it is read back as them. */
import { stringify } from 'yaml';
import type { Expectations, FlowEnd, SpokeExpectations } from '../../estate/expectations';
import { keyOf } from '../../estate/resource-id';

export interface Written {
  /** Where the JSON Schema lies, seen from the file. */
  readonly schemaPath: string;
  /** What it was made from, as a sentence. */
  readonly origin: string;
  readonly hubId: string;
  readonly routeServerId?: string;
  /** Absent: those that the hub is peered to. */
  readonly spokeIds?: readonly string[];
  readonly expectations: Omit<Expectations, 'sshChecks'>;
  readonly username?: string;
  readonly keyFile?: string;
  /** What the file calls a spoke. */
  readonly nameOfSpoke: (id: string) => string;
}

/** On one line. */
const value = (of: unknown): string => stringify(of, { lineWidth: 0, collectionStyle: 'flow', singleQuote: true }).trim();

export function expectationsText({ schemaPath, origin, hubId, routeServerId, spokeIds, expectations, username, keyFile, nameOfSpoke }: Written): string {
  const { transit, routeServerSubnetMinPrefix, branchToBranch, remoteGateways, forwardedTraffic, allowSpokePeering, sshPort, sshPairs, flows, spokes, spokePeerings, waivers } = expectations;
  const pairs = sshPairs.kind === 'sample' ? `sample:${String(sshPairs.size)}` : sshPairs.kind;
  const ends = (end: FlowEnd): string => endText(end, nameOfSpoke);
  return [
    `# yaml-language-server: $schema=${schemaPath}`,
    `# What is expected of the network. ${origin}`,
    '# EXPECTATIONS_FILE names this file to npm run verify; what the environment sets wins over what it says for all spokes.',
    '# npm run verify -- --explain-expectations shows what it comes to, without contacting anything. docs/expectations.md has every key.',
    '',
    `hub: ${value(hubId)}`,
    '',
    'routeServer:',
    ...(routeServerId === undefined ? [] : [`  id: ${value(routeServerId)}`]),
    '  # The smallest size of RouteServerSubnet, as a prefix length.',
    `  minPrefix: ${value(routeServerSubnetMinPrefix)}`,
    '  # on, off or any.',
    `  branchToBranch: ${value(branchToBranch)}`,
    '',
    '# How spokes reach each other: route-server, gateway, or the addresses of appliances.',
    `transit: ${value(transit.kind === 'addresses' ? transit.addresses : transit.kind)}`,
    '',
    '# required, any or forbidden; a spoke may say otherwise.',
    `remoteGateways: ${value(remoteGateways)}`,
    `forwardedTraffic: ${value(forwardedTraffic)}`,
    '',
    '# Whether spokes may be peered with each other: any or forbidden; spokePeerings may say otherwise of two.',
    `spokePeering: ${allowSpokePeering ? 'any' : 'forbidden'}`,
    '',
    '# How to log in, where a spoke does not say otherwise: username, key (a file), port. No secret stands here.',
    'ssh:',
    ...(username === undefined ? [] : [`  username: ${value(username)}`]),
    ...(keyFile === undefined ? [] : [`  key: ${value(keyFile)}`]),
    `  port: ${value(sshPort)}`,
    `  pairs: ${value(pairs)}`,
    `  pairsSeed: ${value(sshPairs.seed)}`,
    '',
    ...(spokeIds && spokeIds.length > 0 ? ['# All spokes, by a name for each.', 'spokes:', ...spokeIds.map((id) => `  ${value(nameOfSpoke(id))}: ${value(spokeEntry(id, spokes[keyOf(id)]))}`)] : ['# Without spokes they are the networks that the hub is peered to.', '# spokes:', '#   web: { id: /subscriptions/…/virtualNetworks/web, ssh: { username: azureuser, port: 22 } }']),
    '',
    ...(spokePeerings.length > 0 ? ['spokePeerings:', ...spokePeerings.map(({ between, is }) => `  - ${value({ between: between.map(nameOfSpoke), is })}`), ''] : []),
    '# All that is expected of connections; of several for the same machines and port the last one holds. An end is a spoke, spoke/machine,',
    '# spoke/subnets/subnet, or of a target spoke/address. `port: ssh` is the port of the SSH server of the target.',
    'flows:',
    ...flows.map(({ from, to, ports, expect }) => `  - ${value({ from: ends(from), to: ends(to), port: ports.length === 1 ? ports[0] : ports, expect })}`),
    '  # - { from: web, to: data/db*, port: 1433, expect: connect }',
    "  # - { from: '*', to: data, port: [22, 3389], expect: blocked }",
    '',
    ...(waivers.length > 0 ? ['waivers:', ...waivers.map(({ check, subject, reason, owner, until }) => `  - ${value({ check, subject, reason, owner, until })}`)] : ['# waivers:', "#   - { check: RT-01, subject: web-vnet/jump, reason: never talks east-west, owner: net-team, until: 2027-01-31 }"]),
    '',
  ].join('\n');
}

function endText(end: FlowEnd, nameOfSpoke: (id: string) => string): string {
  if (end.kind === 'any') return '*';
  if (end.subnet !== undefined) return `${nameOfSpoke(end.spokeId)}/subnets/${end.subnet}`;
  return [nameOfSpoke(end.spokeId), ...[end.machine ?? end.address].filter((part) => part !== undefined)].join('/');
}

function spokeEntry(id: string, { sshPort, machines, notProbed, remoteGateways, forwardedTraffic, routeTables }: Partial<SpokeExpectations> = {}): object {
  const ssh = { ...(sshPort !== undefined && { port: sshPort }), ...(machines && { machines }) };
  return {
    id,
    ...(Object.keys(ssh).length > 0 && { ssh }),
    ...(remoteGateways && { remoteGateways }),
    ...(forwardedTraffic && { forwardedTraffic }),
    ...(notProbed !== undefined && { probe: 'none', why: notProbed }),
    ...(routeTables && { subnets: new Map(routeTables.map(({ subnet, is }) => [subnet, { routeTable: is }])) }),
  };
}
