"""Search in a real browser: it finds what plain text search finds, and reads well by keyboard, ear and phone."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Route, expect

from taizhou_brief.builder.files import read_templates
from taizhou_brief.model.archive import find_theme_and_ancestors
from taizhou_brief.model.page import File
from taizhou_brief.site import search
from taizhou_brief.site.pages import collect_links
from taizhou_brief.site.render import Renderer
from taizhou_brief.site.search.normal_form import compose
from tests.browser.harness import Reader
from tests.conftest import Read, Serve
from tests.search_archive import archive, large_index, pieces, placed, questions, settings
from tests.showing import ArchiveTexts, archive_from, plan_of

TABLE = json.loads((Path(__file__).parent.parent / "search_table.json").read_text("utf-8"))
READY = "[data-results][data-ready]"
FACETS = "[data-results][data-facets]"
ALL_CODES = """() => {
  const out = [];
  for (let code = 1; code < 0x110000; code++) {
    if (code >= 0xD800 && code < 0xE000) continue;
    const character = String.fromCodePoint(code), plain = briefSearch.normal(character);
    if (plain !== character) out.push([code, plain]);
  }
  return out;
}"""
FROM_MEMORY = """(files) => {
  window.fetch = async (address, {headers}) => {
    const data = Uint8Array.from(atob(files[new URL(address, location).pathname.slice(1)]), (c) => c.charCodeAt(0));
    const range = headers && /(\\d+)-(\\d+)/.exec(headers.Range);
    return range ? new Response(data.slice(range[1], Number(range[2]) + 1), {status: 206}) : new Response(data);
  };
}"""
"""Two thousand questions are asked of the browser, not of the server; ranges are sent as they are asked for."""
WAITING = """async (queries) => {
  const index = await briefSearch.open(), real = window.fetch;
  const question = (text, index) => new briefSearch.Question(index, briefSearch.parse(text), {}, '');
  for (const text of queries) {
    const known = question(text, index);
    await known.ask();
    const some = known.parts.map((part) => part.sure && part.count > 0);
    if (!some.includes(true) || !known.doubtful.length) continue;
    briefSearch.forget();
    const asked = [], fresh = await briefSearch.open();
    window.fetch = (name, how) => {
      if (!name.includes('/a/')) return real(name, how);
      asked.push(parseInt(/\\/([0-9a-f]+)\\.z$/.exec(name)[1], 16));
      return new Promise(() => {});
    };
    question(text, fresh).ask();
    await new Promise((resolve) => setTimeout(resolve, 400));
    return known.places.slice(0, 10).map((place) => [place.sure, asked.includes(place.article >> 4)]);
  }
}"""
"""Of a question with sure and doubtful texts, where no text ever comes: of each hit of its first page, whether it is
sure, and whether its text was asked for."""
ASK = """async (queries) => {
  const index = await briefSearch.open(), answers = [];
  for (const text of queries) {
    const question = new briefSearch.Question(index, briefSearch.parse(text), {}, '');
    await question.ask();
    await question.whole();
    while (await question.settle(question.every)) { /* all of them */ }
    const found = question.every.filter((place) => place.right).map((place) => place.article * 8 + place.slot);
    answers.push(question.total() + ":" + found.sort((a, b) => a - b).join(" "));
  }
  return answers;
}"""


WATCH_SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
  if (!entry.hadRecentInput) window.shifts += entry.value;
})).observe({type: 'layout-shift', buffered: true});
"""
CUT_MARKS = """async (query) => {
  const asked = briefSearch.parse(query), index = await briefSearch.open(), cut = [];
  const question = new briefSearch.Question(index, asked, {}, '');
  await question.ask();
  await question.more(50);
  document.querySelectorAll('[data-hit]').forEach((row, number) => {
    const hit = question.hits[number], body = hit.text.slice(hit.cut).replace(/^[。！？；]\\s*/, '');
    const whole = briefSearch.places(body, asked.terms).map((range) => body.slice(...range));
    row.querySelectorAll('.snippet mark').forEach((mark) => {
      if (!whole.includes(mark.textContent)) cut.push([mark.textContent, row.textContent]);
    });
  });
  return cut;
}"""


