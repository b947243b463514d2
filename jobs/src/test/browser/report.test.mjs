// Reads the report in a browser, does what its readers do, and compares every number with the tables'.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {after, before, test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {chromium} from 'playwright-core';

const PAGE = pathToFileURL(process.env.REPORT_PAGE).href;
const truth = JSON.parse(readFileSync(process.env.REPORT_TRUTH, 'utf8'));
let browser;

before(async () => {
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: process.getuid() === 0 ? ['--no-sandbox'] : [],
  });
});
after(() => browser.close());

// A page of its own for a test: nothing may be said, asked for or fail on it but the file itself.
async function onPage(hash, options, use) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(10_000);
  try {
    const page = await context.newPage();
    const told = [];
    const asked = [];
    page.on('console', message => told.push('console: ' + message.text()));
    page.on('pageerror', error => told.push('error: ' + error));
    page.on('dialog', dialog => { told.push('dialog: ' + dialog.message()); dialog.dismiss(); });
    page.on('request', request => asked.push(request.url().replace(/#.*/s, '')));
    await page.goto(PAGE + hash);
    if (options.javaScriptEnabled !== false) {
      await page.waitForFunction(() => document.documentElement.dataset.ready);
    }
    await use(page);
    assert.deepEqual(told, []);
    assert.deepEqual([...new Set(asked)], [PAGE]);
  } finally {
    await context.close();
  }
}

const number = count => count.toLocaleString('en');

test('tiles count the clients of each effect', () => onPage('', {}, async page => {
  const tiles = await page.locator('.tile').evaluateAll(all => all.map(tile => tile.innerText));
  assert.equal(tiles.length, truth.effects.length);
}));
