/* The search page; search.js is its engine. */
(function () {
  'use strict';

  var engine, PAGE = 10, FIRST = 5, NAMES = ['county', 'theme', 'year'];
  var root = document.currentScript.getAttribute('data-root');
  var KINDS = { t: '标题', h: '节', l: '导语', p: '正文', n: '注释', e: '编者按', c: '勘误' };
  var box, area, list, status, question, turn = 0, composing = false, writing = false, timer, lastKey = 0, names, state;

  function one(selector) { return document.querySelector(selector); }
  function all(selector) { return Array.from(document.querySelectorAll(selector)); }

  function make(tag, name, content, attributes) {
    var element = document.createElement(tag);
    if (name) element.className = name;
    [].concat(content || []).forEach(function (part) { element.append(part); });
    Object.keys(attributes || {}).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    return element;
  }

  function fromAddress() {
    var given = new URLSearchParams(location.search), found = { q: given.get('q') || '', sort: given.get('sort') === 'date' ? 'date' : '' };
    NAMES.forEach(function (name) { found[name] = given.getAll(name); });
    return found;
  }

  function address(asked) {
    var given = new URLSearchParams();
    if (asked.q) given.set('q', asked.q);
    NAMES.forEach(function (name) { asked[name].forEach(function (value) { given.append(name, value); }); });
    if (asked.sort) given.set('sort', asked.sort);
    var told = given.toString();
    return location.pathname + (told ? '?' + told : '');
  }

  function fromForm() {
    var found = { q: box.value.trim(), sort: one('[name=sort]:checked').value };
    NAMES.forEach(function (name) {
      found[name] = all('[data-facet=' + name + '] input:checked').map(function (input) { return input.value; });
    });
    return found;
  }

  function go() { // typing on replaces the entry
    clearTimeout(timer);
    var next = fromForm(), target = address(next);
    if (target === address(state)) { if (question && question.failed) show(); return; }
    var typing = state.q && next.q && state.q !== next.q && (state.q.indexOf(next.q) === 0 || next.q.indexOf(state.q) === 0);
    try { history[typing ? 'replaceState' : 'pushState'](null, '', target); } catch (error) { /* a page without a server */ }
    state = next;
    show();
  }

  async function show() {
    var mine = ++turn, query = engine.parse(state.q), words = query.terms.length > 0;
    var asks = words || state.sort || NAMES.some(function (name) { return state[name].length; });
    ['data-ready', 'data-total', 'data-facets', 'data-tries'].forEach(function (name) { area.removeAttribute(name); });
    one('[data-tried]').textContent = '';
    document.documentElement.classList.toggle('asked', Boolean(asks));
    one('[data-asked]').hidden = !asks;
    one('[data-order]').hidden = !words; // a list without words is by date
    direct(state.q);
    if (!asks) { list.textContent = ''; say(''); question = null; offer(); return; }
    function stale() { return mine !== turn; }
    var asked;
    try {
      var index = await engine.open();
      state.theme = state.theme.map(function (value) { return index.themes[index.ids.indexOf(value)] || value; }); // by id, too
      asked = question = new engine.Question(index, query, state, state.sort);
      await asked.ask();
      if (stale()) return;
      await asked.more(FIRST);
      if (stale()) return;
      begin(asked);
      await asked.more(PAGE);
      if (stale()) return;
      add(asked, PAGE);
      while (!asked.known()) {
        tell(asked);
        await asked.settle(asked.doubtful);
        if (stale()) return;
      }
      finish(asked);
      offer();
      if (!asked.total() && words) await tries(asked, stale);
      var counts = await asked.facets();
      if (stale()) return;
      var without = words && asked.every.filter(function (place) { return place.right; }).length;
      one('[data-clear-filters] button').textContent = '去掉筛选' + (without ? '，有' + without + '条' : '');
      facets(index, counts);
    } catch (error) {
      if (!stale()) failed(error);
    }
  }

  /* A query that names an issue, a year or month, a county or a theme has a page of its own. */
  function direct(words) {
    var place = one('[data-direct]'), plain = words.normalize('NFKC').replace(/\s/g, '');
    var issue = /^(?:(\d{4})年?)?第?(\d{1,4})期$/.exec(plain), day = /^(\d{4})(?:年|[-.\/年](\d{1,2})月?)$/.exec(plain);
    var found = all('[data-named] li').filter(function (item) {
      return item.getAttribute('data-names').split('\n').some(function (name) { return name.normalize('NFKC').replace(/\s/g, '') === plain; });
    }).map(function (item) {
      return [item.getAttribute('data-kind'), item.firstChild.getAttribute('href'), item.textContent];
    });
    place.hidden = true;
    one('[data-issues]').getAttribute('data-issues').split(';').forEach(function (part) { // 2021:1-5,7
      var year = part.split(':')[0], number = issue && Number(issue[2]), link = root + year + '/';
      if (day && day[1] === year) found.push(['各期', link, year + '年的各期']);
      if (!issue || (issue[1] && issue[1] !== year)) return;
      var printed = part.split(':')[1].split(',').some(function (range) {
        var ends = range.split('-').map(Number);
        return ends[0] <= number && number <= ends[ends.length - 1];
      });
      if (printed) found.push(['各期', link + (number < 10 ? '0' : '') + number + '/', year + '年第' + number + '期']);
    });
    place.textContent = '';
    found.forEach(function (row) {
      place.append(make('span', 'meta', row[0]), make('a', 'strong', row[2], { href: row[1] }));
    });
    place.hidden = !found.length;
  }

  function begin(asked) {
    list.textContent = '';
    asked.shown = 0;
    one('[data-none]').hidden = one('[data-failed]').hidden = one('[data-near]').hidden = true;
    add(asked, FIRST);
    tell(asked);
  }

  function tell(asked) {
    var total = asked.total(), known = asked.known();
    var chosen = state.county.concat(state.theme, state.year.map(function (year) { return year + '年'; })).join('、');
    say((known ? total ? (asked.query.terms.length ? '找到' + total + '条' : '共' + total + '条措施') : '没有结果' : '已找到' + total + '条，正在逐条核对……') +
      (chosen && '（' + chosen + '）'));
    one('[data-more]').hidden = asked.shown < PAGE || asked.shown >= total; // not while more hits are on their way
  }

  function say(words) { if (status.textContent !== words) status.textContent = words; }

  function finish(asked) {
    area.setAttribute('data-total', asked.total());
    area.setAttribute('data-ready', '');
    tell(asked);
    one('[data-none]').hidden = asked.total() > 0;
    one('[data-advice]').hidden = asked.query.terms.length > 0; // until other forms were tried
    all('[data-worded]').forEach(function (item) { item.hidden = !asked.query.terms.length; });
    one('[data-none] h2').textContent = asked.query.terms.length ? '没有找到“' + state.q + '”' : '没有这样的措施';
    one('[data-clear-filters]').hidden = !asked.filtered();
  }

  function failed(error) {
    list.textContent = '';
    question = { failed: true };
    say('检索没有完成');
    one('[data-none]').hidden = one('[data-near]').hidden = one('[data-more]').hidden = true;
    one('[data-failed]').hidden = false;
    area.setAttribute('data-error', error.message || String(error));
  }

  async function tries(asked, stale) {
    var told = await engine.tries(asked.index, asked.query), near = one('[data-near] ol');
    if (stale()) return;
    var rows = told.show(one('[data-tried]'), make, function (words) {
      return address({ q: words, county: [], theme: [], year: [], sort: state.sort });
    }, phrased, function (hit) { return root + hit.key + '/' + hit.index + '/?hl=' + encodeURIComponent(state.q); });
    near.textContent = '';
    near.append.apply(near, rows);
    one('[data-advice]').hidden = false;
    one('[data-near]').hidden = !rows.length || asked.filtered();
    area.setAttribute('data-tries', told.found.length);
  }

  async function more() {
    var asked = question, mine = turn, from = asked.shown;
    try {
      await asked.more(from + PAGE);
      if (mine !== turn) return;
      add(asked, from + PAGE);
      tell(asked);
      var next = all('[data-hit] a.hit')[from];
      if (next && document.activeElement === one('[data-more]')) next.focus();
    } catch (error) { if (mine === turn) failed(error); }
  }

  function add(asked, until) {
    var rows = document.createDocumentFragment();
    for (; asked.shown < Math.min(until, asked.hits.length); asked.shown++) rows.append(hit(asked, asked.hits[asked.shown]));
    list.append(rows);
  }

  function hit(asked, found) {
    var terms = asked.query.terms, issue = root + found.key + '/', article = issue + found.index + '/';
    var marks = terms.length ? '?hl=' + encodeURIComponent(state.q) : '';
    var target = (found.kind === 'e' ? issue : article) + marks + (found.fragment ? '#' + found.fragment : '');
    var heading = found.kind === 'm' && found.cut;
    var own = heading ? found.text.slice(0, found.cut) : found.kind === 't' || found.kind === 'h' ? found.text : found.title;
    var body = own === found.text ? '' : found.kind === 'm' ? found.text.slice(found.cut).replace(/^[。！？；]\s*/, '') : found.text;
    var meta = make('p', 'meta dots', found.counties.map(function (name) { return make('span', '', name); }));
    meta.append(make('a', '', found.issue, { href: issue }), make('span', '', found.date.slice(0, 4) + '年'));
    found.themes.forEach(function (id) { meta.append(make('a', '', asked.index.themes[asked.index.ids.indexOf(id)], { href: root + 'theme/' + id + '/' })); });
    if (KINDS[found.kind]) meta.append(make('span', '', KINDS[found.kind]));
    return make('li', 'find-hit', [
      make('h2', '', make('a', 'hit quiet', heading ? marked(own, terms) : phrased(own, terms), { href: target })),
      found.kind === 'm' || found.kind === 'h' ? make('p', 'meta', phrased(found.title, [])) : '',
      body ? make('p', 'snippet', snippet(body, terms)) : '',
      meta
    ], { 'data-hit': found.fragment });
  }

  function marked(text, terms, from, to) {
    var parts = [], at = from || 0, end = to === undefined ? text.length : to;
    engine.places(text, terms).forEach(function (range) {
      var begin = Math.max(range[0], at), stop = Math.min(range[1], end);
      if (stop <= begin) return;
      parts.push(text.slice(at, begin), make('mark', '', text.slice(begin, stop)));
      at = stop;
    });
    return parts.concat(text.slice(at, end));
  }

  function phrased(text, terms) { // a title breaks only at its spaces
    var parts = [], at = 0;
    text.split(/(\s+)/).forEach(function (part) {
      parts.push(part.trim() ? make('span', 'phrase', marked(text, terms, at, at + part.length)) : part);
      at += part.length;
    });
    return parts.length > 1 ? parts : marked(text, terms);
  }

  function around(text, found, size) { // from a little before the word on
    var first = found[0], stop = text.slice(0, first).search(/[，。；：！？、\n][^，。；：！？、\n]{0,24}$/);
    var from = first < 30 ? 0 : stop >= 0 && first - stop < 30 ? stop + 1 : first - 24;
    var to = Math.min(text.length, Math.max(from + size, found[1] + 20));
    return [from, to];
  }

  function whole(text, terms, range) { // cuts no mark, number or Latin word
    var from = range[0], to = range[1], solid = /[0-9A-Za-z.%\uD800-\uDFFF]{2}/;
    while (solid.test(text.slice(Math.max(from - 1, 0), from + 1))) from--;
    while (solid.test(text.slice(to - 1, to + 1))) to++;
    engine.places(text, terms).forEach(function (mark) {
      if (mark[0] < from && from < mark[1]) from = mark[0];
      if (mark[0] < to && to < mark[1]) to = mark[1];
    });
    return [from, to];
  }

  function snippet(text, terms) { // where each term is first
    var shown = [], parts = [], last = 0;
    terms.forEach(function (term) {
      var found = engine.places(text, [term])[0];
      if (!found || shown.some(function (range) { return range[0] <= found[0] && found[1] <= range[1]; })) return;
      shown.push(whole(text, terms, around(text, found, terms.length > 1 ? 60 : 110)));
    });
    if (!shown.length) shown.push(whole(text, terms, around(text, [0, 0], 110)));
    shown.sort(function (a, b) { return a[0] - b[0]; }).forEach(function (range) {
      parts = parts.concat(range[0] > last ? '……' : '', marked(text, terms, Math.max(range[0], last), range[1]));
      last = Math.max(last, range[1]);
    });
    return parts.concat(last < text.length ? '……' : '');
  }

  function fields(index) {
    var values = { county: index.counties, theme: index.themes, year: index.years.map(String) };
    NAMES.forEach(function (name) {
      var group = one('[data-facet=' + name + ']');
      if (group.children.length) return;
      values[name].forEach(function (value) {
        var input = make('input', '', '', { type: 'checkbox', name: name, value: value });
        group.append(make('label', '', [input, make('span', '', value + (name === 'year' ? '年' : '')), make('span', 'number', '')]));
      });
    });
  }

  function facets(index, counts) {
    fields(index);
    all('[data-facet]').forEach(function (group) { group.parentNode.hidden = true; });
    all('[data-facet] input').forEach(function (input) {
      var count = counts[input.name][input.value] || 0, label = input.parentNode;
      input.checked = state[input.name].indexOf(input.value) >= 0;
      label.lastChild.textContent = count;
      label.hidden = !count && !input.checked && input.name !== 'county';
      label.classList.toggle('nil', !count && !input.checked);
      if (!label.hidden) label.parentNode.parentNode.hidden = false;
    });
    area.setAttribute('data-facets', '');
  }

  async function offer() {
    var words = one('[data-suggest]'), asked = box.value.trim(), typed = engine.normal(asked.split(/\s+/).pop());
    if (!writing || !typed || composing) { words.textContent = ''; words.hidden = true; return; }
    try {
      names = names || await engine.words();
    } catch (error) { return; }
    if (box.value.trim() !== asked) return;
    var found = names.filter(function (name) { return name.plain.indexOf(typed) >= 0 && name.plain !== typed; });
    found.sort(function (a, b) { return (a.plain.indexOf(typed) > 0) - (b.plain.indexOf(typed) > 0); });
    words.textContent = '';
    found.slice(0, 6).forEach(function (name) {
      words.append(make('li', '', make('a', '', name.shown, { href: address(Object.assign({}, state, { q: name.word })), 'data-word': name.word })));
    });
    words.hidden = !found.length;
  }

  function restore() { // an address is complete: nothing is offered that would move its hits
    writing = false;
    state = fromAddress();
    box.value = state.q;
    all('[name=sort]').forEach(function (input) { input.checked = input.value === state.sort; });
    all('[data-facet] input').forEach(function (input) { input.checked = state[input.name].indexOf(input.value) >= 0; });
    show();
  }

  function typed(event) {
    writing = true;
    if (composing || event.isComposing) return;
    var soon = Date.now() - lastKey < 150;
    lastKey = Date.now();
    clearTimeout(timer);
    if (soon) timer = setTimeout(go, 120); else go();
  }

  function keys(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    var hits = all('[data-hit] a.hit'), at = hits.indexOf(document.activeElement), inBox = document.activeElement === box;
    if (event.key === 'ArrowDown' && (inBox || at >= 0)) {
      event.preventDefault();
      if (hits[at + 1]) hits[at + 1].focus();
      else if (at >= 0 && !one('[data-more]').hidden) one('[data-more]').focus();
    } else if (event.key === 'ArrowUp' && at >= 0) {
      event.preventDefault();
      (hits[at - 1] || box).focus();
    } else if (event.key === 'Escape' && (inBox || at >= 0)) {
      event.preventDefault();
      if (inBox) { box.value = ''; go(); } else box.focus();
    }
  }

  function clear(filtersOnly) {
    all('[data-facet] input').forEach(function (input) { input.checked = false; });
    if (!filtersOnly) {
      box.value = '';
      one('[name=sort]').checked = true;
      box.focus();
    }
    go();
  }

  function start() {
    engine = window.briefSearch;
    box = one('#q');
    area = one('[data-results]');
    list = one('[data-results] ol');
    status = one('[data-status]');
    if (!engine) {
      one('[data-asked]').hidden = false;
      one('[data-retry]').addEventListener('click', function () { location.reload(); });
      failed('search.js');
      return;
    }
    box.form.addEventListener('submit', function (event) { event.preventDefault(); go(); });
    box.addEventListener('input', typed);
    box.addEventListener('compositionstart', function () { composing = true; });
    box.addEventListener('compositionend', function () { composing = false; go(); });
    one('[data-filters]').addEventListener('change', go);
    one('[data-filters]').addEventListener('submit', function (event) { event.preventDefault(); });
    one('[data-more]').addEventListener('click', more);
    document.addEventListener('click', function (event) {
      var word = event.target.closest('[data-word]');
      if (word && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        box.value = word.getAttribute('data-word');
        box.focus();
        go();
      } else if (event.target.closest('[data-retry]')) {
        engine.forget();
        names = null;
        area.removeAttribute('data-error');
        one('[data-failed]').hidden = true;
        show();
      } else if (event.target.closest('[data-clear]')) clear(false);
      else if (event.target.closest('[data-clear-filters]')) clear(true);
    });
    document.addEventListener('keydown', keys);
    window.addEventListener('popstate', restore);
    var panel = one('[data-filters]').parentNode, wide = matchMedia('(min-width:54em)');
    function fit() { panel.open = wide.matches; }
    fit();
    if (wide.addEventListener) wide.addEventListener('change', fit);
    if (matchMedia('(hover:hover)').matches) box.focus();
    engine.open().catch(function () { });
    restore();
  }

  if (!one('.folder')) start();
})();
