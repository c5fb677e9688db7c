/* 比一比: two to four counties and one theme, chosen by the reader; the choice is in the address. ES2017, no modules.
   Measures come from one script for each theme and year, so that it works from a folder on disk too. The rules are
   those of the pages of themes: see `shared_words.py` and `groups.py`. */
(function () {
  'use strict';

  var root = document.currentScript.getAttribute('data-root');
  var MOST = 4; // counties
  var GROUPS = 3; // shown whole in a section
  var ONLY = 5; // measures of one county alone that are shown
  var IN_CELL = 2; // measures of one county in a group that are shown whole
  var ENOUGH = 3; // sum of the characters of shared words, without the first of each
  var RUN = 5; // equal characters next to two quantities
  var SENTENCE = 130, CLAUSE = 40;
  var PARTICLES = '的了和与及在对为其以将把被是有从到由而也就都所该各这那并又于让使给向不可着过此之或但更最已共每第等几零一二三四五六七八九〇两十百千万亿';
  var PRINTED = /^(.*?)([0-9０-９](?:.*[0-9０-９])?|[零〇一二两三四五六七八九十百千半](?:.*[零〇一二两三四五六七八九十百千半])?)(.*)$/;

  var form, books = {}, asked = {}, failed = false;

  function one(selector) { return document.querySelector(selector); }
  function all(selector, inside) { return Array.from((inside || document).querySelectorAll(selector)); }
  function make(name, className, content) { // content: a text, an element, or a list of these
    var element = document.createElement(name);
    if (className) element.className = className;
    [].concat(content === undefined ? [] : content).forEach(function (part) {
      element.appendChild(typeof part === 'object' ? part : document.createTextNode(part));
    });
    return element;
  }
  function link(url, content, className) {
    var element = make('a', className, content);
    element.href = url;
    if (element.protocol === 'file:' && /\/$/.test(element.pathname)) element.pathname += 'index.html';
    return element;
  }
  function unique(list) { return Array.from(new Set(list)); }

  /* Scripts of a theme ------------------------------------------------------------------------------------------ */

  function years() {
    var option = form.elements.theme.selectedOptions[0];
    var text = option ? option.getAttribute('data-years') : '';
    return text ? text.split(' ').map(function (pair) { return pair.split(':'); }) : [];
  }

  function wanted() {
    var year = form.elements.year.value;
    return years().filter(function (pair) { return !year || pair[0] === year; });
  }

  function key(year) { return form.elements.theme.value + '/' + year; }

  function load() {
    wanted().forEach(function (pair) {
      var name = key(pair[0]);
      if (asked[name]) return;
      asked[name] = true;
      var script = document.createElement('script');
      script.src = root + 'compare/' + name + '.js?v=' + pair[1];
      script.onload = function () { open(); if (!books[name]) failed = true; show(); };
      script.onerror = function () { failed = true; show(); };
      document.head.appendChild(script);
    });
  }

  function open() {
    (window.compareRows || []).splice(0).forEach(function (book) { books[book[0] + '/' + book[1]] = book[2]; });
  }

  /* Measures ------------------------------------------------------------------------------------------------------ */

  function quantity(row, url, place) {
    return {
      url: root + url + '#' + row[0], text: row[1], unit: row[2], kind: row[3], clause: row[4], when: row[5], target: row[6],
      before: row[7], after: row[8], where: place ? '§' + label(place) : '导语'
    };
  }

  function label(place) { return place.replace('m', '.').replace(/^[s.]+/, ''); }

  function gather(names) { // measures and leads of the chosen counties, the newest first
    var result = { measures: [], leads: [] };
    wanted().forEach(function (pair) {
      books[key(pair[0])].forEach(function (article) {
        var url = article[0], counties = names.filter(function (name) { return article[3].indexOf(name) >= 0; });
        if (!counties.length) return;
        var single = article[3].length === 1;
        if (single) result.leads.push({ county: counties[0], quantities: article[4].map(function (row) { return quantity(row, url, ''); }) });
        article[5].forEach(function (row) {
          var quantities = row[5].map(function (item) { return quantity(item, url, row[0]); });
          var text = row[1] + '。' + row[2];
          result.measures.push({
            url: root + url + '#' + row[0], label: label(row[0]), heading: row[1], text: text, sentence: row[2].slice(0, row[3]),
            opening: text.slice(0, row[1].length + 1 + row[3]), pairs: row[4], quantities: quantities, single: single,
            telling: row[6].map(function (number) { return quantities[number]; }), issue: article[1], issueUrl: root + article[2],
            counties: counties
          });
        });
      });
    });
    return result;
  }

  /* The rules ----------------------------------------------------------------------------------------------------- */

  function places(part, text) {
    var found = [];
    for (var at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) found.push(at);
    return found;
  }

  function joins(a, b) { return a === b && /[\u3400-\u9fff]/.test(a || '') && PARTICLES.indexOf(a) < 0; }

  function longestShared(pair, one, other) {
    var longest = pair;
    places(pair, one).forEach(function (start) {
      places(pair, other).forEach(function (place) {
        var left = 0, right = 2;
        while (start > left && place > left && joins(one[start - left - 1], other[place - left - 1])) left += 1;
        while (joins(one[start + right], other[place + right])) right += 1;
        if (left + right > longest.length) longest = one.slice(start - left, start + right);
      });
    });
    return longest;
  }

  function wordsOfHeading(one, other) {
    return one.pairs.filter(function (pair) { return other.text.indexOf(pair) >= 0; })
      .map(function (pair) { return longestShared(pair, one.heading, other.text); })
      .filter(function (word) { return other.opening.indexOf(word) >= 0 || other.text.split(word).length > 2; });
  }

  function sharedWords(one, other) {
    var words = unique(wordsOfHeading(one, other).concat(wordsOfHeading(other, one)));
    var kept = words.filter(function (word) {
      return !words.some(function (longer) { return longer !== word && longer.indexOf(word) >= 0; });
    }).sort(function (a, b) { return b.length - a.length; });
    var sum = kept.reduce(function (total, word) { return total + word.length - 1; }, 0);
    return sum >= ENOUGH ? kept : [];
  }

  function apart(one, other) { return !one.counties.some(function (name) { return other.counties.indexOf(name) >= 0; }); }

  function relatedTo(number, measures, left) {
    var found = new Map();
    measures.forEach(function (other, n) {
      if (!left.has(n) || !apart(measures[number], other)) return;
      var words = sharedWords(measures[number], other);
      if (words.length) found.set(n, words);
    });
    return found;
  }

  function groupRelated(measures) {
    var left = new Set(measures.keys()), groups = [];
    measures.forEach(function (measure, number) {
      if (!left.has(number)) return;
      var partners = relatedTo(number, measures, left), members = new Map([[number, []]].concat(Array.from(partners)));
      partners.forEach(function (_, partner) {
        relatedTo(partner, measures, left).forEach(function (words, n) {
          if (!members.has(n) && !apart(measure, measures[n])) members.set(n, words);
        });
      });
      if (members.size < 2 && measure.counties.length < 2) return;
      var numbers = Array.from(members.keys()).sort(function (a, b) { return a - b; });
      groups.push({
        words: unique([].concat.apply([], numbers.map(function (n) { return members.get(n); }))),
        measures: numbers.map(function (n) { left.delete(n); return measures[n]; })
      });
    });
    return { groups: groups, alone: measures.filter(function (_, number) { return left.has(number); }) };
  }

  function likeRows(measures, leads) {
    var placed = [], rows = [], used = new Set();
    measures.forEach(function (measure) {
      if (measure.single) measure.quantities.forEach(function (item) { placed.push({ county: measure.counties[0], item: item }); });
    });
    leads.forEach(function (lead) { lead.quantities.forEach(function (item) { placed.push({ county: lead.county, item: item }); }); });
    ['before', 'after'].forEach(function (side) {
      var groups = new Map();
      placed.forEach(function (entry, number) {
        var run = side === 'after' ? entry.item.after.slice(0, RUN) : entry.item.before.slice(-RUN);
        if (!run || !entry.item.unit || used.has(number)) return;
        var name = [entry.item.unit, entry.item.kind, entry.item.target, run].join('\n');
        groups.set(name, (groups.get(name) || []).concat(number));
      });
      groups.forEach(function (numbers) {
        if (unique(numbers.map(function (n) { return placed[n].county; })).length < 2) return;
        numbers.forEach(function (n) { used.add(n); });
        rows.push({ first: numbers[0], words: sharedRun(numbers.map(function (n) { return placed[n].item[side]; }), side), entries: numbers.map(function (n) { return placed[n]; }) });
      });
    });
    return rows.sort(function (a, b) { return a.first - b.first; });
  }

  function sharedRun(runs, side) {
    var length = 0;
    function at(run, n) { return side === 'after' ? run[n] : run[run.length - 1 - n]; }
    while (runs.every(function (run) { return run.length > length && at(run, length) === at(runs[0], length); })) length += 1;
    return side === 'after' ? runs[0].slice(0, length) : runs[0].slice(-length);
  }

  /* What is shown --------------------------------------------------------------------------------------------------- */

  function clip(text, length) { return text.length <= length ? text : text.slice(0, length) + '……'; }

  function clause(item) {
    if (item.clause.length <= CLAUSE) return item.clause;
    var place = Math.max(item.clause.indexOf(item.text), 0);
    var start = Math.max(0, Math.min(place - Math.floor((CLAUSE - item.text.length) * 2 / 3), item.clause.length - CLAUSE));
    return (start ? '……' : '') + item.clause.slice(start, start + CLAUSE) + (start + CLAUSE < item.clause.length ? '……' : '');
  }

  function showQuantity(item) {
    var parts = PRINTED.exec(item.text) || ['', '', item.text, ''], number = make('b', 'number');
    if (parts[1]) number.appendChild(make('small', '', parts[1]));
    number.appendChild(document.createTextNode(parts[2]));
    var after = parts[3] + (item.text.indexOf(item.unit) < 0 ? item.unit : '');
    if (after) number.appendChild(make('small', '', after));
    var words = make('span', '', item.target ? make('i', 'target', '目标') : []);
    words.appendChild(document.createTextNode(clause(item) + ' '));
    words.appendChild(make('i', '', item.when || '时点未写明'));
    return link(item.url, [number, words]);
  }

  function showMeasure(measure) {
    var parts = [make('h3', '', link(measure.url, measure.heading, 'quiet'))];
    if (measure.sentence) parts.push(make('p', 'extract', clip(measure.sentence, SENTENCE)));
    if (measure.telling.length) parts.push(make('ul', 'results', measure.telling.map(function (item) { return make('li', '', showQuantity(item)); })));
    parts.push(make('p', 'meta', [link(measure.issueUrl, measure.issue), ' §' + measure.label]));
    return make('div', 'cell-measure', parts);
  }

  function brief(measures) {
    return make('ol', 'brief', measures.map(function (measure) {
      return make('li', '', [link(measure.url, measure.heading, 'quiet'), make('span', 'meta number', '§' + measure.label)]);
    }));
  }

  function fold(summary, content) { return make('details', '', [make('summary', '', summary)].concat(content)); }

  function showGroup(group, names) {
    var cells = names.map(function (name) {
      var of = group.measures.filter(function (measure) { return measure.counties.indexOf(name) >= 0; });
      if (!of.length) return null;
      var own = of.filter(function (measure) { return measure.counties[0] === name; });
      var parts = [make('p', 'place', name)].concat(own.slice(0, IN_CELL).map(showMeasure));
      if (own.length > IN_CELL) parts.push(fold('另有' + (own.length - IN_CELL) + '条', brief(own.slice(IN_CELL))));
      if (!own.length) parts.push(make('p', 'meta', '同一条措施，见' + of[0].counties[0]));
      return make('div', 'cell', parts);
    }).filter(Boolean);
    var words = group.words.length ? ['都写到'].concat(group.words.map(function (word) { return make('b', '', word); })) : '同一条措施';
    return make('div', 'pair', [make('p', 'shared', words), make('div', 'cells', cells)]);
  }

  function section(id, title, note, content, className) {
    var head = make('h2', 'rubric', [title, make('span', 'meta', note)]), part = make('section', className || 'band', [head].concat(content));
    head.id = id;
    part.setAttribute('aria-labelledby', id);
    return part;
  }

  function showLike(rows, names) {
    function table(rows) {
      return make('table', 'table like', [
        make('caption', '', '单位相同，数字旁边相同的说法满5个字；连同原句照录。'),
        make('thead', '', make('tr', '', ['相同的说法', '各地的数字'].map(function (text) { var cell = make('th', '', text); cell.scope = 'col'; return cell; }))),
        make('tbody', '', rows.map(function (row) {
          var head = make('th', '', '“' + row.words + '”');
          head.scope = 'row';
          return make('tr', '', [head, make('td', '', make('ul', '', names.map(function (name) {
            var own = row.entries.filter(function (entry) { return entry.county === name; });
            if (!own.length) return make('li', '', [make('span', 'place', name), make('span', 'meta', '没有这样写的')]);
            var more = own.length > 1 ? '，这样说的另有' + (own.length - 1) + '处' : '';
            return make('li', '', [make('span', 'place', name), showQuantity(own[0].item), make('span', 'meta', own[0].item.where + more)]);
          })))]);
        }))
      ]);
    }
    var content = [table(rows.slice(0, GROUPS))];
    if (rows.length > GROUPS) content.push(fold('另有' + (rows.length - GROUPS) + '项', table(rows.slice(GROUPS))));
    return section('like', '可以对照的数字', rows.length + '项', content);
  }

  function showOnly(alone, counts, names) {
    return section('only', '只见于一地', '在所选各地之中', make('div', 'cells', names.map(function (name) {
      var own = alone.filter(function (measure) { return measure.counties[0] === name; }), parts = [make('p', 'place', name)];
      if (!counts[name]) parts.push(make('p', '', '未见记载'));
      else if (!own.length) parts.push(make('p', 'meta', '都在上面的相近做法里'));
      else parts.push(brief(own.slice(0, ONLY)));
      if (own.length > ONLY) parts.push(fold('另有' + (own.length - ONLY) + '条', brief(own.slice(ONLY))));
      return make('div', 'cell', parts);
    })), 'band only');
  }

  function answer(names, counts, groups, like) {
    var parts = names.map(function (name, n) {
      var end = n === names.length - 1 ? '；' : '，';
      return make('span', 'phrase', counts[name] ? [name, make('b', 'number', String(counts[name])), '条' + end] : [name, make('b', '', '未见记载'), end]);
    });
    parts.push(make('span', 'phrase', groups ? ['相近做法', make('b', 'number', String(groups)), '组，'] : '没有相近做法，'));
    parts.push(make('span', 'phrase', like ? ['可以对照的数字', make('b', 'number', String(like)), '项。'] : '没有可以对照的数字。'));
    return parts;
  }

  function unrecorded(name, theme) {
    var box = all('input[name=county]', form).find(function (input) { return input.getAttribute('data-name') === name; });
    return make('p', 'sub', ['没有把' + name + '的措施归入“' + theme + '”，不等于没有做：可以看', link(box.getAttribute('data-url'), name + '的全部措施'), '，或',
      link(root + 'search/?q=' + encodeURIComponent(theme) + '&county=' + encodeURIComponent(name), '检索“' + theme + '”'), '。']);
  }

  function compare(names, theme) {
    var found = gather(names), related = groupRelated(found.measures), like = likeRows(found.measures, found.leads), counts = {};
    names.forEach(function (name) {
      counts[name] = found.measures.filter(function (measure) { return measure.counties.indexOf(name) >= 0; }).length;
    });
    var content = [];
    if (related.groups.length) {
      var groups = related.groups.slice(0, GROUPS).map(function (group) { return showGroup(group, names); });
      var more = related.groups.slice(GROUPS).map(function (group) { return showGroup(group, names); });
      content.push(section('alike', '相近做法', related.groups.length + '组', more.length ? groups.concat(fold('另有' + more.length + '组', more)) : groups));
    }
    if (like.length) content.push(showLike(like, names));
    content.push(showOnly(related.alone, counts, names));
    names.filter(function (name) { return !counts[name]; }).forEach(function (name) { content.push(unrecorded(name, theme)); });
    one('[data-answer]').replaceChildren.apply(one('[data-answer]'), answer(names, counts, related.groups.length, like.length));
    return content;
  }

  /* The choice: in the form, and in the address ------------------------------------------------------------------------ */

  function chosen() { return all('input[name=county]:checked', form).map(function (input) { return input.getAttribute('data-name'); }); }

  function show() {
    var option = form.elements.theme.selectedOptions[0], names = chosen(), theme = form.elements.theme.value ? option.textContent : '';
    var many = names.length >= MOST;
    all('input[name=county]', form).forEach(function (input) { input.disabled = many && !input.checked; });
    var complete = Boolean(theme) && names.length > 1;
    if (complete) load();
    var ready = complete && !failed && wanted().every(function (pair) { return books[key(pair[0])]; });
    one('[data-failed]').hidden = !(complete && failed);
    one('[data-answer]').hidden = !ready;
    one('[data-intro]').hidden = ready;
    one('[data-whole]').hidden = !theme;
    one('[data-whole]').href = root + 'compare/' + form.elements.theme.value + (location.protocol === 'file:' ? '/index.html' : '/');
    one('[data-title]').textContent = theme ? '比一比：' + theme : '比一比';
    var place = one('[data-compared]');
    place.replaceChildren.apply(place, ready ? compare(names, theme) : []);
  }

  function fillYears(year) {
    var field = form.elements.year;
    while (field.options.length > 1) field.remove(1);
    years().forEach(function (pair) { field.appendChild(new Option(pair[0] + '年', pair[0])); });
    field.value = years().some(function (pair) { return pair[0] === year; }) ? year : '';
  }

  function restore() {
    var given = new URLSearchParams(location.search), counties = given.getAll('county').slice(0, MOST);
    form.elements.theme.value = given.get('theme') || '';
    if (form.elements.theme.selectedIndex < 0) form.elements.theme.value = '';
    all('input[name=county]', form).forEach(function (input) {
      input.checked = counties.indexOf(input.value) >= 0 || counties.indexOf(input.getAttribute('data-name')) >= 0;
    });
    fillYears(given.get('year') || '');
    show();
  }

  function remember() {
    var state = new URLSearchParams();
    if (form.elements.theme.value) state.set('theme', form.elements.theme.value);
    all('input[name=county]:checked', form).forEach(function (input) { state.append('county', input.value); });
    if (form.elements.year.value) state.set('year', form.elements.year.value);
    history.replaceState(null, '', location.pathname + (String(state) ? '?' + state : ''));
  }

  function start() {
    form = one('[data-choose]');
    if (!form) return;
    form.addEventListener('change', function (event) {
      if (event.target.name === 'theme') fillYears(form.elements.year.value);
      remember();
      show();
    });
    form.addEventListener('submit', function (event) { event.preventDefault(); });
    one('[data-retry]').addEventListener('click', function () { failed = false; asked = {}; show(); });
    window.addEventListener('popstate', restore);
    restore();
  }

  start();
})();
