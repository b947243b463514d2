// Reads the report in a browser, does what its readers do, and compares every number with the tables'.
// REPORT_PAGE is the page's file, REPORT_TRUTH that of the answers of other commands and of the tables.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {after, before, test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {gunzipSync} from 'node:zlib';
import {chromium} from 'playwright-core';

const FILE = process.env.REPORT_PAGE;
const PAGE = pathToFileURL(FILE).href;
const truth = JSON.parse(readFileSync(process.env.REPORT_TRUTH, 'utf8'));
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const ROWS_A_PAGE = 100;
const EFFECTS = truth.effects;
const STATUSES = truth.statuses;
const asOf = truth.summary.as_of;
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
    page.on('popup', () => told.push('another window'));
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
const count = text => Number(text.replaceAll(',', ''));
const percent = share => Math.floor(100 * share) + ' %';
// What would turn the direction of a text, or leave its line, is not shown.
const shown = text => (text || '')
    .replace(/[\u0000-\u001f\u007f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, '\ufffd');
const sorted = values => [...values].sort();
const by = (rows, key) => rows.reduce((map, row) => map.set(key(row), [...map.get(key(row)) || [], row]), new Map());

// A table's body, field by field.
const cells = (page, table) => page.locator(table + ' > tbody > tr').evaluateAll(
    rows => rows.map(row => [...row.cells].map(cell => cell.textContent)));
const heads = (page, table) => page.locator(table + ' > thead th').evaluateAll(
    all => all.map(head => head.textContent));

// The parties that a plan is for, each with the worst that becomes of its programs.
const PARTIES = new Map();
for (const program of truth.programs.filter(each => each.status !== 'no-use')) {
  const key = [program.role, program.direction, program.party].join('\n');
  if (!PARTIES.has(key)) {
    PARTIES.set(key, {role: program.role, direction: program.direction, party: program.party, programs: []});
  }
  PARTIES.get(key).programs.push(program);
}
const worst = (values, order) => order[Math.min(...values.map(value => order.indexOf(value)))];
for (const party of PARTIES.values()) {
  party.effect = worst(party.programs.map(each => each.effect), EFFECTS);
  party.status = worst(party.programs.map(each => each.status), STATUSES);
  party.protocols = sorted(new Set(party.programs.map(each => each.protocol)));
}
const parties = [...PARTIES.values()];

// What a page's script gets: used to find a party's link, never as a number's truth.
const packed = /id="data">([^<]*)</.exec(readFileSync(FILE, 'utf8'))[1];
const data = JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString('utf8'));
const ids = new Map(data.clients.id.map((id, i) =>
    [[data.clients.role[i], data.clients.direction[i], data.clients.party[i]].join('\n'), id]));
const idOf = party => ids.get([party.role, party.direction, shown(party.party)].join('\n'));

const summed = (summary, role) => EFFECTS.map(effect => summary.effects
    .filter(row => row.scope === 'all' && row.role === role && row.effect === effect)
    .reduce((sum, row) => sum + row.parties, 0));

test('tiles and the table of roles have the numbers of the plan', () => onPage('', {}, async page => {
  assert.deepEqual(
      await page.locator('.tile .count').allTextContents(), summed(truth.summary, 'client').map(number));
  const roles = sorted(new Set(truth.summary.effects.map(row => row.role)));
  const rows = await cells(page, '#totals');
  assert.deepEqual(sorted(rows.map(row => row[0])), roles);
  for (const [role, ...numbers] of rows) {
    const wanted = summed(truth.summary, role);
    assert.deepEqual(numbers, [...wanted, wanted.reduce((a, b) => a + b)].map(number), role);
  }
  assert.equal(parties.length, rows.reduce((sum, row) => sum + count(row[row.length - 1]), 0));
}));

test('each other oldest version has the numbers of its own plan', () => onPage('', {}, async page => {
  assert.deepEqual(await cells(page, '#minimums'),
      truth.minimums.map(each => [each.version, ...summed(each.summary, 'client').map(number)]));
}));

