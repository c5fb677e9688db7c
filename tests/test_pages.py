"""Every page there is, each with all it shows and nothing more."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhou_brief.model.archive import Archive
from taizhou_brief.model.fingerprint import fingerprint
from taizhou_brief.model.page import Page
from taizhou_brief.model.settings import Settings
from taizhou_brief.site.pages.theme import NEWEST
from taizhou_brief.site.views.rows import MatrixSection, ThemeGroup
from taizhou_brief.site.views.site_context import clip_extract, measure_label
from taizhou_brief.site.views.tile_map import ShadeScale
from tests.project import SETTINGS, Project, briefing
from tests.showing import archive_of, pages_of, settings_of

TWO = {
    "2021/07": briefing(7, "2021-12-01", "东山县办好夜校|东山县|skills|", "西河县办好驿站|西河县|jobs|"),
    "2022/01": briefing(1, "2022-01-30", "东山县再办夜校|东山县|jobs|"),
}
ERRATA = """\
errata:
- {at: "1/s1m2", printed: 课表, corrected: 课程表, date: 2022-01-05, reason: 漏字。}
- {at: "1", printed: 夜校, corrected: 夜间学校, date: 2022-01-05, reason: 简称}
- {at: "1/s9m9", printed: 甲, corrected: 乙, date: 2022-01-05, reason: 所指的条不存在}
"""


def site(texts: dict[str, str], settings: Settings | None = None) -> dict[str, Page]:
    """All pages of these briefings by address."""
    settings = settings or settings_of()
    return pages_of(archive_of(settings, texts), settings)


# --- which pages there are -------------------------------------------------------------------------------------------
def test_every_noun_has_its_page() -> None:
    """Each year, issue, article, county and theme has one page, those of the settings also without an article."""
    assert set(site(TWO)) == {
        *("", "issues/", "2022/", "2021/", "2021/07/", "2022/01/", "2021/07/1/", "2021/07/2/", "2022/01/1/"),
        *("county/", "county/dongshan/", "county/xihe/", "theme/", "theme/jobs/", "theme/skills/", "matrix/"),
        *("theme/skills/all/", "theme/jobs/all/", "theme/skills/dongshan/", "theme/jobs/dongshan/", "theme/jobs/xihe/"),
        *("compare/", "compare/skills/", "compare/jobs/"),
        *("updates/", "corrections/", "2021/07/all/", "2022/01/all/"),
        *("about/", "search/", "sitemap/", "404.html", "figures/", "figures/2021/", "figures/2022/", "figures/series/"),
    }


def test_an_archive_without_issues_has_the_pages_that_need_none() -> None:
    """Nothing printed yet is no reason for no site."""
    assert {"", "issues/", "county/xihe/", "theme/jobs/", "matrix/", "about/", "404.html"} <= set(site({}))


def test_no_address_is_planned_twice() -> None:
    """Two pages never write the same file."""
    settings = settings_of()
    planned = list(pages_of(archive_of(settings, TWO), settings).values())
    assert len({page.path for page in planned}) == len(planned)


# --- what a page carries ---------------------------------------------------------------------------------------------
def test_a_page_holds_only_what_has_a_fingerprint() -> None:
    """Equal archives give pages with equal fingerprints, whatever the pages hold."""
    first, second = (
        site(TWO | {"2022/02": briefing(2, "2022-02-01", extra=ERRATA)}),
        site(TWO | {"2022/02": briefing(2, "2022-02-01", extra=ERRATA)}),
    )
    assert prints(first) == prints(second)


MANY = SETTINGS + "".join(f"- {{id: t{n}, label: 主题{n}}}\n" for n in range(12))
"""Settings with more themes than a county's profile or the home page has room for."""
ARTICLES = st.builds(
    lambda verb, county, theme, body: f"{county or '某局'}{verb}|{county}|{theme}|{body}",
    st.sampled_from(["办好夜校", "稳住就业"]),
    st.sampled_from(["", "东山县", "西河县", "东山县, 西河县"]),
    st.sampled_from(["", "jobs", "skills", "t0, t1", *(f"t{n}" for n in range(12))]),
    st.sampled_from(["", "只有一段话。", "一是开源。多收。\n\n二是节流。少花。"]),
)
ISSUES = st.dictionaries(st.integers(1, 12), st.tuples(st.lists(ARTICLES, min_size=1, max_size=3), st.booleans()))


