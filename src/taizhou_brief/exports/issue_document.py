"""An issue as a Word file in its printed form: what `import` reads back is the same record in all that is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docx.text.paragraph import Paragraph

from taizhou_brief.chinese.dates import format_day
from taizhou_brief.exports.word import (
    BIAOSONG,
    HEI,
    KAI,
    PLAIN,
    RED,
    SERIES,
    TITLE,
    RunStyle,
    WordFile,
    add_link,
    add_rule,
    add_run,
    join_names,
)
from taizhou_brief.model.block import Block, Note
from taizhou_brief.model.identity import Address
from taizhou_brief.model.issue import Article, Erratum, Issue, Measure, Section
from taizhou_brief.model.settings import Settings
from taizhou_brief.model.text import Mark, Text, concatenate
from taizhou_brief.site.citation import EXCERPT_MARK

SECTION, THIRD, MEASURE, QUOTATION = RunStyle(HEI), RunStyle(KAI, bold=True), RunStyle(bold=True), RunStyle(KAI)


def write_issue(issue: Issue, settings: Settings) -> bytes:
    """Return an issue as a Word file."""
    writer = BodyWriter(WordFile(), issue)
    writer.write_masthead(settings)
    for article in issue.articles:
        writer.write_article(article)
    writer.write_foot()
    return writer.file.to_bytes(f"{settings.title}：{issue.label}", issue.issuer)


class BodyWriter:
    """Writer of the parts of an issue, each at the end of a file."""

    def __init__(self, file: WordFile, issue: Issue) -> None:
        self.file, self.issue = file, issue

    def write_masthead(self, settings: Settings) -> None:
        """Write name, number, office, day, contents and the note of the editors."""
        file, issue = self.file, self.issue
        file.add_line(
            settings.title, RunStyle(BIAOSONG, SERIES, colour=RED), centred=True
        ).paragraph_format.line_spacing = 1.2
        number = issue.label + (f"（总第{issue.total}期）" if issue.total else "")
        file.add_line(number, centred=True, before=0.5)
        if issue.edition == "digest":
            file.add_line(EXCERPT_MARK, centred=True)
        add_rule(file.add_pair(issue.issuer, format_day(issue.date)))
        if len(issue.articles) > 1:
            file.add_line("【本期目录】", RunStyle(HEI), centred=True, before=0.5)
            for article in issue.articles:
                file.add_line(article.title)
        if issue.editor_note:
            note = file.add_paragraph(before=0.5)
            add_run(note, "编者按：", SECTION)
            self.write_blocks(issue.editor_note, {}, note)

    def write_article(self, article: Article) -> None:
        """Write an article."""
        notes = {note.id: note for note in article.notes}
        title = self.file.add_line(article.title, RunStyle(BIAOSONG, TITLE), centred=True, before=1, keeps_next=True)
        self.write_errata(article, "", title)
        self.file.add_line("", indent=0)
        self.write_blocks(article.lead, notes)
        self.write_items(article, article.items, notes)
        for section in article.sections:
            self.write_section(article, section, notes)
        if article.contributor:
            self.file.add_line(f"（{article.contributor}供稿）")

    def write_section(self, article: Article, section: Section, notes: dict[str, Note]) -> None:
        """Write a section with its heading."""
        heading = self.file.add_paragraph(keeps_next=True)
        self.write_text(heading, concatenate((Text(section.marker), section.title_content)), SECTION, notes)
        self.write_items(article, section.items, notes)

    def write_items(self, article: Article, items: Sequence[Block | Measure], notes: dict[str, Note]) -> None:
        """Write prose and measures."""
        for item in items:
            if isinstance(item, Block):
                self.write_blocks((item,), notes)
            else:
                self.write_measure(article, item, notes)

    def write_measure(self, article: Article, measure: Measure, notes: dict[str, Note]) -> None:
        """Write a measure: heading and text run on in one paragraph, as they are printed."""
        paragraph = self.file.add_paragraph()
        opening = concatenate((Text(measure.marker), measure.heading_content, Text(measure.stop)))
        self.write_text(paragraph, opening, MEASURE, notes)
        body = list(measure.body)
        if measure.stop and body and body[0].kind == "paragraph":
            self.write_text(paragraph, body.pop(0).content, PLAIN, notes)
        self.write_errata(article, measure.id, paragraph)
        self.write_blocks(body, notes)

    def write_errata(self, article: Article, measure: str, paragraph: Paragraph) -> None:
        """Comment on the printed words that an erratum corrects: they stay as they are printed."""
        place = Address(article.index, measure)
        for erratum in self.issue.errata:
            if erratum.at == place:
                self.file.add_comment(paragraph.runs, describe_erratum(erratum), self.issue.issuer)

    def write_blocks(self, blocks: Iterable[Block], notes: dict[str, Note], first: Paragraph | None = None) -> None:
        """Write blocks of prose, the first paragraph at the end of `first` if there is one."""
        for block in blocks:
            if block.kind == "table":
                self.file.add_table([[cell.content.plain for cell in row] for row in block.rows])
                self.add_table_notes(block, notes)
            elif block.kind in {"list", "quotation"}:
                self.write_list(block, notes)
            elif block.kind == "rule":
                add_rule(self.file.add_line("", indent=0), "auto", 6)
            elif block.kind != "notes":
                for line in self.split_lines(block):
                    paragraph = first or self.file.add_paragraph(keeps_next=bool(block.level))
                    self.write_text(paragraph, line, THIRD if block.level else PLAIN, notes)
                    first = None

    @staticmethod
    def split_lines(block: Block) -> Iterator[Text]:
        """Yield the lines of a code block, or the one text of another."""
        if block.kind != "code":
            yield block.content
            return
        for line in block.content.plain.rstrip("\n").split("\n"):
            yield Text(line)

    def write_list(self, block: Block, notes: dict[str, Note]) -> None:
        """Write the items of a list, each with its number or a dash, or a quotation."""
        for item in block.items:
            blocks = list(item.blocks)
            paragraph = self.file.add_paragraph()
            if block.kind == "list":
                add_run(paragraph, f"{item.marker} " if item.marker else "· ")
            if blocks and blocks[0].kind == "paragraph":
                style = PLAIN if block.kind == "list" else QUOTATION
                self.write_text(paragraph, blocks.pop(0).content, style, notes)
            self.write_blocks(blocks, notes)

    def add_table_notes(self, block: Block, notes: dict[str, Note]) -> None:
        """Add the footnotes of a table's cells below it, since cells are written as plain text."""
        marks = [mark for row in block.rows for cell in row for mark in cell.content.marks if mark.kind == "note"]
        if marks:
            paragraph = self.file.add_paragraph()
            for mark in marks:
                self.add_note(paragraph, mark, notes)

    def write_text(self, paragraph: Paragraph, text: Text, style: RunStyle, notes: dict[str, Note]) -> None:
        """Write a text with its links, emphasis and references to footnotes."""
        places = sorted({0, len(text.plain), *(mark.start for mark in text.marks), *(mark.end for mark in text.marks)})
        for start, end in zip(places, [*places[1:], places[-1]], strict=True):
            for mark in text.marks:
                if mark.kind == "note" and mark.start == start:
                    self.add_note(paragraph, mark, notes)
            marks = [mark for mark in text.marks if mark.start <= start and end <= mark.end and mark.kind != "note"]
            if start < end:
                is_bold = style.bold or any(mark.kind in {"strong", "emphasis"} for mark in marks)
                run_style = RunStyle(style.font, style.size, is_bold, style.colour)
                link = next((mark.target for mark in marks if mark.kind == "link"), "")
                words = text.plain[start:end]
                if link and ":" in link:
                    add_link(self.file, paragraph, words, run_style, link)
                else:
                    add_run(paragraph, words, run_style)

    def add_note(self, paragraph: Paragraph, mark: Mark, notes: dict[str, Note]) -> None:
        """Add the footnote that a mark refers to."""
        note = notes.get(mark.target)
        if note is not None:
            self.file.add_footnote(paragraph, note.label, note.text)

    def write_foot(self) -> None:
        """Write recipients, the office and the day of printing, between two rules."""
        file, issue = self.file, self.issue
        add_rule(file.add_line("", indent=0), "000000", 8)
        for label, names in (("报", issue.report_to), ("送", issue.send_to), ("发", issue.distribute_to)):
            if names:
                file.add_line(f"{label}：{join_names(names)}。", indent=0)
        if issue.printed:
            add_rule(file.add_pair(issue.issuer, f"{format_day(issue.printed)}印发"), "000000", 8)
        if issue.copies:
            file.add_pair("", f"（共印{issue.copies}份）")


def describe_erratum(erratum: Erratum) -> str:
    """Return what the comment on an erratum says."""
    reason = f"：{erratum.reason}" if erratum.reason else ""
    return f"勘误（{erratum.date.isoformat()}）：“{erratum.printed}”应为“{erratum.corrected}”{reason}"
