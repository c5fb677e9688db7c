/* Progressive enhancement: without this script every text stays readable. ES2017, no modules.
   It is loaded in the head and blocks, so that the reader's display settings hold before anything is painted. */
(function () {
  'use strict';

  var root = document.documentElement;
  var SETTINGS = ['size', 'scheme', 'contrast'];

  function load(name) {
    try { return localStorage.getItem('brief-' + name) || ''; } catch (error) { return ''; }
  }

  function save(name, value) {
    try {
      if (value) localStorage.setItem('brief-' + name, value);
      else localStorage.removeItem('brief-' + name);
    } catch (error) { /* storage may be switched off: the choice then holds for this page */ }
  }

  function apply(name, value) {
    if (value) root.setAttribute('data-' + name, value);
    else root.removeAttribute('data-' + name);
  }

  root.classList.add('js');
  SETTINGS.forEach(function (name) { apply(name, load(name)); });
  // From a folder on disk a page may load scripts but not fetch: only an index that is packed as scripts can be searched.
  var onDisk = location.protocol === 'file:';
  root.classList.toggle('folder', onDisk && !document.querySelector('script[data-packed]'));

  function one(selector, inside) { return (inside || document).querySelector(selector); }
  function all(selector, inside) { return Array.from((inside || document).querySelectorAll(selector)); }

  /* Display settings and 长者模式 ---------------------------------------------------------------------------- */

  function choose(name, value) {
    apply(name, value);
    save(name, value);
    show();
  }

  function elder() {
    return root.getAttribute('data-size') === 'xl' && root.getAttribute('data-contrast') === 'more';
  }

  function show() {
    SETTINGS.forEach(function (name) {
      all('input[name="' + name + '"]').forEach(function (input) {
        input.checked = input.value === (root.getAttribute('data-' + name) || '');
      });
    });
    var button = one('#elder');
    if (button) button.setAttribute('aria-pressed', String(elder()));
  }

  function settings() {
    SETTINGS.forEach(function (name) {
      all('input[name="' + name + '"]').forEach(function (input) {
        input.addEventListener('change', function () { choose(name, input.value); });
      });
    });
    var button = one('#elder');
    if (button) button.addEventListener('click', function () {
      var on = !elder();
      choose('size', on ? 'xl' : '');
      choose('contrast', on ? 'more' : '');
      say(on ? '已开启长者模式' : '已关闭长者模式');
    });
    var panel = one('.settings');
    if (panel) {
      document.addEventListener('click', function (event) {
        if (panel.open && !panel.contains(event.target)) panel.open = false;
      });
      panel.addEventListener('keydown', function (event) {
        if (event.key === 'Escape') { panel.open = false; one('summary', panel).focus(); }
      });
    }
    show();
  }

  /* Messages: read aloud, gone after a moment ------------------------------------------------------------------ */

  var toast, timer;

  function say(text) {
    toast.textContent = text;
    toast.classList.add('on');
    clearTimeout(timer);
    timer = setTimeout(function () { toast.classList.remove('on'); }, 2400);
  }

  /* Copying a citation, printing ------------------------------------------------------------------------------- */

  function copy(text, done) {
    function byHand() { // an intranet site on plain http has no clipboard interface
      var area = document.createElement('textarea');
      area.value = text;
      area.readOnly = true;
      area.className = 'unseen';
      document.body.appendChild(area);
      area.select();
      var copied = false;
      try { copied = document.execCommand('copy'); } catch (error) { /* reported below */ }
      area.remove();
      done(copied);
    }
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(function () { done(true); }, byHand);
    } else byHand();
  }

  function today() {
    var now = new Date();
    function two(number) { return (number < 10 ? '0' : '') + number; }
    return now.getFullYear() + '-' + two(now.getMonth() + 1) + '-' + two(now.getDate());
  }

  function words(measure) { // what it says, as it stands on the page
    var body = all(':scope > .prose', measure).map(function (part) { return part.textContent.trim(); });
    return one('h3', measure).textContent.trim() + body.join('\n');
  }

  function quoted(text) { // marks within marks change their form: GB/T 15834
    return '“' + text.replace(/[“”‘’]/g, function (mark) { return '‘’“”'['“”‘’'.indexOf(mark)]; }) + '”';
  }

  function address() { // the published one, or where it is read; a path on the reader's own disk leads nobody anywhere
    var served = /^https?:$/.test(location.protocol) ? location.origin + location.pathname : '';
    return one('#reference').getAttribute('data-url') || served;
  }

  function citation(button) {
    var reference = one('#reference'), here = address();
    var measure = button.closest('.measure');
    if (!measure) {
      var text = reference.textContent.trim().replace('[访问日期]', '[' + today() + ']');
      return /https?:\S+\.$/.test(text) || !here ? text : text + ' ' + here + '.';
    }
    var label = '措施' + button.getAttribute('data-cite');
    var source = reference.getAttribute('data-stem') + label + '[' + today() + '].' + (here ? ' ' + here + '#' + measure.id + '.' : '');
    return quoted(words(measure)) + '（' + label + '）\n' + source;
  }

  function copyLink(id) {
    var here = address();
    if (!here) { say('从文件夹打开，没有网址可复制'); return; }
    copy(here + '#' + id, function (copied) { say(copied ? '已复制链接' : '未能复制，请手动选取'); });
  }

  function download(name, source) {
    var link = document.createElement('a'), place = URL.createObjectURL(new Blob([source.textContent], { type: 'text/plain' }));
    link.href = place;
    link.download = name;
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(place); }, 1000);
  }

  function press(event) {
    var button = event.target.closest('[data-cite],[data-link],[data-print],[data-save]');
    if (!button) return;
    if (button.hasAttribute('data-print')) { window.print(); return; }
    if (button.hasAttribute('data-save')) { download(button.getAttribute('data-save'), button.parentNode.nextElementSibling); return; }
    if (button.hasAttribute('data-link')) { copyLink(button.getAttribute('data-link')); return; }
    var label = button.getAttribute('data-cite'), none = address() ? '' : '；从文件夹打开，引用里没有网址';
    copy(citation(button), function (copied) {
      say(!copied ? '未能复制，请手动选取' : (label ? '已复制措施' + label + '的原文与引用' : '已复制引用') + none);
    });
  }

  /* The contents beside the text follow the reader ------------------------------------------------------------- */

  function follow() {
    var links = all('.toc a[href^="#"]');
    if (!links.length || !('IntersectionObserver' in window)) return;
    var places = links.map(function (link) { return document.getElementById(link.hash.slice(1)); });
    function mark() {
      var current = 0;
      places.forEach(function (place, index) {
        if (place && place.getBoundingClientRect().top < innerHeight * 0.35) current = index;
      });
      links.forEach(function (link, index) {
        if (index === current) link.setAttribute('aria-current', 'true');
        else link.removeAttribute('aria-current');
      });
    }
    var observer = new IntersectionObserver(mark, { rootMargin: '0px 0px -65% 0px', threshold: [0, 1] });
    places.forEach(function (place) { if (place) observer.observe(place); });
    mark();
  }

  /* The slash leads to the search box --------------------------------------------------------------------------- */

  function slash(event) {
    if (event.key !== '/' || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    event.preventDefault();
    var box = all('input[type="search"]').find(function (input) { return input.offsetParent !== null; });
    if (box) { box.focus(); box.select(); } else one('.bar a.tool, .seek button').click();
  }

  /* From a folder on disk a link or a form to a folder would show a list of files -------------------------------- */

  function toPage(link) {
    if (link && link.protocol === 'file:' && /\/$/.test(link.pathname)) link.pathname += 'index.html';
  }

  function fromDisk() {
    all('a[href]').forEach(toPage);
    ['click', 'auxclick', 'contextmenu', 'focusin'].forEach(function (type) { // of links that scripts have made since
      document.addEventListener(type, function (event) { toPage(event.target.closest('a[href]')); }, true);
    });
    all('form[action]').forEach(function (form) {
      if (/^file:.*\/$/.test(form.action)) form.action += 'index.html';
    });
  }

  document.addEventListener('DOMContentLoaded', function () {
    if (onDisk) fromDisk();
    toast = document.createElement('div');
    toast.className = 'toast';
    toast.setAttribute('role', 'status');
    document.body.appendChild(toast);
    settings();
    follow();
    document.addEventListener('click', press);
    document.addEventListener('keydown', slash);
  });
})();
