"""Templates see their page and nothing else; what they write is whole, safe and leads somewhere."""

from __future__ import annotations

import pickle
import re
from importlib.metadata import version

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

from taizhou_brief.model.page import File, Page
from taizhou_brief.site.render import (
    FastEscapeEnvironment,
    Renderer,
    TemplateError,
    format_date,
    keep_phrases_together,
    link_list,
    versioned_url,
)
from taizhou_brief.site.template_digests import TemplateDigests
from taizhou_brief.site.views.rows import Link
from tests.project import ROOT, SETTINGS, briefing
from tests.showing import Reading, archive_of, broken_links, figure_files, html_of, pages_of, renderer, settings_of

DIGEST = briefing(7, "2021-12-01", extra="edition: digest\n")
PLAIN = briefing(8, "2021-12-30", "西河县办好驿站|西河县|jobs|", "东山县又办夜校 让工人增收|东山县|skills|")


def test_one_page_is_made_of_its_context() -> None:
    """A template says what its context holds, escaped."""
    made = Renderer({"a.html": "<p>{{ word }}</p>", **FRAME}).render(page(word="<b>与&"))
    assert made == "<p>&lt;b&gt;与&amp;</p>".encode()


def test_a_name_that_is_missing_is_a_bug_and_not_a_blank() -> None:
    """A template cannot pass over what its context lacks."""
    with pytest.raises(TemplateError) as error:
        Renderer({"a.html": "1\n{{ nothing }}", **FRAME}).render(page())
    assert error.value.args[:3] == ("T002", "templates/a.html", 2)