// All that is drawn of a chart, and where.
const chart = (page, id) => page.evaluate(place => {
  const figure = document.getElementById(place);
  const length = (element, name) => Number(element.getAttribute(name));
  const svg = figure.querySelector('svg');
  return {
    isSeen: svg.getBoundingClientRect().width > 100 && svg.getBoundingClientRect().height > 50,
    name: svg.querySelector('title').textContent,
    summary: svg.querySelector('desc').textContent,
    ticks: [...svg.querySelectorAll('.ticks text')].map(tick => [length(tick, 'y'), tick.textContent]),
    bars: [...svg.querySelectorAll('rect')].map(bar => ({
      title: bar.querySelector('title').textContent,
      x: length(bar, 'x'), y: length(bar, 'y'), height: length(bar, 'height'), width: length(bar, 'width'),
      fill: getComputedStyle(bar).fill, isSeen: bar.getBoundingClientRect().width > 0,
    })),
    legend: [...figure.querySelectorAll('.legend li')].map(each => each.textContent.trim()),
    fills: [...figure.querySelectorAll('.legend rect')].map(each => getComputedStyle(each).fill),
    trend: [...svg.querySelectorAll('.trend')].map(each => each.getAttribute('points')),
    weeks: [...figure.querySelectorAll('tbody th')].map(each => each.textContent),
    numbers: [...figure.querySelectorAll('tbody tr')].map(row =>
        [...row.querySelectorAll('td')].map(each => each.textContent)),
  };
}, id);

// That a chart shows these numbers, and no others: {week: {part: number}}.
function assertShows(drawn, wanted, weeks) {
  assert.ok(drawn.isSeen, drawn.name);
  assert.deepEqual(drawn.weeks, weeks, drawn.name);
  assert.equal(new Set(drawn.fills).size, drawn.fills.length, drawn.name + ': parts look alike');
  assert.deepEqual(
      drawn.numbers, weeks.map(week => drawn.legend.map(part => number((wanted[week] || {})[part] || 0))), drawn.name);
  const [zero, most] = [drawn.ticks[0], drawn.ticks[drawn.ticks.length - 1]];
  assert.equal(zero[1], '0');
  const unit = (zero[0] - most[0]) / count(most[1]);
  assert.ok(unit > 0);
  const bars = [];
  for (const week of weeks) {
    let below = zero[0];
    for (const part of drawn.legend) {
      const wants = (wanted[week] || {})[part] || 0;
      if (!wants) continue;
      const title = week + ': ' + number(wants) + ' ' + part;
      const bar = drawn.bars.find(each => each.title === title);
      assert.ok(bar, drawn.name + ' has no bar ' + title);
      bars.push(title);
      assert.ok(Math.abs(bar.height - wants * unit) <= 0.11, `${title} is ${bar.height} high, not ${wants * unit}`);
      assert.ok(Math.abs(bar.y + bar.height - below) <= 0.21, title + ' does not stand on what is below it');
      assert.ok(bar.isSeen && bar.fill !== 'none', title + ' is not seen');
      below = bar.y;
    }
  }
  assert.deepEqual(sorted(drawn.bars.map(bar => bar.title)), sorted(bars), drawn.name);
}

test('the trend has the numbers of the changes', () => onPage('', {}, async page => {
  const all = truth.burnDown;
  const first = Math.min(all.findIndex(each => each.parties > 0), all.length - 1);
  const weeks = all.slice(first < 0 ? all.length - 1 : first);
  const drawn = await chart(page, 'burn-down');
  assertShows(drawn, Object.fromEntries(weeks.map(each => [each.week, {parties: each.parties}])),
      weeks.map(each => each.week));
  assert.match(drawn.summary, new RegExp(`: ${number(weeks[weeks.length - 1].parties)} parties\\.$`));
  // These fall, and are forecast: the line begins on the last week's bar and ends at nobody.
  assert.match(await page.locator('#trend').innerText(), /falls by [0-9.]+ a week/);
  const points = drawn.trend[0].split(' ').map(point => point.split(',').map(Number));
  const last = drawn.bars[drawn.bars.length - 1];
  assert.ok(Math.abs(points[0][1] - last.y) <= 0.11);
  assert.ok(points[0][0] > last.x && points[0][0] < last.x + last.width);
  assert.equal(points[1][1], drawn.ticks[0][0]);
}));

