import { describe, expect, test } from '@jest/globals';
import { isJudged } from '../checks/check';
import { judgeSurvey } from '../checks/judge-all';
import { ssh01 } from '../checks/logins/ssh-01';
import { waivedOn } from '../checks/waivers';
import { estateOf } from '../estate/estate';
import type { Expectations } from '../estate/expectations';
import { keyOf } from '../estate/resource-id';
import type { Draft } from '../estate/testing/reference-deployment';
import { deployment, forbidden, thaw, throttled } from '../estate/testing/reference-deployment';
import { hubId, routeTable, securityGroup, spoke1, spoke2 } from '../estate/testing/reference-network';
import type { LoginOutcome } from '../probe/outcome';
import { causeLines } from '../words/cause-words';
import { cutOff } from '../path/cut-off';
import { causesOf as causesOfCases } from './causes';

type Logins = Readonly<Record<string, LoginOutcome>>;

const timedOut: LoginOutcome = { kind: 'timed-out', timeoutMs: 2000 };
const landed: LoginOutcome = { kind: 'landed', hostName: 'vm', compared: true };
const bothTimeOut: Logins = { spoke1vm: timedOut, spoke2vm: timedOut };

/** The causes as they are printed, for a changed reference deployment. @param logins by the machine that logs in; others land. */
function causesOf(change: (draft: Draft) => void, logins: Logins = {}, expected: Partial<Expectations> = {}): string[][] {
  const judged = deployment(change, expected);
  const estate = estateOf(judged.survey);
  const probed = ssh01.due(estate, judged.expectations).map((due) => (isJudged(due) ? due : ssh01.judge(estate, judged.expectations, due, { from: due.from, to: due.to, outcome: logins[due.from.name] ?? landed }, [])));
  const cases = [...judgeSurvey(judged), ...probed].map((one) => waivedOn(judged, '2026-10-31', one));
  const landedIn = probed.flatMap((one) => (one.verdict === 'pass' ? [{ fromSpokeId: estate.nics.find(({ vmId }) => keyOf(vmId) === one.subjects[0])?.spokeId ?? '', toSpokeId: estate.nics.find(({ vmId }) => keyOf(vmId) === one.subjects[1])?.spokeId ?? '' }] : []));
  const isCutOff = cutOff(estate, judged.expectations, landedIn);
  const inOrder = causesOfCases(cases).map((cause) => causeLines(cause, estate.label, isCutOff));
  const reversed = causesOfCases([...cases].reverse()).map(({ finding, key }) => ({ finding, key }));
  expect(reversed).toEqual(causesOfCases(cases).map(({ finding, key }) => ({ finding, key })));
  return inOrder;
}

