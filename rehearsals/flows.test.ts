/** FLOW-01 and FLOW-02 against the lab: what listens, what is refused, and what rules and routes block there. */
import { describe, expect, test } from '@jest/globals';
import { namedMachines } from '../helpers/checks/logins/named-machines';
import { isJudged } from '../helpers/checks/check';
import { dueProbes } from '../helpers/checks/judge-all';
import { estateOf } from '../helpers/estate/estate';
import type { Flow, FlowEnd } from '../helpers/estate/expectations';
import { createAccessPaths } from '../helpers/probe/access-paths';
import { observeProbe } from '../helpers/suite/observe-probe';
import { titleOf, verdictOf } from '../helpers/words/case-words';
import { addSecurityGroup, machineOf, nicOf, spokeOf, sshRule, tableOf } from '../lab/faults/fault-target';
import type { FaultTarget } from '../lab/faults/fault-target';
import { startLab } from '../lab/lab';
import { builtInTopology } from '../lab/topologies/built-in';
import { targetOf } from './faults/rehearse-fault';
import { surveyorOf } from './survey-lab';

const any: FlowEnd = { kind: 'any' };
const flow = (port: Flow['ports'][number], expected: Flow['expect'], from = any, to = any): Flow => ({ from, to, ports: [port], expect: expected });

/** Each connection of the flows with its verdict, and of those that are blocked what blocks them. */
async function flowsIn(change: (target: FaultTarget) => void, ...flows: readonly Flow[]): Promise<string[]> {
  const target = targetOf(builtInTopology('reference'), change);
  const lab = await startLab({ topology: target.topology, sshBehaviours: target.ssh });
  const surveyor = surveyorOf(lab);
  try {
    const { deployment: { survey, expectations }, settings } = await surveyor.survey();
    if (!settings.ssh) throw new Error('the lab names no access path');
    const deployment = { survey, expectations: { ...expectations, flows } };
    const { label } = estateOf(survey);
    const paths = createAccessPaths(settings.ssh, namedMachines(estateOf(survey)), { channelTimeoutMs: 1_500 });
    const due = dueProbes(deployment).filter(({ checkId }) => checkId.startsWith('FLOW-'));
    const judged = await Promise.all(due.map(async (one) => (isJudged(one) ? one : (await observeProbe(deployment, one, { paths, convergenceTimeoutMs: 0, blockedWindowMs: 1_000 })).judged)));
    await paths.close();
    return judged.map((one) => {
      const verdict = verdictOf(one, label);
      const by = one.advisories.flatMap((advisory) => (advisory.kind === 'flow-blocked' ? [`, by ${advisory.by.kind}`] : []));
      return `${titleOf(one, label)}: ${verdict.verdict}${by.join('')}`;
    });
  } finally {
    surveyor.close();
    await lab.close();
  }
}

const denying = (port: string) => (target: FaultTarget): void => {
  nicOf(target, 2).networkSecurityGroup = addSecurityGroup(target, spokeOf(target, 2), [{ ...sshRule('Deny', 100, 'Inbound', 'Deny'), destinationPortRanges: [port] }]);
};

const [there, back] = ['spoke1vm', 'spoke2vm'];

describe('Flows in the lab', () => {
  test('open where something listens, and fail where nothing does', async () => {
    const found = await flowsIn((target) => { machineOf(target, 2).listensOn = [22, 1433]; }, flow('ssh', 'connect'), flow(1433, 'connect'));
    expect(found).toEqual([`[FLOW-01] ${there} connects to ${back} (10.2.1.4) at TCP 1433: pass`, `[FLOW-01] ${back} connects to ${there} (10.1.1.4) at TCP 1433: fail`]);
  }, 60_000);

  test('are blocked where a rule denies, and not where the target alone refuses', async () => {
    const found = await flowsIn(denying('1433'), flow('ssh', 'connect'), flow(1433, 'blocked'));
    expect(found).toEqual([
      `[FLOW-02] ${there} is kept from connecting to ${back} (10.2.1.4) at TCP 1433: pass, by rule-denies`,
      `[FLOW-02] ${back} is kept from connecting to ${there} (10.1.1.4) at TCP 1433: fail`,
    ]);
  }, 60_000);

  test('are not shown to be blocked where the control is blocked as well', async () => {
    const found = await flowsIn((target) => { tableOf(target, 1).routes.forEach((route) => { route.nextHopType = 'None'; delete route.nextHopIpAddress; }); }, flow('ssh', 'connect'), flow(1433, 'blocked'));
    expect(found.map((line) => line.split(': ')[1])).toEqual(['cannot-tell', 'cannot-tell']);
  }, 60_000);
});
