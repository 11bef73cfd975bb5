/** Expectations under which a survey breaks no rule of the design: where one is broken, the strictest that what was found keeps is asked for there. */
import { pe02 } from '../checks/peerings/pe-02-gateway-offered';
import { pe04 } from '../checks/peerings/pe-04-gateway-used';
import { pe05 } from '../checks/peerings/pe-05-traffic-allowed';
import { pe08 } from '../checks/peerings/pe-08-no-spoke-peering';
import { rs02 } from '../checks/route-server/rs-02-subnet-size';
import { rs06 } from '../checks/route-server/rs-06-branch-to-branch';
import { rt01 } from '../checks/route-tables/rt-01-route-table';
import type { Case, SurveyCheck } from '../checks/check';
import { representativesOf } from '../checks/logins/representative';
import type { Deployment } from '../estate/deployment';
import { routeTableOf, spokePeeringOf } from '../estate/design-rules';
import type { Estate } from '../estate/estate';
import { estateOf } from '../estate/estate';
import type { Expectations, Requirement, SpokeExpectations, SpokePeering } from '../estate/expectations';
import { keyOf, nameOf, sameId } from '../estate/resource-id';

/** @param nameOfSpoke what the file is to call a spoke */
export function knownGood({ survey, expectations }: Deployment, nameOfSpoke: (id: string) => string): Expectations {
  const estate = estateOf(survey);
  const steps = [withRouteServer, withGateways, withForwarded, withTables, withPeerings, withProbes];
  return steps.reduce((known, step) => step(known, estate, nameOfSpoke), expectations);
}

type Step = (expectations: Expectations, estate: Estate, nameOfSpoke: (id: string) => string) => Expectations;

const failing = (estate: Estate, expectations: Expectations, ...checks: readonly SurveyCheck[]): Case[] =>
  checks.flatMap((check) => check.judge(estate, expectations)).filter(({ verdict }) => verdict === 'fail');

const withSpoke = (expectations: Expectations, spokeId: string, name: string, more: Partial<SpokeExpectations>): Expectations => ({
  ...expectations,
  spokes: { ...expectations.spokes, [keyOf(spokeId)]: { name, ...expectations.spokes[keyOf(spokeId)], ...more } },
});

const smallestSubnet = 29;

const withRouteServer: Step = (expectations, estate) => {
  const ways = (['on', 'off', 'any'] as const).map((branchToBranch) => ({ ...expectations, branchToBranch }));
  const known = [expectations, ...ways].find((one) => failing(estate, one, rs06).length === 0) ?? expectations;
  const sizes = Array.from({ length: smallestSubnet - known.routeServerSubnetMinPrefix }, (_, index) => ({ ...known, routeServerSubnetMinPrefix: known.routeServerSubnetMinPrefix + index + 1 }));
  return [known, ...sizes].find((one) => failing(estate, one, rs02).length === 0) ?? known;
};

const strictestFirst: readonly Requirement[] = ['required', 'forbidden', 'any'];

/** A rule of single spokes: each gets the first that is not broken there; where that is none, what is broken is no matter of the rule. */
const bySpoke = (rule: 'remoteGateways' | 'forwardedTraffic', checks: readonly SurveyCheck[]): Step => (expectations, estate, nameOfSpoke) => {
  const { spokeIds } = estate.survey;
  const all = (is: Requirement): Expectations => spokeIds.reduce((known, id) => withSpoke(known, id, nameOfSpoke(id), { [rule]: is }), expectations);
  const brokenBy = (judged: Expectations): Set<string> => new Set(failing(estate, judged, ...checks).flatMap(({ subjects }) => subjects));
  const now = brokenBy(expectations);
  const broken = strictestFirst.map((is) => ({ is, at: now.size > 0 ? brokenBy(all(is)) : now }));
  return spokeIds.filter((id) => now.has(keyOf(id))).reduce((known, id) => {
    const kept = broken.find(({ at }) => !at.has(keyOf(id)));
    return kept ? withSpoke(known, id, nameOfSpoke(id), { [rule]: kept.is }) : known;
  }, expectations);
};

const withGateways = bySpoke('remoteGateways', [pe02, pe04]);

const withForwarded = bySpoke('forwardedTraffic', [pe05]);

const withTables: Step = (expectations, estate, nameOfSpoke) =>
  failing(estate, expectations, rt01).reduce((known, { subjects: [subnet = '', spoke = ''] }) => {
    const id = estate.survey.spokeIds.find((one) => sameId(one, spoke));
    if (id === undefined) return known;
    const routeTables = known.spokes[keyOf(id)]?.routeTables ?? [];
    const name = nameOf(subnet);
    // What is forbidden and there is left open; what is required and not there is forbidden.
    const is = routeTableOf(known, id, name) === 'forbidden' ? 'any' : 'forbidden';
    return withSpoke(known, id, nameOfSpoke(id), { routeTables: [...routeTables, { subnet: name, is }] });
  }, expectations);

const withPeerings: Step = (expectations, estate) => {
  const { spokeIds } = estate.survey;
  const isPeered = (owner: string, remote: string): boolean => estate.peering({ owner, remote }) !== undefined;
  const peered = spokeIds.flatMap((one, index) =>
    spokeIds.slice(index + 1).flatMap((other): SpokePeering[] => {
      if (spokePeeringOf(expectations, one, other) !== 'forbidden' || !(isPeered(one, other) || isPeered(other, one))) return [];
      return [{ between: [one, other], is: isPeered(one, other) && isPeered(other, one) ? 'required' : 'any' }];
    }),
  );
  let known: Expectations = { ...expectations, spokePeerings: [...expectations.spokePeerings, ...peered] };
  // A connected group is no peering; each judgement names some of its spokes.
  for (;;) {
    const connected = failing(estate, known, pe08).flatMap(({ findings }) => findings.flatMap((found) => (found.kind === 'spokes-connected' ? found.to.map((to): SpokePeering => ({ between: [found.spokeId, to], is: 'any' })) : [])));
    const fresh = connected.filter(({ between: [one, other] }) => spokePeeringOf(known, one, other) === 'forbidden');
    if (fresh.length === 0) return known;
    known = { ...known, spokePeerings: [...known.spokePeerings, ...fresh] };
  }
};

/** A spoke in which nothing could log in, whatever runs. */
const withProbes: Step = (expectations, estate, nameOfSpoke) =>
  estate.survey.spokeIds.reduce((known, id) => {
    const found = representativesOf(estate, expectations, id);
    const notProbed = 'why' in found ? found.why.map(whyNotProbed).find((why) => why !== undefined) : undefined;
    return notProbed === undefined ? known : withSpoke(known, id, nameOfSpoke(id), { notProbed });
  }, expectations);

function whyNotProbed(finding: Extract<ReturnType<typeof representativesOf>, { why: unknown }>['why'][number]): string | undefined {
  if (finding.kind === 'no-participant' && finding.unread.length + finding.machines.length === 0) return 'it has no machine';
  if (finding.kind !== 'no-linux-machine' || finding.unread.length + finding.machines.length > 0) return undefined;
  const what = [...(finding.windowsIds.length > 0 ? ['Windows'] : []), ...(finding.scaleSetIds.length > 0 ? ['scale sets'] : [])];
  return `it has ${what.join(' and ')} only`;
}
