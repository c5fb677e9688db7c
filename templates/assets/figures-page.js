/* The table of figures: filters, sorting, what is filtered as CSV, the state in the address. ES2017, no modules.
   Rows come from one script a year (figures/rows/), so that it works from a folder on disk too. Without this script
   the page shows the newest issues' figures, and each year has a page of its own. */
(function () {
  'use strict';

  var root = document.currentScript.getAttribute('data-root');
  var STEP = 200; // rows shown at a time
  var FEW = 1000; // up to so many figures all years are loaded at once; of more none is before it is asked for
  var BARS = 3; // values of a unit needed before bars compare them
  var OUTLIER = 20; // a value so many times larger than the next one has a bar that is cut
  var FIELDS = ['theme', 'year', 'kind', 'unit', 'q'];
  var KINDS = {
    count: '数量', money: '金额', percent: '百分比', area: '面积', length: '长度', weight: '重量', volume: '体积',
    duration: '时长', age: '年龄', score: '评分', energy: '电量', power: '功率', temperature: '温度', sound: '声级',
    data: '数据量', degree: '度', concentration: '浓度', speed: '速度', flow: '流量', pressure: '压力', voltage: '电压',
    frequency: '频率', ratio: '比与倍', unknown: '单位未登记'
  };
  var PRINTED = /^(.*?)([0-9０-９](?:.*[0-9０-９])?|[零〇一二两三四五六七八九十百千半](?:.*[零〇一二两三四五六七八九十百千半])?)(.*)$/;

  var form, table, body, status, books = {}, asked = {}, failed = {}, sort = '', limit = STEP, found = [];

  function one(selector, inside) { return (inside || document).querySelector(selector); }
  function all(selector, inside) { return Array.from((inside || document).querySelectorAll(selector)); }
  function make(name, className, text) {
    var element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }
  function folded(text) { return text.normalize('NFKC').toLowerCase(); }

  /* Books: the rows of a year --------------------------------------------------------------------------------- */

  function years() { return all('option[data-book]', form.elements.year); }

  function wanted() {
    var year = form.elements.year.value;
    return year === 'all' ? years() : years().filter(function (option) { return option.value === year; });
  }

  function load() {
    wanted().forEach(function (option) {
      var year = option.value;
      if (asked[year]) return;
      asked[year] = true;
      var script = document.createElement('script');
      script.src = root + 'figures/' + option.getAttribute('data-book');
      script.onload = function () { open(); if (!books[year]) failed[year] = true; show(); };
      script.onerror = function () { failed[year] = true; show(); };
      document.head.appendChild(script);
    });
  }

  function open() {
    (window.figureBooks || []).splice(0).forEach(function (book) {
      var rows = books[book.year] = [];
      book.articles.forEach(function (about, article) {
        var issue = about[2].split('/');
        var label = issue[0] + '年' + (issue[1].charAt(0) === 's' ? '增刊' : '') + '第' + parseInt(issue[1].replace('s', ''), 10) + '期';
        about[6].forEach(function (row) {
          var measure = row[0].replace(/f\d+$/, '');
          var themes = measure.indexOf('m') < 0 ? about[5] : (about[7][measure] || []).map(function (number) { return about[5][number]; });
          rows.push({
            year: book.year, number: rows.length, article: article, url: about[0] + '#' + row[0], text: row[1],
            value: /[:/]/.test(row[2]) ? NaN : parseFloat(row[2]), unit: row[4], kind: row[5], clause: row[6], target: row[9] === 1,
            counties: about[4], themes: themes, date: about[3], issue: label,
            hay: folded([row[1], row[6], about[1], about[4].join(' '), themes.join(' ')].join(' '))
          });
        });
      });
    });
  }

  function loaded() {
    return wanted().reduce(function (rows, option) { return rows.concat(books[option.value] || []); }, []);
  }

  /* State: in the form, and in the address ---------------------------------------------------------------------- */

  function usual() { // the year that is shown where the address names none
    var total = years().reduce(function (sum, option) { return sum + Number(option.getAttribute('data-count')); }, 0);
    return total <= FEW ? 'all' : years()[0].value;
  }

  function boxes() { return all('input[name=county]', form); }

  function picked() { // the counties that are chosen; none means all
    return boxes().filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
  }

  function pick(names) {
    boxes().forEach(function (box) { box.checked = names.indexOf(box.value) >= 0; });
  }

  function choose(name, value) {
    var field = form.elements[name];
    if (field.tagName === 'SELECT' && !all('option', field).some(function (option) { return option.value === value; })) {
      if (name === 'year') { field.value = usual(); return; }
      field.appendChild(new Option(name === 'kind' ? KINDS[value] || value : value, value));
    }
    field.value = value;
  }

  function restore() {
    var told = new URLSearchParams(location.search);
    FIELDS.forEach(function (name) { choose(name, told.get(name) || (name === 'year' ? usual() : '')); });
    pick(told.getAll('county'));
    sort = /^-?(value|unit|county|theme|issue)$/.test(told.get('sort') || '') ? told.get('sort') : '';
    limit = STEP;
  }

  function address() {
    var told = new URLSearchParams();
    picked().forEach(function (name) { told.append('county', name); });
    FIELDS.forEach(function (name) {
      var value = form.elements[name].value.trim();
      if (value && !(name === 'year' && value === usual())) told.set(name, value);
    });
    if (sort) told.set('sort', sort);
    var text = told.toString();
    return location.pathname + (text ? '?' + text : '');
  }

  function remember(replace) {
    try { history[replace ? 'replaceState' : 'pushState'](null, '', address()); } catch (error) { /* some browsers refuse on disk */ }
  }

  /* Filtering and sorting ---------------------------------------------------------------------------------------- */

  function fits(row, places, but) {
    var f = form.elements;
    return (!places.length || row.counties.some(function (name) { return places.indexOf(name) >= 0; })) &&
      (!f.theme.value || row.themes.indexOf(f.theme.value) >= 0) &&
      (but === 'kind' || !f.kind.value || row.kind === f.kind.value) &&
      (but === 'unit' || !f.unit.value || row.unit === f.unit.value) &&
      folded(f.q.value).split(/\s+/).every(function (word) { return row.hay.indexOf(word) >= 0; });
  }

  function counted(rows, key) {
    var counts = new Map();
    rows.forEach(function (row) { counts.set(row[key], (counts.get(row[key]) || 0) + 1); });
    return counts;
  }

  function options(name, rows) { // what there is to choose, the most frequent first
    var field = form.elements[name], chosen = field.value, places = picked();
    var counts = counted(rows.filter(function (row) { return fits(row, places, name); }), name);
    while (field.options.length > 1) field.remove(1);
    Array.from(counts).filter(function (pair) { return pair[0]; }).sort(function (a, b) { return b[1] - a[1]; }).slice(0, 200)
      .forEach(function (pair) { field.appendChild(new Option((name === 'kind' ? KINDS[pair[0]] || pair[0] : pair[0]) + '（' + pair[1] + '）', pair[0])); });
    choose(name, chosen);
  }

  function ordered(rows) {
    var key = sort.replace('-', ''), turn = sort.charAt(0) === '-' ? -1 : 1;
    var counts = counted(rows, 'unit'), place = new Map();
    Array.from(counts).sort(function (a, b) { return b[1] - a[1]; }).forEach(function (pair, index) { place.set(pair[0], index); });
    var places = boxes().map(function (box) { return box.value; });
    function rank(row) { var at = places.indexOf(row.counties[0]); return at < 0 ? places.length : at; }
    function amount(row) { return isNaN(row.value) ? -Infinity : row.value; }
    var by = { // values are compared within their unit only, plans after results
      unit: function (a, b) { return turn * a.unit.localeCompare(b.unit, 'zh') || a.target - b.target || amount(b) - amount(a); },
      county: function (a, b) { return turn * (rank(a) - rank(b)) || (a.counties[0] || '').localeCompare(b.counties[0] || '', 'zh'); },
      theme: function (a, b) { return turn * (a.themes[0] || '').localeCompare(b.themes[0] || '', 'zh'); },
      issue: function (a, b) { return turn * (a.date < b.date ? -1 : a.date > b.date ? 1 : 0); }
    }[key] || function (a, b) {
      return place.get(a.unit) - place.get(b.unit) || a.target - b.target || (key === 'value' && turn === 1 ? amount(a) - amount(b) : amount(b) - amount(a)) || 0;
    };
    return rows.map(function (row, index) { return [row, index]; }) // equal ones stay in the order of the text
      .sort(function (a, b) { return by(a[0], b[0]) || a[1] - b[1]; }).map(function (pair) { return pair[0]; });
  }

  /* The table ------------------------------------------------------------------------------------------------------ */

  function largest(rows) {
    var values = new Map(), most = new Map();
    rows.forEach(function (row) {
      if (isNaN(row.value) || !row.unit || row.target) return;
      if (!values.has(row.unit)) values.set(row.unit, []);
      values.get(row.unit).push(row.value);
    });
    values.forEach(function (list, unit) {
      if (list.length < BARS) return;
      list.sort(function (a, b) { return b - a; });
      var first = 0;
      while (first + 1 < list.length && list[first + 1] > 0 && list[first] > OUTLIER * list[first + 1]) first++;
      if (list[first] > 0) most.set(unit, list[first]);
    });
    return most;
  }

  function around(clause, words, length) {
    if (clause.length <= length) return clause;
    var place = Math.max(clause.indexOf(words), 0);
    var start = Math.max(0, Math.min(place - Math.floor((length - words.length) * 2 / 3), clause.length - length));
    return (start ? '……' : '') + clause.slice(start, start + length) + (start + length < clause.length ? '……' : '');
  }

  function line(row, most) {
    var tr = make('tr'), parts = PRINTED.exec(row.text) || ['', '', row.text, ''], value = make('td', 'value number');
    if (parts[1]) value.appendChild(make('small', '', parts[1]));
    value.appendChild(make('b', '', parts[2]));
    tr.appendChild(value);
    tr.appendChild(make('td', 'unit', parts[3] + (row.text.indexOf(row.unit) < 0 ? '（' + row.unit + '）' : '')));
    var bars = make('td', 'wide-only'), top = most.get(row.unit);
    if (top && !isNaN(row.value) && !row.target) bars.appendChild(bar(row.value / top * 100));
    tr.appendChild(bars);
    var cell = make('td'), link = make('a', 'quiet', around(row.clause, row.text, 60));
    var url = row.url.split('#');
    link.href = root + url[0] + (location.protocol === 'file:' ? 'index.html' : '') + '#' + url[1];
    if (row.target) cell.appendChild(make('b', 'target', '目标'));
    cell.appendChild(link);
    var county = row.counties.join('、');
    cell.appendChild(make('span', 'narrow-only meta', [county, row.issue].filter(Boolean).join(' · ')));
    tr.appendChild(cell);
    tr.appendChild(make('td', 'wide-only', county));
    var asked = form.elements.theme.value; // what is filtered by is named first
    var themes = row.themes.filter(function (name) { return name === asked; }).concat(row.themes.filter(function (name) { return name !== asked; }));
    tr.appendChild(make('td', 'wide-only theme', themes.slice(0, 2).join('、') + (themes.length > 2 ? '等' : '')));
    tr.appendChild(make('td', 'wide-only', row.issue));
    return tr;
  }

  function bar(width) {
    var space = 'http://www.w3.org/2000/svg', svg = document.createElementNS(space, 'svg');
    function part(values) {
      var rect = document.createElementNS(space, 'rect');
      Object.keys(values).forEach(function (name) { rect.setAttribute(name, values[name]); });
      svg.appendChild(rect);
    }
    svg.setAttribute('class', 'gauge');
    svg.setAttribute('aria-hidden', 'true');
    part({ width: Math.min(100, Math.max(1, width)).toFixed(0) + '%', height: '100%' });
    if (width > 100) part({ 'class': 'cut', x: '84%', width: '4%', height: '100%' });
    return svg;
  }

  function show() {
    namePicked();
    var missing = wanted().filter(function (option) { return failed[option.value]; }).length > 0;
    var waiting = wanted().some(function (option) { return !books[option.value] && !failed[option.value]; });
    one('[data-failed]').hidden = !missing;
    var rows = loaded();
    if (!rows.length && (waiting || missing)) { // the rows that came with the page stay until there are others
      status.textContent = missing ? '' : '正在取数字……';
      return;
    }
    options('kind', rows);
    options('unit', rows);
    var places = picked();
    found = ordered(rows.filter(function (row) { return fits(row, places); }));
    paint(0);
    var asking = places.length > 0 || FIELDS.some(function (name) { return form.elements[name].value && name !== 'year'; });
    tellElsewhere(places);
    status.textContent = (asking ? '筛出' + found.length + '个数字，共' + rows.length + '个' : '共' + rows.length + '个数字') + (waiting ? '，还在取……' : '');
    all('[data-clear]').forEach(function (button) { button.hidden = !asking && form.elements.year.value === usual() && !sort; });
    one('[data-none]').hidden = found.length > 0;
    one('[data-table]').hidden = !found.length;
    one('[data-years-hint]').hidden = form.elements.year.value === 'all';
    var some = found.length < Number(form.getAttribute('data-total'));
    one('[data-csv]').textContent = some ? '下载筛出的 CSV' : '下载 CSV';
    all('th[data-sort]', table).forEach(function (head) {
      var key = head.getAttribute('data-sort');
      if (sort === key) head.setAttribute('aria-sort', 'ascending');
      else if (sort === '-' + key) head.setAttribute('aria-sort', 'descending');
      else head.removeAttribute('aria-sort');
    });
  }

  function tellElsewhere(places) { // a year that is not loaded is not left out in silence
    var others = years().filter(function (option) { return wanted().indexOf(option) < 0; });
    var left = others.reduce(function (sum, option) {
      return option.getAttribute('data-counties').split(' ').reduce(function (inner, pair) {
        return inner + (places.indexOf(pair.split(':')[0]) < 0 ? 0 : Number(pair.split(':')[1]));
      }, sum);
    }, 0);
    var line = one('[data-elsewhere]');
    line.hidden = !left;
    line.firstChild.textContent = places.length === 1 ? places[0] + '在其他年份另有' + left + '个数字。' : '这几地在其他年份也有数字。';
  }

  function namePicked() {
    var places = picked();
    one('#picked').textContent = !places.length ? '全部' : places.length < 3 ? places.join('、') : places[0] + '等' + places.length + '地';
  }

  function paint(from) {
    var most = largest(found), part = document.createDocumentFragment();
    found.slice(from, limit).forEach(function (row) { part.appendChild(line(row, most)); });
    if (!from) body.textContent = '';
    body.appendChild(part);
    var more = one('[data-more]'), left = found.length - limit;
    more.hidden = left <= 0;
    more.textContent = '再看' + Math.min(left, STEP) + '个';
  }

  /* What is shown as CSV: the lines of the quantities, each with the line of its article --------------------------- */

  function lines(text) { // a quoted cell may hold line breaks
    var rows = [], start = 0, quoted = false;
    for (var i = 0; i < text.length; i++) {
      var c = text.charCodeAt(i);
      if (c === 34) quoted = !quoted;
      else if (c === 10 && !quoted) { rows.push(text.slice(start, i + 1)); start = i + 1; }
    }
    return rows;
  }

  function bring(path) { // from a folder a page loads scripts only; the portable edition has each table as one, too
    return new Promise(function (resolve, reject) {
      var script = document.createElement('script');
      script.src = root + path + '.js';
      script.onload = function () { resolve(window.briefTables[path]); };
      script.onerror = reject;
      document.head.appendChild(script);
    });
  }

  function csvLines(path) {
    return (location.protocol === 'file:' ? bring('data/' + path) : fetch(root + 'data/' + path).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.text();
    })).then(function (text) { return lines(text.replace(/^\ufeff/, '')); });
  }

  function joined(figure, article) { // both begin with the issue and the number of the article
    return figure.replace(/\r\n$/, ',') + article.replace(/^[^,]*,[^,]*,/, '');
  }

  function save(event) {
    event.preventDefault();
    if (!loaded().length) { document.getElementById('files').scrollIntoView(); return; }
    if (!found.length) return;
    var chosen = found.slice(), needed = Array.from(new Set(chosen.map(function (row) { return row.year; })));
    Promise.all(needed.map(function (year) {
      return Promise.all([csvLines('figures/' + year + '.csv'), csvLines('articles/' + year + '.csv')])
        .then(function (tables) { return [year, tables]; });
    })).then(function (pairs) {
      var years = new Map(pairs), first = years.get(needed[0]);
      var text = '\ufeff' + joined(first[0][0], first[1][0]) + chosen.map(function (row) {
        var tables = years.get(row.year);
        return joined(tables[0][row.number + 1], tables[1][row.article + 1]);
      }).join('');
      var link = document.createElement('a'), place = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
      link.href = place;
      link.download = chosen.length < Number(form.getAttribute('data-total')) ? 'figures-selected.csv' : 'figures.csv';
      document.body.appendChild(link);
      link.click();
      link.remove();
      setTimeout(function () { URL.revokeObjectURL(place); }, 1000);
    }).catch(function () {
      status.textContent = location.protocol === 'file:' ? '直接打开文件夹时不能下载，请在下面按年份下载。' : '没有取到，请再试一次，或在下面按年份下载。';
    });
  }

  /* What the reader does ---------------------------------------------------------------------------------------------- */

  function change(replace) {
    limit = STEP;
    remember(replace);
    load();
    show();
  }

  function clear() {
    FIELDS.forEach(function (name) { choose(name, name === 'year' ? usual() : ''); });
    pick([]);
    sort = '';
    change();
    form.elements.q.focus();
  }

  function heads() {
    all('th[data-sort]', table).forEach(function (head) {
      var button = make('button', '', head.textContent), key = head.getAttribute('data-sort');
      button.type = 'button';
      head.textContent = '';
      head.appendChild(button);
      button.addEventListener('click', function () { // numbers and issues begin with the largest, words with the first
        var first = key === 'value' || key === 'issue' ? '-' + key : key, second = first === key ? '-' + key : key;
        sort = sort === first ? second : sort === second ? '' : first;
        change();
      });
    });
  }

  document.addEventListener('DOMContentLoaded', function () {
    form = one('[data-filters]');
    if (!form) return;
    table = one('#table');
    body = one('#table tbody');
    status = one('[data-status]');
    form.setAttribute('data-total', years().reduce(function (sum, option) { return sum + Number(option.getAttribute('data-count')); }, 0));
    heads();
    restore();
    var timer;
    form.addEventListener('change', function (event) { if (event.target.name !== 'q') change(); });
    form.addEventListener('submit', function (event) { event.preventDefault(); change(true); });
    form.elements.q.addEventListener('input', function (event) {
      if (event.isComposing) return;
      clearTimeout(timer);
      timer = setTimeout(function () { change(true); }, 120);
    });
    form.elements.q.addEventListener('compositionend', function () { change(true); });
    all('[data-clear]').forEach(function (button) { button.addEventListener('click', clear); });
    all('[data-all-years]').forEach(function (button) {
      button.addEventListener('click', function () { choose('year', 'all'); change(); });
    });
    document.addEventListener('click', function (event) {
      if (!one('[data-pick]').contains(event.target)) one('[data-pick]').open = false;
    });
    one('[data-pick]').addEventListener('keydown', function (event) {
      if (event.key !== 'Escape' || !this.open) return;
      this.open = false;
      one('summary', this).focus();
    });
    one('[data-retry]').addEventListener('click', function () {
      Object.keys(failed).forEach(function (year) { asked[year] = false; });
      failed = {};
      load();
      show();
    });
    one('[data-more]').addEventListener('click', function () {
      var from = limit;
      limit += STEP;
      paint(from);
      var next = body.rows[from];
      if (next) next.querySelector('a').focus();
    });
    one('[data-csv]').addEventListener('click', save);
    window.addEventListener('popstate', function () { restore(); load(); show(); });
    if (location.search || usual() === 'all') { load(); show(); }
    else form.addEventListener('focusin', function () { load(); show(); }, { once: true });
  });
})();