@pytest.mark.slow
@settings(max_examples=300)
@given(ISSUES, ISSUES)
def test_pages_that_show_the_same_are_the_same(
    one: dict[int, tuple[list[str], bool]], more: dict[int, tuple[list[str], bool]]
) -> None:
    """Whatever differs between two archives, a page whose digest is the same in both has the same context."""
    read = settings_of(MANY)
    first, second = (
        site({month_key(n): briefing_of(n, *issue) for n, issue in every.items()}, read)
        for every in (one, {**one, **more})
    )
    same = [url for url, page in first.items() if url in second and second[url].digest == page.digest]
    assert "404.html" in same
    for url in same:
        assert fingerprint(dict(first[url].context)) == fingerprint(dict(second[url].context)), url


def month_key(month: int) -> str:
    """The key of a month's briefing; the months from the seventh on are those of the next year."""
    return f"2021/{month:02}" if month < 7 else f"2022/{month - 6:02}"


def briefing_of(month: int, articles: list[str], digest: bool) -> str:  # drawn by chance
    """The briefing of a month."""
    year, number = month_key(month).split("/")
    return briefing(int(number), f"{year}-{number}-01", *articles, extra="edition: digest\n" if digest else "")


def test_a_page_is_a_call_that_sees_its_arguments_only() -> None:
    """The builder of a page is a function of a module without a closure, and a pickled page is the same page."""
    for url, page in site(TWO).items():
        assert isinstance(page.builder, FunctionType), url
        assert (page.builder.__closure__, page.builder.__qualname__) == (None, page.builder.__name__), url
        again = pickle.loads(pickle.dumps(page))  # noqa: S301  # pickled on the line itself
        assert fingerprint(again) == fingerprint(page), url
        assert fingerprint(dict(again.context)) == fingerprint(dict(page.context)), url


def test_a_new_issue_leaves_alone_what_does_not_show_it() -> None:
    """Only neighbours and lists change when an issue is added, the search page among them, which lists all measures."""
    before = prints(site(TWO))
    after = prints(site(TWO | {"2022/02": briefing(2, "2022-02-25", "西河县再办驿站|西河县||")}))
    changed = {url for url in before if before[url] != after[url]}
    lists = {"", "issues/", "2022/", "county/", "county/xihe/", "county/dongshan/", "search/", "updates/"}
    figures = {"figures/", "figures/2022/"}
    assert changed == {*lists, *figures, "2022/01/", "2022/01/1/"}


def test_a_page_knows_the_way_to_the_root() -> None:
    """Links are relative to the page's depth; only a page served from anywhere names the path of a known address."""
    pages = site(TWO)
    assert [pages[url].context["root"] for url in ("", "county/", "2021/07/1/", "404.html")] == [
        "",
        "../",
        "../" * 3,
        "",
    ]
    deployed = settings_of(base_url="https://www.example.gov.cn/zt/gongfu")
    assert site({}, deployed)["404.html"].context["root"] == "/zt/gongfu/"
    assert site({}, deployed)["county/"].context["root"] == "../"


# --- the heads of pages ----------------------------------------------------------------------------------------------
def test_names_in_a_head_are_used_once_and_never_empty() -> None:
    """Compared without case, no name stands twice on a page, and none says nothing."""
    for page in site(TWO, settings_of(base_url="https://www.example.gov.cn/")).values():
        names = [name.lower() for name, _ in page.context["head"].names]
        assert len(names) == len(set(names)), page.url
        assert all(content for _, content in page.context["head"].names), page.url
        assert {"sitename", "sitedomain", "siteidcode", "keywords", "description", "author"} <= set(names)