COUNT_FILTERED = """async ([query, choices]) => {
  const index = await briefSearch.open(), answers = [];
  for (const chosen of choices) {
    const filters = {};
    chosen.forEach(([name, value]) => { filters[name] = [...(filters[name] || []), value]; });
    const question = new briefSearch.Question(index, briefSearch.parse(query), filters, '');
    await question.ask();
    while (!question.known()) await question.settle(question.doubtful);
    answers.push([question.total(), await question.facets()]);
  }
  return answers;
}"""


class Built:
    """An archive, its texts by place, and its site in a folder."""

    def __init__(self, count: int, folder: Path) -> None:
        self.archive: ArchiveTexts = archive(count)
        self.folder = folder
        self.texts = {place: unit.normal for place, unit in placed(self.archive)}
        renderer = Renderer(read_templates(folder))
        pages = plan_of(archive_from(settings(), self.archive.issues), settings())
        menus = collect_links(pages)
        self.write(File(page.path, renderer.render(page, menus)) for page in pages)
        self.write(renderer.assets)
        with large_index():
            tasks = search.plan_index(pieces(self.archive), settings())
        index = [file for task in tasks for file in search.build_task_files(task)]
        self.index = {file.path: file.data for file in index}
        self.write(index)

    def write(self, files: Iterable[File]) -> None:
        """Put files into the folder."""
        for file in files:
            path = self.folder / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.data)

    def places(self, *terms: str) -> list[tuple[int, int]]:
        """What plain text search finds."""
        found = list(self.texts.items())
        for plain in map(search.normalise, terms):
            found = [(place, text) for place, text in found if plain in text]
        return [place for place, _ in found]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """An archive of 100 issues, which has all three segments."""
    return Built(100, tmp_path_factory.mktemp("hundred"))


@pytest.fixture
def reader(built: Built, serve_folder: Serve, read_site: Read) -> Reader:
    """Someone at a desk."""
    return read_site(serve_folder(built.folder), viewport={"width": 1280, "height": 900})


def ask(reader: Reader, query: str, more: str = "") -> Page:
    """The search page after a question in the address was answered."""
    page = reader.open(f"search/?q={quote(query)}{more}")
    page.wait_for_selector(READY)
    return page


def total(page: Page) -> int:
    """The number of texts that the page says it found."""
    return int(page.get_attribute(READY, "data-total") or "-1")


# --- exactness -------------------------------------------------------------------------------------------------------
def test_the_normal_form_is_that_of_python(reader: Reader) -> None:
    """JavaScript's normal form is the table's, and for every single character there is it is Python's."""
    page = reader.open("search/")
    assert page.evaluate("rows => rows.map((row) => briefSearch.normal(row[0]))", [row[0:1] for row in TABLE]) == [
        row[1] for row in TABLE
    ]
    codes = (code for code in range(1, 0x110000) if not 0xD800 <= code < 0xE000)
    expected = {code: plain for code in codes if (plain := search.normalise(chr(code))) != chr(code)}
    found = dict(page.evaluate(ALL_CODES))
    assert {code: plain for code, plain in found.items() if expected.get(code) != plain} == {}
    assert sorted(found) == sorted(expected)


def test_every_phrase_is_found_and_nothing_else(built: Built, reader: Reader) -> None:
    """2,000 pieces of text are found in just the texts that plain text search finds them in, and counted right."""
    page = reader.open("search/")
    phrases = [
        f'"{phrase}"' for text in questions(list(built.texts.values()), 2000, seed=2) if (phrase := text.strip())
    ]
    page.evaluate(FROM_MEMORY, {path: b64encode(data).decode() for path, data in built.index.items()})
    answers = page.evaluate(ASK, phrases)
    assert len(answers) >= 2000 * 0.99
    for phrase, answer in zip(phrases, answers, strict=True):
        expected = sorted(article * 8 + slot for article, slot in built.places(phrase))
        assert answer == f"{len(expected)}:{' '.join(map(str, expected))}", phrase
    assert reader.problems == []


