// Debian's Chromium, alone with the page: no profile, no background traffic, nothing but what the page asks for. Its shell without
// windows takes a third of the time that the whole browser does, which is for what a shell cannot do: it hangs when a tab dies.
import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

export const WHOLE = process.env.CHROMIUM ?? '/usr/bin/chromium';
const SHELL = process.env.CHROMIUM_SHELL ?? '/usr/bin/chromium-headless-shell';
const QUICK = fs.existsSync(SHELL) ? SHELL : WHOLE;
export const ARGUMENTS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
];
const SLOW_MS = 150;

export function missingChromium() {
  return [QUICK, WHOLE].filter((file) => !fs.existsSync(file)).map((file) => `${file} is not installed`)[0] ?? false;
}

export function startChromium({ whole = false } = {}) {
  return chromium.launch({ executablePath: whole ? WHOLE : QUICK, headless: true, args: ARGUMENTS }); // with an empty folder of its own
}

// What a page is told by its viewport: {width, scheme}; pictures come late, as on a slow line.
export class Visit {
  static async start(browser, site, { width = 1280, height = 900, scheme = 'light', slow = false, ...options } = {}) {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, ...options });
    const visit = new Visit(site, context, await context.newPage());
    if (slow) {
      await context.route('**/media/**', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
        await route.continue().catch(() => {}); // the page may be gone
      });
    }
    return visit;
  }

  constructor(site, context, page) {
    this.site = site;
    this.context = context;
    this.page = page;
    this.complaints = [];
    page.on('console', (said) => this.complaints.push(`console ${said.type()}: ${said.text()}`));
    page.on('pageerror', (error) => this.complaints.push(`error: ${error.message}`));
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.origin !== site && url.protocol !== 'data:') this.complaints.push(`asks for ${request.url()}`);
    });
  }

  go(pagePath) {
    return this.page.goto(this.site + pagePath, { waitUntil: 'load' });
  }

  // What the page must not have done. Chromium itself logs a failed load for a page that is a 404, 410 or 500.
  wrong() {
    return this.complaints.filter((complaint) => !/status of (404|410|500)/.test(complaint));
  }

  setWidth(width) {
    return this.page.setViewportSize({ width, height: 900 });
  }

  // To the foot and back, so that all that is lazy is there.
  async scrollThrough() {
    await this.page.evaluate(async () => {
      const turn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
        scrollTo(0, y);
        await turn();
      }
      const pictures = [...document.images].filter((image) => !image.complete);
      await Promise.all(pictures.map((image) => new Promise((resolve) => (image.onload = image.onerror = resolve))));
      await turn();
      scrollTo(0, 0);
      await turn();
    });
  }

  now() {
    return this.page.evaluate(() => performance.now());
  }

  // What moved since then (the page's beginning, or what now() said), when together it is more than `most` (of the layout shift
  // score, where 0.1 is good).
  async shifts(most, since = 0) {
    const shifts = await this.page.evaluate((from) => new Promise((resolve) => {
      new PerformanceObserver((list) => resolve(list.getEntries().filter(({ startTime }) => startTime >= from).map(({ value, sources }) => ({
        value, what: sources.map(({ node }) => node?.outerHTML?.slice(0, 80)).join(', '),
      })))).observe({ type: 'layout-shift', buffered: true });
      setTimeout(() => resolve([]), 50); // there were none
    }), since);
    const sum = shifts.reduce((before, { value }) => before + value, 0);
    return sum > most ? shifts.map(({ value, what }) => `${value.toFixed(4)}: ${what}`) : [];
  }

  // By how many pixels the page is wider than its window.
  overflow() {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }

  close() {
    return this.context.close();
  }
}

// A picture of the page below `folder`, when one was wanted.
export async function shoot(page, folder, name) {
  if (!folder) return;
  fs.mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
}

// Runs `work` over all things, `lanes` at a time; the first failure ends it.
export async function inLanes(lanes, things, work) {
  const left = [...things];
  const lane = async () => {
    for (let thing = left.shift(); thing !== undefined; thing = left.shift()) {
      try {
        await work(thing);
      } catch (error) {
        left.length = 0;
        throw error;
      }
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: lanes }, lane));
  const failed = ends.find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
}
