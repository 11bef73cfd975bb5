/** A deployment with a database that TCP 3389 is to be kept from, and what a watch of it comes to. */
import type { Deployment } from '../../estate/deployment';
import { estateOf } from '../../estate/estate';
import type { Expectations, Flow } from '../../estate/expectations';
import { parentId } from '../../estate/resource-id';
import type { Draft } from '../../estate/testing/reference-deployment';
import { addMachine, deployment, thaw } from '../../estate/testing/reference-deployment';
import { peering, rule, securityGroup, spoke1, spoke2, systemRoutes, userRoute } from '../../estate/testing/reference-network';
import type { TcpOutcome } from '../../probe/outcome';
import { titleOf, verdictOf } from '../../words/case-words';
import type { Verdict } from '../../words/verdict';
import type { Case, Contact, Watch, WatchCase } from '../check';
import { isJudged } from '../check';
import { flow02 } from '../flows/flow-02';
import { any, flow, of } from './flows';

export const [one, two] = [of(spoke1.network), of(spoke2.network)];
export const database = (draft: Draft): void => addMachine(draft, spoke2, 'db', '10.2.1.8');
export const dbNic = `${parentId(spoke2.nic)}/networkInterfaces/db-nic`;
export const toDatabase = of(spoke2.network, { machine: 'db' });

/** What connects by default, and TCP 3389 to the database not. */
export const flows = [flow(any, any, 'ssh'), flow(one, toDatabase, 3389, 'blocked')];
export const asked = (change: (draft: Draft) => void, more: Partial<Expectations> = {}, asks: readonly Flow[] = flows): Deployment => deployment(change, { flows: asks, ...more });

const deny = (direction: 'Inbound' | 'Outbound', more: object = {}): ReturnType<typeof rule> => rule('DenyRdp', 100, direction, 'Deny', { protocol: 'Tcp', destinationPortRanges: ['3389-3389'], ...more });
export const guardAt = (draft: Draft, nicId: string, direction: 'Inbound' | 'Outbound', more?: object): void => {
  draft.rules[nicId] = thaw([securityGroup('guard', 'networkInterface', ['10.0.0.0/16', '10.1.0.0/16', '10.2.0.0/16'], [deny(direction, more)])]);
};

/** The database, and a rule at its NIC that denies TCP 3389. */
export function guarded(draft: Draft): void {
  database(draft);
  guardAt(draft, dbNic, 'Inbound');
}

export const guardedAtSource = (draft: Draft): void => {
  database(draft);
  guardAt(draft, spoke1.nic, 'Outbound');
};

export const dropped = (draft: Draft): void => {
  database(draft);
  draft.routes[spoke1.nic] = thaw([...systemRoutes('10.1.0.0/16'), { ...userRoute('blackhole', '10.2.1.0/24', '10.0.1.4'), nextHopType: 'None', nextHopIpAddresses: [] }]);
};

export const silent: TcpOutcome = { kind: 'timed-out', timeoutMs: 10_000 };
export const connected: TcpOutcome = { kind: 'connected', elapsedMs: 1 };
export const refused: TcpOutcome = { kind: 'refused', message: 'Connection refused' };
export const unreachable: TcpOutcome = { kind: 'unreachable', message: 'No route to host' };

export type Contacts = readonly [outcome: TcpOutcome, control?: TcpOutcome][];

/** Three tries, each with a control that connects. */
export const all = (outcome: TcpOutcome, control: TcpOutcome = connected): Contacts => [[outcome, control], [outcome, control], [outcome, control]];

export function dueIn({ survey, expectations }: Deployment): WatchCase {
  const [due] = flow02.due(estateOf(survey), expectations).flatMap((each) => (isJudged(each) ? [] : [each]));
  if (!due) throw new Error('nothing is due');
  return due;
}

export function judged(deployed: Deployment, contacts: Contacts): { readonly made: Case; readonly verdict: Verdict; readonly isHopeless: boolean } {
  const { survey, expectations } = deployed;
  const estate = estateOf(survey);
  const due = dueIn(deployed);
  const [first, ...further] = contacts.map(([outcome, control], index): Contact => ({ seconds: index * 2.5, outcome, ...(due.control && control && { control }) }));
  if (!first) throw new Error('there is no contact');
  const watch: Watch = { from: due.from, to: due.to, ...(due.control && { control: due.control }), contacts: [first, ...further] };
  const made = flow02.judge(estate, expectations, due, watch);
  return { made, verdict: verdictOf(made, estate.label), isHopeless: flow02.isHopeless(estate, expectations, due) };
}

export const overAddresses = (...hops: readonly string[]) => (draft: Draft): void => {
  database(draft);
  draft.routes[spoke1.nic] = thaw([...systemRoutes('10.1.0.0/16'), ...hops.map((hop, index) => userRoute(`to${String(index)}`, '10.2.1.0/24', hop))]);
  draft.routes[dbNic] = thaw([...systemRoutes('10.2.0.0/16'), userRoute('back', '10.1.1.0/24', hops[0] ?? '')]);
};

export function peeredDirectly(draft: Draft): void {
  database(draft);
  const direct = (route: string, prefix: string) => ({ ...userRoute(route, prefix, ''), source: 'Default', nextHopType: 'VNetPeering', nextHopIpAddresses: [] });
  draft.spoke1.peerings.push(thaw(peering(`${spoke1.network}/virtualNetworkPeerings/direct`, spoke2.network, '10.2.0.0/16')));
  draft.spoke2.peerings.push(thaw(peering(`${spoke2.network}/virtualNetworkPeerings/direct`, spoke1.network, '10.1.0.0/16')));
  draft.routes[spoke1.nic] = thaw([...systemRoutes('10.1.0.0/16'), direct('', '10.2.0.0/16')]);
  draft.routes[dbNic] = thaw([...systemRoutes('10.2.0.0/16'), direct('', '10.1.0.0/16')]);
}

export const transit = { transit: { kind: 'addresses', addresses: ['10.0.0.4'] } } as const;

export const titles = ({ survey, expectations }: Deployment): string[] =>
  flow02.due(estateOf(survey), expectations).map((each) => {
    const { label } = estateOf(survey);
    const said = isJudged(each) ? verdictOf(each, label) : undefined;
    return titleOf(each, label) + (said && 'reason' in said ? `: ${said.verdict}: ${said.reason}` : '');
  });