def test_sure_hits_do_not_wait_for_the_doubtful_ones(built: Built, reader: Reader) -> None:
    """The texts of a first page are all asked for before any of them is there."""
    page = reader.open("search/")
    found = page.evaluate(WAITING, [f'"{text.strip()}"' for text in questions(list(built.texts.values()), 500, seed=3)])
    assert [True, True] in found
    assert all(asked for _, asked in found)


@pytest.mark.parametrize(
    ("query", "wanted", "unwanted"),
    [
        ("补贴 证书", ("补贴", "证书"), ()),
        ("补贴 -证书", ("补贴",), ("证书",)),
        ("补贴 －低收入农户收入", ("补贴",), ("低收入农户收入",)),
        ('"补贴 证书"', ("补贴证书",), ()),
        ("“和美 + 共享”", ("和美+共享",), ()),
        ("低收入农户 海岛 杨梅", ("低收入农户", "海岛", "杨梅"), ()),
        ("-6万元", ("-6万元",), ()),
        ("补贴 -", ("补贴",), ()),
        ("- 补贴", ("补贴",), ()),
        ('补贴 "-"', ("补贴", "-"), ()),
        ("-", ("-",), ()),
        ("ＡＩ２＋ｎ", ("ai2+n",), ()),
    ],
)
def test_terms_are_joined_left_out_and_quoted(
    built: Built, reader: Reader, query: str, wanted: tuple[str, ...], unwanted: tuple[str, ...]
) -> None:
    """Terms parted by spaces must all be there, `-词` must not, quotation marks keep a phrase together."""
    out = {place for term in unwanted for place in built.places(term)}
    assert total(ask(reader, query)) == len([place for place in built.places(*wanted) if place not in out])


# --- the page --------------------------------------------------------------------------------------------------------
def test_hits_show_the_words_and_lead_to_the_place(built: Built, reader: Reader) -> None:
    """Ten hits come first, titles before headings before texts; each shows its words marked and where it is from."""
    page = ask(reader, "低收入农户")
    assert total(page) == len(built.places("低收入农户"))
    hits = page.locator("[data-hit]")
    expect(hits).to_have_count(10)
    for hit in hits.all():
        assert "低收入农户" in search.normalise(hit.inner_text())
        assert hit.locator("mark").count() > 0
        assert re.fullmatch(r"\.\./\d{4}/s?\d+/\d+/\?hl=[^#]+(#\w+)?", hit.locator("a.hit").get_attribute("href") or "")
    ranks = ["标题" in hit.inner_text() for hit in hits.all()]
    assert ranks == sorted(ranks, reverse=True)
    page.locator("[data-more]").click()
    expect(hits).to_have_count(20)
    assert reader.problems == []


def test_a_hit_shows_every_word_of_the_question(reader: Reader) -> None:
    """However far apart the words stand in a text, what is shown of it has them all, marked."""
    page = ask(reader, "低收入农户 补贴 证书")
    for hit in page.locator("[data-hit]").all():
        marked = search.normalise("".join(hit.locator("mark").all_inner_texts()))
        assert all(word in marked for word in ("低收入农户", "补贴", "证书")), hit.inner_text()


def test_a_hit_opens_with_its_words_marked(reader: Reader) -> None:
    """The page of a hit marks just the words that were looked for, and shows the place."""
    page = ask(reader, "订单班 白芨")
    expected = page.locator("[data-hit] a.hit").last.get_attribute("href")
    page.locator("[data-hit] a.hit").last.click()
    page.wait_for_load_state()
    assert page.url.endswith((expected or "").lstrip("."))
    words = set(page.locator("main mark").all_inner_texts())
    assert words <= {"订单班", "白芨", "订单班白芨", "白芨订单班"}
    target = page.locator(page.url[page.url.index("#") :])
    expect(target).to_be_in_viewport()
    assert target.locator("mark").count() > 1
    assert reader.problems == []
    assert reader.breaches(page) == []