describe('The causes of a red run', () => {
  test('a healthy deployment has none', () => {
    expect(causesOf(() => undefined)).toEqual([]);
  });

  test('a missing route is one cause for the table, the NIC and both directions of the login', () => {
    const change = (draft: Draft): void => {
      draft.table1.routes = [];
      draft.routes[spoke1.nic] = (draft.routes[spoke1.nic] ?? []).filter(({ source }) => source !== 'User');
    };
    expect(causesOf(change, bothTimeOut)).toEqual([
      [
        'bluespoke1-vnet1 cannot reach bluespoke2-vnet1: on spoke1vm711_z1, 10.2.1.4 matches 10.0.0.0/8 → None (Default); route table bluespoke1rt has no route for it.',
        'Explains RT-02, ER-02, PATH-01 (2), SSH-01 (2).',
        'Fix: az network route-table route create --subscription 00000000-0000-4000-8000-000000000002 --resource-group bluespoke1rg --route-table-name bluespoke1rt --name to-bluespoke2-vnet1 --address-prefix 10.2.1.0/24 --next-hop-type VirtualAppliance --next-hop-ip-address 10.0.1.4',
      ],
    ]);
  });

  describe('of which some is waived', () => {
    const withoutRoute = (draft: Draft): void => {
      draft.table1.routes = [];
      draft.routes[spoke1.nic] = (draft.routes[spoke1.nic] ?? []).filter(({ source }) => source !== 'User');
    };
    const waivers = (...checks: string[]): Partial<Expectations> => ({ waivers: checks.map((check) => ({ check, subject: '*', reason: 'known', owner: 'net-team', until: '2026-10-31' })) });

    test('speak of what is red', () => {
      const [cause, ...more] = causesOf(withoutRoute, {}, waivers('RT-02', 'PATH-01'));
      expect([cause?.[1], more]).toEqual(['Explains ER-02.', []]);
    });

    test('are none where all that they explain is waived', () => {
      expect(causesOf(withoutRoute, {}, waivers('RT-02', 'PATH-01', 'ER-02'))).toEqual([]);
    });
  });

  test('a stale next hop names the route and the command that fixes it', () => {
    const change = (draft: Draft): void => {
      for (const route of draft.table1.routes) route.nextHopIpAddress = '10.0.1.9';
      for (const route of draft.routes[spoke1.nic] ?? []) if (route.source === 'User') route.nextHopIpAddresses = ['10.0.1.9'];
    };
    expect(causesOf(change, bothTimeOut)).toEqual([
      [
        'bluespoke1-vnet1 cannot reach bluespoke2-vnet1: on spoke1vm711_z1, 10.2.1.4 matches 10.2.1.0/24 → VirtualAppliance 10.0.1.9 (User tospoke2); route tospoke2 of route table bluespoke1rt sends 10.2.1.0/24 to VirtualAppliance 10.0.1.9.',
        'Explains RT-02, RT-03, ER-02, PATH-01 (2), SSH-01 (2).',
        'Fix: az network route-table route update --subscription 00000000-0000-4000-8000-000000000002 --resource-group bluespoke1rg --route-table-name bluespoke1rt --name tospoke2 --address-prefix 10.2.1.0/24 --next-hop-type VirtualAppliance --next-hop-ip-address 10.0.1.4',
      ],
    ]);
  });

  test('a default route to None may be meant to cut its subnet off, and no route is proposed that would undo it', () => {
    const change = (draft: Draft): void => {
      draft.table1 = thaw(routeTable(draft.table1.id, [['nowhere', '0.0.0.0/0', 'None']]));
      for (const route of draft.routes[spoke1.nic] ?? []) if (route.source === 'User') Object.assign(route, { name: 'nowhere', addressPrefixes: ['0.0.0.0/0'], nextHopType: 'None', nextHopIpAddresses: [] });
      draft.routes[spoke1.nic] = (draft.routes[spoke1.nic] ?? []).filter(({ source, nextHopType }) => source === 'User' || !['None', 'Internet'].includes(nextHopType));
    };
    expect(causesOf(change, bothTimeOut)).toEqual([
      [
        'bluespoke1-vnet1 cannot reach bluespoke2-vnet1: on spoke1vm711_z1, 10.2.1.4 matches 0.0.0.0/0 → None (User nowhere); route nowhere of route table bluespoke1rt sends 0.0.0.0/0 to None, which cuts off all that no other route leads to; that may be meant, so that no route is proposed',
        'Explains RT-02, ER-02, PATH-01 (2), SSH-01 (2).',
      ].map((line) => (line.endsWith('.') ? line : `${line}.`)),
    ]);
  });

  test('a route that is configured and not yet effective is told apart from one that is missing', () => {
    const change = (draft: Draft): void => {
      draft.routes[spoke1.nic] = (draft.routes[spoke1.nic] ?? []).filter(({ source }) => source !== 'User');
    };
    expect(causesOf(change, bothTimeOut)).toEqual([
      [
        'bluespoke1-vnet1 cannot reach bluespoke2-vnet1: on spoke1vm711_z1, 10.2.1.4 matches 10.0.0.0/8 → None (Default); route tospoke2 of route table bluespoke1rt sends 10.2.1.0/24 to VirtualAppliance 10.0.1.4, but it is not the effective route of the NIC.',
        'Explains ER-02, PATH-01 (2), SSH-01 (2).',
      ],
    ]);
  });

  test('a Route Server that does not route yet explains the logins over it', () => {
    const change = (draft: Draft): void => {
      if (draft.routeServer) Object.assign(draft.routeServer, { routingState: 'Provisioning', virtualRouterIps: [] });
    };
    expect(causesOf(change, bothTimeOut)).toEqual([
      ['Route Server myfirstrouteserver has provisioningState Succeeded and routingState Provisioning, not Succeeded and Provisioned.', 'Explains RS-04, RS-05, PATH-01 (2), SSH-01 (2).'],
    ]);
  });

  test('branch-to-branch off is a cause of its own, with the command that turns it on', () => {
    const change = (draft: Draft): void => {
      if (draft.routeServer) draft.routeServer.allowBranchToBranchTraffic = false;
    };
    expect(causesOf(change)).toEqual([
      [
        'branch-to-branch is off at Route Server myfirstrouteserver.',
        'Explains RS-06.',
        'Fix: az network routeserver update --subscription 00000000-0000-4000-8000-000000000001 --resource-group bluehubrg --name myfirstrouteserver --allow-b2b-traffic true',
      ],
    ]);
  });

  test('forwarded traffic refused by one spoke breaks the way there and the way back', () => {
    const change = (draft: Draft): void => {
      for (const peering of draft.spoke1.peerings) peering.allowForwardedTraffic = false;
    };
    expect(causesOf(change, bothTimeOut)).toEqual([
      [
        expect.stringMatching(/^peering \S+ of bluespoke1-vnet1 to bluehub-vnet1 has allowForwardedTraffic false\.$/),
        'Explains PE-05, PATH-01 (2), SSH-01 (2).',
        expect.stringMatching(/^Fix: az network vnet peering update --subscription \S+ --resource-group bluespoke1rg --vnet-name bluespoke1-vnet1 --name \S+ --set 'allowForwardedTraffic=true'$/),
      ],
    ]);
  });

  test('a rule that denies SSH into one machine names rule and group', () => {
    const change = (draft: Draft): void => {
      const [group] = draft.rules[spoke2.nic] ?? [];
      group?.rules.unshift({
        name: 'securityRules/DenySsh',
        protocol: 'Tcp',
        sourcePortRanges: ['0-65535'],
        destinationPortRanges: ['22-22'],
        sourceAddressPrefixes: ['0.0.0.0/0'],
        destinationAddressPrefixes: ['0.0.0.0/0'],
        expandedSourceAddressPrefixes: [],
        expandedDestinationAddressPrefixes: [],
        access: 'Deny',
        priority: 100,
        direction: 'Inbound',
      });
    };
    expect(causesOf(change, { spoke1vm: timedOut })).toEqual([
      ['rule DenySsh (priority 100) of spoke2vm-nsg, associated with the network interface, denies TCP 22 into spoke2vm.', 'Explains SG-01, PATH-01, SSH-01.'],
    ]);
  });

  test('a peering that is missing is made once what it is to use is offered, and the hub is told first', () => {
    const causes = causesOf(({ hub, spoke1: spoke }) => { Object.assign(hub.peerings[0] ?? {}, { allowGatewayTransit: false, peeringState: 'Initiated' }); spoke.peerings = []; });
    expect(causes.map(([sentence]) => sentence)).toEqual([
      'peering bluehub1-spoke1 of bluehub-vnet1 has allowGatewayTransit off: bluespoke1-vnet1 is not offered its gateway or Route Server.',
      'bluespoke1-vnet1 has no peering to bluehub-vnet1; to use the gateway or Route Server of bluehub-vnet1, it is made once bluehub1-spoke1 has allowGatewayTransit on.',
    ]);
    expect(causes[1]?.filter((line) => line.startsWith('Fix'))).toEqual([expect.stringMatching(/^Fix: az network vnet peering create .* --use-remote-gateways$/)]);
  });

  test('a right that is missing is one cause for all that it hides, with the assignment that grants it', () => {
    const action = 'Microsoft.Network/networkInterfaces/effectiveRouteTable/action';
    const change = (draft: Draft): void => {
      for (const id of [spoke1.nic, spoke2.nic]) draft.unread.push({ of: 'effectiveRoutes', id, problem: forbidden(`${id.replace(/000000000003/, '000000000002')}/effectiveRouteTable`, action) });
    };
    const [cause, ...more] = causesOf(change);
    expect(more).toEqual([]);
    expect(cause?.[0]).toMatch(/^Microsoft\.Network\/networkInterfaces\/effectiveRouteTable\/action is not granted in subscription 00000000-0000-4000-8000-000000000002: GET /);
    expect(cause?.[1]).toBe('Explains PE-08 (2), ER-01 (2), ER-02 (2), ER-03 (2), PATH-01 (2).');
    expect(cause?.[2]).toBe("Fix: az role assignment create --assignee <client id> --role 'spokecheck effective routes' --scope /subscriptions/00000000-0000-4000-8000-000000000002");
  });

  test('throttling is one cause for a subscription', () => {
    const change = (draft: Draft): void => {
      draft.unread.push({ of: 'virtualNetworks', id: hubId, problem: throttled(hubId) });
    };
    const causes = causesOf(change);
    expect(causes).toHaveLength(1);
    expect(causes[0]?.[0]).toMatch(/^Azure Resource Manager throttles the requests in subscription 00000000-0000-4000-8000-000000000001: GET /);
  });

  test('where nothing that was read stops the packet, it says what was not looked at', () => {
    expect(causesOf(() => undefined, { spoke1vm: timedOut })).toEqual([
      [
        "nothing that was read stops packets on their way to spoke2vm (10.2.1.4), and yet it does not answer; not looked at: the Route Server of bluehub-vnet1 (by Microsoft's documentation it forwards no data traffic) and the firewall and sshd of spoke2vm.",
        'Explains SSH-01.',
      ],
    ]);
  });

  test('an access path that fails is one cause for all logins, and says nothing of the network', () => {
    const failed: LoginOutcome = { kind: 'access-path-failed', hop: 'jump host 203.0.113.1', failure: { kind: 'refused', message: 'connection refused' } };
    const causes = causesOf(() => undefined, { spoke1vm: failed, spoke2vm: failed });
    expect(causes).toHaveLength(1);
    expect(causes[0]?.[0]).toMatch(/^the access path failed at jump host 203\.0\.113\.1: .*; nothing is known of the way between the spokes\.$/);
    expect(causes[0]?.[1]).toBe('Explains SSH-01 (2).');
  });

  test('an SSH agent that hangs is one cause, whichever machine it was to log in to', () => {
    const agent = { kind: 'not-tried', message: 'the SSH agent is of no help: it does not list its keys within 5 s' } as const;
    const onTheWay: LoginOutcome = { kind: 'access-path-failed', hop: 'jump host 203.0.113.1', failure: agent };
    expect(causesOf(() => undefined, { spoke1vm: agent, spoke2vm: onTheWay })).toEqual([
      [
        'the runner cannot log in: the SSH agent is of no help: it does not list its keys within 5 s; nothing is known of the way between the spokes.',
        'Explains SSH-01 (2).',
      ],
    ]);
  });

  test("another machine at a machine's address is one cause for the logins that start there and those that lead there", () => {
    const impostor = { kind: 'wrong-machine', hostName: 'impostor', expected: 'spoke2vm' } as const;
    const fromThere: LoginOutcome = { kind: 'access-path-failed', hop: 'spoke2vm (10.2.1.4)', failure: impostor };
    const sentence = 'at the address of spoke2vm (10.2.1.4) a machine answers that calls itself impostor, and in Azure the computer name is spoke2vm.';
    expect(causesOf(() => undefined, { spoke1vm: impostor, spoke2vm: fromThere })).toEqual([[sentence, 'Explains SSH-01 (2).']]);
    expect(causesOf(() => undefined, { spoke2vm: fromThere })).toEqual([[sentence, 'Explains SSH-01.']]);
  });

  test('a machine that lets nobody in is one cause for the logins that start there and those that lead there', () => {
    const refused = { kind: 'refused', message: 'connection refused' } as const;
    const fromThere: LoginOutcome = { kind: 'access-path-failed', hop: 'spoke2vm (10.2.1.4)', failure: refused };
    expect(causesOf(() => undefined, { spoke1vm: refused, spoke2vm: fromThere })).toEqual([
      ['packets reach spoke2vm (10.2.1.4), and it refuses connections to port 22: its sshd does not run or listens on another port (SSH_PORT).', 'Explains SSH-01 (2).'],
    ]);
    expect(causesOf(() => undefined, { spoke1vm: refused, spoke2vm: { ...fromThere, hop: 'jump host 203.0.113.1' } })).toHaveLength(2);
  });

  test('a stopped machine is one cause for its routes and its logins', () => {
    const change = (draft: Draft): void => {
      for (const machine of draft.machines) if (keyOf(machine.id) === keyOf(spoke2.vm)) machine.powerState = 'deallocated';
      draft.routes = Object.fromEntries(Object.entries(draft.routes).filter(([id]) => id !== spoke2.nic));
    };
    const causes = causesOf(change);
    expect(causes).toEqual([
      [
        'virtual machine spoke2vm is deallocated, so Azure computes no effective routes for it and nobody can log in.',
        'Explains ER-01, SSH-01 (2).',
        'Fix: az vm start --subscription 00000000-0000-4000-8000-000000000003 --resource-group bluespoke2rg --name spoke2vm',
      ],
    ]);
  });

  test('an overlap of networks is told as the check tells it', () => {
    const change = (draft: Draft): void => {
      draft.spoke2.addressPrefixes = ['10.1.0.0/20', ...draft.spoke2.addressPrefixes];
    };
    expect(causesOf(change).map(([sentence]) => sentence)).toContain('10.1.0.0/16 of bluespoke1-vnet1 overlaps 10.1.0.0/20 of bluespoke2-vnet1.');
  });

  test('a group without a rule that matches leaves the flow undecided, which is told and not taken for allowed', () => {
    const change = (draft: Draft): void => {
      draft.rules[spoke2.nic] = [{ ...securityGroup('empty-nsg', 'subnet', []), rules: [] }];
    };
    const causes = causesOf(change);
    expect(causes.map(([, explains]) => explains)).toEqual(['Explains SG-01 (2), PATH-01 (2).']);
  });
});
