/** report.html in a browser, opened from a file. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'puppeteer-core';
import { manySpokes } from '../../helpers/estate/testing/many-spokes';
import { deployment } from '../../helpers/estate/testing/reference-deployment';
import { reportHtml } from '../../helpers/html/report-html';
import { hostileName, renamed } from './testing/hostile';
import { startBrowser } from './browser';
import { describeInBrowser } from './testing/in-browser';
import { judgedResults } from './testing/judged-results';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** In the page there is no type of ours. */
const openAll = "for (const details of document.querySelectorAll('details')) details.open = true";

const reference = judgedResults(deployment(() => undefined));

/** Spoke 2 takes no part: its peering is closed. */
const broken = (spokes: number): ReturnType<typeof judgedResults> =>
  judgedResults(manySpokes({ spokes, routes: 'each' }, (parts, number) => (number === 2 ? { ...parts, network: { ...parts.network, peerings: parts.network.peerings.map((one) => ({ ...one, peeringState: 'Disconnected' })) } } : parts)));

describeInBrowser('report.html in a browser', () => {
  let browser: Browser;
  let dir: string;
  let requests: string[];
  let errors: string[];

  beforeAll(async () => {
    browser = await startBrowser();
    dir = mkdtempSync(join(tmpdir(), 'page-'));
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    rmSync(dir, { recursive: true });
  });

  async function open(results: ReturnType<typeof judgedResults>, scheme: 'light' | 'dark' = 'light'): Promise<Page> {
    const file = join(dir, 'report.html');
    writeFileSync(file, await reportHtml(results));
    const page = await browser.newPage();
    [requests, errors] = [[], []];
    page.on('request', (request) => { requests.push(request.url()); });
    page.on('pageerror', (error) => { errors.push(String(error)); });
    page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.goto(pathToFileURL(file).href);
    return page;
  }

  /** What the page asked for is the page, and nothing went wrong in it. */
  afterEach(async () => {
    expect(requests).toEqual([pathToFileURL(join(dir, 'report.html')).href]);
    expect(errors).toEqual([]);
    for (const page of (await browser.pages()).slice(1)) await page.close();
  });

  const shown = (page: Page): Promise<string[]> => page.$$eval('.case:not([hidden])', (cases) => cases.map((one) => one.getAttribute('data-check') ?? ''));

  test('filters by verdict, check, spoke and text, and back to all', async () => {
    const results = broken(4);
    const page = await open(results);
    const count = (keep: (one: (typeof results.cases)[number]) => boolean): number => results.cases.filter(keep).length;
    expect(await shown(page)).toHaveLength(results.cases.length);
    await page.click('#filters input[value=pass]');
    expect(await shown(page)).toHaveLength(count(({ verdict }) => verdict !== 'pass'));
    await page.click('#filters input[value=pass]');
    await page.select('#filters select[name=check]', 'PE-03');
    expect(await shown(page)).toEqual(Array.from({ length: count(({ check }) => check === 'PE-03') }, () => 'PE-03'));
    await page.select('#filters select[name=spoke]', '1');
    expect(await shown(page)).toEqual(['PE-03']);
    expect(await page.$eval('#shown', (one) => one.textContent)).toBe(`1 of ${String(results.cases.length)} shown`);
    await page.click('#filters button[type=reset]');
    await page.waitForFunction(`document.querySelectorAll('.case:not([hidden])').length === ${String(results.cases.length)}`);
    await page.type('#filters input[type=search]', 'disconnected');
    expect((await shown(page)).length).toBeGreaterThan(0);
    expect(await page.$$eval('.case:not([hidden])', (cases) => cases.every((one) => one.textContent.toLowerCase().includes('disconnected')))).toBe(true);
  }, 30_000);

  test('the matrix is gone through by arrow keys, and tells the way of each pair', async () => {
    const page = await open(broken(4));
    const focused = (): Promise<unknown> => page.evaluate("document.activeElement.getAttribute('aria-label')");
    expect(await page.$$eval('#matrix td[tabindex="0"]', (cells) => cells.length)).toBe(1);
    await page.focus('#matrix td[tabindex="0"]');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toMatch(/^\S+ to \S+: failed, while a login landed in 25 ms$/);
    expect(await page.$eval('#path', (panel) => panel.textContent)).toContain('Disconnected');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toMatch(/: login landed, 25 ms$/);
    expect(await page.$eval('#path', (panel) => panel.textContent)).toMatch(/There, .*→ VirtualAppliance 10\.0\.1\.4 \(the Route Server\), User to-1.*Back, .*10\.0\.1\.4 \(the Route Server\)/);
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Home');
    expect(await focused()).toMatch(/: failed, while/);
    expect(await page.$$eval('#matrix td[tabindex="0"]', (cells) => cells.length)).toBe(1);
  }, 30_000);

  test('of 70 spokes opens groups into spokes, and makes the routes when they are asked for', async () => {
    const page = await open(broken(70));
    await page.focus('#matrix td[tabindex="0"]');
    await page.keyboard.press('Enter');
    expect(await page.$$eval('#opened td.cell', (cells) => cells.length)).toBe(35 * 35);
    expect(await page.$$eval('#opened td.o-F', (cells) => cells.length)).toBe(2 * 34);
    expect(await page.$('details.nic table')).toBeNull();
    await page.evaluate("document.querySelector('details.nic').open = true");
    await page.waitForSelector('details.nic table');
    expect(await page.$$eval('details.nic table tr.decides', (rows) => rows.length)).toBe(69);
  }, 60_000);

  test.each(['bluespoke1-vnet1', 'spoke1vm', 'tospoke2'])('is harmless and readable where %s is a name that tries everything', async (name) => {
    const page = await open(renamed(reference, name));
    await page.focus('#matrix td[tabindex="0"]');
    await page.keyboard.press('ArrowRight');
    await page.evaluate(openAll);
    expect(await page.evaluate("'hit' in globalThis")).toBe(false);
    expect(await page.$$eval('img, script', (found) => found.length)).toBe(2);
    expect(await page.evaluate('document.body.textContent')).toContain(hostileName.replace(/[\u202e\u2028\0]/g, '□'));
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
  }, 30_000);

  test.each(['light', 'dark'] as const)('axe finds nothing serious in %s', async (scheme) => {
    const page = await open(broken(4), scheme);
    await page.focus('#matrix td[tabindex="0"]');
    await page.keyboard.press('ArrowRight');
    await page.evaluate(openAll);
    await page.evaluate(axe);
    const found = (await page.evaluate('axe.run()')) as { readonly violations: readonly { readonly id: string; readonly impact: string; readonly nodes: readonly { readonly html: string }[] }[] };
    expect(found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 300) ?? ''}`)).toEqual([]);
  }, 60_000);

  test('has all of its numbers in sight', async () => {
    const page = await open(judgedResults(deployment(() => undefined, { sshChecks: false })));
    const tiles = await page.$$eval('.tile', (all) => all.map((tile) => ({ text: tile.textContent.replace(/\s+/g, ' ').trim(), left: tile.getBoundingClientRect().left })));
    expect(tiles.map(({ text }) => text)).toEqual(expect.arrayContaining([expect.stringMatching(/^[1-9]\d* not due$/), '0 failed', '0 of 2 pairs of spokes proven by login']));
    expect(tiles.filter(({ left }) => left < 0)).toEqual([]);
  }, 30_000);

  test('can be read without a script', async () => {
    const page = await open(reference);
    await page.setJavaScriptEnabled(false);
    await page.reload();
    requests.pop();
    expect(await page.$$eval('.case', (cases) => cases.length)).toBe(reference.cases.length);
    expect(await page.$$eval('.nic tr.decides', (rows) => rows.length)).toBe(2);
  }, 30_000);
});
