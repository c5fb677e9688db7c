"""Reading over: one local HTML page, the lines of the source on the left, what was made of them on the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from taizhou_brief.diagnostics import SEVERITY_LABELS, Diagnostic, Severity
from taizhou_brief.importer.recognise import RecognitionResult
from taizhou_brief.importer.source_text import SourceLine, SourceText
from taizhou_brief.quantities import numbered

GENERATOR = '<meta name="generator" content="taizhou-brief preview of an import">'
"""Stands at the head of every page of this kind."""
_STYLE = """
:root { color-scheme: light dark; --rule: #c8c8c8; --soft: #5f5f5f; --ground: #fff; --doubt: #fff3cd; --told: #e8f1fb;
  --out: #ececec; }
@media (prefers-color-scheme: dark) { :root { --rule: #555; --soft: #b0b0b0; --ground: #121212; --doubt: #4a3c00;
  --told: #16324a; --out: #2c2c2c; } }
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
.doubt { background: var(--doubt); } .told { background: var(--told); } .out { background: var(--out); }
.note { display: block; font-size: .9em; } .title { font-weight: 700; font-size: 1.15em; }
.section { font-weight: 700; } .third { font-weight: 600; }
@media (max-width: 40rem) { thead { display: none; } tr, td { display: block; } td { border-top: 0; }
  td + td { border-bottom-width: 3px; } td:first-child::before { content: "原件 "; color: var(--soft); }
  td + td::before { content: "底稿 "; color: var(--soft); } }
"""
_KINDS = {"section": "节", "third": "三级标题", "measure": "措施", "prose": "段", "table": "表"}
_FIELDS = {
    "number": "期号",
    "supplement": "增刊",
    "extra": "增刊",
    "total": "总期号",
    "date": "日期",
    "printed": "印发日期",
    "issuer": "编发单位",
    "report_to": "报",
    "send_to": "送",
    "distribute_to": "发",
    "copies": "印数",
}


@dataclass(frozen=True, slots=True)
class _Made:
    """What was made of some lines."""

    lines: tuple[int, ...]
    kind: str
    name: str
    text: str


def render_review_page(source: SourceText, found: RecognitionResult, diagnostics: Sequence[Diagnostic]) -> str:
    """The whole page."""
    record = found.record
    doubts = _by_line(source, diagnostics)
    general = "".join(f"<li>{_said(d)}</li>" for d in diagnostics if not any(d in own for own in doubts.values()))
    listed = "".join(
        f'<li><a href="#l{n}">{_said(each)}</a></li>'
        for n, own in sorted(doubts.items())
        for each in own
        if each.severity is not Severity.NOTE
    )
    rows = "".join(_row(source, block, doubts) for block in _blocks(source, found))
    heading = f"{source.name}：{len(record.articles)} 篇，{record.sections} 节，{record.measures} 条措施"
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'{GENERATOR}\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(heading)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{escape(heading)}</h1>\n"
        '<p class="key"><span class="doubt">存疑，请核对</span><span class="told">已说明的处理</span>'
        '<span class="out">未收入底稿</span></p>\n'
        + (f"<h2>关于整份文件</h2>\n<ul>{general}</ul>\n" if general else "")
        + (f"<h2>存疑之处</h2>\n<ul>{listed}</ul>\n" if listed else "")
        + '<table>\n<thead><tr><th scope="col">原件</th><th scope="col">底稿</th></tr></thead>\n'
        f"<tbody>\n{rows}</tbody>\n</table>\n</body>\n</html>\n"
    )


def _by_line(source: SourceText, diagnostics: Sequence[Diagnostic]) -> dict[int, list[Diagnostic]]:
    """The doubts of each line, by the place their message opens with."""
    places: dict[str, int] = {}
    for n, line in enumerate(source.lines):
        places.setdefault(line.place, n)
    found: dict[int, list[Diagnostic]] = {}
    for each in diagnostics:
        place = each.message.partition("：")[0]
        if place in places:
            found.setdefault(places[place], []).append(each)
    return found


def _made(found: RecognitionResult) -> Iterator[_Made]:
    """All that was recognised, each with its lines."""
    record = found.record
    for item in found.left_out:
        yield _Made((item.index,), "out", "未收入", item.reason)
    for field in record.fields:
        yield _Made((field.index,), "field", "报头报尾", f"{_FIELDS.get(field.name, field.name)}：{field.value}")
    for para in record.editor_note:
        yield _Made(tuple(row.index for row in para.rows), "prose", "编者按", para.text)
    for n, article in enumerate(record.articles, 1):
        yield _Made((article.index,), "title", f"第{n}篇", article.title)
        if article.counties:
            yield _Made((article.index,), "places", "县（市、区）", "、".join(article.counties))
        if article.contributor:
            yield _Made((article.index,), "places", "供稿单位", article.contributor)
        for element in article.elements:
            lines = tuple(row.index for row in element.para.rows)
            yield _Made(lines, element.kind, _KINDS[element.kind], element.text)


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of the source and what was made of them."""

    lines: tuple[int, ...]
    made: tuple[_Made, ...]


def _blocks(source: SourceText, found: RecognitionResult) -> list[_Block]:
    """The lines in order, those of one paragraph together; what was made stands at its first line."""
    at: dict[int, list[_Made]] = {}
    joined: dict[int, tuple[int, ...]] = {}
    for made in _made(found):
        at.setdefault(made.lines[0], []).append(made)
        if len(made.lines) > len(joined.get(made.lines[0], ())):
            joined[made.lines[0]] = made.lines
    later = {n for lines in joined.values() for n in lines[1:]}
    return [
        _Block(joined.get(n, (n,)), tuple(at.get(n, ())))
        for n, line in enumerate(source.lines)
        if (line.text.strip() or line.number) and (n in at or n not in later)
    ]


def _row(source: SourceText, block: _Block, doubts: dict[int, list[Diagnostic]]) -> str:
    said = [each for n in block.lines for each in doubts.get(n, ())]
    left = "\n".join(_source_line(n, source.lines[n]) for n in block.lines)
    right = "\n".join(
        f'<span class="kind">{made.name}</span> <span class="{made.kind}">{escape(made.text)}</span>'
        for made in block.made
    )
    right += "".join(f'<span class="note">⚠ {_said(each)}</span>' for each in said)
    mark = f' class="{kind}"' if (kind := _kind(block, said)) else ""
    return f"<tr{mark}><td>{left}</td><td>{right}</td></tr>\n"


def _kind(block: _Block, said: Sequence[Diagnostic]) -> str:
    """How a row is coloured: something to check, something told, something left out."""
    if said:
        return "told" if all(each.severity is Severity.NOTE for each in said) else "doubt"
    return "out" if block.made and all(made.kind == "out" for made in block.made) else ""


def _source_line(n: int, line: SourceLine) -> str:
    return f'<span class="place" id="l{n}">{escape(line.place)}</span> {escape(numbered(line.number, line.text))}'


def _said(each: Diagnostic) -> str:
    return escape(
        f"{SEVERITY_LABELS[each.severity]} {each.code} {each.message}" + (f"（{each.hint}）" if each.hint else "")
    )
