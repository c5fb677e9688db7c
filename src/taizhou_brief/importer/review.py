"""Local HTML page for proofreading: the lines of the source on the left, the resulting draft on the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from taizhou_brief.diagnostics import SEVERITY_LABELS, Diagnostic, Severity
from taizhou_brief.formats.briefing.keys import FRONT
from taizhou_brief.importer.recognise import RecognitionResult
from taizhou_brief.importer.source_text import SourceLine, SourceText
from taizhou_brief.quantities import join_list_number

GENERATOR = '<meta name="generator" content="taizhou-brief preview of an import">'
"""Marks the head of every page of this kind."""
_STYLE = """
:root { color-scheme: light dark; --rule: #c8c8c8; --soft: #5f5f5f; --ground: #fff; --doubt: #fff3cd; --noted: #e8f1fb;
  --out: #ececec; }
@media (prefers-color-scheme: dark) { :root { --rule: #555; --soft: #b0b0b0; --ground: #121212; --doubt: #4a3c00;
  --noted: #16324a; --out: #2c2c2c; } }
body { margin: 1rem auto; max-width: 90rem; padding: 0 1rem; font: 16px/1.75 "Noto Sans CJK SC", "PingFang SC",
  "Microsoft YaHei", sans-serif; background: var(--ground); }
h1 { font-size: 1.4rem; margin: .5rem 0; } h2 { font-size: 1.1rem; margin: 1rem 0 .25rem; }
ul { margin: .25rem 0; padding-left: 1.5rem; } .key span { padding: .1rem .5rem; margin-right: .5rem; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin-top: 1rem; }
thead { position: sticky; top: 0; background: var(--ground); }
th, td { border: 1px solid var(--rule); padding: .35rem .6rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; white-space: pre-wrap; }
.place { scroll-margin-top: 4rem; }
.place, .kind { color: var(--soft); font-size: .8em; }
.doubt { background: var(--doubt); } .noted { background: var(--noted); } .out { background: var(--out); }
.note { display: block; font-size: .9em; } .title { font-weight: 700; font-size: 1.15em; }
.section { font-weight: 700; } .third { font-weight: 600; }
@media (max-width: 40rem) { thead { display: none; } tr, td { display: block; } td { border-top: 0; }
  td + td { border-bottom-width: 3px; } td:first-child::before { content: "原件 "; color: var(--soft); }
  td + td::before { content: "底稿 "; color: var(--soft); } }
"""
_KINDS = {
    "section": "节",
    "third": "三级标题",
    "measure": "措施",
    "prose": "段",
    "table": "表",
    "end": "一组措施到此为止",
}
_FIELDS = {"extra": "增刊", **{field.name: field.label for field in FRONT.fields}}


@dataclass(frozen=True, slots=True)
class _ReviewItem:
    """Part of the draft and the source lines it comes from."""

    lines: tuple[int, ...]
    kind: str
    name: str
    text: str


def render_review_page(source: SourceText, result: RecognitionResult, diagnostics: Sequence[Diagnostic]) -> str:
    """Render the whole page."""
    record = result.record
    diagnostics_by_line = _group_by_line(source, diagnostics)
    general = "".join(
        f"<li>{_render_diagnostic(diagnostic)}</li>"
        for diagnostic in diagnostics
        if not any(diagnostic in line_diagnostics for line_diagnostics in diagnostics_by_line.values())
    )
    listed = "".join(
        f'<li><a href="#l{n}">{_render_diagnostic(diagnostic)}</a></li>'
        for n, line_diagnostics in sorted(diagnostics_by_line.items())
        for diagnostic in line_diagnostics
        if diagnostic.severity is not Severity.NOTE
    )
    rows = "".join(_render_row(source, block, diagnostics_by_line) for block in _build_blocks(source, result))
    heading = f"{source.name}：{len(record.articles)} 篇，{record.sections} 节，{record.measures} 条措施"
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'{GENERATOR}\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(heading)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{escape(heading)}</h1>\n"
        '<p class="key"><span class="doubt">存疑，请核对</span><span class="noted">已说明的处理</span>'
        '<span class="out">未收入底稿</span></p>\n'
        + (f"<h2>关于整份文件</h2>\n<ul>{general}</ul>\n" if general else "")
        + (f"<h2>存疑之处</h2>\n<ul>{listed}</ul>\n" if listed else "")
        + '<table>\n<thead><tr><th scope="col">原件</th><th scope="col">底稿</th></tr></thead>\n'
        f"<tbody>\n{rows}</tbody>\n</table>\n</body>\n</html>\n"
    )


def _group_by_line(source: SourceText, diagnostics: Sequence[Diagnostic]) -> dict[int, list[Diagnostic]]:
    """Group the diagnostics by source line, using the place at the start of their message."""
    places: dict[str, int] = {}
    for n, line in enumerate(source.lines):
        places.setdefault(line.place, n)
    by_line: dict[int, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        place = diagnostic.message.partition("：")[0]
        if place in places:
            by_line.setdefault(places[place], []).append(diagnostic)
    return by_line


def _list_items(result: RecognitionResult) -> Iterator[_ReviewItem]:
    """Yield all parts of the draft with their lines."""
    record = result.record
    for item in result.left_out:
        yield _ReviewItem((item.index,), "out", "未收入", item.reason)
    for field in record.fields:
        yield _ReviewItem((field.index,), "field", "报头报尾", f"{_FIELDS.get(field.name, field.name)}：{field.value}")
    for para in record.editor_note:
        yield _ReviewItem(tuple(row.index for row in para.rows), "prose", "编者按", para.text)
    for n, article in enumerate(record.articles, 1):
        yield _ReviewItem((article.index,), "title", f"第{n}篇", article.title)
        if counties := article.title_counties.names:
            yield _ReviewItem((article.index,), "places", "县（市、区）", "、".join(counties))
        if contributor := article.entry.contributor:
            yield _ReviewItem((article.index,), "places", "供稿单位", contributor)
        for element in article.elements:
            lines = tuple(row.index for row in element.paragraph.rows)
            yield _ReviewItem(lines, element.kind, _KINDS[element.kind], element.text)


@dataclass(frozen=True, slots=True)
class _Block:
    """Source lines and the parts of the draft that come from them."""

    lines: tuple[int, ...]
    items: tuple[_ReviewItem, ...]


def _build_blocks(source: SourceText, result: RecognitionResult) -> list[_Block]:
    """Return the lines in order, those of one paragraph together; the parts of the draft are at their first line."""
    items_at: dict[int, list[_ReviewItem]] = {}
    joined: dict[int, tuple[int, ...]] = {}
    for item in _list_items(result):
        items_at.setdefault(item.lines[0], []).append(item)
        if len(item.lines) > len(joined.get(item.lines[0], ())):
            joined[item.lines[0]] = item.lines
    later = {n for lines in joined.values() for n in lines[1:]}
    return [
        _Block(joined.get(n, (n,)), tuple(items_at.get(n, ())))
        for n, line in enumerate(source.lines)
        if (line.text.strip() or line.number) and (n in items_at or n not in later)
    ]


def _render_row(source: SourceText, block: _Block, diagnostics_by_line: dict[int, list[Diagnostic]]) -> str:
    """Render a block as a table row."""
    diagnostics = [diagnostic for n in block.lines for diagnostic in diagnostics_by_line.get(n, ())]
    left = "\n".join(_render_source_line(n, source.lines[n]) for n in block.lines)
    right = "\n".join(
        f'<span class="kind">{item.name}</span> <span class="{item.kind}">{escape(item.text)}</span>'
        for item in block.items
    )
    right += "".join(f'<span class="note">⚠ {_render_diagnostic(diagnostic)}</span>' for diagnostic in diagnostics)
    class_attribute = f' class="{row_class}"' if (row_class := _choose_row_class(block, diagnostics)) else ""
    return f"<tr{class_attribute}><td>{left}</td><td>{right}</td></tr>\n"


def _choose_row_class(block: _Block, diagnostics: Sequence[Diagnostic]) -> str:
    """Return the class of a row: something to check, something explained, or something left out."""
    if diagnostics:
        return "noted" if all(diagnostic.severity is Severity.NOTE for diagnostic in diagnostics) else "doubt"
    return "out" if block.items and all(item.kind == "out" for item in block.items) else ""


def _render_source_line(n: int, line: SourceLine) -> str:
    """Render a source line with its place."""
    return (
        f'<span class="place" id="l{n}">{escape(line.place)}</span> {escape(join_list_number(line.number, line.text))}'
    )


def _render_diagnostic(diagnostic: Diagnostic) -> str:
    """Render a diagnostic."""
    return escape(
        f"{SEVERITY_LABELS[diagnostic.severity]} {diagnostic.code} {diagnostic.message}"
        + (f"（{diagnostic.hint}）" if diagnostic.hint else "")
    )
