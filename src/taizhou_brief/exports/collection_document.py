"""Chosen measures as a Word file, by county, each with its source."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from taizhou_brief.exports.issue_document import SECTION, BodyWriter
from taizhou_brief.exports.selection import ChosenMeasure, Selection
from taizhou_brief.exports.word import BIAOSONG, KAI, NUMBER, TITLE, RunStyle, WordFile, add_link
from taizhou_brief.model.settings import Settings

SOURCE = RunStyle(KAI, NUMBER)


def write_collection(chosen: Iterable[ChosenMeasure], selection: Selection, settings: Settings) -> bytes:
    """Return a Word file with the measures in the order of the settings' counties, the newest first in each."""
    title = f"{selection.describe(settings)}：做法汇编"
    file = WordFile()
    file.add_line(title, RunStyle(BIAOSONG, TITLE), centred=True)
    order = [county.name for county in settings.counties]
    groups = {name: number for number, name in enumerate(order)}
    items = sorted(
        chosen,
        key=lambda item: (
            min((groups.get(name, len(order)) for name in item.article.counties), default=len(order)),
            -item.issue.date.toordinal(),
        ),
    )
    file.add_line(f"据{settings.title}，共{len(items)}条，原文照录。", SOURCE, centred=True)
    for counties, group in groupby(items, key=lambda item: "、".join(item.article.counties) or "市级"):
        file.add_line(counties, SECTION, before=0.5, keeps_next=True)
        for item in group:
            write_chosen_measure(file, item, settings)
    return file.to_bytes(title, settings.issuer or settings.title)


def write_chosen_measure(file: WordFile, item: ChosenMeasure, settings: Settings) -> None:
    """Write a measure and, below it, where it is printed."""
    writer = BodyWriter(file, item.issue)
    writer.write_measure(item.article, item.measure, {note.id: note for note in item.article.notes})
    digest = "，摘编" if item.issue.edition == "digest" else ""
    sign = item.address.section_sign
    source = f"——《{item.article.title}》，{settings.title}{item.issue.id.long_label}{digest}，措施{sign}"
    paragraph = file.add_line(source, SOURCE)
    if settings.base_url:
        add_link(file, paragraph, f"　{settings.base_url}{item.url}", SOURCE, f"{settings.base_url}{item.url}")
