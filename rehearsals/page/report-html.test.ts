/** report.html as text: what is in it, and what is not. */
import { describe, expect, test } from '@jest/globals';
import { DOMParser } from '@xmldom/xmldom';
import { addressIn, manySpokes } from '../../helpers/estate/testing/many-spokes';
import { deployment } from '../../helpers/estate/testing/reference-deployment';
import { systemRoutes, spoke1 } from '../../helpers/estate/testing/reference-network';
import { reportHtml } from '../../helpers/html/report-html';
import type { Results } from '../../helpers/report/results';
import { conclude } from '../../helpers/report/conclusion';
import { resultsOf } from '../../helpers/report/results-of';
import { outcomeOf } from '../../helpers/run/part';
import { hostileName, renamed } from './testing/hostile';
import { judgedResults } from './testing/judged-results';

const healthy = judgedResults(deployment(() => undefined));

const broken = judgedResults(
  deployment((draft) => {
    draft.routes[spoke1.nic] = systemRoutes('10.1.0.0/16').map((row) => ({ ...row, addressPrefixes: [...row.addressPrefixes], nextHopIpAddresses: [...row.nextHopIpAddresses] }));
    draft.table1.routes = [];
  }),
  { kind: 'timed-out', timeoutMs: 1000 },
);

const times = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