def test_facets_count_and_filter(built: Built, reader: Reader) -> None:
    """Each value tells how many texts it has, and choosing it leaves just these; the address keeps the choice."""
    where = dict(numbered(built))
    counties = Counter(name for place in built.places("补贴") for name in where[place])
    page = ask(reader, "补贴")
    page.wait_for_selector(FACETS)
    box = page.get_by_label(re.compile("^东山县"))
    assert page.locator("label", has_text="东山县").locator(".number").inner_text() == str(counties["东山县"])
    box.check()
    page.wait_for_selector(f'{READY}[data-total="{counties["东山县"]}"]')
    assert "county=" in page.url
    page.wait_for_selector(FACETS)
    assert page.locator("label", has_text="西河县").locator(".number").inner_text() == str(counties["西河县"])
    again = reader.open(page.url.removeprefix(reader.base))
    again.wait_for_selector(READY)
    assert total(again) == counties["东山县"]
    assert reader.problems == []


def numbered(built: Built) -> list[tuple[tuple[int, int], tuple[str, ...]]]:
    """The place of each text with the counties of its article."""
    entries = iter(built.archive.entries)
    found: list[tuple[tuple[int, int], tuple[str, ...]]] = []
    counties: tuple[str, ...] = ()
    for place, unit in placed(built.archive):
        counties = next(entries).article.counties if unit.kind == "t" else counties
        found.append((place, counties))
    return found


@pytest.mark.parametrize("query", ["补贴", ""])
def test_filters_go_by_the_themes_of_the_measure(built: Built, reader: Reader, query: str) -> None:
    """With a word and without, filters together and each value alone have the numbers that plain counting has."""
    rows = list(filtered(built, query))
    chosen = [("theme", "技能人才"), ("theme", "就业创业"), ("county", "东山县"), ("year", "2000")]
    page = ask(reader, query, "&sort=date")
    choices = [chosen[:n] for n in range(5)] + [[one] for one in chosen]
    for filters, (total, counts) in zip(choices, page.evaluate(COUNT_FILTERED, [query, choices]), strict=True):
        assert total == len([row for row in rows if matches(row, filters)]), filters
        for name in ("county", "theme", "year"):
            others = [row for row in rows if matches(row, [pair for pair in filters if pair[0] != name])]
            assert counts[name] == Counter(value for row in others for value in row[name]), (filters, name)
    assert reader.problems == []


def filtered(built: Built, query: str) -> Iterator[dict[str, list[str]]]:
    """What the filters should know of each text that has a word; without a word, of each measure."""
    chosen = settings()
    broader = {theme.id: find_theme_and_ancestors(theme, chosen) for theme in chosen.themes}
    labels = {theme.id: theme.label for theme in chosen.themes}
    places = set(built.places(query)) if query else set(built.texts)
    entries = iter(built.archive.entries)
    entry = built.archive.entries[0]
    for place, unit in placed(built.archive):
        entry = next(entries) if unit.kind == "t" else entry
        own = (
            [own.theme for measure in entry.article.measures if measure.id == unit.fragment for own in measure.themes]
            if unit.kind == "m"
            else entry.article.themes
        )
        if place in places and (query or unit.kind == "m"):
            themes = sorted({labels[wide] for theme in own for wide in broader[theme]})
            yield {"county": list(entry.article.counties), "theme": themes, "year": [str(entry.issue.year)]}


def matches(row: dict[str, list[str]], filters: list[tuple[str, str]]) -> bool:
    """Whether a text passes: one value of each filter that is chosen is enough."""
    names = {name for name, _ in filters}
    return all(any(value in row[name] for other, value in filters if other == name) for name in names)


