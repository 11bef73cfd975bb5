import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dueProbes, judgeSurvey } from '../checks/judge-all';
import { fitsName } from '../estate/name-pattern';
import { keyOf } from '../estate/resource-id';
import type { Deployment } from '../estate/deployment';
import { addMachine, deployment, forbidden } from '../estate/testing/reference-deployment';
import { hubId, spoke1, spoke2 } from '../estate/testing/reference-network';
import { redactExpectations } from './redact-expectations';
import { redactionOf } from './redaction';

const both = { ids: true, addresses: true };

/** Names as Azure allows them in some kind of resource, and worse: pieces of each other, of sentences, of patterns. */
const name = fc.oneof(
  fc.constantFrom('a', 'hub', 'Read', 'read', 'vnet1', 'vm1', 'vm-1', 'spoke', 'spoke-1', 'spoke-11', 'Connected', 'the', 'route-server', 'x.*', '$&', '(a|b)+', '[a]', 'Straße', 'ßß', '東京', 'RS-01', 'default', 'id', 'name', 'a'.repeat(80)),
  fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._()-]{0,79}$/),
);

/** The reference deployment with other names at the same places. */
function renamed(to: ReadonlyMap<string, string>): Deployment {
  const text = JSON.stringify(deployment());
  const parts = JSON.parse(text, (_, value: unknown) => {
    if (typeof value === 'string') return value.split('/').map((part) => to.get(part) ?? part).join('/');
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.startsWith('/') ? keyOf(key.split('/').map((part) => [...to].find(([from]) => from.toLowerCase() === part)?.[1] ?? part).join('/')) : key, inner as unknown]));
  }) as Deployment;
  return parts;
}

const originals = ['bluehub-vnet1', 'bluespoke1-vnet1', 'bluespoke2-vnet1', 'bluehubrg', 'bluespoke1rg', 'bluespoke2rg', 'spoke1vm', 'spoke2vm', 'spoke1vm711_z1', 'spoke2vm819_z1', 'bluespoke1rt', 'bluespoke2rt', 'tospoke1', 'tospoke2', 'myfirstrouteserver'];

const verdicts = ({ survey, expectations }: Deployment): string[] => judgeSurvey({ survey, expectations }).map(({ checkId, verdict }) => `${checkId} ${verdict}`);

const redacted = (true_: Deployment, redaction = redactionOf(true_, both)): Deployment => ({ survey: redaction.survey(true_.survey), expectations: redactExpectations(true_.expectations, redaction) });

/** All texts of plain data, keys as well. */
const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => [...(Array.isArray(value) ? [] : [key]), ...textsIn(inner)]) : [];
};