test('every protocol has a chart with the numbers of the days', () => onPage('', {}, async page => {
  const charts = by(truth.versions, row => 'versions-' + row.direction + '-' + row.protocol);
  assert.deepEqual(
      sorted(await page.locator('#versions figure').evaluateAll(all => all.map(each => each.id))), sorted(charts.keys()));
  const weeks = [];
  const monday = new Date(sorted(truth.versions.map(row => row.week))[0]);
  for (; monday.toISOString().slice(0, 10) <= asOf; monday.setUTCDate(monday.getUTCDate() + 7)) {
    weeks.push(monday.toISOString().slice(0, 10));
  }
  for (const [id, rows] of charts) {
    const drawn = await chart(page, id);
    assert.equal(drawn.name, rows[0].direction + ' ' + rows[0].protocol);
    assert.deepEqual(sorted(drawn.legend), sorted(new Set(rows.map(row => row.kind))), id);
    const wanted = Object.fromEntries([...by(rows, row => row.week)].map(([week, its]) =>
        [week, Object.fromEntries(its.map(row => [row.kind, row.count]))]));
    assertShows(drawn, wanted, weeks);
  }
}));

test('the map has the clients of each end, and tells none from untold and from no traffic', () => onPage('', {}, async page => {
  const wanted = new Map();
  const key = (end, direction, protocol) => [shown(end), direction + ' ' + protocol].join('\n');
  for (const cell of truth.coverage.filter(each => each.requests > 0)) {
    wanted.set(key(cell.server, cell.direction, cell.protocol), cell.told / cell.requests >= 0.9 ? '0' : '?');
  }
  for (const cell of truth.map) wanted.set(key(cell.end, cell.direction, cell.protocol), number(cell.parties));
  const [, ...columns] = await heads(page, '#map');
  const seen = new Map();
  for (const [end, ...fields] of await cells(page, '#map')) {
    assert.equal(fields.length, columns.length);
    fields.forEach((field, i) => field === '–' || seen.set([end, columns[i]].join('\n'), field));
  }
  assert.deepEqual(sorted(seen), sorted(wanted));
}));

test('the coverage has the requests of the window', () => onPage('', {}, async page => {
  assert.deepEqual(sorted(await cells(page, '#told')), sorted(truth.coverage.map(cell => [
    shown(cell.server), cell.direction, cell.protocol, number(cell.requests),
    percent(cell.told / cell.requests), percent((cell.told + cell.behind_proxy) / cell.requests),
    number(cell.behind_proxy), number(cell.not_logged)])));
  await page.locator('#coverage summary').click();
  assert.ok(await page.locator('#told').isVisible());
}));

test('the servers are as ready as their exports say', () => onPage('', {}, async page => {
  const rows = await cells(page, '#server-list');
  assert.deepEqual(sorted(rows.map(row => [row[0], row[1]])),
      sorted(Object.entries(truth.readiness).map(([server, ready]) => [server, ready.replaceAll('-', ' ')])));
  for (const row of rows) {
    const its = severity => number(truth.findings
        .filter(each => each.server === row[0] && each.severity === severity).length);
    assert.deepEqual(row.slice(-2), [its('error'), its('warning')], row[0]);
  }
  assert.equal((await cells(page, '#findings')).length, truth.findings.length);
}));

test('the changes are those of seven days', () => onPage('', {}, async page => {
  const text = await page.locator('#changes > p').first().innerText();
  const counts = change => truth.changes.filter(each => each.change === change).length;
  assert.deepEqual(text.match(/\d+(?:,\d{3})*/g), ['new-legacy', 'came-back', 'gone'].map(change => number(counts(change))));
  const wanted = truth.changes.map(each => [each.change, each.as_of, shown(each.client), shown(each.user_name),
    each.direction + ' ' + each.protocol, shown(each.program), shown(each.reason)]);
  assert.deepEqual(await cells(page, '#change-list'), wanted.slice(0, 100));
}));

