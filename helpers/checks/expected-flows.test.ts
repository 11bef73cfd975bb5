import { describe, expect, test } from '@jest/globals';
import { estateOf } from '../estate/estate';
import type { Expectations, Flow, FlowEnd } from '../estate/expectations';
import { keyOf } from '../estate/resource-id';
import type { Draft } from '../estate/testing/reference-deployment';
import { addMachine, deployment, thaw } from '../estate/testing/reference-deployment';
import { rule, securityGroup, spoke1, spoke2, systemRoutes } from '../estate/testing/reference-network';
import { titleOf, verdictOf } from '../words/case-words';
import { wordsOf } from '../words/finding-words';
import { isJudged } from './check';
import { er02 } from './effective-routes/er-02-way-to-other-spokes';
import { deploymentAdvisories } from './deployment-advisories';
import { flow01 } from './flows/flow-01';
import { ssh01 } from './logins/ssh-01';
import { path01 } from './paths/path-01-carried';
import { rt02 } from './route-tables/rt-02-routes-to-spokes';
import { sg01 } from './security-rules/sg-01-ssh-allowed';
import { passed, verdictsOf } from './testing/judged';

const any: FlowEnd = { kind: 'any' };
const of = (spokeId: string, more: Partial<FlowEnd & { kind: 'spoke' }> = {}): FlowEnd => ({ kind: 'spoke', spokeId, ...more });
const flow = (from: FlowEnd, to: FlowEnd, port: Flow['ports'][number], expected: Flow['expect'] = 'connect'): Flow => ({ from, to, ports: [port], expect: expected });
const with_ = (change: (draft: Draft) => void, flows: readonly Flow[], more: Partial<Expectations> = {}) => deployment(change, { flows, ...more });
const unchanged = (): void => undefined;

const logins = (judged: ReturnType<typeof deployment>): string[] => {
  const estate = estateOf(judged.survey);
  return ssh01.due(estate, judged.expectations).map((due) => {
    const said = isJudged(due) ? verdictOf(due, estate.label) : undefined;
    return titleOf(due, estate.label).replace('[SSH-01] ', '') + (said && 'reason' in said ? `: ${said.reason}` : isJudged(due) ? '' : ` at ${String(due.to.port)}`);
  });
};

describe('Flows', () => {
  test('of one direction and port alone are judged at that port', () => {
    const judged = with_(unchanged, [flow(of(spoke1.network), of(spoke2.network), 1433)]);
    expect(Object.keys(verdictsOf(sg01, judged))).toEqual(['security rules let TCP 1433 from spoke1vm711_z1 to spoke2vm (10.2.1.4)']);
    expect(Object.keys(verdictsOf(path01, judged))).toEqual(['what is configured carries TCP 1433 from spoke1vm711_z1 to spoke2vm (10.2.1.4), and the answer back']);
    // The answers need their routes, too.
    expect(Object.keys(verdictsOf(er02, judged))).toHaveLength(2);
    expect(logins(judged)).toEqual(['no pair of spokes logs in to each other: the deployment has nothing that this check speaks of']);
  });

  test('are judged by the rules for their port', () => {
    const only22 = [rule('Ssh', 100, 'Inbound', 'Allow', { destinationPortRanges: ['22-22'] }), rule('Rest', 200, 'Inbound', 'Deny')];
    const change = ({ rules }: Draft): void => { rules[spoke2.nic] = thaw([securityGroup('guard', 'subnet', ['10.0.0.0/8'], only22)]); };
    const both = with_(change, [flow(any, any, 'ssh'), flow(any, of(spoke2.network), 1433)]);
    expect(verdictsOf(sg01, both)).toMatchObject({
      'security rules let TCP 22 from spoke1vm711_z1 to spoke2vm (10.2.1.4)': passed,
      'security rules let TCP 1433 from spoke1vm711_z1 to spoke2vm (10.2.1.4)': { verdict: 'fail', fact: expect.stringContaining('does not let TCP 1433 in from spoke1vm') as unknown },
    });
    expect(verdictsOf(path01, both)).toMatchObject({ 'what is configured carries TCP 1433 from spoke1vm711_z1 to spoke2vm (10.2.1.4), and the answer back': { verdict: 'fail' } });
  });

  test('that come later win', () => {
    const blocked = with_(unchanged, [flow(any, any, 22), flow(any, of(spoke2.network), 22, 'blocked')]);
    expect(Object.keys(verdictsOf(path01, blocked))).toEqual(['what is configured carries TCP 22 from spoke2vm819_z1 to spoke1vm (10.1.1.4), and the answer back']);
    expect(logins(blocked)).toEqual(['spoke2vm logs in to spoke1vm (10.1.1.4) at 22']);
    const lifted = with_(unchanged, [flow(any, any, 22, 'blocked'), flow(any, any, 22)]);
    expect(Object.keys(verdictsOf(path01, lifted))).toHaveLength(2);
  });

  test('of which there is none between two spokes ask for no routes between them', () => {
    const cut = ({ routes }: Draft): void => { for (const id of [spoke1.nic, spoke2.nic]) routes[id] = thaw(systemRoutes('10.9.0.0/16')); };
    const judged = with_(cut, [flow(any, any, 22, 'blocked')]);
    expect(Object.values(verdictsOf(er02, judged))).toMatchObject([{ verdict: 'skip' }]);
    expect(Object.values(verdictsOf(rt02, judged)).map(({ verdict }) => verdict)).toEqual(['skip', 'skip']);
  });

  test('of some machines leave out the others', () => {
    const more = (draft: Draft): void => {
      addMachine(draft, spoke2, 'db1', '10.2.1.8');
      addMachine(draft, spoke2, 'web1', '10.2.1.9');
    };
    const judged = with_(more, [flow(of(spoke1.network), of(spoke2.network, { machine: 'DB*' }), 22)]);
    expect(Object.keys(verdictsOf(path01, judged))).toEqual(['what is configured carries TCP 22 from spoke1vm711_z1 to db1 (10.2.1.8), and the answer back']);
    expect(logins(judged)).toEqual(['spoke1vm logs in to db1 (10.2.1.8) at 22']);
    const bySubnet = with_(more, [flow(of(spoke1.network, { subnet: 'nothing' }), any, 22)]);
    expect(Object.values(verdictsOf(path01, bySubnet))).toMatchObject([{ verdict: 'skip' }]);
  });
});