describe('A redacted survey', () => {
  test('is judged as the true one, whatever the names, and has none of them', () =>
    fc.assert(fc.property(fc.uniqueArray(name, { minLength: originals.length, maxLength: originals.length, selector: (one) => one.toLowerCase() }), (names) => {
      const before = renamed(new Map(originals.map((original, place) => [original, names[place] ?? ''])));
      const redaction = redactionOf(before, both);
      const after = redacted(before, redaction);
      expect(verdicts(after)).toEqual(verdicts(before));
      // Every id is made of pseudonyms alone, and of Azure's words.
      const ids = textsIn(after).filter((text) => text.startsWith('/subscriptions/'));
      const known = new Set(redaction.book.all.map(({ pseudonym }) => pseudonym.toLowerCase()));
      for (const one of ids) {
        const [, , guid, , group, , , ...rest] = one.toLowerCase().split('/');
        expect(guid).toMatch(/^00000000-0000-4000-8000-0000000000\d\d$/);
        const said = [group ?? '', ...rest.filter((_, at) => at % 2 === 1)];
        expect(said.filter((each) => !known.has(each) && each !== 'routeserversubnet')).toEqual([]);
      }
      const distinct = names.filter((each) => each.length > 12);
      const all = textsIn(after).join('\n').toLowerCase();
      expect(distinct.filter((each) => all.includes(each.toLowerCase()))).toEqual([]);
      // Equal stays equal, and different different.
      expect(new Set(redaction.book.all.map(({ kind, pseudonym }) => `${kind} ${pseudonym}`)).size).toBe(redaction.book.all.length);
    }), { numRuns: 60 }));

  test('keeps what means something, and says what each thing is', () => {
    const { survey, expectations } = redacted(deployment());
    expect(survey.hubId).toBe('/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg1/providers/Microsoft.Network/virtualNetworks/vnet1');
    const hub = survey.virtualNetworks[keyOf(survey.hubId)];
    expect(hub).toMatchObject({ status: 'read', value: { name: 'vnet1', location: 'southeastasia', subnets: [{ name: 'subnet1' }, { name: 'RouteServerSubnet' }], peerings: [{ name: 'peering1', peeringState: 'Connected' }, {}] } });
    expect(Object.values(survey.virtualMachines)).toMatchObject([{ value: { name: 'vm1', powerState: 'running' } }, { value: { name: 'vm2' } }]);
    const [rules] = Object.values(survey.effectiveSecurityGroups);
    expect(JSON.stringify(rules)).toContain('DenyAllInBound');
    expect(JSON.stringify(survey)).not.toMatch(/blue|spoke\d|10\.[12]\.0|10\.[012]\.1\.|redacted|-other/i);
    expect(expectations).toMatchObject({ transit: { kind: 'route-server' }, waivers: [] });
  });

  test('has nothing of what Azure said but code, action, and how long to wait', () => {
    const problem = { ...forbidden(`${hubId}`, 'Microsoft.Network/virtualNetworks/read'), message: "The client 'someone@contoso.example' may not; Azure asks to wait 17 s.", requestId: '5be7c1d2-93af-4e61-b0c4-77d20a4f9e31' };
    const { survey } = redacted(deployment((draft) => { draft.unread = [{ of: 'virtualNetworks', id: hubId, problem }]; }));
    expect(survey.virtualNetworks[keyOf(survey.hubId)]).toEqual({
      status: 'unread',
      problem: {
        kind: 'forbidden',
        request: `GET ${survey.hubId}`,
        status: 403,
        code: 'AuthorizationFailed',
        missingAction: 'Microsoft.Network/virtualNetworks/read',
        message: '(redacted), asks to wait 17 s',
        requestId: expect.stringMatching(/^00000000-0000-4000-9000-/),
      },
    });
  });

  test('of which only addresses are hidden has its names, but for addresses in them', () => {
    const true_ = deployment(({ machines }) => { machines.forEach((vm, at) => { vm.computerName = `host-10.9.8.${String(at)}-${String(at)}`; }); });
    const { survey } = redacted(true_, redactionOf(true_, { ids: false, addresses: true }, 'a key'));
    expect(survey.hubId).toBe(hubId);
    expect(JSON.stringify(survey)).not.toMatch(/10\.[12]\.0|10\.[012]\.1\.|10\.9\.8/);
    const { survey: named } = redacted(true_, redactionOf(true_, { ids: true, addresses: false }));
    expect(JSON.stringify(named)).toContain('10.1.1.4');
    expect(JSON.stringify(named)).not.toMatch(/blue|10\.9\.8/);
  });

  test('expects the same of the same machines and subnets, where patterns name them', () => {
    const flows = [
      { from: { kind: 'any' }, to: { kind: 'any' }, ports: ['ssh'], expect: 'connect' },
      { from: { kind: 'spoke', spokeId: spoke1.network, machine: 'web-*' }, to: { kind: 'spoke', spokeId: spoke2.network, machine: '*' }, ports: [443], expect: 'blocked', line: 7 },
      { from: { kind: 'spoke', spokeId: spoke1.network, subnet: 'gateway*' }, to: { kind: 'spoke', spokeId: spoke2.network, address: '10.2.1.9' }, ports: [443], expect: 'connect' },
    ] as const;
    const spokes = { [keyOf(spoke1.network)]: { name: 'the first', machines: ['web-2', 'WEB-*'], notProbed: 'Jane says no', routeTables: [{ subnet: 'bluespoke1*', is: 'any' }], remoteGateways: 'any', forwardedTraffic: 'forbidden', sshPort: 2222, of: 'contoso' } } as const;
    const true_ = deployment((draft) => ['web-1', 'web-2', 'db'].forEach((one, at) => { addMachine(draft, spoke1, one, `10.1.1.${String(at + 10)}`); }), { flows, spokes });
    const redaction = redactionOf(true_, both);
    const { expectations } = redacted(true_, redaction);
    const pseudonym = (one: string): string => redaction.name('vm', one);
    const [, web, kept, ...further] = expectations.flows;
    const fits = (pattern: string): string[] => ['web-1', 'web-2', 'db', 'spoke1vm'].filter((one) => fitsName(pattern, pseudonym(one)));
    if (web?.from.kind !== 'spoke' || kept?.from.kind !== 'spoke') throw new Error('no flows');
    expect(fits(web.from.machine ?? '')).toEqual(['web-1', 'web-2']);
    expect([web.to, web.line]).toEqual([{ kind: 'spoke', spokeId: redaction.id(spoke2.network), machine: '*' }, 7]);
    expect(kept.from.subnet).toBe('GatewaySubnet');
    expect(further).toEqual([]);
    expect(kept.to).toEqual({ kind: 'spoke', spokeId: redaction.id(spoke2.network), address: redaction.place('10.2.1.9') });
    const [spoke] = Object.values(expectations.spokes);
    expect(spoke?.machines?.map(fits)).toEqual([['web-2'], ['web-1', 'web-2']]);
    expect(fitsName(spoke?.routeTables?.[0]?.subnet ?? '', redaction.name('subnet', 'bluespoke1-vnet1sub1'))).toBe(true);
    expect([spoke?.name, spoke?.notProbed]).toEqual([redaction.name('vnet', 'bluespoke1-vnet1'), '(redacted)']);
    // What is not known is not passed on.
    expect(Object.keys(spoke ?? {}).sort()).toEqual(['forwardedTraffic', 'machines', 'name', 'notProbed', 'remoteGateways', 'routeTables', 'sshPort']);
    expect(dueProbes({ survey: redaction.survey(true_.survey), expectations }).length).toBe(dueProbes(true_).length);
  });
});

test('the same survey has the same pseudonyms each time, and addresses others with each key', () => {
  const one = redactionOf(deployment(), both).survey(deployment().survey);
  expect(redactionOf(deployment(), both).survey(deployment().survey)).toEqual(one);
  expect(redactionOf(deployment(), both, 'another key').survey(deployment().survey)).not.toEqual(one);
});

test('what is no tag and no address is hidden where one of them is expected', () => {
  const { place } = redactionOf(deployment(), both);
  expect(['VirtualNetwork', 'Storage.WestEurope', '*', 'AzureCloud', 'db.contoso.example', 'contoso'].map(place)).toEqual(['VirtualNetwork', 'Storage.WestEurope', '*', 'AzureCloud', '(redacted)', '(redacted)']);
});
