import { describe, expect, test } from '@jest/globals';
import type { Expectations, Flow } from '../../estate/expectations';
import type { Draft } from '../../estate/testing/reference-deployment';
import { forbidden, stop, thaw } from '../../estate/testing/reference-deployment';
import { spoke1, spoke2, systemRoutes } from '../../estate/testing/reference-network';
import type { Contacts } from '../testing/blocked-flows';
import { all, asked, connected, database, dbNic, guardAt, guarded, judged, one, overAddresses, peeredDirectly, refused, silent, titles, toDatabase, transit, unreachable } from '../testing/blocked-flows';
import { any, flow, of } from '../testing/flows';

/** The network as it is, what was seen, and why it is not green. */
interface WrongReason {
  readonly name: string;
  readonly change: (draft: Draft) => void;
  readonly contacts: Contacts;
  readonly verdict: 'fail' | 'cannot-tell';
  readonly says: string;
  readonly asks?: readonly Flow[];
  readonly more?: Partial<Expectations>;
}

const wrongReasons: readonly WrongReason[] = [
  { name: 'it connects', change: guarded, contacts: [[connected, connected]], verdict: 'fail', says: 'let through although the configuration blocks it' },
  { name: 'it is refused, or reset', change: guarded, contacts: [[refused, connected]], verdict: 'fail', says: 'so that it gets through' },
  { name: 'it connects later in the window', change: guarded, contacts: [[silent, connected], [silent, connected], [connected, connected]], verdict: 'fail', says: '5.0 s after it was silent' },
  { name: 'it is refused while a control fails', change: guarded, contacts: [[silent, silent], [refused, silent]], verdict: 'fail', says: 'so that it gets through' },
  { name: 'a guest says that there is no way', change: guarded, contacts: [[silent, connected], [unreachable, connected]], verdict: 'cannot-tell', says: '"No route to host" is what a guest says, be it that of spoke1vm, and never Azure\'s network, which drops in silence' },
  { name: 'A cannot be logged in to', change: guarded, contacts: all({ kind: 'access-path-failed', hop: 'spoke1vm (10.1.1.4)', failure: { kind: 'refused', message: 'x' } }), verdict: 'cannot-tell', says: 'the access path failed at spoke1vm (10.1.1.4): the connection was refused' },
  { name: 'the jump host is away', change: guarded, contacts: all({ kind: 'access-path-failed', hop: 'jump host jump', failure: { kind: 'timed-out', timeoutMs: 15_000 } }), verdict: 'cannot-tell', says: 'the access path failed at jump host jump' },
  { name: 'the connection to A is lost in the window', change: guarded, contacts: [[silent, connected], [{ kind: 'channel-lost', message: 'spoke1vm itself has stopped answering' }, connected]], verdict: 'cannot-tell', says: 'spoke1vm itself has stopped answering' },
  { name: 'A forwards nothing (AllowTcpForwarding no), or not there (PermitOpen)', change: guarded, contacts: all({ kind: 'forwarding-forbidden', message: 'administratively prohibited' }), verdict: 'cannot-tell', says: 'does not forward connections' },
  { name: 'the control gets no answer: B may be down, or A sends nothing', change: guarded, contacts: all(silent, silent), verdict: 'cannot-tell', says: 'the control beside it, from spoke1vm to db (10.2.1.8) at TCP 22, did not connect either: there was no answer within 10 s' },
  { name: 'B goes down in the window, and the control with it', change: guarded, contacts: [[silent, connected], [silent, connected], [silent, silent]], verdict: 'cannot-tell', says: 'the control beside it' },
  { name: 'the control is refused', change: guarded, contacts: all(silent, refused), verdict: 'cannot-tell', says: 'did not connect either: it was refused' },
  { name: 'there is no control', change: guarded, contacts: all(silent), asks: [flow(one, toDatabase, 3389, 'blocked')], verdict: 'cannot-tell', says: 'no flow expects spoke1vm to connect to anything, so that nothing shows that what it sends leaves it; add a flow from it that connects' },
  { name: 'B’s guest drops it, or hears nothing, and the configuration lets it through', change: peeredDirectly, contacts: all(silent), verdict: 'cannot-tell', says: "it is blocked although the configuration lets it through; the target's guest may drop it, or hear nothing" },
  { name: 'the Route Server alone may drop it', change: database, contacts: all(silent), verdict: 'cannot-tell', says: "it is silent, and nothing that was read blocks it; what was not looked at may do so, or the target's guest: the Route Server" },
  { name: 'something on the way was not looked at', change: overAddresses('10.0.0.4'), more: transit, contacts: all(silent), verdict: 'cannot-tell', says: 'nothing that was read blocks it; what was not looked at may do so, or the target\'s guest: 10.0.0.4' },
  {
    name: 'a rule of B’s would let through what comes under the address of what lies on the way',
    change: (draft) => { overAddresses('10.0.0.4')(draft); guardAt(draft, dbNic, 'Inbound', { sourceAddressPrefixes: ['10.1.0.0/16'] }); },
    more: transit,
    contacts: all(silent),
    verdict: 'cannot-tell',
    says: 'what stops it lies behind something that was not looked at and may send it elsewhere or under another address: db-nic does not let TCP 3389 in',
  },
  {
    name: 'of two ways at equal cost one breaks',
    change: (draft) => {
      overAddresses('10.0.0.4')(draft);
      const [first] = draft.routes[spoke1.nic]?.filter(({ name }) => name === 'to0') ?? [];
      if (first) first.nextHopIpAddresses = ['10.0.0.4', '192.168.77.1'];
    },
    more: transit,
    contacts: all(silent),
    verdict: 'cannot-tell',
    says: 'one of its ways at equal cost breaks, while another was not found to: next hop 192.168.77.1',
  },
  {
    name: 'the answer alone is lost',
    change: (draft) => { database(draft); draft.routes[dbNic] = thaw(systemRoutes('10.2.0.0/16')); },
    contacts: all(silent),
    verdict: 'cannot-tell',
    says: 'what breaks is the way of the answer, so that the packet gets there: ',
  },
  {
    name: 'a Network Manager’s rules, which may allow it before the rule denies, could not be read',
    change: (draft) => { guarded(draft); draft.unread.push({ of: 'adminRules', id: spoke2.network, problem: forbidden('/it', 'x/read') }); },
    contacts: all(silent),
    verdict: 'cannot-tell',
    says: 'the rules of a Network Manager, which come before what stops it, could not be read: db-nic does not let',
  },
  {
    name: 'the rules of B could not be read',
    change: (draft) => { database(draft); draft.unread.push({ of: 'effectiveSecurityGroups', id: dbNic, problem: forbidden('/it', 'x/read') }); },
    contacts: all(silent),
    verdict: 'cannot-tell',
    says: 'it is silent, and what may block it could not be read',
  },
  {
    name: 'whether a rule denies it does not follow',
    change: (draft) => { database(draft); guardAt(draft, dbNic, 'Inbound', { sourceAddressPrefixes: ['Storage'], expandedSourceAddressPrefix: [] }); },
    contacts: all(silent),
    verdict: 'cannot-tell',
    says: 'whether a rule stops it does not follow from what was read: ',
  },
  { name: 'the target is an address that is no machine’s', change: guarded, asks: [flow(any, any, 'ssh'), flow(one, of(spoke2.network, { address: '10.2.9.9' }), 3389, 'blocked')], contacts: all(silent), verdict: 'cannot-tell', says: "its target is no machine's address, so that no way is followed there and a target that does not answer looks the same" },
];