def test_without_a_word_the_measures_are_listed(built: Built, reader: Reader) -> None:
    """The newest issue first and each as it is read; every measure once, with links to its own themes."""
    page = reader.open("search/?theme=skills&county=西河县")
    page.wait_for_selector(FACETS)
    expect(page.get_by_label(re.compile("^技能人才"))).to_be_checked()
    expected = [
        f"../{entry.url}#{measure.id}"
        for issue in reversed(built.archive.issues)
        for entry in built.archive.entries
        if entry.issue is issue and "西河县" in entry.article.counties
        for measure in entry.article.measures
        if "skills" in [own.theme for own in measure.themes]
    ]
    assert total(page) == len(expected)
    expect(page.locator("[data-status]")).to_have_text(f"共{len(expected)}条措施（西河县、技能人才）")
    expect(page.locator("[data-order]")).to_be_hidden()
    page.locator("[data-more]").click()
    expect(page.locator("[data-hit]")).to_have_count(20)
    assert [link.get_attribute("href") for link in page.locator("a.hit").all()] == expected[:20]
    themes = page.locator("[data-hit]").first.locator("a[href^='../theme/']")
    assert "../theme/skills/" in [link.get_attribute("href") for link in themes.all()]
    page.locator("[data-clear]").click()
    expect(page.locator("[data-idle]")).to_be_visible()
    page.locator("[data-idle] a", has_text="全部措施").click()
    page.wait_for_selector(FACETS)
    assert total(page) == sum(len(entry.article.measures) for entry in built.archive.entries)
    page.get_by_label(re.compile("^2000年")).check()
    expect(page).to_have_url(re.compile("year=2000"))
    assert reader.problems == []


def test_filters_that_nothing_passes_say_so(reader: Reader) -> None:
    """Without a word no word is named, and the filters can be taken away."""
    page = reader.open("search/?year=1800")
    page.wait_for_selector(READY)
    expect(page.locator("[data-none] h2")).to_have_text("没有这样的措施")
    expect(page.locator("[data-status]")).to_have_text("没有结果（1800年）")
    assert page.locator("[data-none] li:visible").count() == 1
    page.locator("[data-clear-filters] button").click()
    expect(page.locator("[data-idle]")).to_be_visible()


def test_a_word_that_the_filters_hide_is_counted_without_them(built: Built, reader: Reader) -> None:
    """Where a filter leaves nothing of what there is, the way back names how many there are."""
    page = ask(reader, "低收入农户收入", "&year=1800")
    page.wait_for_selector(FACETS)
    count = len(built.places("低收入农户收入"))
    expect(page.locator("[data-clear-filters] button")).to_have_text(f"去掉筛选，有{count}条")
    page.locator("[data-clear-filters] button").click()
    page.wait_for_selector(f'{READY}[data-total="{count}"]')


def test_sorting_by_date_puts_the_newest_first(reader: Reader) -> None:
    """With 最新 the hits go back in time, whatever they are."""
    page = ask(reader, "补贴", "&sort=date")
    addresses = [hit.get_attribute("href") or "" for hit in page.locator("[data-hit] a.hit").all()]
    issues = [tuple(map(int, re.findall(r"\d+", address)[:2])) for address in addresses]
    assert issues == sorted(issues, reverse=True)


def test_back_and_forward_ask_again(reader: Reader) -> None:
    """The browser's own keys lead through the questions that were asked."""
    page = ask(reader, "补贴")
    first = total(page)
    page.fill("#q", "白芨")
    expect(page).to_have_url(re.compile(quote("白芨")))
    page.wait_for_selector(READY)
    page.go_back()
    page.wait_for_selector(f'{READY}[data-total="{first}"]')
    assert page.input_value("#q") == "补贴"
    page.go_forward()
    expect(page.locator("#q")).to_have_value("白芨")


def test_back_takes_a_filter_away_again(reader: Reader) -> None:
    """A choice of county or order is a step of its own, which the browser's own keys take back and do again."""
    page = ask(reader, "补贴")
    first = total(page)
    page.wait_for_selector(FACETS)
    page.get_by_label(re.compile("^东山县")).check()
    expect(page).to_have_url(re.compile("county="))
    page.get_by_label("最新").check(force=True)
    expect(page).to_have_url(re.compile("sort=date"))
    page.go_back()
    expect(page).not_to_have_url(re.compile("sort="))
    expect(page.get_by_label("相关")).to_be_checked()
    page.go_back()
    page.wait_for_selector(f'{READY}[data-total="{first}"]')
    expect(page.get_by_label(re.compile("^东山县"))).not_to_be_checked()
    page.go_forward()
    expect(page.get_by_label(re.compile("^东山县"))).to_be_checked()


