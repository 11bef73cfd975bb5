/** What the page does by itself: filters, the matrix by keyboard, the way of a pair, routes and spokes that are made when asked for. Text goes in as text alone. */
(() => {
  'use strict';
  const data = JSON.parse(document.getElementById('data').textContent);

  /** @param {string} tag @param {Record<string, string>} attributes @param {...(Node | string)} children */
  const element = (tag, attributes, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };

  /** As in-short.ts writes them: "5-7" is 5, 6, 7 and "5*3" is 5, 5, 5. */
  const tokensIn = (texts) =>
    texts.flatMap((text) => text.split(',')).flatMap((token) => {
      const equal = /^(.+)\*(\d+)$/.exec(token);
      if (equal) return Array.from({ length: Number(equal[2]) }, () => equal[1]);
      const up = /^(\d+)-(\d+)$/.exec(token);
      return up ? Array.from({ length: Number(up[2]) - Number(up[1]) + 1 }, (_, step) => String(Number(up[1]) + step)) : [token];
    });

  const byPair = (texts) => new Map(texts.flatMap((text) => text.split(',')).map((token) => token.split(':')));

  // Filters

  const filters = document.getElementById('filters');
  const cases = [...document.querySelectorAll('.case')];
  const applyFilters = () => {
    const form = new FormData(filters);
    const [verdicts, check, spoke, text] = [new Set(form.getAll('verdict')), form.get('check'), form.get('spoke'), String(form.get('text')).toLowerCase()];
    let shown = 0;
    for (const one of cases) {
      const { dataset } = one;
      const fits = verdicts.has(dataset.verdict) && (check === '' || dataset.check === check) && (spoke === '' || dataset.spokes.split(' ').includes(spoke)) && (text === '' || one.textContent.toLowerCase().includes(text));
      one.hidden = !fits;
      if (fits) shown += 1;
    }
    const isNarrow = check !== '' || spoke !== '' || text !== '' || document.querySelector('#filters input[type=checkbox]:not(:checked)') !== null;
    for (const suite of document.querySelectorAll('.suite')) {
      const some = suite.querySelector('.case:not([hidden])') !== null;
      suite.hidden = !some && cases.length > 0;
      if (isNarrow && some) suite.open = true;
      for (const rest of suite.querySelectorAll(':scope > details')) {
        const any = rest.querySelector('.case:not([hidden])') !== null;
        rest.hidden = !any;
        if (isNarrow && any) rest.open = true;
      }
    }
    document.getElementById('shown').textContent = `${shown.toLocaleString('en-US')} of ${cases.length.toLocaleString('en-US')} shown`;
  };
  if (filters) {
    filters.hidden = false;
    filters.addEventListener('input', applyFilters);
    filters.addEventListener('submit', (event) => { event.preventDefault(); });
    filters.addEventListener('reset', () => { setTimeout(applyFilters); });
    applyFilters();
  }

  // The way of a pair

  const words = { L: 'Login landed', P: 'Connection opened', C: 'Passed by configuration', B: 'Blocked, as it is to be', W: 'Waived', F: 'Failed', T: 'Cannot be told', N: 'Not due', O: 'Left out of this run', E: 'Nothing expected' };
  const symbols = { L: '✓', P: '✓', C: '○', B: '⊠', W: '⊘', F: '✗', T: '?', N: '–', O: '·', E: '' };
  const logins = byPair(data.matrix.logins);
  const why = byPair(data.matrix.why);

  /** Where a login landed and something else is red, that is what the cell tells. */
  const loginWords = (letter, ms) => {
    if (ms === undefined) return '';
    return letter === 'L' ? ` in ${ms} ms` : `, while a login landed in ${ms} ms`;
  };

  const rowWords = (place) => {
    const { prefixes, type, addresses, source, name } = data.pool[place];
    const next = addresses.map((address) => (Object.hasOwn(data.holders, address) ? `${address} (${data.holders[address]})` : address));
    return `${prefixes.join(', ')} → ${[type, next.join(', ')].filter(Boolean).join(' ')}, ${[source, name].filter(Boolean).join(' ')}`;
  };

  /** What the first NIC of a spoke whose routes are known sends the other one by. */
  const hopOf = (from, to) => {
    const nic = data.nics.find(({ spoke }) => spoke === from);
    if (!nic) return `${data.spokes[from]}: no effective routes were read`;
    const token = tokensIn(nic.decides)[to] ?? '-';
    const ways = token === '-' ? ['no route decides'] : token.split('+').map((place) => rowWords(Number(place)));
    return `${nic.name}: ${ways.join('; or ')}`;
  };

  const panel = document.getElementById('path');
  const showPair = (from, to) => {
    const letter = data.matrix.rows[from][to];
    if (letter === '.') return;
    const pair = `${from}>${to}`;
    const ms = logins.get(pair);
    const text = data.matrix.texts[Number(why.get(pair))];
    const button = element('button', { type: 'button' }, 'Checks of the source');
    button.addEventListener('click', () => {
      filters.reset();
      filters.elements.spoke.value = String(from);
      setTimeout(() => {
        filters.elements.spoke.value = String(from);
        applyFilters();
        document.getElementById('checks').scrollIntoView();
      });
    });
    panel.replaceChildren(
      element('h3', {}, `${data.spokes[from]} → ${data.spokes[to]}`),
      element('p', {}, `${words[letter] ?? letter}${loginWords(letter, ms)}.`),
      ...(text === undefined ? [] : [element('p', { class: 'why' }, text)]),
      element('ol', {}, element('li', {}, `There, ${hopOf(from, to)}`), element('li', {}, `Back, ${hopOf(to, from)}`)),
      button,
    );
    panel.hidden = false;
  };

  // The matrix, by mouse and by keyboard

  const places = (table, cell) => {
    const spokesOf = (group) => (table.dataset.spokes ? JSON.parse(table.dataset.spokes)[group] : undefined);
    const [from, to] = [Number(cell.dataset.from), Number(cell.dataset.to)];
    return { from: spokesOf(0)?.[from] ?? from, to: spokesOf(1)?.[to] ?? to };
  };

  const useMatrix = (table, onFocus, onChoose) => {
    table.setAttribute('role', 'grid');
    table.setAttribute('aria-readonly', 'true');
    const rows = [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll('td.cell')]);
    let current = rows[0]?.[0];
    for (const cell of rows.flat()) cell.tabIndex = -1;
    if (current) current.tabIndex = 0;
    const enter = (cell) => {
      if (!cell) return;
      if (current) current.tabIndex = -1;
      current = cell;
      cell.tabIndex = 0;
    };
    const cellOf = (event) => (event.target instanceof Element ? event.target.closest('td.cell') : null);
    const act = (handler) => (event) => {
      const cell = cellOf(event);
      if (cell) handler(places(table, cell), cell);
    };
    table.addEventListener('focusin', act((pair, cell) => { enter(cell); onFocus(pair); }));
    table.addEventListener('mouseover', act((pair) => { onFocus(pair); }));
    table.addEventListener('click', act((pair, cell) => { enter(cell); cell.focus(); onChoose(pair); }));
    table.addEventListener('keydown', (event) => {
      const cell = cellOf(event);
      if (!cell || event.altKey || event.metaKey) return;
      const [row, column] = [Number(cell.dataset.from), Number(cell.dataset.to)];
      const [lastRow, lastColumn] = [rows.length - 1, rows[0].length - 1];
      const to = {
        ArrowUp: [row - 1, column], ArrowDown: [row + 1, column], ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1],
        Home: [event.ctrlKey ? 0 : row, 0], End: [event.ctrlKey ? lastRow : row, lastColumn], PageUp: [Math.max(0, row - 10), column], PageDown: [Math.min(lastRow, row + 10), column],
      }[event.key];
      if (to) {
        event.preventDefault();
        rows[to[0]]?.[to[1]]?.focus();
      } else if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        onChoose(places(table, cell));
      }
    });
  };

  /** The spokes of two groups against each other. */
  const openGroups = ({ from, to }) => {
    const [sources, targets] = [data.groups[from], data.groups[to]];
    const cells = (source, row) => targets.map((target, column) => {
      const letter = data.matrix.rows[source][target];
      const ms = logins.get(`${source}>${target}`);
      const label = letter === '.' ? data.spokes[source] : `${data.spokes[source]} to ${data.spokes[target]}: ${words[letter]}${loginWords(letter, ms)}`;
      return element('td', { 'class': `cell o-${letter === '.' ? 'self' : letter}`, 'data-from': String(row), 'data-to': String(column), 'aria-label': label }, (letter === 'L' ? ms : undefined) ?? symbols[letter] ?? '');
    });
    const table = element(
      'table', { class: 'matrix' },
      element('caption', {}, 'Rows reach for columns'),
      element('thead', {}, element('tr', {}, element('td', {}), ...targets.map((target) => element('th', { scope: 'col' }, element('span', {}, data.spokes[target]))))),
      element('tbody', {}, ...sources.map((source, row) => element('tr', {}, element('th', { scope: 'row' }, data.spokes[source]), ...cells(source, row)))),
    );
    table.dataset.spokes = JSON.stringify([sources, targets]);
    const [one, other] = [from, to].map((group) => matrix.tBodies[0].rows[group].cells[0].textContent);
    document.getElementById('opened').replaceChildren(element('h3', {}, `${one} → ${other}`), element('div', { 'class': 'scroll', 'tabindex': '0', 'role': 'region', 'aria-label': 'Spokes of two groups' }, table));
    useMatrix(table, ({ from: a, to: b }) => { showPair(a, b); }, ({ from: a, to: b }) => { showPair(a, b); });
  };

  const matrix = document.getElementById('matrix');
  if (matrix) {
    const isOfGroups = matrix.hasAttribute('data-groups');
    const show = ({ from, to }) => { showPair(from, to); };
    useMatrix(matrix, isOfGroups ? () => undefined : show, isOfGroups ? openGroups : show);
  }

  // Routes that are not in the page yet

  const makeRoutes = (details) => {
    const nic = data.nics[Number(details.dataset.nic)];
    if (!nic || details.querySelector('table')) return;
    const decides = new Map();
    for (const [spoke, token] of tokensIn(nic.decides).entries()) for (const place of token === '-' ? [] : token.split('+')) decides.set(place, [...(decides.get(place) ?? []), data.spokes[spoke]]);
    const rows = tokensIn(nic.rows).map((place) => {
      const { prefixes, type, addresses, source, state, name } = data.pool[Number(place)];
      const spokes = decides.get(place) ?? [];
      const of = spokes.length > 12 ? `${spokes.slice(0, 12).join(', ')} and ${spokes.length - 12} more` : spokes.join(', ');
      const texts = [prefixes.join(', '), [type, addresses.join(', ')].filter(Boolean).join(' '), [source, name].filter(Boolean).join(' '), state, of];
      return element('tr', spokes.length > 0 ? { class: 'decides' } : {}, ...texts.map((text) => element('td', {}, text)));
    });
    const head = ['Prefix', 'Next hop', 'Source', 'State', 'Decides for'].map((text) => element('th', { scope: 'col' }, text));
    const table = element('table', { class: 'plain' }, element('caption', {}, `Effective routes of ${nic.name}`), element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...rows));
    details.append(element('div', { 'class': 'scroll', 'tabindex': '0', 'role': 'region', 'aria-label': `Routes of ${nic.name}` }, table));
  };
  for (const details of document.querySelectorAll('details.nic')) details.addEventListener('toggle', () => { if (details.open) makeRoutes(details); });

  // Commands that can be copied

  for (const fix of document.querySelectorAll('pre.fix')) {
    const button = element('button', { 'type': 'button', 'class': 'copy', 'aria-label': 'Copy the command' }, 'Copy');
    button.addEventListener('click', () => {
      const code = fix.querySelector('code');
      const done = () => { button.textContent = 'Copied'; };
      const select = () => { getSelection().selectAllChildren(code); };
      if (navigator.clipboard) navigator.clipboard.writeText(code.textContent).then(done, select);
      else select();
    });
    fix.append(button);
  }

  // On paper everything that is in the page is open

  let closed = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll('details:not([open])')];
    for (const details of closed) details.open = true;
  });
  addEventListener('afterprint', () => { for (const details of closed) details.open = false; });
})();