const lines = new Map();
function proof(file, line) {
  if (!lines.has(file)) {
    const bytes = readFileSync(file);
    lines.set(file, (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split(/\r?\n/));
  }
  return lines.get(file)[line - 1];
}

test('each client has what the plan says of it, and the line that proves it', () => onPage('', {}, async page => {
  const sections = await page.evaluate(async all => {
    const read = {};
    const facts = list => Object.fromEntries(
        [...list.querySelectorAll('dt')].map(term => [term.textContent, term.nextElementSibling.textContent]));
    for (const id of all) {
      const shows = new Promise(done => addEventListener('hashchange', done, {once: true}));
      location.hash = '#client=' + id + '?q=' + id; // one row is listed sooner than a hundred
      await shows;
      const body = document.getElementById('client-body');
      const lists = [...body.querySelectorAll('dl')];
      read[id] = {
        title: document.getElementById('client-title').textContent,
        party: facts(lists[0]),
        programs: lists.slice(1).map(facts),
        names: [...body.querySelectorAll('h4')].map(each => each.textContent),
        places: [...body.querySelectorAll('p code')].map(each => each.textContent),
        proofs: [...body.querySelectorAll('pre')].map(each => each.textContent),
        drawn: body.querySelectorAll('svg.timeline rect title').length,
      };
    }
    return read;
  }, parties.map(idOf));
  let proven = 0;
  for (const party of parties) {
    const section = sections[idOf(party)];
    assert.equal(section.party.Party || '', shown(party.party));
    assert.equal(section.party.Role, party.role + ', ' + party.direction);
    assert.equal(section.party['As planned'], party.effect, section.title);
    assert.ok(section.drawn > 0);
    const users = party.programs.map(each => each.user_name).filter(each => each).map(shown);
    const names = party.programs.flatMap(each => [each.client, each.client_name]).map(shown);
    assert.ok(users.includes(section.title)
        || names.some(name => name && section.title.includes(name)) || section.title === 'nobody known',
        `${section.title} is none of ${users} ${names}`);
    const fact = row => JSON.stringify([
      row.protocol + (row.program ? ': ' + shown(row.program) : ''),
      row.effect + (row.is_partly ? ', in part' : '') + (row.effect_reason === row.reason ? '' : ': ' + shown(row.effect_reason)),
      row.status + ': ' + shown(row.reason), shown(row.taken_along_by), shown(row.user_agent), row.kind,
      number(row.requests), shown(row.proof_file) + ':' + row.proof_line,
      row.first_seen.slice(0, 10) + ' to ' + row.last_seen.slice(0, 10) + (row.dormant ? ', not lately' : ''),
      (row.legacy_last_seen || '').slice(0, 10), (row.modern_last_seen || '').slice(0, 10)]);
    const seen = section.programs.map((its, i) => JSON.stringify([
      section.names[i], its['What happens'], its.Status, its['Goes with'] || '', its['User agent'] || '', its.Kind,
      its.Requests.split(' ')[0], section.places[i], its.Seen,
      its['Last old use'] || '', its['Last modern use'] || '']));
    assert.deepEqual(sorted(seen), sorted(party.programs.map(fact)), section.title);
    if (section.proofs.length) {
      proven++;
      assert.deepEqual(
          sorted(section.proofs), sorted(party.programs.map(row => shown(proof(row.proof_file, row.proof_line)))));
    }
  }
  assert.equal(proven, Math.min(100, parties.length));
}));

const found = page => page.locator('#found').innerText();
const foundOf = some => `${number(some.length)} of ${number(parties.length)} shown`
    + (some.length ? ': ' : '') + EFFECTS
        .map(effect => [some.filter(party => party.effect === effect).length, effect])
        .filter(each => each[0]).map(each => number(each[0]) + ' ' + each[1]).join(', ');
const query = page => new URLSearchParams(new URL(page.url()).hash.split('?')[1] || '');
const names = page => page.locator('#client-list tbody th').allTextContents();

async function rowsOfAllPages(page) {
  const rows = await cells(page, '#client-list');
  while (await page.locator('#next').isVisible() && await page.locator('#next').isEnabled()) {
    await page.locator('#next').click();
    rows.push(...await cells(page, '#client-list'));
  }
  return rows;
}

test('each filter finds the parties that it names, and stands in the address', () => onPage('', {}, async page => {
  const FILTERS = {
    effect: party => [party.effect], status: party => [party.status], role: party => [party.role],
    direction: party => [party.direction], protocol: party => party.protocols,
  };
  assert.equal(await found(page), foundOf(parties));
  for (const [key, of] of Object.entries(FILTERS)) {
    const options = await page.locator('#' + key + ' option').evaluateAll(all => all.map(each => each.value));
    assert.deepEqual(sorted(options.filter(each => each)),
        sorted(key === 'effect' ? EFFECTS : new Set(parties.flatMap(of))), key);
    for (const option of options.filter(each => each)) {
      await page.locator('#' + key).selectOption(option);
      const some = parties.filter(party => of(party).includes(option));
      assert.equal(await found(page), foundOf(some), key + ' ' + option);
      assert.equal((await names(page)).length, Math.min(ROWS_A_PAGE, some.length));
      assert.equal(query(page).get(key), option);
    }
    await page.locator('#reset').click();
    assert.equal(await found(page), foundOf(parties));
    assert.equal(await page.locator('#' + key).inputValue(), '');
  }
  await page.locator('#effect').selectOption('stops');
  await page.locator('#protocol').selectOption('smtp');
  assert.equal(await found(page),
      foundOf(parties.filter(party => party.effect === 'stops' && party.protocols.includes('smtp'))));
  assert.deepEqual([query(page).get('effect'), query(page).get('protocol')], ['stops', 'smtp']);
}));

test('a search finds those of whom all its words are said', () => onPage('', {}, async page => {
  await page.locator('#q').fill('leaver007');
  assert.equal(await found(page), foundOf(parties.filter(party => party.party === 'leaver007')));
  assert.deepEqual(await names(page), ['leaver007']);
  assert.equal(query(page).get('q'), 'leaver007');
  await page.locator('#q').fill('  LEAVER   java ');
  assert.equal(await found(page), foundOf(parties.filter(party => (party.party || '').startsWith('leaver'))));
  await page.locator('#q').fill('nobody-is-called-so');
  assert.match(await found(page), /^0 of /);
  assert.equal((await names(page)).length, 0);
  await page.locator('#q').fill('');
  assert.equal(await found(page), foundOf(parties));
}));

test('every column sorts, both ways, over all pages', () => onPage('', {}, async page => {
  const plain = await rowsOfAllPages(page);
  assert.equal(plain.length, parties.length);
  const ORDERS = {
    who: row => row[0].toLowerCase(), effect: row => EFFECTS.indexOf(row[1].replace(', in part', '')),
    status: row => data.labels.statuses.indexOf(row[2]), last: row => row[3], role: row => row[4],
    protocol: row => row[5].split(' ').slice(1).join('').toLowerCase(), program: row => row[6].toLowerCase(),
  };
  const sorts = await page.locator('#client-list th[data-sort]').evaluateAll(all => all.map(each => each.dataset.sort));
  assert.deepEqual(sorted(sorts), sorted(Object.keys(ORDERS)));
  for (const key of sorts) {
    const head = page.locator(`#client-list th[data-sort=${key}]`);
    for (const direction of ['ascending', 'descending']) {
      await head.locator('button').click();
      assert.equal(await head.getAttribute('aria-sort'), direction);
      assert.equal(await page.locator('#client-list th[aria-sort]').count(), 1);
      const rows = await rowsOfAllPages(page);
      assert.deepEqual(sorted(rows.map(String)), sorted(plain.map(String)), key);
      const values = rows.map(ORDERS[key]);
      for (let i = 1; i < values.length; i++) {
        const isRight = direction === 'ascending' ? values[i - 1] <= values[i] : values[i - 1] >= values[i];
        assert.ok(isRight, `${key} ${direction}: ${values[i - 1]} stands before ${values[i]}`);
      }
    }
    await head.locator('button').click();
    assert.equal(await head.getAttribute('aria-sort'), null);
    assert.deepEqual(await names(page), plain.slice(0, ROWS_A_PAGE).map(row => row[0]));
  }
}));

test('pages go on and back, and end', () => onPage('', {}, async page => {
  const pages = Math.ceil(parties.length / ROWS_A_PAGE);
  assert.ok(pages > 2);
  const first = await names(page);
  assert.equal(await page.locator('#page').innerText(), `Page 1 of ${pages}`);
  assert.ok(await page.locator('#before').isDisabled());
  await page.locator('#next').click();
  assert.equal(await page.locator('#page').innerText(), `Page 2 of ${pages}`);
  assert.notDeepEqual(await names(page), first);
  assert.equal(query(page).get('page'), '2');
  await page.locator('#before').click();
  assert.deepEqual(await names(page), first);
  for (let i = 1; i < pages; i++) await page.locator('#next').click();
  assert.ok(await page.locator('#next').isDisabled());
  assert.equal((await names(page)).length, parties.length - (pages - 1) * ROWS_A_PAGE);
  await page.locator('#role').selectOption('proxy');
  assert.equal(query(page).get('page'), null);
  assert.ok(await page.locator('#pages').isHidden());
}));

const leaver = () => parties.find(party => party.party === 'leaver100');

test('a link shows its client on a fresh page', () => onPage('#client=' + idOf(leaver()), {}, async page => {
  assert.ok(await page.locator('#client').isVisible());
  assert.equal(await page.locator('#client-title').innerText(), 'leaver100');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'client');
  assert.ok(await page.locator('#client-title').evaluate(title => {
    const place = title.getBoundingClientRect();
    return place.top >= 0 && place.bottom <= innerHeight;
  }));
}));