def test_nothing_found_is_said_and_three_ways_out_are_named(reader: Reader) -> None:
    """Where there is nothing the page says so, counts 0, and names three things to try."""
    page = ask(reader, "宇宙飞船")
    assert total(page) == 0
    expect(page.locator("[data-status]")).to_have_text("没有结果")
    expect(page.locator("[data-none]")).to_contain_text("宇宙飞船")
    assert page.locator("[data-none] li").count() == 3


def test_terms_of_one_article_in_different_places_are_offered(built: Built, reader: Reader) -> None:
    """If no text has all terms, articles that have them in different places are named, and not counted as hits."""
    entry = built.archive.entries[0]
    one, two = (search.normalise(measure.text)[:12] for measure in entry.article.measures[:2])
    page = ask(reader, f'"{one}" "{two}"')
    assert total(page) == 0
    expect(page.locator("[data-near] li")).to_have_count(1)


def test_a_query_that_names_a_page_gets_a_line_to_it(built: Built, reader: Reader) -> None:
    """A county by its short name, a theme, an issue with and without its year, a month; anything else gets none."""
    used = {theme for issue in built.archive.issues for article in issue.articles for theme in article.themes}
    county, theme = settings().counties[0], next(theme for theme in settings().themes if theme.id in used)
    issue = built.archive.issues[-1]
    asked = {
        county.short or county.name: county.url,
        theme.label: theme.url,
        f"第{issue.number}期": issue.url,
        f"{issue.year}年第{issue.number}期": issue.url,
        f"{issue.year}-{issue.date.month:02}": f"{issue.year}/",
        "第9999期": "",
        "这个词没有页": "",
    }
    for query, url in asked.items():
        page = ask(reader, query)
        links = [str(link.get_attribute("href")) for link in page.locator("[data-direct] a").all()]
        assert (f"../{url}" in links) if url else links == [], query
        assert page.locator("[data-direct]").is_visible() == bool(url)
    assert reader.problems == []


def test_words_are_offered_while_typing(reader: Reader) -> None:
    """Counties, themes and quoted names that go on as typed are offered, and can be taken."""
    page = reader.open("search/")
    page.fill("#q", "和美")
    page.locator("[data-suggest] a", has_text="“和美+共享”").click()
    page.wait_for_selector(READY)
    assert page.input_value("#q") == "和美+共享"
    page.fill("#q", "东山")
    expect(page.locator("[data-suggest] a", has_text="东山县")).to_be_visible()


# --- a calm page -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("width", [390, 1440])
def test_an_address_with_a_query_moves_nothing(built: Built, serve_folder: Serve, read_site: Read, width: int) -> None:
    """What was painted stays where it is, with many hits, a filter, a name of a page, and none."""
    reader = read_site(serve_folder(built.folder), viewport={"width": width, "height": 844})
    reader.context.add_init_script(WATCH_SHIFTS)
    for query in (
        "q=补贴",
        "q=补贴&county=东山县",
        "q=东山县",
        "q=低收入农户 杨梅 海岛",
        "q=宇宙飞船",
        "theme=技能人才",
    ):
        page = reader.open(f"search/?{quote(query, safe='=&')}")
        page.wait_for_selector(FACETS)
        page.wait_for_timeout(100)
        assert page.evaluate("window.shifts") <= 0.02, query


def test_the_filters_scroll_with_the_page(reader: Reader) -> None:
    """On a wide and low screen every value of a filter is reached with the page; nothing is cut."""
    page = ask(reader, "补贴")
    page.wait_for_selector(FACETS)
    page.set_viewport_size({"width": 1280, "height": 200})
    panel = page.locator(".filters")
    assert panel.evaluate("(panel) => [panel.scrollHeight - panel.clientHeight, getComputedStyle(panel).position]") == [
        0,
        "static",
    ]


