import { describe, expect, test } from '@jest/globals';
import type { Expectations, Flow, FlowEnd } from '../../estate/expectations';
import { keyOf } from '../../estate/resource-id';
import type { EffectiveSecurityRule } from '../../estate/survey';
import { estateOf } from '../../estate/estate';
import { manySpokes } from '../../estate/testing/many-spokes';
import type { Draft } from '../../estate/testing/reference-deployment';
import { addMachine, deployment, forbidden, stop, thaw } from '../../estate/testing/reference-deployment';
import { effective, peering, rule, securityGroup, spoke1, spoke2, systemRoutes } from '../../estate/testing/reference-network';
import { titleOf, verdictOf } from '../../words/case-words';
import { judgeSurvey } from '../judge-all';
import { failed, inconclusive, passed, passedWith, skipped, verdictsOf } from '../testing/judged';
import { seg01, segmentation } from './seg-01-nothing-let-through';

const any: FlowEnd = { kind: 'any' };
const of = (spokeId: string, more: Partial<FlowEnd & { kind: 'spoke' }> = {}): FlowEnd => ({ kind: 'spoke', spokeId, ...more });
const blocked = (from: FlowEnd, to: FlowEnd, ...ports: Flow['ports']): Flow => ({ from, to, ports, expect: 'blocked', line: 7 });
const oneWay = [blocked(of(spoke1.network), of(spoke2.network), 22)];
const title = 'no TCP 22 that is to be blocked gets from bluespoke1-vnet1 to bluespoke2-vnet1, by what is configured';

/** The spokes are peered with each other, so that nothing lies between them. */
function peered(draft: Draft): void {
  draft.spoke1.peerings.push(thaw(peering(`${spoke1.network}/virtualNetworkPeerings/direct`, spoke2.network, '10.2.0.0/16')));
  draft.spoke2.peerings.push(thaw(peering(`${spoke2.network}/virtualNetworkPeerings/direct`, spoke1.network, '10.1.0.0/16')));
  draft.routes[spoke1.nic] = thaw([...systemRoutes('10.1.0.0/16'), effective('Default', '10.2.0.0/16', 'VNetPeering')]);
  draft.routes[spoke2.nic] = thaw([...systemRoutes('10.2.0.0/16'), effective('Default', '10.1.0.0/16', 'VNetPeering')]);
  for (const id of [spoke1.nic, spoke2.nic]) draft.rules[id] = [];
}

/** The group at the subnet of spoke 2, whose last rule lets the virtual network in. */
const guard = (...rules: EffectiveSecurityRule[]) => (draft: Draft): void => {
  peered(draft);
  draft.spoke2.subnets.forEach((subnet) => { if (subnet.id === spoke2.subnet) subnet.networkSecurityGroupId = 'guard'; });
  draft.rules[spoke2.nic] = thaw([securityGroup('guard', 'subnet', ['10.0.0.0/8'], rules)]);
};

const deny = rule('DenyAll', 4000, 'Inbound', 'Deny');
const judged = (change: (draft: Draft) => void, flows: readonly Flow[] = oneWay, more: Partial<Expectations> = {}) => verdictsOf(seg01, deployment(change, { flows, ...more }));

describe('What is to be blocked', () => {
  test('is, where a rule denies it', () => {
    expect(judged(guard(deny))).toEqual({ [title]: passed });
  });

  test('is not, where no group applies', () => {
    expect(judged(peered)).toEqual({
      [title]: failed(
        'TCP 22 from spoke1vm (10.1.1.4) to spoke2vm (10.2.1.4), which line 7 of EXPECTATIONS_FILE wants blocked, gets through: no network security group applies where it goes out and no network security group applies where it goes in',
        ['route 10.2.0.0/16 → VNetPeering (Default)'],
      ),
    });
  });

  test('is not, where a rule lets in one source port to one address, which no machine has', () => {
    const dns = rule('AllowDns', 200, 'Inbound', 'Allow', { sourcePortRanges: ['53-53'], destinationAddressPrefixes: ['10.2.1.77/32'], sourceAddressPrefixes: ['10.1.1.128/25'] });
    expect(judged(guard(dns, deny))).toEqual({
      [title]: failed(
        'TCP 22 from 10.1.1.128 in bluespoke1-vnet1/bluespoke1-vnet1sub1 (no machine has it now), source port 53, to 10.2.1.77 in bluespoke2-vnet1/bluespoke2-vnet1sub1 (no machine has it now), which line 7 of EXPECTATIONS_FILE wants blocked, gets through: no network security group applies where it goes out and rule AllowDns (priority 200) of network security group guard at the subnet lets it in',
        ['access  Allow Inbound, protocol All', 'from    10.1.1.128/25, ports 53-53', 'to      10.2.1.77/32, ports 0-65535', 'route 10.2.0.0/16 → VNetPeering (Default)'],
        'a rule of the same group that denies it and comes before rule AllowDns (priority 200) of network security group guard at the subnet stops it',
      ),
    });
  });
});
