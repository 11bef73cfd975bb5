import { describe, expect, test } from '@jest/globals';
import type { Results } from '../report/results';
import { summaryMd } from './summary-md';
import { network, networkId, oneCase, oneCause, results } from './testing/run';

const fix = 'az network vnet peering sync --subscription 1 --resource-group rg --vnet-name spoke2 --name tohub';

const run = results({
  cases: [oneCase('[PE-01] a', 'pass'), oneCase('[PE-03] b', 'fail', { words: { fact: 'it is Disconnected' } }), oneCase('[SSH-01] c', 'fail', { suite: 'Logins' })],
  causes: [oneCause('peering of spoke2', { sentence: 'peering tohub of spoke2 is Disconnected', explains: ['[PE-03] b', '[SSH-01] c'], fixes: [fix], places: [{ peering: [networkId('spoke2'), networkId('hub')] }] })],
  network: network(['spoke1', 'spoke2'], [1]),
  words: { notes: ['RouteServerSubnet is a /27'], notLookedAt: ['the guest of nva'] },
  reach: { spokePairs: 2, spokePairsByLogin: 1, machines: 2, machinesByLogin: 2, nicPairsByConfiguration: 0 },
});

/** A part of the summary, under its heading. */
const under = (heading: string, text: string): string => text.split(`## ${heading}\n\n`)[1]?.split('\n\n')[0] ?? '';

