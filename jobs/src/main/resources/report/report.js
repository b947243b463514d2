'use strict';
// The page reads without this: here are search, sort, filter, the what-if, and a section for each client.
(async () => {
  const ROWS = 100;
  let rowsShown = ROWS;
  const byId = id => document.getElementById(id);
  const packed = Uint8Array.from(atob(byId('data').textContent.trim()), c => c.charCodeAt(0));
  const text = await new Response(
      new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
  const data = JSON.parse(text);
  const {labels} = data;

  // Columns to rows; programs and uses go to those whose they are.
  const rows = table => {
    const columns = Object.keys(table);
    const count = columns.length ? table[columns[0]].length : 0;
    return Array.from({length: count}, (none, i) =>
        Object.fromEntries(columns.map(column => [column, table[column][i]])));
  };
  const adopt = (parents, children, name) => {
    let next = 0;
    for (const parent of parents) {
      const count = parent[name];
      parent[name] = children.slice(next, next + count);
      next += count;
    }
    return parents;
  };
  const programs = adopt(rows(data.programs), rows(data.uses), 'uses');
  const clients = adopt(rows(data.clients), programs, 'programs');
  const day = number => number ? new Date(number * 864e5).toISOString().slice(0, 10) : '';
  clients.forEach((client, rank) => {
    client.rank = rank;
    client.planned = client.effect;
    client.protocols = [...new Set(client.programs.map(each => each.protocol))].sort();
    client.names = [...new Set(client.programs.map(each => each.program).filter(each => each))];
    client.haystack = [client.who, client.party, client.address, client.id,
      ...client.programs.flatMap(each => [each.program, each.agent, each.ends, each.kind, each.reason])]
        .join('\n').toLowerCase();
    const worst = client.programs.filter(each => each.effect === client.effect);
    client.why = worst[0].effectReason || worst[0].reason;
    client.partly = worst.every(each => each.partly);
  });

  // Elements with text, never with markup: what stands in logs stays text.
  const SVG = 'http://www.w3.org/2000/svg';
  const element = (name, attributes, ...content) => {
    const made = name.startsWith('svg:') ? document.createElementNS(SVG, name.slice(4)) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value !== undefined && value !== false) made.setAttribute(key, value);
    }
    made.append(...content.filter(each => each !== undefined && each !== ''));
    return made;
  };

  // What is asked for stands in the address: a link shows the same to everybody.
  const KEYS = ['q', 'minimum', 'effect', 'status', 'role', 'direction', 'protocol'];
  const asked = () => {
    const [place, query] = location.hash.slice(1).split('?');
    const parameters = new URLSearchParams(query || '');
    return {place, parameters, of: key => parameters.get(key) || ''};
  };
  const address = (place, parameters = asked().parameters) => {
    const query = parameters.toString();
    return '#' + place + (query ? '?' + query : '');
  };
  const go = change => {
    const {parameters} = asked();
    for (const [key, value] of Object.entries(change)) {
      if (value) parameters.set(key, value); else parameters.delete(key);
    }
    history.replaceState(null, '', address('clients', parameters));
    show();
  };

  const fill = (id, values) => values.forEach(value => byId(id).append(element('option', {value}, value)));
  const used = key => [...new Set(clients.flatMap(client => client[key]))].sort();
  fill('minimum', labels.minimums);
  fill('effect', labels.effects);
  fill('status', labels.statuses.filter((none, i) => clients.some(client => client.status === i)));
  fill('role', used('role'));
  fill('direction', used('direction'));
  fill('protocol', used('protocols'));

  const ORDERS = {
    rank: client => client.rank,
    who: client => client.who.toLowerCase(),
    effect: client => client.shown,
    status: client => client.status,
    last: client => client.last,
    role: client => client.role,
    protocol: client => client.protocols.join(),
    program: client => client.names.join().toLowerCase(),
  };
  const TITLES = new Map();
  for (const head of document.querySelectorAll('#client-list th[data-sort]')) {
    const button = element('button', {type: 'button'}, head.textContent);
    const key = head.dataset.sort;
    button.addEventListener('click', () => {
      const sort = asked().of('sort');
      go({sort: sort === key ? '-' + key : sort === '-' + key ? '' : key, page: ''});
    });
    head.replaceChildren(button);
    TITLES.set(key, head);
  }

  const matches = ask => {
    const minimum = labels.minimums.indexOf(ask.of('minimum'));
    const effect = labels.effects.indexOf(ask.of('effect'));
    const status = labels.statuses.indexOf(ask.of('status'));
    const words = ask.of('q').toLowerCase().split(/\s+/).filter(word => word);
    return clients.filter(client => {
      client.shown = minimum < 0 ? client.planned : Number(client.minimums[minimum]);
      return (effect < 0 || client.shown === effect)
          && (status < 0 || client.status === status)
          && (!ask.of('role') || client.role === ask.of('role'))
          && (!ask.of('direction') || client.direction === ask.of('direction'))
          && (!ask.of('protocol') || client.protocols.includes(ask.of('protocol')))
          && words.every(word => client.haystack.includes(word));
    });
  };

  const row = client => {
    const effect = labels.effects[client.shown];
    const link = element('a', {href: address('client=' + client.id)}, client.who);
    const isPlanned = client.shown === client.planned;
    return element('tr', {},
        element('th', {scope: 'row'}, link),
        element('td', {class: effect}, effect + (isPlanned && client.partly ? ', in part' : '')),
        element('td', {class: 'wide'}, labels.statuses[client.status]),
        element('td', {class: 'day'}, day(client.last)),
        element('td', {class: 'wide'}, client.role),
        element('td', {class: 'wide'}, client.direction + ' ' + client.protocols.join(', ')),
        element('td', {class: 'wide'}, client.names.join(', ')),
        element('td', {class: 'wide why'}, isPlanned ? client.why : ''));
  };

  const show = () => {
    const ask = asked();
    const own = /^client=([0-9a-f]+)$/.exec(ask.place);
    KEYS.forEach(key => { byId(key).value = ask.of(key); });
    const found = matches(ask);
    const sort = ask.of('sort');
    const named = sort.replace(/^-/, '');
    const isKnown = Object.hasOwn(ORDERS, named);
    const key = isKnown ? named : 'rank';
    const sign = isKnown && sort.startsWith('-') ? -1 : 1;
    const order = ORDERS[key];
    found.sort((a, b) => {
      const left = order(a), right = order(b);
      return left < right ? -sign : left > right ? sign : a.rank - b.rank;
    });
    for (const [name, head] of TITLES) {
      if (name === key && sort) head.setAttribute('aria-sort', sign < 0 ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    }
    const pages = Math.max(1, Math.ceil(found.length / rowsShown));
    const page = Math.min(pages, Math.max(1, Math.trunc(Number(ask.of('page'))) || 1));
    document.querySelector('#client-list tbody').replaceChildren(
        ...found.slice((page - 1) * rowsShown, page * rowsShown).map(row));
    const counts = labels.effects.map((name, i) => [name, found.filter(client => client.shown === i).length]);
    byId('found').textContent = found.length.toLocaleString('en') + ' of ' + clients.length.toLocaleString('en')
        + ' shown' + (found.length ? ': ' : '') + counts.filter(each => each[1])
        .map(each => each[1].toLocaleString('en') + ' ' + each[0]).join(', ');
    byId('pages').hidden = pages < 2;
    byId('page').textContent = 'Page ' + page + ' of ' + pages;
    byId('before').disabled = page === 1;
    byId('next').disabled = page === pages;
    byId('before').onclick = () => go({page: page - 1});
    byId('next').onclick = () => go({page: page + 1});
    detail(own && clients.find(client => client.id === own[1]), Boolean(own));
  };

  const facts = pairs => element('dl', {}, ...pairs.filter(pair => pair[1])
      .flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]));

  const KINDS = {cleartext: 'clear', failed: 'failed', 'TLS 1.0': 'tls10', 'TLS 1.1': 'tls11', 'TLS 1.2': 'tls12',
    'TLS 1.3': 'tls13', 'SSL 2.0': 'ssl', 'SSL 3.0': 'ssl'};

  // From the first to the last use of each version, and the days of the window on which it was seen at all.
  const timeline = client => {
    const kinds = new Map();
    const uses = client.programs.flatMap(each => each.uses);
    const first = Math.min(...uses.map(use => use.first));
    const length = Math.max(1, data.asOf - first + 1);
    const x = at => 130 + 580 * Math.max(0, Math.min(length, at - first)) / length;
    for (const use of uses) {
      const kind = kinds.get(use.tls) || {first: Infinity, last: 0, requests: 0};
      kinds.set(use.tls, {first: Math.min(kind.first, use.first), last: Math.max(kind.last, use.last),
        requests: kind.requests + use.requests});
    }
    const names = [...kinds.keys()].sort();
    const said = names.map(name => name + ' from ' + day(kinds.get(name).first) + ' to ' + day(kinds.get(name).last)
        + ', ' + kinds.get(name).requests.toLocaleString('en') + ' requests');
    const height = 26 * (names.length + 1) + 24;
    const drawing = element('svg:svg', {viewBox: '0 0 720 ' + height, class: 'timeline', role: 'img',
      'aria-label': 'Timeline: ' + said.join('; ')});
    names.forEach((name, i) => {
      const kind = kinds.get(name);
      drawing.append(
          element('svg:text', {x: 0, y: 26 * i + 17}, name),
          element('svg:rect', {class: KINDS[name] || 'untold', x: x(kind.first).toFixed(1), y: 26 * i + 4,
            width: Math.max(2, x(kind.last + 1) - x(kind.first)).toFixed(1), height: 16},
          element('svg:title', {}, said[i])));
    });
    drawing.append(element('svg:text', {x: 0, y: 26 * names.length + 17}, 'seen, by day'));
    const start = data.asOf - data.window + 1;
    const seen = new Set(client.programs.flatMap(each => [...each.days].flatMap((digit, i) =>
        [0, 1, 2, 3].filter(bit => parseInt(digit, 16) >> bit & 1).map(bit => start + 4 * i + bit))));
    for (const at of seen) {
      drawing.append(element('svg:rect', {class: 'failed', x: x(at).toFixed(1), y: 26 * names.length + 4,
        width: Math.max(1, x(at + 1) - x(at) - 1).toFixed(1), height: 16}));
    }
    drawing.append(
        element('svg:text', {x: 130, y: height - 4}, day(first)),
        element('svg:text', {x: 710, y: height - 4, 'text-anchor': 'end'}, day(data.asOf)));
    return [drawing, element('p', {class: 'note'}, said.join('; ') + '. Days are told of the last ' + data.window + '.')];
  };

  const program = each => {
    const effect = labels.effects[each.effect];
    return [
      element('h4', {}, each.protocol + (each.program ? ': ' + each.program : '')),
      facts([
        ['What happens', effect + (each.partly ? ', in part' : '') + (each.effectReason ? ': ' + each.effectReason : '')],
        ['Status', labels.statuses[each.status] + ': ' + each.reason],
        ['Goes with', each.along],
        ['Excepted', each.exception],
        ['Kind', each.kind],
        ['User agent', each.agent],
        ['Where', each.ends],
        ['Seen', day(each.first) + ' to ' + day(each.last) + (each.dormant ? ', not lately' : '')],
        ['Last old use', day(each.legacyLast)],
        ['Last modern use', day(each.modernLast)],
        ['Requests', each.requests.toLocaleString('en') + ' in ' + data.window + ' days'],
      ]),
      element('p', {}, 'Proof: ', element('code', {}, each.proofFile + ':' + each.proofLine)),
      each.proof ? element('pre', {tabindex: 0, 'aria-label': 'The line of the log'}, each.proof) : ''];
  };

  const detail = (client, isAsked) => {
    byId('client').hidden = !isAsked;
    if (!isAsked) return;
    byId('back').href = address('clients');
    byId('client-title').textContent = client ? client.who : 'This client is not in the report';
    byId('client-body').replaceChildren(...(client ? [
      facts([
        ['Party', client.party],
        ['Address last seen', client.address],
        ['Role', client.role + ', ' + client.direction],
        ['As planned', labels.effects[client.planned]],
        ...labels.minimums.map((version, i) => ['If ' + version + ' were the oldest', labels.effects[client.minimums[i]]]),
      ]),
      ...timeline(client),
      ...client.programs.flatMap(program)] : ['It is not among the worst that are listed, or is gone.']).filter(each => each));
    byId('client').scrollIntoView();
    byId('client').focus({preventScroll: true});
  };

  const follow = () => {
    show();
    if (asked().place === 'clients') byId('clients').scrollIntoView();
  };
  KEYS.forEach(key => byId(key).addEventListener('input', () => go({[key]: byId(key).value, page: ''})));
  byId('filter').addEventListener('submit', event => event.preventDefault());
  byId('reset').addEventListener('click', () => { history.replaceState(null, '', '#clients'); show(); });
  addEventListener('hashchange', follow);
  // On paper there are no pages to turn.
  addEventListener('beforeprint', () => { rowsShown = clients.length + 1; show(); });
  addEventListener('afterprint', () => { rowsShown = ROWS; show(); });
  byId('filter').hidden = false;
  if (location.hash) follow(); else show();
  document.documentElement.dataset.ready = 'true';
})();