describe('FLOW-02 is not green for a wrong reason:', () => {
  test.each(wrongReasons)('$name', ({ change, contacts, verdict, says, asks, more }) => {
    const found = judged(asked(change, more, asks), contacts).verdict;
    expect(found.verdict).toBe(verdict);
    expect('fact' in found ? found.fact : 'reason' in found ? found.reason : '').toContain(says);
  });

  test('the whole of what is said, with what was seen', () => {
    expect(judged(asked(guarded), all(silent, silent)).verdict).toEqual({
      verdict: 'cannot-tell',
      reason: 'nothing shows that the network blocks TCP 3389 from spoke1vm (10.1.1.4) to db (10.2.1.8): the control beside it, from spoke1vm to db (10.2.1.8) at TCP 22, did not connect either: there was no answer within 10 s',
      evidence: ['from     spoke1vm 10.1.1.4', 'to       db 10.2.1.8:3389', 'control  db 10.2.1.8:22', 'outcome  timed-out', 'waited   10 s'],
    });
  });

  test('B does not run, which is told without a probe', () => {
    const off = asked((draft) => { guarded(draft); stop(draft, 'db'); });
    expect(titles(off)).toEqual(['[FLOW-02] spoke1vm is kept from connecting to a machine of bluespoke2-vnet1 called db at TCP 3389: cannot-tell: no machine of bluespoke2-vnet1 called db is known to run (db is deallocated)']);
  });

  test('B does not run, and is probed by its address', () => {
    const asks = [flow(any, any, 'ssh'), flow(one, of(spoke2.network, { address: '10.2.1.8' }), 3389, 'blocked')];
    const { made, verdict } = judged(asked((draft) => { guarded(draft); stop(draft, 'db'); }, {}, asks), all(silent));
    expect(verdict).toMatchObject({ verdict: 'cannot-tell', reason: expect.stringMatching(/: one of the two machines does not run$/) as unknown });
    expect(made.findings).toMatchObject([{ because: [{ kind: 'machine-off' }] }]);
  });
});