describe('The summary', () => {
  test('says what the run came to, why, where, and what is not known', () => {
    expect(summaryMd(run)).toBe(`<!-- spokecheck: summary of a run -->

# ✗ Not as it should be

The network is not as it should be: 2 checks failed.

Of 3 checks: 1 passed, 2 failed, 0 could not be told, 0 not due; 0 proven by login.

## 1 cause

### Cause 1

peering tohub of spoke2 is Disconnected.

Explains PE-03, SSH-01.

Fix:

\`\`\`sh
${fix}
\`\`\`

## Network

\`\`\`mermaid
flowchart LR
  subgraph inHub["Hub"]
    hub["hub<br/>westeurope<br/>10.0.0.0/16"]
    routeServer["Route Server rs<br/>10.0.1.4, 10.0.1.5"]
    hop0["nva<br/>appliance 10.0.2.4"]
  end
  spoke0["spoke1<br/>westeurope<br/>10.1.0.0/16"]
  spoke1["spoke2<br/>eastasia<br/>10.2.0.0/16"]
  hub ---|"peering Connected, in sync"| spoke0
  hub -.-|"hub#39;s side#58; Connected<br/>spoke#39;s side#58; Disconnected, RemoteNotInSync<br/>✗ cause 1"| spoke1
  routeServer ~~~ hub
  hop0 ~~~ hub
  classDef broken stroke:#cf222e,stroke-width:3px
  linkStyle 1 stroke:#cf222e,stroke-width:3px
\`\`\`

## Checks

| Section | Passed | Failed | Cannot tell | Not due |
| --- | --- | --- | --- | --- |
| The peerings | 1 | 1 | 0 | 0 |
| Logins | 0 | 1 | 0 | 0 |
| **All** | 1 | 2 | 0 | 0 |

## Advisories

- RouteServerSubnet is a /27

## Not proven

- 1 ordered pair of spokes of 2 pairs: no login from the one to the other has landed.

## Not looked at

- the guest of nva

Run 20261126T020000Z-1f2e3d, 12 s, by spokecheck 0.1.0. All of it is in report.html.
`);
  });

  test('of a run that read nothing says why', () => {
    const counts = { due: 1, selected: 1, judged: 0, proven: 0, passed: 0, failed: 0, inconclusive: 1, waived: 0, skipped: 0 };
    expect(summaryMd(results({ exitCode: 2, conclusion: 'Nothing was found wrong, but 1 check could not be told.', counts, cases: [oneCase('[SETTINGS] the settings are complete', 'cannot-tell', { suite: 'Settings' })] }))).toBe(`<!-- spokecheck: summary of a run -->

# ? Cannot be told

Nothing was found wrong, but 1 check could not be told.

Of 1 check: 0 passed, 0 failed, 1 could not be told, 0 not due; 0 proven by login.

## Checks

| Section | Passed | Failed | Cannot tell | Not due |
| --- | --- | --- | --- | --- |
| Settings | 0 | 0 | 1 | 0 |
| **All** | 0 | 0 | 1 | 0 |

Run 20261126T020000Z-1f2e3d, 12 s, by spokecheck 0.1.0. All of it is in report.html.
`);
  });

  test('counts for a case that stands for many pairs each of them', () => {
    const targets = { passed: 1_200, failed: 3, untold: 2, skipped: 1, others: [] };
    expect(under('Checks', summaryMd(results({ cases: [oneCase('[ER-02] a', 'fail', { targets })] })))).toContain('| **All** | 1,200 | 3 | 2 | 1 |');
  });

  test('says what is waived, by whom and how long', () => {
    const waived = oneCase('[PE-03] b', 'waived', { words: { fact: 'it is Disconnected' }, waived: { was: 'fail', subject: 's', reason: 'to be moved', owner: 'net@example.org', until: '2027-01-31' } });
    const text = summaryMd(results({ cases: [waived] }));
    expect(under('Waived', text)).toBe('- \\[PE-03\\] b: it is Disconnected; to be moved, net@&#8203;example.org, until 2027-01-31');
    expect(under('Checks', text)).toContain('| The peerings | 0 | 0 | 0 | 1 | 0 |');
  });

  test('says what is new since the baseline, where there is one', () => {
    const baseline: NonNullable<Results['baseline']> = {
      ...{ run: '20261125T020000Z-aaaaaa', finishedAt: '2026-11-25T02:00:00.000Z', version: '0.1.0', notes: ['This run judged a part of its checks.'] },
      cases: [{ kind: 'new-red', title: '[PE-03] b', verdict: 'fail', was: 'pass' }, { kind: 'still-red', title: '[SSH-01] c', verdict: 'fail', was: 'fail', since: '2026-11-24' }, { kind: 'no-longer-red', title: '[RS-06] d', verdict: 'pass', was: 'fail', since: '2026-11-24' }],
      ...{ causes: { new: [{ key: 'peering of spoke2', text: 'x' }], gone: [{ key: 'y', text: 'branch-to-branch is off' }] }, settings: [], network: [{ change: { kind: 'peering' }, text: 'peering tohub of spoke2 went from Connected to Disconnected' }] },
    };
    const text = summaryMd({ ...run, baseline });
    expect(text).toContain('### Cause 1 (new)\n');
    expect(under('New since run 20261125T020000Z-aaaaaa', text).split('\n')).toEqual([
      '- 1 new cause, marked above.',
      '- New red: \\[PE-03\\] b',
      '- No longer red: \\[RS-06\\] d',
      '- Gone: branch-to-branch is off',
      '- Changed: peering tohub of spoke2 went from Connected to Disconnected',
      '- This run judged a part of its checks.',
    ]);
    expect(summaryMd({ ...run, baseline: { ...baseline, notes: [], cases: [], causes: { new: [], gone: [] }, network: [] } })).toContain('- Nothing that was compared has changed.');
  });

  test('beyond thirty spokes has a table by region in place of the picture', () => {
    const names = Array.from({ length: 40 }, (_, place) => `spoke${String(place)}`);
    const text = summaryMd({ ...run, network: network(names, [1, 3]), causes: [oneCause('a', { places: [{ peering: [networkId('spoke3'), networkId('hub')] }] })] });
    expect(text).not.toContain('mermaid');
    expect(text).toContain(`Hub hub with 40 spokes.

| Region | Spokes | Peerings Connected and in sync | Marked |
| --- | --- | --- | --- |
| eastasia | 20 | 18 | spoke1 (hub's side: Connected; spoke's side: Disconnected, RemoteNotInSync), spoke3 (hub's side: Connected; spoke's side: Disconnected, RemoteNotInSync; ✗ cause 1) |
| westeurope | 20 | 20 |  |
`);
  });

  test('tells of very many causes how many there are, and of a command too long where it is', () => {
    const causes = Array.from({ length: 60 }, (_, place) => oneCause(`cause of ${String(place)}`, { fixes: ['a'.repeat(1_001), fix] }));
    const text = summaryMd({ ...run, causes });
    expect(text).toContain('1 more command, in report.html.');
    expect(text).toContain('- Cause 21: cause of 20. Explains .\n');
    expect(text).toContain('- and 10 more causes, in report.html\n');
  });

  test('stays far below what GitHub shows, whatever is in it', () => {
    const wild = '|`<b>@a #1 "'.repeat(400);
    const names = Array.from({ length: 500 }, (_, place) => `spoke${String(place)}`);
    const shown = network(names, names.map((_, place) => place));
    const text = summaryMd(results({
      network: { ...shown, spokes: shown.spokes.map((spoke, place) => ({ ...spoke, region: `${wild}${String(place)}` })) },
      names: Object.fromEntries(names.map((name) => [networkId(name), wild])),
      causes: names.map((name) => oneCause(name, { sentence: wild, explains: [wild], fixes: Array.from({ length: 40 }, () => wild.slice(0, 999)) })),
      cases: names.map((name) => oneCase(`[PE-03] ${name}`, 'fail')),
      words: { notes: names.map((name) => `${wild}${name}`), notLookedAt: names.map(() => wild) },
    }));
    expect(Buffer.byteLength(text)).toBeLessThan(700_000);
  });
});