/** What a reader without a script sees. */
const textIn = (html: string): string => html.replace(/<(style|script)[\s\S]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' ').replace(/&gt;/g, '>').replace(/&#39;/g, "'").replace(/\s+/g, ' ');

describe('report.html', () => {
  test('of a healthy deployment has all of it, and no cause', async () => {
    const html = await reportHtml(healthy);
    expect(html).toMatch(/^<!doctype html>\s*<html lang="en">\s*<head>\s*<meta name="generator" content="spokecheck">/);
    expect(times(html, /<li class="case v-pass"/g)).toBe(healthy.cases.length);
    expect(times(html, /<li class="case v-(?!pass)/g)).toBe(0);
    expect(times(html, /<td class="cell o-L"/g)).toBe(2);
    expect(times(html, /<g class="card plain"/g)).toBe(3);
    expect(times(html, /<path class="edge good"/g)).toBe(2);
    expect(times(html, /<details class="nic"/g)).toBe(2);
    expect(times(html, /<tr class="decides"/g)).toBe(2);
    expect(html).not.toContain('id="causes"');
    expect(textIn(html)).toContain(`As it should be ${healthy.conclusion}`);
  });

  test('of a broken one tells the causes with their fixes, and marks where they are', async () => {
    const html = await reportHtml(broken);
    expect(broken.causes).toHaveLength(1);
    const text = textIn(html);
    for (const cause of broken.causes) {
      expect(text).toContain(cause.sentence);
      for (const fix of cause.fixes ?? []) expect(text).toContain(fix);
      expect(cause.places).toEqual([{ network: spoke1.network }]);
    }
    for (const { words } of broken.cases) if (words?.fact !== undefined) expect(text).toContain(words.fact.replace(/\s+/g, ' '));
    expect(times(html, /<g class="card bad"/g)).toBe(1);
    expect(times(html, /<td class="cell o-F"/g)).toBe(2);
    expect(times(html, /<li class="case v-fail"/g)).toBe(broken.cases.filter(({ verdict }) => verdict === 'fail').length);
  });

  test('tells what changed since the baseline, and new reds and causes apart from known ones', async () => {
    const [fresh, known, ...others] = broken.cases.filter(({ verdict }) => verdict === 'fail');
    const since = '2026-11-20T02:10:00.000Z';
    const baseline: NonNullable<Results['baseline']> = {
      ...{ run: '20261125T021000Z-4f1d08', finishedAt: '2026-11-25T02:10:00.000Z', version: '0.1.0', notes: ['The networks are not compared: survey.json is not beside it.'] },
      cases: [
        { kind: 'new-red', title: fresh?.title ?? '', verdict: 'fail', was: 'pass' },
        { kind: 'still-red', title: known?.title ?? '', verdict: 'fail', was: 'fail', since },
        ...Array.from({ length: 2_021 }, (_, index) => ({ kind: 'went' as const, title: `[RT-01] case ${String(index)}`, was: 'pass' as const })),
      ],
      causes: { new: broken.causes.map(({ key }) => ({ key, text: 'a cause' })), gone: [] },
      settings: [],
    };
    const cases = broken.cases.map((one) => (one === fresh ? { ...one, isNew: true, redSince: since } : one === known ? { ...one, isNew: false, redSince: since } : one));
    const html = await reportHtml({ ...broken, baseline, cases });
    expect(others.length).toBeGreaterThan(0);
    const text = textIn(html);
    expect(text).toContain(`Since 2026-11-25 02:10 UTC, run 20261125T021000Z-4f1d08. New red 1 ${fresh?.title ?? ''} Still red 1 ${known?.title ?? ''}, since 2026-11-20 02:10 UTC Checks that are gone 2,021 [RT-01] case 0 `);
    expect(text).toContain('[RT-01] case 19 And 1,980 more [RT-01] case 20 ');
    expect(text).toContain('[RT-01] case 1999 21 more are in results.json alone. New causes 1 a cause Not compared The networks are not compared: survey.json is not beside it. ');
    expect(text).toContain(`new ${broken.causes[0]?.sentence ?? ''}`);
    expect([times(html, /<span class="remark">new</g), times(html, /<span class="remark">red since 2026-11-20 02:10 UTC</g)]).toEqual([1, 1]);
    expect(textIn(await reportHtml({ ...broken, baseline: { ...baseline, notes: [], cases: [], causes: { new: [], gone: [] } } }))).toContain('Nothing that was compared is different.');
    expect(await reportHtml(broken)).not.toContain('id="since"');
  });

  test('of a verdict that is not known here is no worse off', async () => {
    const [first, ...others] = broken.cases.filter(({ verdict }) => verdict === 'fail');
    const waived = { ...broken, cases: [{ ...first, verdict: 'waived' }, ...others, { ...first, verdict: 'novel', title: 'later' }] } as unknown as Results;
    const html = await reportHtml(waived);
    expect(html).toContain('data-verdict="waived"');
    expect(html).toContain('data-verdict="novel"');
    expect(textIn(html)).toContain('Waived');
  });

  test('loads nothing and runs nothing but what it is made with', async () => {
    for (const html of [await reportHtml(healthy), await reportHtml(broken)]) {
      expect(html).not.toMatch(/https?:\/\//);
      expect(html).not.toMatch(/\s(?:src|srcset|href|action|data|poster|style|on\w+)="(?!#)/);
      expect(html.match(/url\(|@import/g)).toBeNull();
      expect(html).toMatch(/content="default-src &#39;none&#39;; script-src &#39;sha256-[^ ]+&#39;; style-src &#39;sha256-[^ ]+&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;"/);
    }
  });

  test.each(['bluespoke1-vnet1', 'spoke1vm', 'tospoke2', 'australiaeast', '10.1.0.0/16'])('is safe where %s is a name that tries everything', async (name) => {
    for (const results of [healthy, broken]) {
      const html = await reportHtml(renamed(results, name));
      expect(html).not.toContain('<img');
      expect(times(html, /<\/script/g)).toBe(2);
      expect(times(html, /<script/g)).toBe(2);
      // Control characters, bidirectional overrides, separators of lines and paragraphs.
      expect(html.replace(/\n/g, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      if (name !== 'tospoke2') expect(html).toContain('&lt;img src=x');
    }
  });

  test('keeps the data of its script apart from markup', async () => {
    const html = await reportHtml(renamed(healthy, 'bluespoke1-vnet1'));
    const island = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html)?.[1] ?? '';
    expect(island).not.toMatch(/[<>&\u2028\u2029]/);
    expect((JSON.parse(island) as { spokes: string[] }).spokes[0]).toBe(hostileName.replace(/[\u202e\u2028\0]/g, '□'));
  });

  test('of a run that was refused has verdict and reason alone', async () => {
    const outcome = outcomeOf('Settings', '[SETTINGS] the settings are complete', 'settings are missing or malformed', ['HUB_VNET_ID is not set']);
    const html = await reportHtml(resultsOf({ version: '0.1.0', runId: 'r', startTime: 0, endTime: 1000, args: [], outcomes: [outcome], conclusion: conclude([outcome], []) }));
    expect(textIn(html)).toContain('Cannot be told Nothing was found wrong, but 1 check could not be told.');
    expect(textIn(html)).toContain('settings are missing or malformed');
    expect(textIn(html)).toContain('HUB_VNET_ID is not set');
    for (const id of ['network', 'reachability', 'routes', 'proof', 'expected', 'causes']) expect(html).not.toContain(`id="${id}"`);
  });

  test('rolls a large network up by region, and stays small', async () => {
    const large = judgedResults(manySpokes({ spokes: 45, routes: 'each' }, (parts, number) => (number === 7 ? { ...parts, table: { ...parts.table, routes: [] }, routes: parts.routes.filter(({ source }) => source !== 'User') } : parts)));
    const html = await reportHtml(large);
    expect(times(html, /<rect class="square/g)).toBe(45);
    expect(times(html, /<rect class="square bad"/g)).toBe(1);
    // Two groups, with each other and with themselves.
    expect(times(html, /<td class="cell /g)).toBe(4);
    expect(html.length).toBeLessThan(1_500_000);
    expect(html).toContain(addressIn(7));
  }, 60_000);

  test('is well-formed: what is opened is closed', async () => {
    const html = (await reportHtml(renamed(broken, 'bluespoke1-vnet1'))).replace(/<!doctype html>/, '').replace(/<(meta|input)([^>]*)>/g, '<$1$2/>').replace(/ (hidden|open|checked|data-groups)(?=[ >/])/g, ' $1=""').replace(/<(script|style)([^>]*)>[\s\S]*?<\/\1>/g, '<$1$2></$1>');
    const problems: string[] = [];
    new DOMParser({ onError: (_level, message) => { problems.push(message); } }).parseFromString(html, 'text/xml');
    expect(problems).toEqual([]);
  });
});