test('a link to a client that is gone says so', () => onPage('#client=0123456789ab', {}, async page => {
  assert.match(await page.locator('#client-title').innerText(), /not in the report/);
}));

test('a link shows its filters on a fresh page', () =>
  onPage('#clients?effect=stops&q=leaver+java&sort=-who', {}, async page => {
    assert.equal(await page.locator('#effect').inputValue(), 'stops');
    assert.equal(await page.locator('#q').inputValue(), 'leaver java');
    const some = parties.filter(party => (party.party || '').startsWith('leaver') && party.effect === 'stops');
    assert.equal(await found(page), foundOf(some));
    assert.deepEqual(await names(page), sorted(some.map(party => party.party)).reverse().slice(0, ROWS_A_PAGE));
  }));

for (const nonsense of ['page=-7&sort=nonsense&effect=nonsense', 'page=1.5', 'sort=valueOf', 'sort=-__proto__', 'q=%E0%A4']) {
  test('a link with nonsense shows a page of the list: ' + nonsense, () =>
    onPage('#clients?' + nonsense, {}, async page => {
      assert.match(await found(page), new RegExp(` of ${number(parties.length)} shown`));
      assert.match(await page.locator('#page').textContent(), /^Page \d+ of \d+$/);
      if (!nonsense.startsWith('q=')) {
        assert.equal(await found(page), foundOf(parties));
        assert.equal((await names(page)).length, ROWS_A_PAGE);
        assert.deepEqual(sorted(await names(page)), sorted(data.clients.who.slice(0, ROWS_A_PAGE)));
      }
    }));
}

