/* What a query without a hit may have meant: see docs/search.md. Loaded when there is one. ES2017. */
(function () {
  'use strict';

  var engine = window.briefSearch, LONGEST = 24, FORMS = 3, TEXTS = 30;
  // punctuation and symbols in normal form; letters, digits and white space are none
  var MARKS = /[!-\/:-@\[-`{-~\u00a1-\u00bf\u00d7\u00f7\u2010-\u205e\u2190-\u22ff\u2500-\u27bf\u3001-\u3003\u3008-\u301f\u30fb\ufe10-\ufe4f]/g;

  function bare(text) { return engine.normal(text).replace(MARKS, ''); }

  function locate(text, wanted) { // the words in a text, as printed, that are these when marks are left out
    var plain = '', from = [], to = [], at = 0;
    Array.from(text).forEach(function (character) {
      var form = bare(character);
      for (var i = 0; i < form.length; i++) { from.push(at); to.push(at + character.length); }
      plain += form;
      at += character.length;
    });
    var found = plain.indexOf(wanted);
    return found < 0 ? '' : text.slice(from[found], to[found + wanted.length - 1]);
  }

  function Tries(index, query) {
    this.index = index;
    this.query = query;
    this.found = [];
    this.failed = [];
    this.near = [];
  }

  Tries.prototype.count = async function (terms) {
    var asked = new engine.Question(this.index, { terms: terms, not: this.query.not }, {}, '');
    await asked.ask();
    while (!asked.known()) await asked.settle(asked.doubtful);
    return asked.total();
  };

  Tries.prototype.without = function (term, words) { return this.query.terms.map(function (other) { return other === term ? words : other; }); };

  function quoted(words) { return /[\s"“”]|^[-－]/.test(words) ? '"' + words.replace(/["“”]/g, '') + '"' : words; }

  Tries.prototype.offer = async function (why, term, words) { // only what is found, with the other words or by itself
    var plain = engine.normal(words);
    if (!plain || plain === term || this.found.some(function (one) { return one.plain === plain; })) return false;
    var total = await this.count(this.without(term, plain)), asked = this.without(term, words);
    if (!total && asked.length > 1) {
      asked = [words];
      total = await this.count([plain]);
    }
    if (!total) return false;
    asked = asked.map(quoted).concat(this.query.not.map(function (word) { return '-' + quoted(word); }));
    this.found.push({ why: why, words: words, plain: plain, query: asked.join(' '), shown: asked.length > 1 ? asked.join(' ') : words, total: total });
    return true;
  };

  Tries.prototype.has = async function (phrase) { // a list that is not exact is that of the beginning of the phrase
    var lists = await Promise.all(this.index.segments.map(function (segment) { return segment.find(phrase); }));
    if (lists.some(function (list) { return list.exact && list.count > 0; })) return true;
    return lists.some(function (list) { return list.count > 0; }) && await this.count([phrase]) > 0;
  };

  Tries.prototype.reach = async function (characters, backwards) { // how many characters from one end are somewhere together
    for (var n = 1; n <= characters.length; n++) {
      var part = backwards ? characters.slice(-n) : characters.slice(0, n);
      if (!await this.has(part.join(''))) break;
    }
    return n - 1;
  };

  /* Marks: what is written without them, or with others, in between */

  Tries.prototype.marks = async function (term) {
    var wanted = bare(term), characters = Array.from(wanted).slice(0, LONGEST);
    if (characters.length < 2) return false;
    if (await this.offer('不管标点', term, wanted)) return true;
    var first = await this.reach(characters, false), last = characters.length - await this.reach(characters, true), forms = new Map(), self = this;
    var breaks = [];
    for (var i = Math.max(1, last); i <= Math.min(first, characters.length - 1); i++) breaks.push([i, i]);
    if (!breaks.length) { // more than one mark in between
      for (i = first; i > Math.max(0, first - 4); i--) for (var j = last; j < Math.min(characters.length, last + 4); j++) breaks.push([i, j]);
    }
    for (var b = 0; b < breaks.length && forms.size < FORMS; b++) {
      var ends = [characters.slice(0, breaks[b][0]).join(''), characters.slice(breaks[b][1]).join('')];
      var asked = new engine.Question(self.index, { terms: Array.from(new Set(ends)), not: [] }, {}, '');
      await asked.ask();
      await asked.more(TEXTS);
      asked.hits.forEach(function (hit) {
        var words = locate(hit.text, wanted);
        if (words && words.indexOf('\n') < 0) forms.set(engine.normal(words), words);
      });
    }
    var told = false;
    for (var words of Array.from(forms.values()).slice(0, FORMS)) told = await self.offer('不管标点', term, words) || told;
    return told;
  };

  /* Traditional characters */

  Tries.prototype.simple = async function (term) {
    var pairs = Array.from(await engine.told('old')), simple = new Map();
    for (var i = 0; i < pairs.length; i += 2) simple.set(pairs[i], pairs[i + 1]);
    return Array.from(term, function (character) { return simple.get(character) || character; }).join('');
  };

  /* Names: by their readings, or with one character more, less or another */

  function reads(letters, readings) { // how many characters of a name these letters are: whole syllables or first letters
    var best = 0;
    (function next(at, character) {
      if (at === letters.length) { best = Math.max(best, character); return; }
      (readings[character] || []).forEach(function (reading) {
        if (letters.startsWith(reading, at)) next(at + reading.length, character + 1);
        else if (reading.length > 1 && letters[at] === reading[0]) next(at + 1, character + 1);
      });
    })(0, 0);
    return best;
  }

  Tries.prototype.names = function () {
    return this.known = this.known || engine.told('names').then(function (told) {
      var readings = new Map();
      Object.keys(told[1]).forEach(function (some) { Array.from(told[1][some]).forEach(function (one) { readings.set(one, some.split('/')); }); });
      return told[0].map(function (name) {
        var characters = Array.from(name.replace(/\s/g, ''));
        return { name: name, plain: engine.normal(name), readings: characters.map(function (one) { return readings.get(one) || [one.toLowerCase()]; }) };
      });
    });
  };

  Tries.prototype.pinyin = async function (term) {
    if (!/^[a-z]{2,}$/.test(term)) return null;
    var matches = (await this.names()).map(function (one, order) {
      return { name: one.name, order: order, left: one.readings.length - reads(term, one.readings), some: reads(term, one.readings) };
    }).filter(function (one) { return one.some > 1; });
    matches.sort(function (a, b) { return a.left - b.left || a.order - b.order; });
    var told = false, before = this.found.length;
    for (var match of matches.slice(0, 12)) {
      if (this.found.length - before < 5) told = await this.offer('按拼音', term, match.name) || told;
    }
    return told;
  };

  function slips(one, other) { // whether two words differ in one character
    var a = Array.from(one), b = Array.from(other);
    if (a.length > b.length) return slips(other, one);
    if (b.length - a.length > 1 || b.length < 3) return false;
    for (var i = 0; i < a.length && a[i] === b[i];) i++;
    var rest = b.slice(i + 1).join('');
    return rest === a.slice(a.length === b.length ? i + 1 : i).join('');
  }

  Tries.prototype.slip = async function (term) {
    var told = false;
    if (Array.from(term).length < 3) return null;
    var close = (await this.names()).filter(function (one) { return one.plain !== term && slips(one.plain, term); });
    for (var one of close.slice(0, FORMS)) told = await this.offer('只差一个字', term, one.name) || told;
    return told;
  };

  /* The longest part */

  Tries.prototype.part = async function (term) {
    var characters = Array.from(term).slice(0, LONGEST), parts = [];
    for (var i = 0; i + 1 < characters.length; i++) {
      var length = await this.reach(characters.slice(i), false);
      if (length > 1 && length < characters.length) parts.push(characters.slice(i, i + length).join(''));
    }
    var most = Math.max.apply(null, parts.map(function (part) { return part.length; })), told = false;
    parts = parts.filter(function (part) { return part.length === most; }).slice(0, FORMS);
    for (var part of parts) told = await this.offer('其中一段', term, part) || told;
    return told;
  };

  /* Articles that have the words in different places */

  Tries.prototype.apart = async function () {
    var self = this, sets = await Promise.all(self.query.terms.map(async function (term) {
      var articles = new Map();
      await Promise.all(self.index.segments.map(async function (segment) {
        var list = await segment.find(term);
        (await segment.all(list)).forEach(function (id) {
          var place = new engine.Place(segment, list.exact, id);
          articles.set(place.article, (articles.get(place.article) || []).concat(place));
        });
      }));
      return articles;
    }));
    var both = Array.from(sets[0].keys()).filter(function (article) {
      return sets.every(function (set) { return set.has(article); });
    }).sort(function (a, b) { return b - a; });
    var found = [];
    for (var i = 0; i < both.length && found.length < 10; i++) {
      var first = sets[0].get(both[i])[0], right = true;
      for (var t = 0; t < sets.length && right; t++) right = await self.within(sets[t].get(both[i]), self.query.terms[t]);
      if (right) found.push(await engine.read(first));
    }
    return found;
  };

  Tries.prototype.within = async function (list, term) {
    for (var i = 0; i < list.length; i++) {
      if (list[i].sure || engine.normal((await engine.read(list[i])).text).indexOf(term) >= 0) return true;
    }
    return false;
  };

  Tries.prototype.run = async function () {
    var term = null, self = this;
    for (var one of this.query.terms) if (term === null && !await this.count([one])) term = one;
    if (term === null) { // each is found, but not together
      if (this.query.terms.length > 1) this.near = await this.apart();
      return this;
    }
    async function attempt(why, made) { if (await made === false) self.failed.push(why); }
    await attempt('不管标点', this.marks(term));
    var simple = await this.simple(term);
    if (simple !== term) await attempt('繁体改成简体', this.offer('繁体改成简体', term, simple).then(function (told) { return told || self.marks(simple); }));
    await attempt('按拼音', this.pinyin(term));
    await attempt('只差一个字的名称', this.slip(simple));
    if (!this.found.length) await attempt('其中一段', this.part(simple));
    return this;
  };

  /* Each offer is a query of its own: nothing that is not written so is shown as a hit */

  Tries.prototype.show = function (place, make, address, title, link) {
    var rows = this.found.map(function (one) {
      return make('li', '', [one.why + '，有', make('a', 'strong', one.shown, { href: address(one.query), 'data-word': one.query }), '，' + one.total + '条']);
    });
    if (rows.length) place.append(make('p', '', '照原样没有。另外试了这几种：'), make('ul', '', rows));
    else if (this.failed.length) place.append(make('p', 'meta', '也试过' + this.failed.join('、') + '，都没有。'));
    return this.near.map(function (hit) { return make('li', '', make('a', '', title(hit.title, []), { href: link(hit) })); });
  };

  window.briefTries = function (index, query) { return new Tries(index, query).run(); };
})();
