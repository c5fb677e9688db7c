"""What the search page offers where a query has no hit: every offer is an exact query of its own."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from taizhou_brief import build
from taizhou_brief.chinese.readings import list_traditional
from taizhou_brief.site import search
from tests.browser.harness import Reader
from tests.browser.test_search import Built
from tests.conftest import Read, Serve
from tests.project import Project, briefing

TRIED = "[data-results][data-tries]"
MARK = re.compile("[^\\w\\s]")
INSIDE = re.compile("[\u4e00-\u9fff]{2,5}[，、；：·+][\u4e00-\u9fff]{2,5}")
RUN_TRIES = """async (queries) => {
  const index = await briefSearch.open(), answers = [];
  for (const text of queries) {
    const query = briefSearch.parse(text), asked = new briefSearch.Question(index, query, {}, '');
    await asked.ask();
    while (!asked.known()) await asked.settle(asked.doubtful);
    answers.push(asked.total() ? null : (await briefSearch.tries(index, query)).found);
  }
  return answers;
}"""
LESSON = "一是开办夜校。依托“和盈模式”培训，扩大AI工会·爱玉环的影响；技能培训到户。\n\n二是促进增收、缩小差距。"
ERRATUM = 'errata:\n- {at: "1/m2", printed: 差距, corrected: 落差, date: 2022-01-05, reason: 漏字。}\n'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """An archive of 40 issues."""
    return Built(40, tmp_path_factory.mktemp("forty"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one issue with one article."""
    project = Project(tmp_path_factory.mktemp("one"))
    project.write("2021/07", briefing(7, "2021-12-01", f"东山县办好夜校|东山县|skills|{LESSON}", extra=ERRATUM))
    assert not build(project.root).stopping
    return project.site


def run_tries(reader: Reader, queries: list[str]) -> list[list[dict[str, Any]] | None]:
    """What is offered for each query; None for one that has hits."""
    found: list[list[dict[str, Any]] | None] = reader.open("search/").evaluate(RUN_TRIES, queries)
    return found


def ask(reader: Reader, query: str) -> Page:
    """The search page after a query without a hit."""
    page = reader.open(f"search/?q={quote(query)}")
    page.wait_for_selector(TRIED)
    return page


def draw_queries(built: Built, chance: random.Random) -> list[str]:
    """Windows of texts from which the marks were taken out, or in which a character is traditional or another."""
    texts = sorted(built.texts.values())
    pairs = list_traditional()
    traditional = dict(zip(pairs[1::2], pairs[::2], strict=True))
    queries = []
    for _ in range(60):
        text = chance.choice(texts)
        start = chance.randrange(max(1, len(text) - 8))
        window = text[start : start + chance.randint(4, 14)]
        queries += [
            MARK.sub("", window),
            "".join(traditional.get(character, character) for character in window),
            window[:2] + chance.choice("甲乙丙丁") + window[2:],
        ]
    return [query for query in queries if len(query) > 1]


def test_every_offer_is_found_as_often_as_it_says(built: Built, serve_folder: Serve, read_site: Read) -> None:
    """By plain text search; a query that has hits gets no offer, and one without marks gets its marks back."""
    reader = read_site(serve_folder(built.folder))
    queries = draw_queries(built, random.Random(3))  # noqa: S311  # no secret
    answers = run_tries(reader, queries)
    given_back = 0
    for query, offers in zip(queries, answers, strict=True):
        assert (offers is None) == bool(built.places(query)), query
        for offer in offers or ():
            assert offer["total"] == len(built.places(offer["plain"])) > 0, (query, offer)
            assert offer["plain"] == search.normalise(offer["words"])
            given_back += offer["why"] == "不管标点"
            assert offer["why"] != "不管标点" or MARK.sub("", offer["plain"]) == MARK.sub("", search.normalise(query))
    assert given_back > 10
    assert reader.problems == []


def test_marks_are_found_wherever_they_are(built: Built, serve_folder: Serve, read_site: Read) -> None:
    """A window with one mark inside is offered for the same words without it, unless they are written so too."""
    reader, chance = read_site(serve_folder(built.folder)), random.Random(5)  # noqa: S311  # no secret
    found = (INSIDE.finditer(text) for text in sorted(built.texts.values()))
    windows = chance.sample([match[0] for matches in found for match in matches], 40)
    answers = run_tries(reader, [MARK.sub("", window) for window in windows])
    for window, offers in zip(windows, answers, strict=True):
        assert offers is None or window in {offer["plain"] for offer in offers}, window


@pytest.mark.parametrize(
    ("query", "why", "words", "count"),
    [
        ("AI工会爱玉环", "不管标点", "AI工会·爱玉环", 1),
        ("ＡＩ工会•爱玉环", "不管标点", "AI工会·爱玉环", 1),
        ("促进增收缩小差距", "不管标点", "促进增收、缩小差距", 1),
        ("技能培訓", "繁体改成简体", "技能培训", 1),
        ("技能培顺", "其中一段", "技能培", 1),
        ("和赢模式", "只差一个字", "和盈模式", 1),
        ("heyingmoshi", "按拼音", "和盈模式", 1),
        ("hyms", "按拼音", "和盈模式", 1),
        ("夜校 技能培訓", "繁体改成简体", "夜校 技能培训", 1),
        ("差距 技能培訓", "繁体改成简体", "技能培训", 1),
    ],
)
def test_offers(  # noqa: PLR0913, PLR0917  # one case
    query: str, why: str, words: str, count: int, site: Path, serve_folder: Serve, read_site: Read
) -> None:
    """Each names what was tried, the words that are found, and how many texts have them; it can be followed."""
    reader = read_site(serve_folder(site))
    page = ask(reader, query)
    row = page.locator("[data-tried] li").filter(has_text=words).first
    expect(row).to_have_text(f"{why}，有{words}，{count}条")
    row.locator("a").click()
    expect(page.locator("[data-results][data-ready]")).to_have_attribute("data-total", str(count))
    assert reader.problems == []


def test_nothing_to_offer(site: Path, serve_folder: Serve, read_site: Read) -> None:
    """The page says what it has tried."""
    page = ask(read_site(serve_folder(site)), "毫不相干")
    expect(page.locator("[data-tried]")).to_have_text("也试过不管标点、只差一个字的名称、其中一段，都没有。")


def test_the_corrected_sentence_is_found(site: Path, serve_folder: Serve, read_site: Read) -> None:
    """With the words around the corrected ones; the printed ones are found as before."""
    reader = read_site(serve_folder(site))
    for words in ("缩小落差", "缩小差距"):
        page = reader.open(f"search/?q={words}")
        page.wait_for_selector("[data-results][data-ready]")
        assert page.locator("[data-results]").get_attribute("data-total") == "1"