test('a tile shows its clients', () => onPage('', {}, async page => {
  await page.locator('.tile a').first().click();
  await page.waitForFunction(() => document.getElementById('effect').value === 'stops');
  assert.equal(await found(page), foundOf(parties.filter(party => party.role === 'client' && party.effect === 'stops')));
}));

test('the what-if counts as its table does', () => onPage('', {}, async page => {
  await page.locator('#role').selectOption('client');
  for (const {version, summary} of truth.minimums) {
    await page.locator('#minimum').selectOption(version);
    const numbers = summed(summary, 'client');
    const all = numbers.reduce((a, b) => a + b);
    assert.equal(await found(page), `${number(all)} of ${number(parties.length)} shown: `
        + EFFECTS.map((effect, i) => [numbers[i], effect]).filter(each => each[0])
            .map(each => number(each[0]) + ' ' + each[1]).join(', '));
    for (const [i, effect] of EFFECTS.entries()) {
      await page.locator('#effect').selectOption(effect);
      assert.match(await found(page), new RegExp(`^${number(numbers[i])} of `), version + ' ' + effect);
    }
    await page.locator('#effect').selectOption('');
    assert.equal(query(page).get('minimum'), version);
  }
}));

test('back from a client is the list as it was', () => onPage('', {}, async page => {
  await page.locator('#q').fill('leaver');
  await page.locator('#client-list th[data-sort=who] button').click();
  const before = [await found(page), await names(page), page.url()];
  await page.locator('#client-list tbody a').nth(3).click();
  await page.locator('#client').waitFor({state: 'visible'});
  assert.equal(await page.locator('#client-title').innerText(), before[1][3]);
  await page.goBack();
  await page.locator('#client').waitFor({state: 'hidden'});
  assert.deepEqual([await found(page), await names(page), page.url()], before);
  assert.equal(await page.locator('#q').inputValue(), 'leaver');
  await page.goForward();
  await page.locator('#client').waitFor({state: 'visible'});
  assert.equal(await page.locator('#client-title').innerText(), before[1][3]);
  await page.locator('#back').click();
  await page.locator('#client').waitFor({state: 'hidden'});
  assert.deepEqual([await found(page), await names(page)], before.slice(0, 2));
}));

