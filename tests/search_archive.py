"""Archives for the tests of search, made of values: no file is read, nothing is parsed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest

from taizhou_brief.formats.archive_yaml import parse_settings
from taizhou_brief.model.block import Block, Span
from taizhou_brief.model.issue import Article, Issue, Measure, OwnTheme, Section
from taizhou_brief.model.settings import Settings
from taizhou_brief.model.text import Text
from taizhou_brief.site.search import SearchPiece, build_search_piece, index_files
from taizhou_brief.site.search.indexed_text import SLOTS, IndexedText
from tests.project import SETTINGS
from tests.showing import ArchiveTexts

HERE = Span(1, 1, 1, 1)
PARTS = (
    *(
        "夜校",
        "车间",
        "课表",
        "补贴",
        "证书",
        "农户",
        "低收入农户",
        "收入",
        "增收",
        "工资",
        "协议",
        "海岛",
        "山区",
        "渔港",
    ),
    *(
        "杨梅",
        "模式",
        "“和美+共享”模式",
        "机制",
        "就业",
        "驿站",
        "清单",
        "码",
        "一站式",
        "白芨",
        "企业码",
        "订单班",
        "2+N",
    ),
    *(
        "439.525",
        "5-6万元",
        "86%",
        "AI",
        "Ａ１",
        "ｅ商贷",
        "e 《办法》",
        "「山海」",
        "，并",
        "，推动",
        "、",
        "：",
        "（二级）",
    ),
    *("10:1", "㎡", "①", "𠮷", "é", "的", "了", "在", "和", "把", " "),
)


def settings() -> Settings:
    """The settings of the miniature archive."""
    found, _ = parse_settings(SETTINGS, "briefings/archive.yaml")
    assert found is not None
    return found


def issue(number: int, seed: str = "1", size: int = 1) -> Issue:
    """One issue, which depends on its number, the seed and the size alone; size 4 is that of a real one."""
    chance = random.Random(f"{seed}/{number}")  # noqa: S311 - repeatable

    def words(least: int, most: int) -> str:
        return "".join(chance.choices(PARTS, k=chance.randint(least, most * size)))

    def block(least: int, most: int) -> Block:
        text = words(least, most)
        return Block("paragraph", Text(text), HERE)

    def measure(position: int, section: int) -> Measure:
        marker, own = f"{'一二三四五六'[position - 1]}是", f"s{section}m{position}" if section else f"m{position}"
        heading = words(2, 5)
        return Measure(own, position, position, marker, Text(heading), "。", (block(5, 40),), HERE)

    def section(position: int) -> Section:
        prose = (block(3, 9),) if chance.random() < 0.2 else ()
        items = (*prose, *(measure(m, position) for m in range(1, chance.randint(2, 5))))
        title = words(2, 5)
        return Section(position, position, "一、", Text(title), items, HERE)

    def article(index: int) -> Article:
        long = chance.random() < 0.1
        sections = tuple(section(s) for s in range(1, 6 if long else 3))
        loose = (measure(1, 0), measure(2, 0)) if chance.random() < 0.2 else ()
        county = chance.choice([("东山县",), ("西河县",), ()])
        themes = chance.choice([("jobs",), ("skills",), ("jobs", "skills")])
        whole = Article(
            index=index,
            title=words(3, 6),
            counties=county,
            themes=themes,
            lead=(block(8, 30),),
            items=loose,
            sections=sections,
            span=HERE,
        )
        return give_themes(whole, random.Random(f"{seed}/{number}/{index}"))  # noqa: S311 - repeatable

    day = date(1999, 1, 4) + timedelta(days=number * 9)
    return Issue(
        path=f"briefings/{day.year}/{number}.md",
        digest=f"{seed}-{number}",
        number=number,
        date=day,
        disclosure="public",
        articles=tuple(article(index) for index in range(1, chance.randint(2, 4) + size // 2)),
    )


def give_themes(article: Article, chance: random.Random) -> Article:
    """Make each measure be about some of the themes of its article, or about none."""

    def own(items: tuple[Block | Measure, ...]) -> tuple[Block | Measure, ...]:
        return tuple(
            replace(item, themes=tuple(OwnTheme(theme, ()) for theme in article.themes if chance.random() < 0.5))
            if isinstance(item, Measure)
            else item
            for item in items
        )

    sections = tuple(replace(section, items=own(section.items)) for section in article.sections)
    return replace(article, items=own(article.items), sections=sections)


def archive(count: int, size: int = 1) -> ArchiveTexts:
    """So many issues; a longer archive begins with the shorter one."""
    return ArchiveTexts(tuple(issue(number, size=size) for number in range(1, count + 1)))


def pieces(found: ArchiveTexts) -> list[SearchPiece]:
    """The pieces of all issues."""
    return [build_search_piece(issue) for issue in found.issues]


@contextmanager
def large_index() -> Iterator[None]:
    """Make small archives have the index of a large one: several slices, with pages."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index_files, "PAGED_CHARACTERS", 1 << 13)
        patch.setattr(index_files, "SLICE_CHARACTERS", 1 << 12)
        patch.setattr(index_files, "PAGE_CHARACTERS", 100)
        yield


def placed(found: ArchiveTexts) -> Iterator[tuple[tuple[int, int], IndexedText]]:
    """Every text with its doc id and slot, oldest article first: what search has to find it by."""
    first = 0
    for piece in pieces(found):
        for article, units in zip(piece.articles, piece.texts.load(), strict=True):
            for place, unit in enumerate(units):
                yield (first + place // SLOTS, place % SLOTS), unit
            first += article.doc_ids


def questions(texts: list[str], count: int, seed: int = 1) -> Iterator[str]:
    """Pieces of the texts of 1 to 12 characters, some changed so that they may occur nowhere."""
    chance = random.Random(seed)  # noqa: S311 - repeatable
    while count:
        text = chance.choice(texts)
        length = chance.choice((1, 2, 2, 3, 4, 5, 8, 12))
        start = chance.randrange(max(1, len(text) - length + 1))
        piece = text[start : start + length]
        if chance.random() < 0.15:
            piece = piece[:-1] + chance.choice(chance.choice(texts))
        if piece:
            count -= 1
            yield piece
