"""Writing of the recognised record in the native format: front matter, then the articles in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.formats.markdown.escape import escape_inline, escape_markdown
from taizhou_brief.formats.undecided import BLANK, SUGGESTED, suggest
from taizhou_brief.importer.recognise.body import BodyElement
from taizhou_brief.importer.recognise.record import RecognisedArticle, RecognisedIssue
from taizhou_brief.model.identity import IssueId
from taizhou_brief.quantities import JOINT

_PLAIN = lazy_compile(
    r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~=<](?:[^,\[\]{}#:\\\"'\x00-\x1f\x7f-\x9f]*[^\s,\[\]{}#:\\\"'\x00-\x1f\x7f-\x9f])?"
)
_WORDS = lazy_compile(r"(?:~|null|true|false|yes|no|on|off|y|n|[-+.\d_]+)", re.IGNORECASE)


def format_yaml_scalar(text: str) -> str:
    """Return a YAML value that is read back as `text`: plain if that is safe, else in double quotes."""
    text = text.replace(JOINT, " ")
    if _PLAIN.fullmatch(text) and not _WORDS.fullmatch(text):
        return text
    body = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{body}"'


def format_yaml_list(values: Iterable[str]) -> str:
    """Return a YAML list on one line."""
    return f"[{', '.join(format_yaml_scalar(value) for value in values)}]"


def build_briefing_path(record: RecognisedIssue) -> str:
    """Return `briefings/2021/07.md`; empty if number or year is unknown."""
    if not record.number or record.date is None:
        return ""
    return IssueId(record.date.year, record.supplement, record.number).path


def write_briefing(record: RecognisedIssue) -> str:
    """Return the whole draft."""
    return f"---\n{write_front_matter(record)}---\n\n{write_body(record)}"


def write_front_matter(record: RecognisedIssue) -> str:
    """Return the front matter, with its keys in the order of the format's description."""
    lines = [f"number: {record.number or ''}".rstrip()]
    lines += ["supplement: true"] if record.supplement else []
    lines += [f"total: {record.total}"] if record.total else []
    lines.append(f"date: {record.date or ''}".rstrip())
    lines += [f"printed: {record.printed}"] if record.printed else []
    lines += [f"issuer: {format_yaml_scalar(record.issuer)}"] if record.issuer else []
    for key, values in (
        ("report_to", record.report_to),
        ("send_to", record.send_to),
        ("distribute_to", record.distribute_to),
    ):
        lines += [f"{key}: {format_yaml_list(values)}"] if values else []
    lines += [f"copies: {record.copies}"] if record.copies else []
    disclosure = record.decisions.disclosure or ("internal" if record.internal else "")
    lines += [f"disclosure: {format_yaml_scalar(disclosure)}"] if disclosure else []
    lines += ["source:", f"  file: {format_yaml_scalar(record.file)}", f"  sha256: {format_yaml_scalar(record.sha256)}"]
    editor_note = record.decisions.editor_note or write_editor_note(record)
    lines += [f"editor_note: {format_yaml_scalar(editor_note)}"] if editor_note else []
    lines.append("articles:" if record.articles else "articles: []")
    for article in record.articles:
        lines += write_article_entry(article)
    lines += ["errata:"] if record.decisions.errata else []
    for erratum in record.decisions.errata:
        lines += [
            f"{'-' if n == 0 else ' '} {key}: {format_yaml_scalar(value)}" for n, (key, value) in enumerate(erratum)
        ]
    return "".join(f"{line}\n" for line in lines)


def write_editor_note(record: RecognisedIssue) -> str:
    """Return the 编者按 in Markdown."""
    return "\n\n".join(escape_markdown(para.text) for para in record.editor_note)


def write_article_entry(article: RecognisedArticle) -> list[str]:
    """Return the lines of an article's entry.

    Undecided values are marked, with the words that suggested its themes as comments.
    """
    counties = [suggest(name) if name in article.guessed_counties else name for name in article.counties]
    themes = [suggest(theme.label) if theme.words else theme.label for theme in article.themes]
    blank = {key: [] if key in article.decided_keys else [BLANK] for key in ("counties", "themes")}
    lines = [f"- title: {format_yaml_scalar(_strip_note_references(article))}"]
    lines.append(f"  counties: {format_yaml_list(counties or blank['counties'])}")
    lines += [f"  # 县（市、区）待核：{_collapse_spaces(article.county_hint)}"] if article.county_hint else []
    lines.append(f"  themes: {format_yaml_list(themes or blank['themes'])}")
    reasons = [f"  # - {theme.label}：{_collapse_spaces(theme.reason)}" for theme in article.themes if theme.words]
    advice = f"  # 主题是建议，依据如下：对的，删去“{SUGGESTED}”；不对的，删去这一项；一个也没有，写 []"
    lines += [advice, *reasons] if reasons else []
    if article.contributor:
        lines.append(f"  contributor: {format_yaml_scalar(article.contributor)}")
    return lines


def _collapse_spaces(text: str) -> str:
    """Collapse white space, for a comment on one line."""
    return re.sub(r"\s+", " ", text)


def _strip_note_references(article: RecognisedArticle) -> str:
    """Return the title without references to footnotes, which are only in the body."""
    return re.sub("|".join(re.escape(f"[^{label}]") for label, _ in article.footnotes) or "(?!)", "", article.title)


def write_body(record: RecognisedIssue) -> str:
    """Return the articles, each with its footnotes at its end."""
    blocks: list[str] = []
    for article in record.articles:
        labels = frozenset(label for label, _ in article.footnotes)
        blocks.append(f"# {_escape_heading(article.title, labels)}")
        blocks += [_write_element(element, labels) for element in article.elements]
        blocks += [f"[^{label}]: {escape_markdown(text, labels)}" for label, text in article.footnotes]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _escape_heading(text: str, labels: frozenset[str]) -> str:
    """Escape the text of a heading."""
    return re.sub(r"#+$", lambda match: "\\#" * len(match[0]), escape_markdown(text, labels))


def _write_element(element: BodyElement, labels: frozenset[str]) -> str:
    """Return an element in Markdown."""
    if element.kind == "table":
        return write_table([row.cells for row in element.paragraph.rows], labels)
    if element.kind in ("section", "third"):
        return f"{'##' if element.kind == 'section' else '###'} {_escape_heading(element.text, labels)}"
    if element.marker:
        rest = element.text[element.marker.length :].lstrip()
        gap = " " if element.marker.family == "1." and rest[:1].isdecimal() else ""
        return escape_markdown(element.marker.text + gap + rest, labels)
    return escape_markdown(element.text, labels)


def write_table(rows: Sequence[Sequence[str]], labels: frozenset[str]) -> str:
    """Return a Markdown table; its first row is the head, short rows are padded."""
    width = max(len(row) for row in rows)
    lines = [
        "| "
        + " | ".join(escape_inline(cell, labels).replace("|", "\\|") for cell in (*row, *[""] * (width - len(row))))
        + " |"
        for row in rows
    ]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])