test('the keyboard alone filters, sorts and opens a client', () => onPage('', {}, async page => {
  const tabTo = async selector => {
    for (let i = 0; i < 150; i++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(wanted => document.activeElement.matches(wanted), selector)) return;
    }
    assert.fail('the tabulator does not reach ' + selector);
  };
  await tabTo('.skip');
  await page.keyboard.press('Enter');
  await tabTo('#q');
  await page.keyboard.type('leaver');
  assert.match(await found(page), new RegExp('^180 of '));
  await tabTo('#effect');
  await page.keyboard.type('st');
  assert.equal(query(page).get('effect'), 'stops');
  await tabTo('#client-list th[data-sort=who] button');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('th[data-sort=who]').getAttribute('aria-sort'), 'descending');
  const [last] = await names(page);
  await tabTo('#client-list tbody a');
  await page.keyboard.press('Enter');
  await page.locator('#client').waitFor({state: 'visible'});
  assert.equal(await page.locator('#client-title').innerText(), last);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'client');
}));

test('it prints all clients on several pages, without the controls', () => onPage('', {}, async page => {
  await page.evaluate(() => addEventListener('beforeprint', () => {
    window.printed = document.querySelectorAll('#client-list tbody tr').length;
  }));
  const pdf = (await page.pdf({format: 'A4'})).toString('latin1');
  assert.ok(pdf.startsWith('%PDF'));
  assert.ok(pdf.match(/\/Type\s*\/Page\b/g).length > 2);
  assert.equal(await page.evaluate(() => window.printed), parties.length);
  await page.waitForFunction(rows => document.querySelectorAll('#client-list tbody tr').length === rows, ROWS_A_PAGE);
  await page.emulateMedia({media: 'print'});
  for (const control of ['#filter', '#pages', 'nav']) assert.ok(await page.locator(control).isHidden(), control);
  for (const part of ['#decide', '#burn-down svg[role=img]', '#map', '#client-list']) {
    assert.ok(await page.locator(part).isVisible(), part);
  }
}));

