/** Pictures of report.html for the documentation, taken by Chromium: light, dark, and narrow. */
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { reportHtml } from '../../helpers/html/report-html';
import { startBrowser } from '../page/browser';
import { examples, resultsOfExample } from './examples';

interface Shot {
  /** Of the example, and what the file is called besides. */
  readonly of: string;
  readonly suffix: string;
  readonly scheme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
  /** What is done in the page first. */
  readonly first?: string;
}

const focus = "document.querySelector('#matrix td[data-from=\"0\"][data-to=\"1\"]').focus(); document.querySelector('#reachability').scrollIntoView()";

const shots: readonly Shot[] = [
  { of: 'reference', suffix: 'light', scheme: 'light', width: 1200, height: 1020 },
  { of: 'reference', suffix: 'narrow', scheme: 'dark', width: 390, height: 1100 },
  { of: 'three-causes', suffix: 'light', scheme: 'light', width: 1000, height: 950 },
  { of: 'three-causes', suffix: 'network', scheme: 'light', width: 1000, height: 860, first: "document.querySelector('#network').scrollIntoView()" },
  { of: 'three-causes', suffix: 'matrix-dark', scheme: 'dark', width: 1200, height: 1000, first: focus },
  { of: 'hundred-spokes', suffix: 'light', scheme: 'light', width: 1200, height: 1050, first: "document.querySelector('#network').scrollIntoView()" },
  { of: 'hundred-spokes', suffix: 'dark', scheme: 'dark', width: 1100, height: 1050, first: "document.querySelector('#matrix td[data-from=\"0\"][data-to=\"1\"]').click(); document.querySelector('#reachability').scrollIntoView()" },
];

/** @returns a line for each file */
export async function makeImages(dir: string): Promise<string[]> {
  mkdirSync(dir, { recursive: true });
  const work = mkdtempSync(join(tmpdir(), 'spokecheck-images-'));
  const browser = await startBrowser();
  const lines: string[] = [];
  try {
    for (const example of examples) {
      const page = join(work, `${example.name}.html`);
      writeFileSync(page, await reportHtml(await resultsOfExample(example)));
      for (const { of, suffix, scheme, width, height, first } of shots.filter((shot) => shot.of === example.name)) {
        const tab = await browser.newPage();
        await tab.setViewport({ width, height });
        await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
        await tab.goto(pathToFileURL(page).href);
        if (first !== undefined) await tab.evaluate(first);
        const file = join(dir, `${of}-${suffix}.png`);
        await tab.screenshot({ path: file as `${string}.png` });
        await tab.close();
        lines.push(`${of}-${suffix}.png ${String(Math.round(statSync(file).size / 1000))} kB`);
      }
    }
    return lines;
  } finally {
    await browser.close();
    rmSync(work, { recursive: true });
  }
}
