// The browser's part of `./botswain bench console`: uses pages with many rows, and prints as JSON how long each key waited for
// its frame, and how the heap grew. Its one argument is JSON: {bots, members, sim, token, operatorKey, botId, seconds}.
import { chromium } from 'playwright-core';

const given = JSON.parse(process.argv[2]);
const RATE = 20;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--js-flags=--expose-gc'],
});

/** From the key until the frame that follows it has been made. */
function measure() {
  window.waits = [];
  addEventListener(
    'keydown',
    (event) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => window.waits.push(performance.now() - event.timeStamp);
        port2.postMessage(0);
      });
    },
    true,
  );
}

async function open(url, path, body) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  const answer = await context.request.post(url + path, { data: body, headers: { 'Sec-Fetch-Site': 'same-origin', 'Botswain-Console': 'login' } });
  if (!answer.ok()) {
    throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  }
  await context.addInitScript(measure);
  return context.newPage();
}

/** Types into a search field and pages through the list, and returns each key's wait in milliseconds, the shortest first. */
async function use(page, field) {
  await page.evaluate(() => {
    window.waits = [];
  });
  await field.focus();
  for (const text of ['ad', 'bot', '7', 'member']) {
    await page.keyboard.type(text, { delay: 60 });
    await page.waitForTimeout(300);
    for (let i = 0; i < text.length; i++) {
      await page.keyboard.press('Backspace', { delay: 20 });
    }
    await page.waitForTimeout(300);
  }
  await page.keyboard.press('Tab');
  for (const key of ['Tab', 'PageDown', 'End', 'PageUp', 'Home', 'ArrowDown', 'ArrowDown']) {
    for (let i = 0; i < 6; i++) {
      await page.keyboard.press(key, { delay: 20 });
      await page.waitForTimeout(60);
    }
  }
  await page.waitForTimeout(500);
  return (await page.evaluate(() => window.waits)).sort((a, b) => a - b);
}

const settled = (page) => page.waitForFunction(() => document.querySelector('[aria-busy=true], .loading') === null);

async function heap(session) {
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize / 1048576;
}

const found = {};

const operator = await open(given.bots, '/api/console/operator', { key: given.operatorKey });
await operator.goto(`${given.bots}/operator/bots`);
await settled(operator);
found.bots = await use(operator, operator.getByLabel('Name or id'));
await operator.context().close();

const page = await open(given.members, '/api/console/sessions', { token: given.token });
const base = `${given.members}/bots/${given.botId}/`;
await page.goto(`${base}members`);
await settled(page);
found.members = await use(page, page.getByLabel('Search', { exact: true }));

await page.goto(`${base}events?after=0`);
await settled(page);
await page.waitForTimeout(given.seconds > 60 ? 20_000 : 4_000);
found.events = await use(page, page.getByRole('combobox').first());

await fetch(`${given.sim}/sim/blast`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ total: RATE * given.seconds, rate: RATE, botIds: [given.botId] }),
});
const session = await page.context().newCDPSession(page);
found.heap = [];
const steps = 10;
for (let i = 0; i <= steps; i++) {
  found.heap.push(await heap(session));
  if (i < steps) {
    await page.waitForTimeout((given.seconds * 1000) / steps);
  }
}
await browser.close();
console.log(JSON.stringify(found));