describe('A flow to the port of SSH', () => {
  const [one, two] = [of(spoke1.network), of(spoke2.network)];

  test('that names a machine which is not there cannot be told, beside the others', () => {
    expect(logins(with_(unchanged, [flow(of(spoke1.network, { machine: 'wbe*' }), two, 'ssh')]))).toEqual([
      'a machine of bluespoke1-vnet1 called wbe* logs in to a machine of bluespoke2-vnet1: no machine of bluespoke1-vnet1 called wbe* can be logged in to, to connect from there',
    ]);
    expect(logins(with_(unchanged, [flow(two, one, 22), flow(one, of(spoke2.network, { subnet: 'dat' }), 22)]))).toEqual([
      'spoke2vm logs in to spoke1vm (10.1.1.4) at 22',
      'a machine of bluespoke1-vnet1 logs in to a machine of bluespoke2-vnet1 in subnet dat: no machine of bluespoke2-vnet1 in subnet dat is known to run',
    ]);
  });

  test('to what is not there is no skip where nothing is probed', () => {
    const spokes = { [keyOf(spoke2.network)]: { name: 'two', notProbed: 'no login' } };
    expect(logins(with_(unchanged, [flow(one, of(spoke2.network, { machine: 'nosuch' }), 22)], { spokes }))[0]).toMatch(/: no machine of bluespoke2-vnet1 called nosuch is known to run$/);
  });

  test('to a machine that cannot be logged in to is not put down to one that runs', () => {
    const windows = (draft: Draft): void => {
      addMachine(draft, spoke2, 'db', '10.2.1.8');
      draft.machines.filter(({ name }) => name === 'db').forEach((vm) => (vm.osType = 'Windows'));
    };
    expect(logins(with_(windows, [flow(one, of(spoke2.network, { machine: 'db' }), 22)]))).toEqual([
      'spoke1vm logs in to a machine of bluespoke2-vnet1: no login can be tried with bluespoke2-vnet1, for no machine of it is known to run Linux (db runs Windows)',
    ]);
    const spokes = { [keyOf(spoke2.network)]: { name: 'two', machines: ['spoke2*'] } };
    const other = (draft: Draft): void => addMachine(draft, spoke2, 'app', '10.2.1.8');
    expect(logins(with_(other, [flow(one, of(spoke2.network, { machine: 'app' }), 22)], { spokes }))).toEqual([
      'spoke1vm logs in to a machine of bluespoke2-vnet1: no running Linux machine of bluespoke2-vnet1 is called spoke2*, as is asked for: app',
    ]);
  });
});