test('without scripts there are all sections, all charts and the first clients', () =>
  onPage('', {javaScriptEnabled: false}, async page => {
    assert.deepEqual(await page.locator('main > section').evaluateAll(all => all.map(each => each.id)),
        ['decide', 'trend', 'versions', 'where', 'coverage', 'servers', 'changes', 'clients', 'words']);
    for (const id of ['#decide', '#trend', '#versions', '#where', '#coverage', '#servers', '#changes', '#clients']) {
      assert.ok(await page.locator(id).isVisible(), id);
    }
    const charts = page.locator('figure svg[role=img]');
    assert.equal(await charts.count(), 1 + by(truth.versions, row => row.direction + row.protocol).size);
    assert.ok(await charts.evaluateAll(all => all.every(each => each.querySelector('rect').getBoundingClientRect().width > 0)));
    const rows = await cells(page, '#client-list');
    assert.equal(rows.length, ROWS_A_PAGE);
    assert.ok(rows.every(row => row[1] === 'stops'));
    assert.ok(await page.locator('#filter').isHidden());
    assert.match(await page.locator('#clients noscript').innerText(), /first 100/);
  }));

test('what stands in logs stays text', () => onPage('', {}, async page => {
  for (const text of truth.hostile) {
    const party = parties.find(each => each.programs.some(row => row.user_agent === text && row.user_name === each.party));
    assert.ok(party, text);
    await page.evaluate(id => { location.hash = '#client=' + id; }, idOf(party));
    const title = shown(party.programs[0].user_name);
    await page.waitForFunction(wanted => document.getElementById('client-title').textContent === wanted, title);
    const agents = await page.locator('#client-body dd').allTextContents();
    assert.ok(agents.includes(shown(text)), text);
    await page.evaluate(() => { location.hash = '#clients'; });
    await page.locator('#client').waitFor({state: 'hidden'});
    await page.locator('#q').fill(title);
    assert.ok((await names(page)).includes(title), text);
  }
  assert.deepEqual(
      await page.evaluate(() => ['script', 'style', 'img', 'iframe', 'object', 'embed', 'link', 'b', 'i', '[onerror]', '[onload]',
        '[style]', '[src]', 'a[href]:not([href^="#"])'].map(each => document.querySelectorAll(each).length)),
      [2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  assert.ok(!(await page.content()).includes('\u202e'));
}));

test('its policy lets run what stands in it and nothing else', async () => {
  const page = await browser.newPage();
  try {
    await page.goto(PAGE);
    const policy = await page.locator('meta[http-equiv=Content-Security-Policy]').getAttribute('content');
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe|https?:|\*|data:/);
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.hasRun = true';
      document.body.append(script);
      const image = document.createElement('img');
      image.setAttribute('onerror', 'window.hasRun = true');
      image.src = 'x';
      document.body.append(image);
    });
    await page.waitForTimeout(200);
    assert.equal(await page.evaluate(() => window.hasRun), undefined);
  } finally {
    await page.close();
  }
});

test('a telephone scrolls it up and down alone', () =>
  onPage('', {viewport: {width: 390, height: 844}}, async page => {
    const isWide = () => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    assert.equal(await isWide(), false);
    for (const text of truth.hostile) {
      const party = parties.find(each => each.programs.some(row => row.user_agent === text));
      await page.evaluate(id => { location.hash = '#client=' + id; }, idOf(party));
      await page.locator('#client').waitFor({state: 'visible'});
      assert.equal(await isWide(), false, text.slice(0, 40));
    }
    await page.evaluate(() => document.querySelectorAll('details').forEach(each => { each.open = true; }));
    assert.equal(await isWide(), false);
  }));

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 390]) {
    test(`axe finds no fault: ${colorScheme}, ${width} wide`, () =>
      onPage('#client=' + idOf(leaver()), {bypassCSP: true, colorScheme, viewport: {width, height: 900}}, async page => {
        await page.evaluate(() => document.querySelectorAll('details').forEach(each => { each.open = true; }));
        await page.evaluate(AXE);
        const result = await page.evaluate(() => axe.run(document, {resultTypes: ['violations']}));
        assert.deepEqual(result.violations.map(each => ({
          rule: each.id, help: each.help, where: each.nodes.slice(0, 3).map(node => node.target.join(' ') + ': ' + node.failureSummary),
        })), []);
      }));
  }
}