@pytest.mark.parametrize("query", ["补贴 证书 的", "了 和 在", "收入 5-6万元 海岛", "e 码 一站式", "439 86 杨梅 模式"])
def test_an_excerpt_cuts_no_mark(reader: Reader, query: str) -> None:
    """Each mark of an excerpt is a whole stretch of words that were looked for, wherever the excerpt ends."""
    page = ask(reader, query)
    for _ in range(4):
        page.locator("[data-more]").click()
    assert page.locator(".snippet").count() > 5
    assert page.evaluate(CUT_MARKS, query) == []


def test_halves_of_a_title_are_kept_together(built: Built, reader: Reader) -> None:
    """A title of a hit breaks at its spaces only, as on all pages, with its words marked."""
    titles = [entry.article.title for entry in built.archive.entries]
    title = next(title for title in titles if " " in title.strip())
    page = ask(reader, f'"{title}"')
    link = page.locator("[data-hit] a.hit").first
    assert link.locator(".phrase").all_inner_texts() == [compose(part) for part in title.split()]
    assert "".join(link.locator("mark").all_inner_texts()) == compose(title.replace(" ", ""))


# --- hands, ears, phones ---------------------------------------------------------------------------------------------
def test_the_keyboard_does_it_all(reader: Reader) -> None:
    """/ focuses, ↓ and ↑ move through the hits, Enter opens one, Esc goes back and then clears."""
    page = ask(reader, "补贴")
    page.locator("[data-hit] a.hit").nth(3).focus()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-hit] a.hit").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("[data-hit] a.hit").nth(0)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_have_value("")
    page.fill("#q", "补贴")
    page.wait_for_selector(READY)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/\d+/\d+/\?hl="))


def test_nothing_is_asked_while_composing(reader: Reader) -> None:
    """What an input method has not committed yet is no question."""
    page = reader.open("search/")
    page.focus("#q")
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "bu tie", "selectionStart": 6, "selectionEnd": 6})
    page.wait_for_timeout(300)
    assert "q=" not in page.url
    session.send("Input.insertText", {"text": "补贴"})
    page.wait_for_selector(READY)
    expect(page).to_have_url(re.compile(quote("补贴")))


def test_the_count_is_heard(reader: Reader) -> None:
    """The number of hits stands in a live region that was there before."""
    page = reader.open("search/")
    assert page.locator("[data-status][role=status]").count() == 1
    page.fill("#q", "补贴")
    page.wait_for_selector(READY)
    expect(page.locator("[data-status]")).to_have_text(f"找到{total(page)}条")


@pytest.mark.parametrize("query", ["补贴", "宇宙飞船", "&theme=skills", "&year=1800"])
def test_the_page_is_free_of_barriers_on_a_phone(
    built: Built, serve_folder: Serve, read_site: Read, query: str
) -> None:
    """On 390 pixels nothing sticks out, and axe finds nothing wrong with hits and with none, with words and without."""
    reader = read_site(serve_folder(built.folder), viewport={"width": 390, "height": 844}, bypass_csp=True)
    page = reader.open(f"search/?{quote(query, safe='=&')}" if query[0] == "&" else f"search/?q={quote(query)}")
    page.wait_for_selector(FACETS)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert reader.audit(page) == []


# --- when things go wrong --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("how", ["missing", "cut", "another"])
def test_a_damaged_file_is_no_empty_result(reader: Reader, how: str) -> None:
    """A file of the index that is missing, cut short or another one gives a message and a retry, never a wrong zero."""
    broken = True

    def answer(route: Route) -> None:
        if not broken:
            route.continue_()
        elif how == "missing":
            route.fulfill(status=404, body="")
        else:
            body = route.fetch().body()
            route.fulfill(status=200, body=body[:20] if how == "cut" else reader.context.request.get(words).body())

    words = f"{reader.base}search/words.z"
    reader.context.route(re.compile(r"/search/[-0-9]+/p"), answer)
    page = reader.open(f"search/?q={quote('低收入农户')}")
    page.wait_for_selector("[data-failed]")
    assert page.get_attribute("[data-results]", "data-total") is None
    assert page.locator("[data-none]").is_hidden()
    broken = False
    page.locator("[data-retry]").click()
    page.wait_for_selector(READY)
    assert total(page) > 0


