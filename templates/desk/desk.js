/* The page of the desk: sends what the editor does, shows what the program says. */
(function () {
  'use strict';
  var token = document.querySelector('meta[name=desk-token]').content;
  var main = document.getElementById('main');
  var status = document.getElementById('status');
  var timer = null;

  function send(path, body) {
    main.setAttribute('aria-busy', 'true');
    return fetch('/desk/' + path, { method: 'POST', body: body, headers: { 'X-Desk-Token': token } }).then(function (answer) {
      if (answer.ok) { return answer; }
      return answer.json().then(function (data) { throw new Error(data.problem); });
    }).finally(function () { main.removeAttribute('aria-busy'); });
  }

  function announce(text) {
    if (!text) { return; }
    status.textContent = text;
    status.classList.add('on');
    clearTimeout(timer);
    timer = setTimeout(function () { status.classList.remove('on'); }, 6000);
  }

  function fail(error) {
    var place = document.getElementById('problem');
    var text = error instanceof TypeError ? '编辑台没有回答：它可能已经关了，请重新打开' : error.message;
    if (!place) { announce(text); return; }
    place.textContent = text;
    place.hidden = false;
  }

  /* ---- First page */

  function read(name, body) {
    announce('正在读' + name);
    send('read?name=' + encodeURIComponent(name), body).then(function (answer) { return answer.json(); })
      .then(function (data) { location.href = data.url; }).catch(fail);
  }

  var drop = document.getElementById('drop');
  if (drop) {
    document.getElementById('file').addEventListener('change', function (event) {
      if (event.target.files[0]) { read(event.target.files[0].name, event.target.files[0]); }
    });
    ['dragover', 'dragleave', 'drop'].forEach(function (name) {
      document.addEventListener(name, function (event) {
        event.preventDefault();
        drop.classList.toggle('over', name === 'dragover');
        if (name === 'drop' && event.dataTransfer.files[0]) {
          read(event.dataTransfer.files[0].name, event.dataTransfer.files[0]);
        }
      });
    });
    document.getElementById('paste').addEventListener('click', function () {
      read('粘贴的文字.txt', document.getElementById('pasted').value);
    });
    main.addEventListener('click', function (event) {
      var path = event.target.dataset.open;
      if (!path) { return; }
      send('open?path=' + encodeURIComponent(path), '').then(function (answer) { return answer.json(); })
        .then(function (data) { location.href = data.url; }).catch(fail);
    });
    return;
  }

  /* ---- Draft */

  function draft() { return document.getElementById('draft').dataset.draft; }

  /* Everything that the editor has opened, scrolled to or is typing in stays as it is. */
  function show(html, typing) {
    var focused = document.activeElement && document.activeElement.id;
    var open = {};
    var scrolled = {};
    var text = document.getElementById('text');
    var old = { value: text.value, top: text.scrollTop, start: text.selectionStart, end: text.selectionEnd };
    main.querySelectorAll('[data-keep]').forEach(function (element) { open[element.dataset.keep] = element.open; });
    main.querySelectorAll('[data-pane]').forEach(function (element) { scrolled[element.dataset.pane] = element.scrollTop; });
    var parsed = new DOMParser().parseFromString(html, 'text/html');
    main.replaceChildren.apply(main, Array.prototype.slice.call(parsed.body.childNodes));
    main.querySelectorAll('[data-keep]').forEach(function (element) {
      if (open[element.dataset.keep]) { element.open = true; }
    });
    main.querySelectorAll('[data-pane]').forEach(function (element) { element.scrollTop = scrolled[element.dataset.pane] || 0; });
    text = document.getElementById('text');
    if (typing) { text.value = old.value; }
    text.scrollTop = old.top;
    if (focused && document.getElementById(focused)) { document.getElementById(focused).focus({ preventScroll: true }); }
    if (focused === 'text') { text.setSelectionRange(old.start, old.end); }
    announce(document.getElementById('draft').dataset.message);
  }

  /* One request at a time, so that an answer never undoes what was sent after it. */
  var queue = Promise.resolve();
  function act(action, body, typing) {
    queue = queue.then(function () { return send(draft() + '/' + action, body); })
      .then(function (answer) { return answer.text(); })
      .then(function (html) { show(html, typing && typing()); }).catch(fail);
    return queue;
  }

  function change(data, typing) { return act('change', JSON.stringify(data), typing); }

  function chosen(list, settled) {
    var names = [];
    list.querySelectorAll('input').forEach(function (input) {
      if (input.checked) { names.push(input.value); }
      else if (!settled && input.parentElement.classList.contains('guess')) { names.push(input.value + list.dataset.mark); }
    });
    return names;
  }

  var edited = 0;
  var pause = null;
  function sendText() {
    clearTimeout(pause);
    pause = null;
    var sent = edited;
    return change({ text: document.getElementById('text').value }, function () { return edited !== sent; });
  }

  main.addEventListener('input', function (event) {
    if (event.target.id !== 'text') { return; }
    edited += 1;
    clearTimeout(pause);
    pause = setTimeout(sendText, 900);
  });
  main.addEventListener('change', function (event) {
    var element = event.target;
    var list = element.closest('fieldset');
    if (element.id === 'text' || element.id === 'message') { return; }
    if (list) { change({ place: JSON.parse(list.dataset.place), value: chosen(list, false) }); return; }
    if (element.dataset.place) {
      change({ place: JSON.parse(element.dataset.place), value: element.type === 'checkbox' ? element.checked : element.value });
    }
  });
  main.addEventListener('click', function (event) {
    var element = event.target.closest('button, a');
    if (!element) { return; }
    var data = element.dataset;
    if (data.seen) { change({ seen: JSON.parse(data.seen) }); }
    if ('settle' in data) {
      var list = element.closest('fieldset');
      change({ place: JSON.parse(list.dataset.place), value: chosen(list, true) });
    }
    if (data.action) {
      if (pause) { sendText(); }
      act(data.action, data.action === 'commit' ? document.getElementById('message').value : '');
    }
    if (data.line) { showLine(Number(data.line)); }
  });

  function showLine(line) {
    var text = document.getElementById('text');
    text.closest('details').open = true;
    var start = text.value.split('\n').slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
    var end = text.value.indexOf('\n', start);
    text.focus();
    text.setSelectionRange(start, end < 0 ? text.value.length : end);
    text.scrollTop = Math.max(0, text.scrollHeight * (start / Math.max(1, text.value.length)) - text.clientHeight / 2);
  }

  window.addEventListener('beforeunload', function (event) { if (pause) { sendText(); event.preventDefault(); } });
})();
