/* Only in the preview of `taizhou-brief serve`: reloads the page after a build, shows what is wrong on it. */
(function () {
  'use strict';
  var box = null;

  function line(parent, className, text) {
    var element = document.createElement('p');
    element.className = className;
    element.textContent = text;
    parent.appendChild(element);
  }

  function show(state) {
    if (box) { box.remove(); box = null; }
    if (!state.diagnostics.length && !state.trouble) { return; }
    box = document.createElement('details');
    box.className = 'preview-box';
    box.open = state.stopped || !!state.trouble;
    var head = document.createElement('summary');
    head.textContent = (state.stopped ? '有错误，页面仍是上一次的：' : '预览：') + state.summary;
    box.appendChild(head);
    if (state.trouble) { line(box, 'preview-error', state.trouble); }
    state.diagnostics.forEach(function (d) {
      line(box, 'preview-' + d.severity, d.path + (d.line ? ':' + d.line : '') + (d.column ? ':' + d.column : '') + '　' + d.code + '　' + d.message);
      if (d.hint) { line(box, 'preview-hint', '办法：' + d.hint); }
    });
    document.body.appendChild(box);
  }

  var seen = null;
  new EventSource('/_preview/events').onmessage = function (event) {
    var state = JSON.parse(event.data);
    if (seen !== null && seen !== state.site) { location.reload(); return; }
    seen = state.site;
    show(state);
  };
})();
