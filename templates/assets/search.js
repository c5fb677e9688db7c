/* The engine of search: see docs/search.md. ES2017. */
(function () {
  'use strict';

  var HEAD = 24, SLOTS = 8, COLUMN = 4096, DEEPEST = 12, PAGES = 4, TEXTS = 1792;
  var FEW = 24, MANY = 64, PAGE = 10; // candidates read without more lists, at a time, hits shown

  /* Normal form: as in normal_form.py */

  var FOLDED = [0, 0x24F, 0x370, 0x52F, 0x2000, 0x33FF, 0xF900, 0xFAFF, 0xFB00, 0xFB06, 0xFF00, 0xFFEF,
    0x1D400, 0x1D7FF, 0x1F100, 0x1F1FF, 0x2F800, 0x2FA1F];
  var WHITE = '\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200d\\u2028\\u2029\\u202f\\u205f\\u2060\\u3000\\ufeff\\u00ad';
  var DROPPED = new RegExp('[' + WHITE + '"\'“”‘’„‟‚‛《》「」『』]', 'g');
  var SPACE = new RegExp('[' + WHITE + ']');
  var plain = new Map();

  function folded(character) {
    var found = plain.get(character);
    if (found !== undefined) return found;
    var code = character.codePointAt(0);
    found = character;
    for (var i = 0; i < FOLDED.length; i += 2) {
      if (code >= FOLDED[i] && code <= FOLDED[i + 1]) { found = character.normalize('NFKC').toLowerCase(); break; }
    }
    found = found.replace(DROPPED, '');
    plain.set(character, found);
    return found;
  }

  function composed(text) { return text.normalize('NFC').replace(/\0/g, ''); }

  function normal(text) { return Array.from(composed(text), folded).join(''); }

  function places(text, terms) {
    var plainText = '', from = [], at = 0, found = [];
    Array.from(text).forEach(function (character) {
      var form = folded(character);
      for (var i = 0; i < form.length; i++) from.push(at);
      plainText += form;
      at += character.length;
    });
    terms.forEach(function (term) {
      for (var i = plainText.indexOf(term); i >= 0; i = plainText.indexOf(term, i + 1)) {
        var last = from[i + term.length - 1];
        found.push([from[i], last + (text.codePointAt(last) > 0xFFFF ? 2 : 1)]);
      }
    });
    found.sort(function (a, b) { return a[0] - b[0]; });
    return found.filter(function (range, i) {
      for (var j = i - 1; j >= 0; j--) if (found[j] && range[0] <= found[j][1]) {
        found[j][1] = Math.max(found[j][1], range[1]);
        found[i] = null;
        return false;
      }
      return true;
    });
  }

  /* Queries */

  function parse(text) {
    var parts = [], i = 0, close = { '"': '"', '“': '”', '＂': '＂' };
    while (i < text.length) {
      if (SPACE.test(text[i])) { i++; continue; }
      var out = /[-－]/.test(text[i]);
      var from = i, word = '';
      while (i < text.length && !SPACE.test(text[i])) {
        var end = close[text[i]] ? text.indexOf(close[text[i]], i + 1) : -1;
        if (end < 0) end = i;
        word += text.slice(i, end + 1);
        i = end + 1;
      }
      parts.push({ word: word, out: out, from: from });
    }
    var wanted = parts.some(function (part) { return !part.out; }); // -词 alone is a term, - beside others is nothing
    var query = { terms: [], not: [] };
    parts.forEach(function (part) {
      var out = wanted && part.out;
      var term = normal(out ? part.word.slice(1) : part.word);
      var list = out ? query.not : query.terms;
      if (term && list.indexOf(term) < 0) list.push(term);
    });
    return query;
  }

  /* Files */

  function Damaged(name) { this.name = 'Damaged'; this.message = name; }

  var script = document.currentScript;
  var base = script ? script.getAttribute('data-root') + 'search/' : 'search/';
  var packed = script && script.getAttribute('data-packed') === 'script';
  var inflater = script && script.getAttribute('data-inflate'), tries = script && script.getAttribute('data-tries');
  var files = new Map(), whole = new Map(), ranges = !packed, brought = {}, again = false, chinese = new TextDecoder('gbk');

  function load(name, page, size) {
    var key = page === undefined ? name : name + page.toString(16);
    return kept(files, key, function () {
      return (page === undefined ? bytes(name) : paged(name, page, size)).then(inflate).then(function (data) { return opened(key, data); });
    });
  }

  function kept(map, key, make) {
    if (!map.has(key)) map.set(key, make().catch(function () { map.delete(key); throw new Damaged(key); }));
    return map.get(key);
  }

  async function paged(name, page, size) {
    var file = name + (size ? page >> PAGES : page).toString(16), from = size ? (page & (1 << PAGES) - 1) * size : 0;
    var data = await bytes(file, from, size && from + size), length = three(data, 0), place = three(data, 3);
    var first = data.subarray(6, 6 + length), left = length - first.length;
    if (!left) return first;
    return new Blob([first, await bytes(file, place, place + left)]).arrayBuffer();
  }

  function three(data, at) { return data[at] | data[at + 1] << 8 | data[at + 2] << 16; }

  async function bytes(file, from, to) { // some of a file, if its host can, or all
    if (to && ranges && !whole.has(file)) {
      var answer = await ask(file, { Range: 'bytes=' + from + '-' + (to - 1) });
      if (answer.status === 206) return new Uint8Array(await answer.arrayBuffer());
      ranges = false;
      whole.set(file, answer.arrayBuffer());
    }
    var all = await kept(whole, file, function () {
      return packed ? byScript(file) : ask(file).then(function (answer) { return answer.arrayBuffer(); });
    });
    return new Uint8Array(all).subarray(from || 0, to || undefined);
  }

  function ask(file, headers) {
    return fetch(base + file + '.z', { headers: headers, cache: 'no-store' }).then(function (answer) {
      if (!answer.ok) throw new Damaged(file);
      return answer;
    });
  }

  function bring(address) {
    return new Promise(function (resolve, reject) {
      var element = document.createElement('script');
      element.onload = resolve;
      element.onerror = reject;
      element.src = address + (again ? '?' + Date.now() : '');
      document.head.appendChild(element);
    });
  }

  function byScript(name) {
    return bring(base + name + '.js').then(function () {
      return Uint8Array.from(atob(brought[name]), function (character) { return character.charCodeAt(0); }).buffer;
    });
  }

  window.briefSearchFile = function (name, text) { brought[name] = text; };

  function inflate(data) {
    if (window.DecompressionStream) {
      return new Response(new Response(data).body.pipeThrough(new DecompressionStream('deflate'))).arrayBuffer()
        .then(function (buffer) { return new Uint8Array(buffer); });
    }
    return kept(files, inflater, function () { return bring(inflater); })
      .then(function () { return window.briefInflate(new Uint8Array(data)); });
  }

  function opened(name, data) {
    for (var i = 0; i <= name.length; i++) if (data[i] !== (name.charCodeAt(i) || 0)) throw new Damaged(name);
    return data.subarray(name.length + 1);
  }

  function told(name, page, size) { return load(name, page, size).then(function (data) { return JSON.parse(chinese.decode(data)); }); }

  /* Lists */

  function number(data, at) { // at: [place]
    var value = 0, power = 1, byte;
    do { byte = data[at[0]++]; value += (byte & 127) * power; power *= 128; } while (byte > 127);
    return value;
  }

  function numbers(data, from, to) {
    var at = [from], found = [], last = 0;
    while (at[0] < to) found.push(last += number(data, at));
    return found;
  }

  function character(data, at) {
    var byte = data[at[0]++];
    if (byte < 128) return byte;
    if (byte < 255) return (byte - 128 << 8 | data[at[0]++]) + 0x4E00;
    at[0] += 3;
    return data[at[0] - 3] << 16 | data[at[0] - 2] << 8 | data[at[0] - 1];
  }

  function record(data, at, above) {
    var head = number(data, at), flags = head & 7, count = (head - flags) / 8, own = { data: data, count: count };
    if (!count) own = Object.assign({}, above, { outside: false });
    else if (flags & 2) {
      own.place = number(data, at);
      own.size = number(data, at);
    }
    if (count) {
      var size = flags && number(data, at);
      own.from = at[0];
      at[0] += size;
      if (!flags) for (var n = count; n--;) number(data, at);
      own.end = at[0];
    }
    own.outside = flags & 4;
    own.inside = flags & 1 && { data: data, count: number(data, at), from: at[0] };
    if (own.inside) each(own, function () { }, at);
    own.derived = count && own.inside && own.place === undefined;
    return own;
  }

  function each(own, tell, at) {
    at = at || [own.inside.from];
    for (var n = own.inside.count; n--;) { var code = character(own.inside.data, at); tell(record(own.inside.data, at, own), code); }
  }

  function listed(own) {
    var found = numbers(own.data, own.from, own.end);
    if (!own.derived) return found;
    each(own, function (next) { found = found.concat(listed(next)); });
    found.sort(function (a, b) { return a - b; });
    return found.filter(function (id, i) { return id !== found[i - 1]; });
  }

  function beginning(data, codes, above) {
    for (var at = [0]; at[0] < data.length;) {
      var length = data[at[0]++], same = length === codes.length;
      for (var i = 0; i < length; i++) if (character(data, at) !== codes[i]) same = false;
      var found = record(data, at, above);
      if (same) return found;
    }
    return null;
  }

  function continuation(own, wanted) {
    var found = null;
    each(own, function (next, code) { if (code === wanted) found = next; });
    return found;
  }

  function Segment(row) {
    [this.name, this.start, this.end, this.characters, this.slices, this.pages, this.limit, this.size] = row;
    this.spread = (this.end - this.start) * SLOTS;
    this.ahead = this.spread < 1e4 ? 2 : this.spread < 1e5 ? 3 : 4; // longest phrase fetched at once
    this.found = new Map();
  }

  function hash(codes) {
    return codes.reduce(function (mixed, code) {
      mixed = Math.imul(mixed ^ code, 0x9E3779B1);
      return mixed ^ mixed >>> 15;
    }, 0);
  }

  function codesOf(text) { return Array.from(text, function (c) { return c.codePointAt(0); }); }

  Segment.prototype.page = function (codes) {
    return load(this.name + (codes[1] ? '/p' : '/c'), this.place(codes), codes[1] ? this.size : 0);
  };

  Segment.prototype.slice = function (codes) {
    return codes[1] && this.slices ? hash(codes.slice(0, 2)) >>> 32 - this.slices : 0;
  };

  Segment.prototype.place = function (codes) {
    var pages = 1 << (codes[1] ? this.pages : this.characters);
    return this.slice(codes) * pages + (hash(codes) & pages - 1);
  };

  Segment.prototype.find = function (phrase) {
    var self = this;
    return kept(self.found, phrase, function () { return self.look(codesOf(phrase)); });
  };

  Segment.prototype.look = async function (codes) {
    var length = Math.min(2, codes.length), found = null;
    for (var ahead = length; ahead <= Math.min(codes.length, this.ahead); ahead++) this.page(codes.slice(0, ahead)).catch(ignore);
    for (;; length++) {
      var some = codes.slice(0, length), next = null;
      if (found && found.inside) next = continuation(found, codes[length - 1]);
      else if (!found || found.outside) {
        if ((length - this.ahead) % 2 && length < codes.length) this.page(codes.slice(0, length + 1)).catch(ignore); // two at a time
        next = beginning(await this.page(some), some, found);
      }
      if (!next) return { exact: true, count: 0, head: [], whole: true, matched: codes.length };
      found = next;
      found.name = found.name || this.name + (some[1] ? '/p' + this.slice(some).toString(16) : '/c' + this.place(some).toString(16)) + '-';
      if (length === codes.length || length === DEEPEST || found.count <= this.limit) break;
    }
    var exact = length === codes.length;
    return { exact: exact, count: found.count, matched: length, head: listed(found), whole: found.place === undefined, record: found };
  };

  Segment.prototype.all = async function (list) {
    var own = list.record;
    if (!list.count || list.whole) return list.head;
    return kept(files, own.name + own.place, async function () {
      var data = await inflate(await bytes(own.name, own.place, own.place + own.size)), found = numbers(data, 0, data.length);
      if (found.length !== own.count) throw 0;
      return found;
    });
  };

  function ignore() { }

  function both(one, other) {
    var found = [], j = 0;
    for (var i = 0; i < one.length; i++) {
      while (j < other.length && other[j] < one[i]) j++;
      if (other[j] === one[i]) found.push(one[i]);
    }
    return found;
  }

  function without(one, other) {
    var out = new Set(other);
    return one.filter(function (id) { return !out.has(id); });
  }

  async function candidates(segment, query) { // sure: no text need be read
    var lists = await Promise.all(query.terms.map(function (term) { return segment.find(term); }));
    lists.sort(function (a, b) { return a.count - b.count; });
    if (!lists[0].count) return { ids: [], sure: true, count: 0 };
    if (lists.length === 1 && !query.not.length && lists[0].exact) return { list: lists[0], sure: true, count: lists[0].count };
    var sure = lists.every(function (list) { return list.exact; });
    var ids = await segment.all(lists[0]);
    for (var i = 1; i < lists.length; i++) {
      if (lists[i].whole || sure || ids.length > 12) ids = both(ids, await segment.all(lists[i]));
    }
    for (var t = 0; t < query.terms.length && ids.length > FEW; t++) ids = await narrowed(segment, query.terms[t], ids);
    var not = await Promise.all(query.not.map(function (term) { return segment.find(term); }));
    for (var n = 0; n < not.length && ids.length; n++) {
      if (not[n].exact) ids = without(ids, await segment.all(not[n]));
      else sure = false;
    }
    return { ids: ids, sure: sure || !ids.length, count: ids.length };
  }

  async function narrowed(segment, term, ids) {
    var first = await segment.find(term), codes = Array.from(term);
    if (first.exact) return ids;
    for (var i = first.matched - 1; i < codes.length - 1 && ids.length > FEW; i += 2) {
      var list = await segment.find(codes.slice(i, i + 3).join(''));
      if (list.whole) ids = both(ids, list.head);
    }
    return ids;
  }

  function Place(segment, sure, id) {
    this.rank = Math.floor(id / segment.spread);
    var rest = id % segment.spread;
    this.article = segment.end - 1 - Math.floor(rest / SLOTS);
    this.slot = rest % SLOTS;
    this.sure = sure;
    this.right = sure || undefined;
  }

  function byRank(a, b) { return a.rank - b.rank || b.article - a.article || a.slot - b.slot; }
  function byDate(a, b) { return b.article - a.article || a.slot - b.slot; }

  function pack(place) { return told('a/', place.article, TEXTS); }

  async function read(place) {
    var told = await pack(place), unit = told[7][place.slot];
    if (!unit) throw new Damaged('a/' + place.article);
    return { key: told[0], index: told[1], issue: told[2], date: told[3], title: told[4], counties: told[5],
      themes: unit[0] === 'm' ? chosen(told[6], unit[4] || 0) : told[6], kind: unit[0], fragment: unit[1], cut: unit[2], text: unit[3] };
  }

  function chosen(list, bits) { // a measure has some themes of its article
    return list.filter(function (_, n) { return Math.floor(bits / Math.pow(2, n)) % 2; });
  }

  function fits(query, form) {
    return query.terms.every(function (term) { return form.indexOf(term) >= 0; }) &&
      query.not.every(function (term) { return form.indexOf(term) < 0; });
  }

  function Question(index, query, filters, sort) {
    this.index = index;
    this.query = query;
    this.filters = filters;
    this.byDate = sort === 'date';
    this.hits = [];
    this.at = 0;
  }

  Question.prototype.ask = async function () {
    var self = this, segments = self.query.terms.length ? self.index.segments : []; // without a word the measures are listed
    self.parts = await Promise.all(segments.map(function (segment) { return candidates(segment, self.query); }));
    self.doubtful = [];
    self.parts.forEach(function (part, order) {
      part.segment = segments[order];
      part.places = part.ids && located(part, part.ids);
      if (!part.sure) self.doubtful = self.doubtful.concat(part.places);
    });
    var all = self.byDate || self.filtered() || !segments.length;
    if (!all) {
      self.start();
      self.ahead(PAGE);
    }
    if (self.doubtful.length <= MANY) await self.settle(self.doubtful);
    if (all) await self.whole();
    self.ahead(PAGE);
  };

  function located(part, ids) { return ids.map(function (id) { return new Place(part.segment, part.sure, id); }); }

  Question.prototype.filtered = function () {
    var filters = this.filters;
    return NAMES.some(function (name) { return filters[name] && filters[name].length; });
  };

  Question.prototype.start = function () {
    var found = [];
    this.complete = this.parts.every(function (part) { return !part.list || part.list.whole; });
    this.parts.forEach(function (part) { found = found.concat(part.places || located(part, part.list.head)); });
    found.sort(byRank);
    this.places = this.complete ? found : found.slice(0, HEAD);
    this.every = this.complete ? found : null;
  };

  Question.prototype.whole = async function () {
    var self = this;
    if (self.complete) return;
    var lists = await Promise.all(self.parts.map(async function (part) {
      return part.places || located(part, await part.segment.all(part.list));
    }));
    var found = [];
    for (var rank = 0; rank < 3; rank++) lists.forEach(function (list) { // newest segment first, each by rank
      list.forEach(function (place) { if (place.rank === rank) found.push(place); });
    });
    if (!lists.length) found = await self.index.measures();
    else if (self.byDate) found.sort(byDate);
    self.every = found;
    if (self.filtered()) {
      var row = await self.index.rows(found);
      found = found.filter(function (place) { return NAMES.every(function (name) { return passes(self.filters, name, row(place)); }); });
      self.doubtful = found.filter(function (place) { return !place.sure; });
    }
    self.places = found;
    self.complete = true;
  };

  Question.prototype.total = function () {
    function right(list) { return list.filter(function (place) { return place.right; }).length; }
    if (this.filtered() || !this.parts.length) return right(this.places);
    return right(this.doubtful) + this.parts.reduce(function (sum, part) { return sum + (part.sure ? part.count : 0); }, 0);
  };

  Question.prototype.known = function () { return this.doubtful.every(function (place) { return place.right !== undefined; }); };

  Question.prototype.settle = function (list) {
    var open = list.filter(function (place) { return place.right === undefined; });
    return Promise.all(open.slice(0, MANY).map(this.judged, this)).then(function () { return open.length > MANY; });
  };

  Question.prototype.judged = async function (place) {
    var found = await read(place), right = fits(this.query, normal(found.text));
    if (!right && place.sure) throw new Damaged('a/' + place.article); // index and texts are of two builds
    place.right = right;
    return right ? found : null;
  };

  Question.prototype.ahead = function (wanted) {
    this.places.slice(this.at, this.at + wanted - this.hits.length).forEach(function (place) { pack(place).catch(ignore); });
  };

  Question.prototype.more = async function (wanted) {
    if (!this.complete && wanted > this.places.length) await this.whole();
    while (this.hits.length < wanted && this.at < this.places.length) {
      var need = wanted - this.hits.length, some = [];
      for (; this.at < this.places.length && some.length < need; this.at++) {
        if (this.places[this.at].right !== false) some.push(this.places[this.at]);
      }
      var texts = await Promise.all(some.map(this.judged, this));
      this.hits = this.hits.concat(texts.filter(Boolean));
    }
  };

  var NAMES = ['county', 'theme', 'year'];

  function passes(filters, name, row) {
    return !filters[name] || !filters[name].length || filters[name].some(function (value) { return row[name].indexOf(value) >= 0; });
  }

  Question.prototype.facets = async function () { // each without regard to itself
    var self = this, counts = { county: {}, theme: {}, year: {} };
    await self.whole();
    while (await self.settle(self.every)) { }
    var alike = new Map(), rowOf = await self.index.rows(self.every);
    self.every.forEach(function (place) { if (place.right) alike.set(rowOf(place), (alike.get(rowOf(place)) || 0) + 1); });
    alike.forEach(function (texts, row) {
      var fit = NAMES.map(function (name) { return passes(self.filters, name, row); });
      NAMES.forEach(function (name, i) {
        if (fit.every(function (ok, j) { return ok || i === j; })) row[name].forEach(function (value) {
          counts[name][value] = (counts[name][value] || 0) + texts;
        });
      });
    });
    return counts;
  };

  function Index(manifest) {
    Object.assign(this, manifest, { segments: manifest.segments.map(function (row) { return new Segment(row); }) });
  }

  Index.prototype.column = async function (n) { // what the filters of each text are: of a measure, its own themes
    var self = this, data = await load('k/' + n), documents = [], at = [0];
    function some(labels, key) {
      documents.forEach(function (one, i) {
        if (one.head & 1) { one.row[key] = documents[i - 1].row[key]; return; }
        one.row[key] = [];
        for (var count = number(data, at); count--;) one.row[key].push(labels[number(data, at)]);
      });
    }
    while (documents.length < Math.min(COLUMN, self.end - n * COLUMN)) {
      var head = number(data, at);
      documents.push({ head: head, first: head & 2, row: { year: [String(head >> 2)] }, measures: [] });
    }
    some(self.counties, 'county');
    some(self.themes, 'theme');
    documents.forEach(function (one) { one.which = number(data, at); });
    documents.forEach(function (one) {
      var same = {};
      for (var slot = 0; slot < SLOTS; slot++) if (one.which >> slot & 1) {
        var own = number(data, at);
        one.measures[slot] = same[own] = same[own] || Object.assign({}, one.row, { theme: chosen(one.row.theme, own) });
      }
    });
    if (at[0] !== data.length) throw new Damaged('k');
    return documents;
  };

  Index.prototype.columns = function (n) {
    var self = this;
    return kept(files, 'rows' + n, function () { return self.column(n); });
  };

  Index.prototype.rows = async function (list) { // → place → {county, theme, year}
    var columns = {};
    list.forEach(function (place) { columns[Math.floor(place.article / COLUMN)] = null; });
    await Promise.all(Object.keys(columns).map(async function (n) { columns[n] = await this.columns(n); }, this));
    return function (place) {
      var found = columns[Math.floor(place.article / COLUMN)][place.article % COLUMN];
      if (!found) throw new Damaged('k');
      return found.measures[place.slot] || found.row;
    };
  };

  Index.prototype.measures = async function () { // the newest issue first, each as it is read
    var numbers = [], issues = [], article = 0;
    for (var n = 0; n * COLUMN < this.end; n++) numbers.push(this.columns(n));
    (await Promise.all(numbers)).forEach(function (column) {
      column.forEach(function (one) {
        if (one.first) issues.push([]);
        one.measures.forEach(function (row, slot) { issues[issues.length - 1].push({ article: article, slot: slot, rank: 2, sure: true, right: true }); });
        article++;
      });
    });
    return [].concat.apply([], issues.reverse());
  };

  function open() { return kept(files, '', manifest); }

  async function manifest() {
    if (!window.briefSearchIndex) await bring(base + 'index.js').catch(ignore);
    var told = window.briefSearchIndex || ['', 1];
    window.briefSearchIndex = null;
    if (hash(codesOf(told[0])) >>> 0 !== told[1]) throw new Damaged('index');
    return new Index(JSON.parse(told[0]));
  }

  (function early() {
    var given = new URLSearchParams(location.search), query = parse(given.get('q') || '');
    var asked = query.terms.length || given.get('sort') || NAMES.some(function (name) { return given.has(name); });
    if (!script || !asked || !packed && location.protocol === 'file:') return;
    document.documentElement.classList.add('asked');
    open().then(function (index) {
      return new Question(index, query, {}, given.get('sort')).ask();
    }).catch(ignore);
  })();

  async function words() {
    var found = await Promise.all([open(), told('words')]), index = found[0];
    return index.counties.concat(index.themes).map(function (word) { return [word, word]; })
      .concat(found[1].map(function (word) { return [word, '“' + word + '”']; }))
      .map(function (pair) { return { word: pair[0], shown: pair[1], plain: normal(pair[0]) }; });
  }

  window.briefSearch = { words: words, normal: normal, parse: parse, places: places, open: open, told: told, read: read, Place: Place, Question: Question,
    tries: function (index, query) {
      return kept(files, tries, function () { return bring(tries); }).then(function () { return window.briefTries(index, query); });
    },
    forget: function () { files.clear(); whole.clear(); again = true; } };
})();
