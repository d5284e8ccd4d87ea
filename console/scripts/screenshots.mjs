// Makes the pictures of the README from a running demo, whose world is always the same:
//
//   ./botswain demo --quiet
//   node console/scripts/screenshots.mjs [URL [SIM]]
//
// CHROMIUM names a browser other than Debian's.
import { mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const MOST_KB = 150;
const url = process.argv[2] ?? 'http://127.0.0.1:8080';
const sim = process.argv[3] ?? 'http://127.0.0.1:8081';
const folder = join(dirname(fileURLToPath(import.meta.url)), '../../docs/images');

/** Each page as its reader should meet it: its address, and what is done there first. */
const PICTURES = {
  overview: { path: 'overview' },
  events: { path: 'events?after=0', prepare: lively },
  messages: { path: 'messages?channel=1132915064832000005' },
  composer: { path: 'composer?channel=1132915064832000005', prepare: card },
  members: { path: 'members' },
};

/** Lets people do something. */
async function lively() {
  await fetch(`${sim}/sim/activity`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ rate: 15, seconds: 1 }) });
}

async function card(page) {
  await page.getByRole('button', { name: 'New', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Card of components' }).click();
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--font-render-hinting=none'],
});
mkdirSync(folder, { recursive: true });
for (const colorScheme of ['light', 'dark']) {
  const context = await browser.newContext({ viewport: { width: 1120, height: 680 }, colorScheme, reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'UTC' });
  const page = await context.newPage();
  await page.goto(`${url}/?demo`);
  await page.waitForURL('**/bots/*/overview');
  const base = page.url().replace(/overview$/, '');
  for (const [name, { path, prepare }] of Object.entries(PICTURES)) {
    await page.goto(base + path);
    await page.locator('h1').first().waitFor();
    await page.waitForFunction(() => document.querySelector('[aria-busy=true], .loading') === null);
    await prepare?.(page);
    // Pictures and charts come last.
    await page.waitForTimeout(1_500);
    const file = join(folder, `${name}-${colorScheme}.png`);
    await page.screenshot({ path: file });
    const kb = Math.ceil(statSync(file).size / 1000);
    console.log(`${kb} KB ${file}`);
    if (kb > MOST_KB) {
      console.error(`${file} is larger than ${MOST_KB} KB`);
      process.exitCode = 1;
    }
  }
  await context.close();
}
await browser.close();