describe('Flows to what they name', () => {
  const more = (draft: Draft): void => {
    addMachine(draft, spoke2, 'db1', '10.2.1.8');
    addMachine(draft, spoke2, 'db2', '10.2.1.9');
  };
  const opened = (judged: ReturnType<typeof deployment>): string[] => {
    const estate = estateOf(judged.survey);
    return flow01.due(estate, judged.expectations).map((due) => {
      const said = isJudged(due) ? verdictOf(due, estate.label) : undefined;
      return titleOf(due, estate.label).replace('[FLOW-01] ', '') + (said && 'reason' in said ? `: ${said.reason}` : '');
    });
  };

  test('are proven for each machine at the port of SSH, too: a login to one of them proves nothing of the others', () => {
    const judged = with_(more, [flow(of(spoke1.network), of(spoke2.network, { machine: 'db*' }), 22)]);
    expect(opened(judged)).toEqual(['spoke1vm connects to db1 (10.2.1.8) at TCP 22', 'spoke1vm connects to db2 (10.2.1.9) at TCP 22']);
    expect(opened(with_(more, [flow(of(spoke1.network), of(spoke2.network), 22)]))).toEqual([]);
  });

  test('cannot be told for an address that is none of the spoke', () => {
    expect(opened(with_(unchanged, [flow(of(spoke1.network), of(spoke2.network, { address: '10.1.1.4' }), 1433)]))).toEqual([
      'spoke1vm connects to 10.1.1.4 of bluespoke2-vnet1 at TCP 1433: 10.1.1.4, which a flow leads to, is no address of bluespoke2-vnet1 (10.2.0.0/16)',
    ]);
  });

  test('are told where they name nothing, also where SSH_PAIRS chooses other spokes', () => {
    const spoke3 = Object.fromEntries(Object.entries(spoke2).map(([name, id]) => [name, id.replaceAll('spoke2', 'spoke3')])) as typeof spoke2;
    const judged = with_(unchanged, [flow(of(spoke2.network), of(spoke1.network, { machine: 'nosuch' }), 1433)], { sshPairs: { kind: 'ring', seed: '1' } });
    const survey = { ...judged.survey, spokeIds: [spoke1.network, spoke2.network, spoke3.network] };
    expect(opened({ ...judged, survey })).toEqual([
      'spoke2vm connects to a machine of bluespoke1-vnet1 called nosuch at TCP 1433: no machine of bluespoke1-vnet1 called nosuch is known to run',
    ]);
  });

  test('are probed to an address that is no machine, whether or not the machines there are', () => {
    const spokes = { [keyOf(spoke2.network)]: { name: 'two', notProbed: 'private endpoints only' } };
    expect(opened(with_(unchanged, [flow(of(spoke1.network), of(spoke2.network, { address: '10.2.1.77' }), 1433)], { spokes }))).toEqual(['spoke1vm connects to 10.2.1.77 of bluespoke2-vnet1 at TCP 1433']);
  });

  test('say of no spoke that it is as it should be that none of them names', () => {
    const notes = (flows: readonly Flow[]): string[] => {
      const { survey, expectations } = with_(unchanged, flows);
      const estate = estateOf(survey);
      return deploymentAdvisories(estate, expectations).map((finding) => wordsOf(finding, estate.label).fact);
    };
    expect(notes([flow(of(spoke1.network), of(spoke1.network), 443)])).toEqual(['no flow of EXPECTATIONS_FILE names bluespoke2-vnet1: of their connections nothing is expected, and nothing is said']);
    expect(notes([flow(any, of(spoke1.network), 443)])).toEqual([]);
  });
});

describe('A spoke of its own ways', () => {
  const spokes = (asked: object): Partial<Expectations> => ({ spokes: { [keyOf(spoke2.network)]: { name: 'two', ...asked } } });

  test('its own port', () => {
    const judged = deployment(undefined, spokes({ sshPort: 2222 }));
    expect(logins(judged)).toEqual(['spoke1vm logs in to spoke2vm (10.2.1.4) at 2222', 'spoke2vm logs in to spoke1vm (10.1.1.4) at 22']);
    expect(Object.keys(verdictsOf(sg01, judged))).toEqual(['security rules let TCP 22 from spoke2vm819_z1 to spoke1vm (10.1.1.4)', 'security rules let TCP 2222 from spoke1vm711_z1 to spoke2vm (10.2.1.4)']);
  });

  test('machines by name, those of an earlier pattern first', () => {
    const more = (draft: Draft): void => {
      addMachine(draft, spoke2, 'web1', '10.2.1.8');
      addMachine(draft, spoke2, 'db1', '10.2.1.9');
    };
    expect(logins(deployment(more, spokes({ machines: ['web*', 'd*'] })))[0]).toBe('spoke1vm logs in to web1 (10.2.1.8), or another machine of bluespoke2-vnet1 at 22');
    expect(logins(deployment(more, spokes({ machines: ['jump*', 'bastion'] })))[0]).toBe(
      'spoke1vm logs in to a machine of bluespoke2-vnet1: no running Linux machine of bluespoke2-vnet1 is called jump* or bastion, as is asked for: db1, spoke2vm, web1',
    );
  });

  test('nothing is probed there, for a reason', () => {
    const judged = deployment(undefined, spokes({ notProbed: 'private endpoints only' }));
    const why = 'the machines of bluespoke2-vnet1 are not probed: private endpoints only';
    expect(logins(judged)).toEqual([`spoke1vm logs in to a machine of bluespoke2-vnet1: ${why}`, `a machine of bluespoke2-vnet1 logs in to spoke1vm (10.1.1.4): ${why}`]);
    // That packets get past the Route Server only a login shows.
    expect(Object.values(verdictsOf(path01, judged))).toEqual([{ verdict: 'skip', reason: why }, { verdict: 'skip', reason: why }]);
  });
});
