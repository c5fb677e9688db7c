"""The recognised record → the native format: front matter, then the articles in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.formats.undecided import BLANK, SUGGESTED, suggest
from taizhou_brief.importer.recognise.body import BodyElement
from taizhou_brief.importer.recognise.record import RecognisedArticle, RecognisedIssue
from taizhou_brief.model.identity import IssueId
from taizhou_brief.quantities import JOINT

_INLINE = lazy_compile(r"[\\`*_\[\]<]|&(?=#|[A-Za-z])")
_START = lazy_compile(r"^(?:(\d{1,9})([.)])(?=\s|$)|([#>+=~:|-]))")
_PLAIN = lazy_compile(
    r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~=<](?:[^,\[\]{}#:\\\"'\x00-\x1f\x7f-\x9f]*[^\s,\[\]{}#:\\\"'\x00-\x1f\x7f-\x9f])?"
)
_WORDS = lazy_compile(r"(?:~|null|true|false|yes|no|on|off|y|n|[-+.\d_]+)", re.IGNORECASE)


def escape_markdown(text: str, notes: frozenset[str] = frozenset()) -> str:
    """Markdown that shows exactly `text`; references to the footnotes `notes` stay references."""
    out = _inline(text, notes)
    return _START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", out)


def _inline(text: str, notes: frozenset[str]) -> str:
    text = text.replace(JOINT, " ")
    parts = re.split(r"(\[\^[^\]\s]+\])", text) if notes else [text]
    return "".join(
        part if n % 2 and part[2:-1] in notes else _INLINE.sub(r"\\\g<0>", part) for n, part in enumerate(parts)
    )


def yaml_scalar(text: str) -> str:
    """A YAML value that is read back as `text`: plain where that is safe, else in double quotes."""
    text = text.replace(JOINT, " ")
    if _PLAIN.fullmatch(text) and not _WORDS.fullmatch(text):
        return text
    body = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{body}"'


def yaml_flow_list(values: Iterable[str]) -> str:
    """A YAML list on one line."""
    return f"[{', '.join(yaml_scalar(value) for value in values)}]"


def briefing_path(record: RecognisedIssue) -> str:
    """`briefings/2021/07.md`; empty where number or year is not known."""
    if not record.number or record.date is None:
        return ""
    return IssueId(record.date.year, record.supplement, record.number).path


def write_briefing(record: RecognisedIssue) -> str:
    """The whole draft."""
    return f"---\n{write_front_matter(record)}---\n\n{write_body(record)}"


def write_front_matter(record: RecognisedIssue) -> str:
    """The front matter, in the order of the format's description."""
    lines = [f"number: {record.number or ''}".rstrip()]
    lines += ["supplement: true"] if record.supplement else []
    lines += [f"total: {record.total}"] if record.total else []
    lines.append(f"date: {record.date or ''}".rstrip())
    lines += [f"printed: {record.printed}"] if record.printed else []
    lines += [f"issuer: {yaml_scalar(record.issuer)}"] if record.issuer else []
    for key, values in (
        ("report_to", record.report_to),
        ("send_to", record.send_to),
        ("distribute_to", record.distribute_to),
    ):
        lines += [f"{key}: {yaml_flow_list(values)}"] if values else []
    lines += [f"copies: {record.copies}"] if record.copies else []
    disclosure = record.kept.disclosure or ("internal" if record.internal else "")
    lines += [f"disclosure: {yaml_scalar(disclosure)}"] if disclosure else []
    lines += ["source:", f"  file: {yaml_scalar(record.file)}", f"  sha256: {yaml_scalar(record.sha256)}"]
    note = record.kept.editor_note or note_markdown(record)
    lines += [f"editor_note: {yaml_scalar(note)}"] if note else []
    lines.append("articles:" if record.articles else "articles: []")
    for article in record.articles:
        lines += write_article_entry(article)
    lines += ["errata:"] if record.kept.errata else []
    for erratum in record.kept.errata:
        lines += [f"{'-' if n == 0 else ' '} {key}: {yaml_scalar(value)}" for n, (key, value) in enumerate(erratum)]
    return "".join(f"{line}\n" for line in lines)


def note_markdown(record: RecognisedIssue) -> str:
    """The 编者按 in Markdown."""
    return "\n\n".join(escape_markdown(para.text) for para in record.editor_note)


def write_article_entry(article: RecognisedArticle) -> list[str]:
    """An article's entry: what is not decided is marked, with the words that suggested its themes as comments."""
    counties = [suggest(name) if name in article.guessed else name for name in article.counties]
    themes = [suggest(each.label) if each.words else each.label for each in article.themes]
    blank = {key: [] if key in article.decided else [BLANK] for key in ("counties", "themes")}
    lines = [f"- title: {yaml_scalar(_plain_title(article))}"]
    lines.append(f"  counties: {yaml_flow_list(counties or blank['counties'])}")
    lines += [f"  # 县（市、区）待核：{_comment(article.county_hint)}"] if article.county_hint else []
    lines.append(f"  themes: {yaml_flow_list(themes or blank['themes'])}")
    reasons = [f"  # - {each.label}：{_comment(each.reason)}" for each in article.themes if each.words]
    advice = f"  # 主题是建议，依据如下：对的，删去“{SUGGESTED}”；不对的，删去这一项；一个也没有，写 []"
    lines += [advice, *reasons] if reasons else []
    if article.contributor:
        lines.append(f"  contributor: {yaml_scalar(article.contributor)}")
    return lines


def _comment(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _plain_title(article: RecognisedArticle) -> str:
    """The title without references to footnotes, which stand in the body only."""
    return re.sub("|".join(re.escape(f"[^{label}]") for label, _ in article.notes) or "(?!)", "", article.title)


def write_body(record: RecognisedIssue) -> str:
    """The articles, each with its footnotes at its end."""
    blocks: list[str] = []
    for article in record.articles:
        notes = frozenset(label for label, _ in article.notes)
        blocks.append(f"# {_heading(article.title, notes)}")
        blocks += [_element(element, notes) for element in article.elements]
        blocks += [f"[^{label}]: {escape_markdown(text, notes)}" for label, text in article.notes]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _heading(text: str, notes: frozenset[str]) -> str:
    return re.sub(r"#+$", lambda m: "\\#" * len(m[0]), escape_markdown(text, notes))


def _element(element: BodyElement, notes: frozenset[str]) -> str:
    if element.kind == "table":
        return write_table([row.cells for row in element.para.rows], notes)
    if element.kind in ("section", "third"):
        return f"{'##' if element.kind == 'section' else '###'} {_heading(element.text, notes)}"
    if element.mark:
        rest = element.text[element.mark.end :].lstrip()
        gap = " " if element.mark.family == "1." and rest[:1].isdecimal() else ""
        return escape_markdown(element.mark.text + gap + rest, notes)
    return escape_markdown(element.text, notes)


def write_table(rows: Sequence[Sequence[str]], notes: frozenset[str]) -> str:
    """A Markdown table; its first row is the head, short rows are filled up."""
    width = max(len(row) for row in rows)
    lines = [
        "| "
        + " | ".join(_inline(cell, notes).replace("|", "\\|") for cell in (*row, *[""] * (width - len(row))))
        + " |"
        for row in rows
    ]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])