@pytest.mark.parametrize("how", ["missing", "changed"])
def test_a_damaged_list_of_files_is_no_empty_result(reader: Reader, how: str) -> None:
    """Without the list of files, or with one that does not agree with its check sum, nothing is said to be absent."""
    broken = True

    def answer(route: Route) -> None:
        if not broken:
            route.continue_()
        elif how == "missing":
            route.fulfill(status=404, body="")
        else:
            body = route.fetch().text()
            route.fulfill(status=200, body=body.replace("counties", "countries"))

    reader.context.route(re.compile(r"/search/index\.js"), answer)
    page = reader.open(f"search/?q={quote('低收入农户')}")
    page.wait_for_selector("[data-failed]:visible")
    assert page.get_attribute("[data-results]", "data-total") is None
    broken = False
    page.locator("[data-retry]").click()
    page.wait_for_selector(READY)
    assert total(page) > 0


def test_without_its_engine_the_page_says_so(reader: Reader) -> None:
    """Where the engine itself did not arrive the page does not stand mute; trying again fetches it."""
    broken = True
    reader.context.route(
        re.compile(r"/assets/search\.js"), lambda route: route.abort() if broken else route.continue_()
    )
    page = reader.open(f"search/?q={quote('低收入农户')}")
    page.wait_for_selector("[data-failed]:visible")
    broken = False
    page.locator("[data-retry]").click()
    page.wait_for_selector(READY)
    assert total(page) > 0


def test_old_browsers_inflate_by_script(built: Built, reader: Reader) -> None:
    """Without DecompressionStream the page loads an inflate of its own and finds the same."""
    reader.context.add_init_script("delete window.DecompressionStream")
    page = ask(reader, "低收入农户")
    assert total(page) == len(built.places("低收入农户"))
    assert reader.problems == []


def test_a_folder_without_a_server_can_be_searched(built: Built, read_site: Read, tmp_path: Path) -> None:
    """With data-packed=script the same files come as scripts, from a page opened by double click."""
    for task in search.plan_index(pieces(built.archive), settings()):
        for file in search.build_task_files(task):
            script = search.wrap_as_script(file)
            (tmp_path / script.path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / script.path).write_bytes(script.data)
    source = (built.folder / "search/index.html").read_text("utf-8")
    source = source.replace("data-inflate=", 'data-packed="script" data-inflate=')
    source = re.sub(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", source)
    (tmp_path / "search/index.html").write_text(re.sub(r"\?v=[0-9a-f]+", "", source), "utf-8")
    (tmp_path / "assets").mkdir()
    for path in (built.folder / "assets").iterdir():
        (tmp_path / "assets" / path.name).write_bytes(path.read_bytes())
    page = read_site(f"{tmp_path.as_uri()}/").open(f"search/index.html?q={quote('低收入农户')}")
    page.wait_for_selector(READY)
    assert total(page) == len(built.places("低收入农户"))


def test_the_page_opens_from_a_folder_without_complaint(built: Built, read_site: Read) -> None:
    """Opened by double click, the page of the site as it is shows its themes, and nothing fails behind its back."""
    reader = read_site(f"{built.folder.as_uri()}/")
    page = reader.open("search/index.html")
    page.wait_for_timeout(300)
    assert reader.problems == []


def test_without_script_the_measures_are_listed(
    built: Built, tmp_path: Path, serve_folder: Serve, read_site: Read
) -> None:
    """Without script a small archive lists every measure, a large one its years; the form still leads here."""
    small = Built(3, tmp_path)
    page = read_site(serve_folder(small.folder), java_script_enabled=False).open("search/?q=x")
    links = page.locator("ul.listed a")
    assert links.count() == sum(len(entry.article.measures) for entry in small.archive.entries)
    expect(links.first).to_be_visible()
    large = read_site(serve_folder(built.folder), java_script_enabled=False).open("search/")
    assert large.locator("noscript a, section a").count() > 0
    assert large.locator("ul.listed").count() == 0
