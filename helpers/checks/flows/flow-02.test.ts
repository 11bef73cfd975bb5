import { describe, expect, test } from '@jest/globals';
import type { Expectations, Flow } from '../../estate/expectations';
import { keyOf } from '../../estate/resource-id';
import type { Draft } from '../../estate/testing/reference-deployment';
import { spoke1, spoke2 } from '../../estate/testing/reference-network';
import { dueProbes } from '../judge-all';
import { all, asked, connected, database, dbNic, dropped, dueIn, flows, guardAt, guarded, guardedAtSource, judged, one, overAddresses, peeredDirectly, refused, silent, titles, toDatabase, transit, two } from '../testing/blocked-flows';
import { any, flow, of } from '../testing/flows';

describe('What is to be blocked', () => {
  test('is in no report where no flow says so', () => {
    expect(dueProbes(asked(guarded, {}, [flow(any, any, 'ssh')])).map(({ checkId }) => checkId)).not.toContain('FLOW-02');
  });

  test('is watched, at SSH ports as well', () => {
    expect(titles(asked(guarded))).toEqual(['[FLOW-02] spoke1vm is kept from connecting to db (10.2.1.8) at TCP 3389']);
    expect(titles(asked(guarded, {}, [flow(any, any, 'ssh'), flow(one, two, 22, 'blocked')]))).toEqual(['[FLOW-02] spoke1vm is kept from connecting to db (10.2.1.8), which stands for bluespoke2-vnet1, at TCP 22']);
  });

  test('is not due where nothing is probed', () => {
    expect(titles(asked(guarded, { spokes: { [keyOf(spoke2.network)]: { name: 'pci', notProbed: 'not ours' } } }))).toEqual([
      '[FLOW-02] spoke1vm is kept from connecting to db (10.2.1.8) at TCP 3389: skip: the machines of bluespoke2-vnet1 are not probed: not ours',
    ]);
  });
});

describe('The control of a blocked probe', () => {
  const control = (asks: readonly Flow[], change = guarded, more: Partial<Expectations> = {}): string | undefined => {
    const { control: found } = dueIn(asked(change, more, asks));
    return found && `${found.name} ${String(found.port)}`;
  };
  const blocked = flow(one, toDatabase, 3389, 'blocked');

  test('is at the same machine where a flow expects A to connect to it', () => {
    expect(control(flows)).toBe('db 22');
    expect(control([flow(one, of(spoke2.network, { machine: 'spoke2vm' }), 443), flow(one, toDatabase, 1433), blocked])).toBe('db 1433');
  });

  test('is elsewhere where none does', () => {
    expect(control([flow(one, of(spoke2.network, { machine: 'spoke2vm' }), 443), blocked])).toBe('spoke2vm 443');
  });

  test('is none where no flow expects A to connect to anything, or only what cannot listen', () => {
    expect(control([blocked])).toBeUndefined();
    expect(control([flow(two, one, 22), blocked])).toBeUndefined();
    const windows = (draft: Draft): void => {
      guarded(draft);
      draft.machines.forEach((vm) => { if (vm.id !== spoke1.vm) vm.osType = 'Windows'; });
    };
    expect(control(flows, windows)).toBeUndefined();
  });

  test('is rather one that the configuration lets through', () => {
    const closed = (draft: Draft): void => {
      database(draft);
      guardAt(draft, dbNic, 'Inbound', { destinationPortRanges: ['0-65535'] });
    };
    expect(control([flow(any, toDatabase, 22), flow(one, of(spoke2.network, { machine: 'spoke2vm' }), 443), blocked], closed)).toBe('spoke2vm 443');
  });
});

describe('A connection that is to be blocked', () => {
  test.each<[string, (draft: Draft) => void, string]>([
    ['a rule at its target', guarded, 'db-nic does not let TCP 3389 in from spoke1vm (10.1.1.4): rule DenyRdp (priority 100) of network security group guard at the NIC denies it'],
    ['a rule at its source', guardedAtSource, 'spoke1vm711_z1 does not let TCP 3389 out to db (10.2.1.8): rule DenyRdp (priority 100) of network security group guard at the NIC denies it'],
    ['a route', dropped, 'route table bluespoke1rt'],
  ])('is, by %s, and the report names it', (_by, change, named) => {
    const { verdict } = judged(asked(change), all(silent));
    expect(verdict).toMatchObject({ verdict: 'pass', advisories: [{ text: expect.stringContaining('TCP 3389 from spoke1vm (10.1.1.4) to db (10.2.1.8) is blocked, as it is to be: ') }] });
    expect(verdict).toMatchObject({ advisories: [{ text: expect.stringContaining(named) }] });
  });

  test('is, behind what was not looked at, by a rule that denies whoever it seems to come from', () => {
    const change = (draft: Draft): void => { overAddresses('10.0.0.4')(draft); guardAt(draft, dbNic, 'Inbound'); };
    expect(judged(asked(change, transit), all(silent)).verdict).toMatchObject({ verdict: 'pass' });
  });

  const past = "the Route Server of bluehub-vnet1 (by Microsoft's documentation it forwards no data traffic)";

  test('is let through although the configuration blocks it, which is told as exactly that, with no command that would open it further', () => {
    const { made, verdict } = judged(asked(guarded), [[connected]]);
    expect(verdict).toMatchObject({
      verdict: 'fail',
      fact: 'spoke1vm (10.1.1.4) connects to db (10.2.1.8) at TCP 3389, and it is to be blocked; let through although the configuration blocks it: db-nic does not let TCP 3389 in from spoke1vm (10.1.1.4): rule DenyRdp (priority 100) of network security group guard at the NIC denies it',
    });
    expect(made.findings[0]).not.toHaveProperty('because');
  });

  test('is let through as the configuration has it, past nothing', () => {
    expect(judged(asked(peeredDirectly), [[connected]]).verdict).toMatchObject({ verdict: 'fail', fact: 'spoke1vm (10.1.1.4) connects to db (10.2.1.8) at TCP 3389, and it is to be blocked; nothing that was read blocks it' });
  });

  test('is let through as the configuration has it', () => {
    expect(judged(asked(database), [[connected]]).verdict).toMatchObject({
      verdict: 'fail',
      fact: `spoke1vm (10.1.1.4) connects to db (10.2.1.8) at TCP 3389, and it is to be blocked; nothing that was read blocks it, and neither does what was not looked at: ${past}`,
    });
  });

  test('got through where it is refused', () => {
    expect(judged(asked(guarded), [[refused]]).verdict).toMatchObject({ verdict: 'fail', fact: expect.stringMatching(/^db \(10\.2\.1\.8\) refuses the connection of spoke1vm \(10\.1\.1\.4\) to TCP 3389, so that it gets through, and it is to be blocked; let through although/) as unknown });
  });

  test('must stay so', () => {
    expect(judged(asked(guarded), [[silent, connected], [connected, connected]]).verdict).toMatchObject({ verdict: 'fail', fact: expect.stringMatching(/ at TCP 3389, 2\.5 s after it was silent, and it is to be blocked; /) as unknown });
  });

  test('is waited for only where the configuration blocks it', () => {
    expect([guarded, guardedAtSource, dropped, database].map((change) => judged(asked(change), [[connected]]).isHopeless)).toEqual([false, false, false, true]);
  });
});