FAULTS = {
    "tag": ("{% endfor %}", "T001", "templates/a.html", 2),
    "open": ("{% if 1 %}", "T001", "templates/a.html", 2),
    "filter": ("{{ 1|nofilter }}", "T001", "templates/a.html", 2),
    "name": ("{{ word.nothing }}", "T002", "templates/a.html", 2),
    "type": ("{{ 1 + 'x' }}", "T003", "templates/a.html", 2),
    "part": ("{% include 'missing.html' %}", "T003", "templates/a.html", 2),
    "wheel": ("{% include 'a.html' %}", "T003", "templates/a.html", 2),
    "below": ("{% include 'b.html' %}", "T001", "templates/b.html", 3),
    "bytes": ("\udcff", "T004", "templates/a.html", 2),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_a_template_is_told_at_its_line(fault: str) -> None:
    """Whatever goes wrong in a template is told by its name and line, also from another process."""
    text, *wanted = FAULTS[fault]
    made = Renderer({"a.html": f"1\n{text}", "b.html": "1\n\n{{ ) }}", **FRAME})
    with pytest.raises(TemplateError) as error:
        made.render(page(word="x"))
    assert list(pickle.loads(pickle.dumps(error.value)).args[:3]) == wanted  # noqa: S301 - made here


def test_a_picture_among_the_assets_stays_as_it_is() -> None:
    """Bytes that are no text go to the site as they are."""
    picture = b"\x89PNG\r\n\x1a\n\x00\xff"
    made = Renderer({"assets/seal.png": picture.decode("utf-8", "surrogateescape")})
    assert made.assets == (File("assets/seal.png", picture),)
    assert TemplateDigests(dict(made.texts)).digest("assets/seal.png")


@given(st.text("<>&'\"字a 1"))
def test_quoting_says_what_escaping_says(text: str) -> None:
    """The quicker way to escape gives the same characters as markupsafe's."""
    assert FastEscapeEnvironment.fast_escape(text) == escape(text)
    assert FastEscapeEnvironment.fast_escape(Markup(text)) == text  # noqa: S704 - what is markup already is left alone
    assert FastEscapeEnvironment.fast_escape(7) == "7"


def test_assets_are_no_templates_and_their_address_changes_with_their_content() -> None:
    """A file below assets/ is copied as it is; a template names it with a mark made of its bytes."""
    made = Renderer({"a.html": "{{ assets['x.css'] }}", "assets/x.css": "{{ not a template", **FRAME})
    assert made.assets == (File("assets/x.css", b"{{ not a template"),)
    assert made.render(page()).decode() == versioned_url(made.assets[0])
    assert versioned_url(File("assets/x.css", b"1")) != versioned_url(File("assets/x.css", b"2"))


def test_style_and_script_stay_small() -> None:
    """Style and print within 31 kB, the script of every page within 20 kB."""
    sizes = {file.path: len(file.data) for file in renderer().assets}
    assert sizes["assets/style.css"] + sizes["assets/print.css"] <= 31_000
    assert sizes["assets/app.js"] <= 20_000


def test_a_renderer_travels_to_another_process() -> None:
    """A pickled renderer is the same renderer, and its pickle holds the texts once."""
    first = renderer()
    second = pickle.loads(pickle.dumps(first))  # noqa: S301 - our own bytes
    assert second.texts == first.texts
    assert pickle.loads(pickle.dumps(first)) is second  # noqa: S301 - our own bytes


def test_the_header_of_a_page_is_its_own() -> None:
    """Pages that share a renderer do not share what differs between them."""
    settings = settings_of()
    pages = pages_of(archive_of(settings, {"2021/07": DIGEST}), settings)
    alone = [Renderer(dict(renderer().texts)).render(pages[url]) for url in ("", "county/", "2021/07/1/")]
    together = [renderer().render(pages[url]) for url in ("", "county/", "2021/07/1/")]
    assert alone == together


def test_every_link_and_fragment_resolves() -> None:
    """No link of the site leads nowhere, whatever the archive holds."""
    settings = settings_of()
    for texts in ({}, {"2021/07": DIGEST}, {"2021/07": DIGEST, "2021/08": PLAIN, "2022/01": briefing(1, "2022-01-30")}):
        archive = archive_of(settings, texts)
        assert list(broken_links(html_of(archive, settings), figure_files(archive, settings))) == []


def test_every_page_is_sound() -> None:
    """Each page has one h1, one title, ids used once, no inline style or script, and no other host."""
    settings = settings_of()
    for url, text in html_of(archive_of(settings, {"2021/07": DIGEST, "2021/08": PLAIN}), settings).items():
        reading = Reading.of(text)
        tags = [tag for tag, _ in reading.elements]
        assert tags.count("h1") == tags.count("title") == tags.count("main") == 1, url
        ids = reading.values("id")
        assert len(ids) == len(set(ids)), url
        assert "style" not in tags, url
        assert not reading.values("style"), url
        assert not [name for _, attributes in reading.elements for name in attributes if name.startswith("on")], url
        scripts = [attributes for tag, attributes in reading.elements if tag == "script"]
        assert all("src" in script or script.get("type") == "application/ld+json" for script in scripts), url
        assert not [link for link in (*reading.values("href"), *reading.values("src")) if "//" in link], url


def test_a_title_cannot_break_out_of_its_place() -> None:
    """Marks that mean something to HTML or to a script are only words in a title."""
    settings = settings_of()
    title = "东山县<script>与</script>&“引号”"
    text = html_of(archive_of(settings, {"2021/07": briefing(7, "2021-12-01", f"{title}|东山县|jobs|")}), settings)
    for url in ("", "2021/07/", "2021/07/1/", "theme/jobs/", "county/dongshan/"):
        assert "<script>与" not in text[url], url
        Reading.of(text[url])
    assert title in "".join(Reading.of(text["2021/07/1/"]).texts["h1"])


def test_a_digest_says_so_wherever_its_text_is_shown() -> None:
    """The mark 摘编 stands on every page with a digest's text, its meaning where the text is read."""
    settings = settings_of()
    text = html_of(archive_of(settings, {"2021/07": DIGEST}), settings)
    for url in ("", "2021/07/", "2021/07/1/", "county/dongshan/", "theme/skills/", "2021/", "issues/"):
        assert "摘编" in text[url], url
    for url in ("", "2021/07/", "2021/07/1/"):
        assert "不是印发原文" in text[url], url
    assert "（摘编）" in dict(Reading.of(text["2021/07/1/"]).meta())["citation_title"]


def test_a_full_text_is_not_called_a_digest() -> None:
    """Without the mark in its front matter no page of an issue says 摘编, but for those that explain it."""
    settings = settings_of()
    text = html_of(archive_of(settings, {"2021/08": PLAIN}), settings)
    assert [url for url, page in text.items() if "摘编" in page] == ["figures/", "about/"]


def test_an_internal_issue_is_marked_on_its_pages() -> None:
    """The mark 内部 stands on every page with an internal text."""
    settings = settings_of()
    internal = briefing(7, "2021-12-01", extra="disclosure: internal\n")
    text = html_of(archive_of(settings, {"2021/07": internal}), settings)
    for url in ("", "2021/07/", "2021/07/1/", "county/dongshan/", "theme/skills/", "issues/"):
        assert "内部" in text[url], url


def test_another_city_finds_no_other_name_on_its_pages() -> None:
    """No page names a place, an office or a series that the settings do not name."""
    settings = settings_of(SETTINGS)
    for url, text in html_of(archive_of(settings, {"2021/07": DIGEST}), settings).items():
        assert not [word for word in ("台州", "浙江", "椒江", "共富", "东海") if word in text], url


def test_without_places_on_a_map_there_is_a_list() -> None:
    """Settings without positions give a list of counties in place of the map."""
    settings = settings_of(SETTINGS.replace(", at: [1, 1]", "").replace(", at: [1, 2]", ""))
    text = html_of(archive_of(settings, {"2021/07": DIGEST}), settings)
    assert 'class="tiles' not in "".join(text.values())
    assert 'href="county/xihe/"' in text[""]


def test_a_title_breaks_at_its_own_space_only() -> None:
    """Each part of a title between spaces is kept together; a title without a space stays plain."""
    assert keep_phrases_together("前半 后半") == Markup(
        '<span class="phrase">前半</span> <span class="phrase">后半</span>'
    )
    assert keep_phrases_together("一句<话") == Markup("一句&lt;话")


def test_names_are_joined_as_chinese_joins_them() -> None:
    """Several links stand with 、 between them, with the way to the root in front."""
    made = link_list((Link("甲", "a/"), Link("乙&", "b/")), "../")
    assert made == Markup('<a href="../a/">甲</a>、<a href="../b/">乙&amp;</a>')


def test_a_date_is_written_without_zeros() -> None:
    """2021-12-01 is 2021年12月1日, and 12月1日 where the year is known."""
    day = archive_of(settings_of(), {"2021/07": DIGEST}).issues[0].date
    assert (format_date(day), format_date(day, "day")) == ("2021年12月1日", "12月1日")


FRAME = {"header.html": "", "footer.html": ""}


def page(**context: str) -> Page:
    """A page of the template `a.html` with what every page has."""
    frame = {"root": "", "here": "", "masthead": False, "updated": None, "settings": settings_of()}
    return Page("", "a.html", dict, ({**frame, **context},))


# --- a small archive and a large one ---------------------------------------------------------------------------------
def many(count: int) -> dict[str, str]:
    """Briefings over three years, one article each, all of one county."""
    return {
        f"{2019 + n * 3 // count}/{n + 1:02}": briefing(
            n + 1, f"{2019 + n * 3 // count}-{1 + n % 12:02}-{1 + n % 28:02}", f"东山县办第{n + 1}所夜校|东山县|skills|"
        )
        for n in range(count)
    }


def shown(count: int, url: str) -> str:
    """One page of an archive of so many issues."""
    settings = settings_of()
    return html_of(archive_of(settings, many(count)), settings)[url]


@pytest.mark.parametrize("count", [1, 12, 13, 40])
def test_a_county_lists_every_article_once_and_the_newest_first(count: int) -> None:
    """The newest with their themes, the older by year and title: none is left out and none comes twice."""
    text = shown(count, "county/dongshan/").partition('id="articles"')[2]
    found = [int(number) for number in re.findall(r"东山县办第(\d+)所夜校", text)]
    assert sorted(found) == list(range(1, count + 1))
    assert found == sorted(found, key=lambda number: (number - 1) * 3 // count, reverse=True)
    assert ("<h3>2019年" in text) == (count > 12)


@pytest.mark.parametrize(("count", "listed"), [(24, True), (25, False)])
def test_few_issues_are_listed_with_their_titles(count: int, listed: bool) -> None:
    """The list of all years says what a few issues hold; of many it gives number and day."""
    assert ("东山县办第1所夜校" in shown(count, "issues/")) == listed


def test_the_home_page_says_what_the_archive_is() -> None:
    """Who comes for the first time reads the description, and where to read on."""
    settings = settings_of(f"{SETTINGS}description: 某市简报的公开档案\n")
    text = html_of(archive_of(settings, {}), settings)[""]
    assert "<p>某市简报的公开档案</p>" in text
    assert 'href="about/#cite"' in text.partition("<main")[2].partition("</main>")[0]


def test_a_description_ends_before_the_count_begins() -> None:
    """A theme's own words and its count are two sentences."""
    settings = settings_of(SETTINGS.replace("label: 就业创业,", "label: 就业创业, description: 让人人有活干,"))
    text = html_of(archive_of(settings, {"2021/08": PLAIN}), settings)["theme/jobs/"]
    text = re.sub(r"</?a\b[^>]*>", "", text)
    assert '<p class="sub">让人人有活干。涉及2地，2篇简报、8条措施。</p>' in text


def test_the_private_method_of_jinja_is_the_one_that_was_tested() -> None:
    """The escaping generator overrides a private method: Jinja's minor version is bounded, and the method is in use."""
    assert "jinja2>=3.1.6,<3.2" in (ROOT / "pyproject.toml").read_text("utf-8")
    assert version("jinja2").startswith("3.1.")
    assert callable(CodeGenerator._output_child_pre)  # noqa: SLF001  # the method in question
    code = FastEscapeEnvironment(autoescape=True).compile("{{ word }}", raw=True)
    assert "environment.fast_escape(" in code