def test_a_site_code_or_domain_that_is_not_known_is_not_named() -> None:
    """Without them in the settings no page has a SiteIDCode or a SiteDomain."""
    settings = settings_of(SETTINGS.replace(', domain: www.example.gov.cn, id_code: "9901000001"', ""))
    assert (settings.site.domain, settings.site.id_code) == ("", "")
    for page in site(TWO, settings).values():
        assert not {"SiteIDCode", "SiteDomain"} & set(names(page)), page.url


def test_the_domain_is_that_of_the_address_where_none_is_written() -> None:
    """Without a domain in the settings a page names the host of the base URL, or none."""
    bare = SETTINGS.replace("domain: www.example.gov.cn, ", "")
    for more, domain in (("", None), ("base_url: https://gongfu.example.gov.cn/zt/\n", "gongfu.example.gov.cn")):
        assert names(site(TWO, settings_of(bare + more))["about/"]).get("SiteDomain") == domain


def test_lists_and_contents_name_what_the_guide_wants() -> None:
    """List pages describe their column; issues and articles give title, day and source."""
    pages = site(TWO)
    for url in ("", "issues/", "2021/", "county/", "county/xihe/", "theme/", "theme/jobs/", "matrix/", "about/"):
        assert {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"} <= set(names(pages[url])), url
    article = names(pages["2021/07/2/"])
    assert article["ArticleTitle"] == article["citation_title"] == "西河县办好驿站"
    assert article["PubDate"] == "2021-12-01 00:00"
    assert article["ContentSource"] == "某市领导小组办公室"
    assert names(pages["2021/07/"])["ArticleTitle"] == "某市工作简报2021年第7期"


def test_full_addresses_stand_only_where_the_archive_has_one() -> None:
    """Canonical link, Open Graph, JSON-LD and citations name full addresses under a base URL, and none without."""
    bare = site(TWO)["2021/07/1/"].context
    assert "https://" not in str((bare["head"].canonical, bare["head"].properties, bare["reference"]))
    full = site(TWO, settings_of(base_url="https://www.example.gov.cn/a/"))["2021/07/1/"].context
    address = "https://www.example.gov.cn/a/2021/07/1/"
    assert full["head"].canonical == dict(full["head"].properties)["og:url"] == address
    assert full["reference"].endswith(f"，2021（7）. {address}.")
    assert full["head"].data["@graph"][0]["url"] == address


def test_an_article_is_a_report_in_an_issue_in_a_volume_in_a_series() -> None:
    """JSON-LD nests what the printed series nests, says what the text is about, and gives the trail."""
    report, trail = site(TWO)["2021/07/2/"].context["head"].data["@graph"]
    kinds, node = [], report
    while node:
        kinds.append(node["@type"])
        node = node.get("isPartOf")
    assert kinds == ["Report", "PublicationIssue", "PublicationVolume", "Periodical"]
    assert report["about"][0] == {"@type": "AdministrativeArea", "name": "西河县", "identifier": "990122"}
    assert report["publisher"]["@type"] == "GovernmentOrganization"
    assert [step["name"] for step in trail["itemListElement"]] == ["首页", "各期", "2021年", "第7期", "第2篇"]


# --- articles and issues ---------------------------------------------------------------------------------------------
def test_neighbours_run_across_issues() -> None:
    """The last article of an issue is followed by the first of the next, and the ends have one neighbour only."""
    pages = site(TWO)
    middle = pages["2021/07/2/"].context
    assert (middle["before"].url, middle["after"].url) == ("2021/07/1/", "2022/01/1/")
    assert pages["2021/07/1/"].context["before"] is None
    assert pages["2022/01/1/"].context["after"] is None


def test_a_correction_stands_with_what_it_corrects() -> None:
    """By its measure; that of a title, or of a place that does not exist, with the article: none is lost."""
    pages = site({"2021/07": briefing(7, "2021-12-01", extra=ERRATA)})
    found = pages["2021/07/1/"].context["errata"]
    assert {place: [row.printed for row in rows] for place, rows in found.items()} == {
        "s1m2": ["课表"],
        "": ["夜校", "甲"],
    }
    assert found["s1m2"][0].reason == "漏字"
    rows = pages["2021/07/"].context["errata"]
    assert {(row.where, row.url) for row in rows} == {("第1篇 §1.2", "2021/07/1/#s1m2"), ("第1篇", "2021/07/1/")}


@pytest.mark.parametrize("edition", ["2025", "2015"])
def test_a_reference_finds_the_print_even_where_its_address_is_lost(edition: str) -> None:
    """Of an issue, an article or a measure, it names the series, the year and the number."""
    settings = settings_of(f"{SETTINGS}citation: {edition}\n")
    for key, number in (("2021/07", "7"), ("2021/s1", "S1")):
        extra = "" if number == "7" else "supplement: true\n"
        pages = site({key: briefing(int(number[-1]), "2021-12-01", extra=extra)}, settings)
        article, issue = pages[f"{key}/1/"].context, pages[f"{key}/"].context
        for reference in (article["reference"], article["stem"], issue["reference"]):
            assert all(word in reference for word in ("某市工作简报", "2021", number[-1])), reference
        assert (
            article["stem"].replace(" ", "").translate(str.maketrans("，（）：", ",():")).endswith(f"2021({number}):")
        )


def test_reference_managers_are_told_of_no_volume_and_no_page() -> None:
    """The print counts neither: a year taken for a volume, and the place of an article for a page, are wrong there."""
    for page in site(TWO, settings_of(base_url="https://www.example.gov.cn/a/")).values():
        assert not {"citation_volume", "citation_firstpage", "citation_lastpage"} & set(names(page)), page.url
    assert names(site(TWO)["2021/07/2/"])["citation_issue"] == "7"


# --- counties and themes ---------------------------------------------------------------------------------------------
def test_a_theme_shows_its_measures_by_county_in_the_order_of_the_settings() -> None:
    """Articles of narrower themes count; texts that speak for no county come last."""
    free = briefing(2, "2022-02-25", "某局办好窗口||jobs|").replace("counties: []", "counties: []")
    groups = site(TWO | {"2022/02": free})["theme/jobs/"].context["groups"]
    assert [(group.id, group.articles, group.measures) for group in groups] == [
        ("dongshan", 2, 8),
        ("xihe", 1, 4),
        ("region", 1, 4),
    ]


@given(st.integers(1, 40))
def test_no_article_of_a_theme_is_lost(count: int) -> None:
    """Its measures are shown or in the list that the group leads to; a small theme shows everything."""
    rows = [
        briefing(number, f"{2021 + number % 2}-01-{1 + number % 28:02}", *["东山县办夜校|东山县|jobs|"])
        for number in range(1, count + 1)
    ]
    group: ThemeGroup
    pages = site({f"{2021 + n % 2}/{n:02}": text for n, text in enumerate(rows, 1)})
    (group,) = pages["theme/jobs/"].context["groups"]
    listed = [card.article.url for card in pages[group.measures_url].context["cards"]]
    assert len(set(listed)) == group.articles == count
    assert group.measures == 4 * count
    assert len(group.rows) == (group.measures if count <= 10 else NEWEST)


def test_the_matrix_says_what_the_archive_counts() -> None:
    """Each number of the full matrix is the archive's, and opens a list of exactly that many."""
    settings = settings_of()
    archive = archive_of(settings, TWO)
    pages = pages_of(archive, settings)
    cells = {cell.name: cell for line in lines(pages["matrix/"]) for cell in line.cells}
    for (county, theme), count in archive.matrix.items():
        found = settings.theme(theme)
        assert found
        cell = cells[f"{county}{found.label}{count}条"]
        assert sum(len(card.measures) for card in pages[cell.url].context["cards"]) == count


def test_a_county_without_articles_says_so_and_has_no_profile() -> None:
    """An empty county has a page, no bars and no card."""
    context = site({"2021/07": briefing(7, "2021-12-01")})["county/xihe/"].context
    assert (context["rows"], context["profile"].bars, context["card"], context["since"]) == ((), (), None, None)


def test_a_profile_compares_with_the_average_of_all_counties() -> None:
    """Bars are widths of the largest value; the average counts the counties that have none."""
    bars = {bar.link.text: bar for bar in site(TWO)["county/dongshan/"].context["profile"].bars}
    assert (bars["就业创业"].link.count, bars["就业创业"].average, bars["就业创业"].width) == (8, "6.0", "100.0%")
    assert (bars["技能人才"].link.count, bars["技能人才"].average, bars["技能人才"].average_at) == (4, "2.0", "25.0%")


@given(st.lists(st.integers(1, 500), min_size=1), st.integers(1, 5))
def test_more_is_never_lighter(counts: list[int], shades: int) -> None:
    """Shades grow with the counts, stay within the scale, and only nothing has none."""
    scale = ShadeScale.of(counts, shades)
    found = [scale.shade(count) for count in sorted(counts)]
    assert found == sorted(found)
    assert 1 <= found[0] <= found[-1] <= max(shades, 2)
    assert scale.shade(0) == 0


# --- words -----------------------------------------------------------------------------------------------------------
@given(st.text("汉字。；，、：“”1 \n", max_size=200), st.integers(10, 80))
def test_an_extract_is_the_beginning_of_its_text(text: str, length: int) -> None:
    """It is no longer than asked for, holds no line break, and says where it breaks off."""
    found = clip_extract(text, length)
    assert len(found.removesuffix("……")) <= length
    assert "\n" not in found
    assert "".join(text.split("\n")).replace(" ", "").startswith(found.removesuffix("……").replace(" ", ""))


def test_an_extract_ends_with_a_sentence_where_it_can() -> None:
    """A whole sentence needs no dots; half a one ends where a clause does."""
    assert clip_extract("头一句话说完了。第二句还很长很长很长", 12) == "头一句话说完了。"
    assert clip_extract("头半句，第二个半句还很长很长很长很长", 9) == "头半句……"


def test_a_measure_is_named_by_its_section_and_place() -> None:
    """§2.3 is the third measure of the second section, §3 the third where there are no sections."""
    assert [measure_label(identity) for identity in ("s2m3", "m3", "s12m10")] == ["2.3", "3", "12.10"]


def prints(pages: dict[str, Page]) -> dict[str, str]:
    """The fingerprint of each page."""
    return {url: fingerprint(page.template, dict(page.context)) for url, page in pages.items()}


def names(page: Page) -> dict[str, Any]:
    """The page's `<meta>` data."""
    return dict(page.context["head"].names)


def lines(page: Page) -> Iterator[Any]:
    """The rows of the full matrix."""
    groups: tuple[MatrixSection, ...] = page.context["groups"]
    for group in groups:
        yield from group.lines


def test_an_archive_is_only_read() -> None:
    """Planning the pages twice gives the same pages: nothing is kept between."""
    settings = settings_of()
    archive: Archive = archive_of(settings, TWO)
    assert prints(pages_of(archive, settings)) == prints(pages_of(archive, settings))


def test_links_of_editors_to_issues_are_relative_to_the_page(tmp_path: Path) -> None:
    """From the article, the whole issue and the note of the editor, at their depths, so that they work anywhere."""
    body = "见[上期](/2021/07/1/#s1m1)和[那期](2021/07/)，另见[门户](https://www.example.gov.cn/2021/07/)。"
    note = 'editor_note: "参看[上期](/2021/07/)。"\n'
    project = Project(tmp_path).write("2021/07", briefing(7, "2021-12-01"))
    project.write("2022/01", briefing(1, "2022-01-10", f"西河县开设零工驿站|西河县|jobs|{body}", extra=note)).build()
    page = project.page("2022/01/1/")
    assert '<a href="../../../2021/07/1/#s1m1">上期</a>' in page
    assert '<a href="../../../2021/07/">那期</a>' in page
    assert '<a href="https://www.example.gov.cn/2021/07/">门户</a>' in page
    assert '<a href="../../2021/07/">上期</a>' in project.page("2022/01/")
    assert not re.search(r'<a href="/', page)
