/** Debian's Chromium, where it is installed. */
import type { Browser } from 'puppeteer-core';
import { launch } from 'puppeteer-core';

export const chromium = '/usr/bin/chromium';

/** Root may not use Chromium's sandbox; what is opened here is our own page. Whatever it would ask of the network, it finds no name. */
export const startBrowser = (): Promise<Browser> => launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking', '--host-resolver-rules=MAP * ~NOTFOUND'] });
