/* On the page of a hit: marks the words that were looked for (?hl=…) and keeps their place in view. */
(function () {
  'use strict';

  var asked = new URLSearchParams(location.search).get('hl');
  if (!asked || !document.createTreeWalker) return;

  var DROPPED = /[\s\u0085\u200b-\u200d\u2060\ufeff\u00ad"'“”‘’„‟‚‛《》「」『』]/g;

  function folded(text) { return text.normalize('NFKC').toLowerCase().replace(DROPPED, ''); }

  function terms() { // as search.js reads them: -词 excludes, a lone - is nothing beside others, quotation marks keep white space
    var parts = (asked.match(/[-－]?(?:"[^"]*"|“[^”]*”|[^\s])+/g) || []);
    var wanted = parts.filter(function (part) { return !/^[-－]/.test(part); });
    return (wanted.length ? wanted : parts).map(folded).filter(Boolean);
  }

  function mark(block, words) {
    var walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), nodes = [], form = '', from = [], node;
    while ((node = walker.nextNode())) {
      if (node.parentNode.closest('button,.tools,script')) continue;
      var at = 0, text = node.nodeValue;
      Array.from(text).forEach(function (character) {
        var own = folded(character);
        for (var i = 0; i < own.length; i++) from.push([nodes.length, at, at + character.length]);
        form += own;
        at += character.length;
      });
      nodes.push(node);
    }
    var marked = nodes.map(function () { return []; });
    words.forEach(function (word) {
      for (var i = form.indexOf(word); i >= 0; i = form.indexOf(word, i + 1)) {
        for (var j = i; j < i + word.length; j++) marked[from[j][0]].push([from[j][1], from[j][2]]);
      }
    });
    nodes.forEach(function (text, index) { paint(text, marked[index]); });
    return form.length > 0 && marked.some(function (ranges) { return ranges.length > 0; });
  }

  function paint(node, ranges) {
    if (!ranges.length) return;
    ranges.sort(function (a, b) { return a[0] - b[0]; });
    var text = node.nodeValue, parts = document.createDocumentFragment(), at = 0;
    for (var i = 0; i < ranges.length;) {
      var begin = ranges[i][0], end = ranges[i][1];
      while (++i < ranges.length && ranges[i][0] <= end) end = Math.max(end, ranges[i][1]);
      var element = document.createElement('mark');
      element.textContent = text.slice(begin, end);
      parts.append(text.slice(at, begin), element);
      at = end;
    }
    parts.append(text.slice(at));
    node.parentNode.replaceChild(parts, node);
  }

  var words = terms();
  // A measure is one text, so is a heading or a block of prose: words are not looked for across them.
  var blocks = document.querySelectorAll('main h1, main .text h2, main .lead, main .measure, main .notes, main .text > .prose, main .editor .prose, main .erratum');
  Array.from(blocks).forEach(function (block) { if (!block.closest('.paper-head')) mark(block, words); });
  var target = location.hash ? document.getElementById(location.hash.slice(1)) : document.querySelector('main mark');
  var first = target && (target.querySelector('mark') || target);
  if (first && first.getBoundingClientRect().bottom > innerHeight * 0.9) first.scrollIntoView({ block: 'center' });
  else if (target && location.hash) target.scrollIntoView();
})();
