"""The site in a browser: nothing fails, nothing comes from elsewhere, everyone can read it."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest

from tests.browser.harness import Reader
from tests.conftest import Read, Serve
from tests.project import SETTINGS, Project, briefing

ARTICLE = "2021/07/1/"
FREE = """\
某局把窗口搬进村，一年办结3.6万件。[^1]

一是下沉窗口。在62个村设点。

¦ 镇 ¦ 点 ¦
¦---¦---¦
¦ 甲镇 ¦ 12 ¦

二是帮办代办。**帮办员**有118名。

[^1]: 数字截至年底。
"""
LONG = "东山县以“一刻钟就业服务圈”为抓手扎实推动更充分更高质量就业 织密“家门口”就业网|东山县|skills|"
EXTRA = """\
edition: digest
report_to: [某书记, 某市长]
send_to: [市委]
distribute_to: [各县党委、政府]
editor_note: 本期刊发三地做法。
errata:
- {at: "1/s1m2", printed: 课表, corrected: 课程表, date: 2022-01-05, reason: 漏字}
"""
LARGEST = {"size": "xl", "contrast": "more"}
LOOKS: tuple[tuple[int, str, dict[str, str]], ...] = (
    (390, "light", {}),
    (1440, "dark", {}),
    (1440, "light", {"size": "l"}),
    (390, "light", LARGEST),
)
"""Width, colours and the reader's own choices."""
KINDS = (
    *("", "issues/", "2021/", "2021/07/", ARTICLE, "2021/07/3/", "county/", "county/dongshan/", "county/beihai/"),
    *("theme/", "theme/jobs/", "theme/culture/", "matrix/", "about/", "sitemap/", "404.html"),
    *("figures/", "figures/2021/", "figures/series/"),
)
"""One page of each kind, with articles and without; the search has tests of its own."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with every kind of page, built as it is published."""
    settings = SETTINGS.replace(
        "themes:", '- {name: 北海县, code: "990123", slug: beihai, aliases: [北海], at: [2, 1]}\nthemes:'
    )
    settings += "- {id: culture, label: 文化礼堂, keywords: [礼堂]}\n"
    project = Project(tmp_path_factory.mktemp("site"), settings)
    articles = (LONG, "西河县办好驿站|西河县|jobs|", f"某局办好窗口||jobs|{FREE}")
    project.write("2021/07", briefing(7, "2021-12-01", *articles, extra=EXTRA).replace("¦", "|"))
    project.write("2022/01", briefing(1, "2022-01-30", "东山县再办夜校|东山县|jobs|"))
    project.build()
    assert project.built
    assert not project.built.stopping
    return project.site


def remember(reader: Reader, choices: dict[str, str]) -> None:
    """Let the reader have chosen so on an earlier visit."""
    for name, value in choices.items():
        reader.context.add_init_script(f"try {{ localStorage.setItem('brief-{name}', '{value}') }} catch {{}}")


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS)
def test_everyone_can_read_every_page(
    site: Path, serve_folder: Serve, read_site: Read, look: tuple[int, str, dict[str, str]]
) -> None:
    """The checker finds no fault, the console stays silent, nothing is asked of another host, nothing sticks out."""
    width, scheme, choices = look
    viewport = {"width": width, "height": 900}
    reader = read_site(serve_folder(site), viewport=viewport, color_scheme=scheme, bypass_csp=True)
    remember(reader, choices)
    found = []
    for address in KINDS:
        page = reader.open(address)
        found += [f"{address}: {fault}" for fault in reader.audit(page)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{address}: sticks out")
        page.close()
    assert found == []
    assert reader.problems == []


@pytest.mark.parametrize("choices", [{}, LARGEST])
def test_nothing_sticks_out_of_the_smallest_screen(
    site: Path, serve_folder: Serve, read_site: Read, choices: dict[str, str]
) -> None:
    """At 320 px no page scrolls sideways, and what a finger must hit is 44 px high."""
    reader = read_site(serve_folder(site), viewport={"width": 320, "height": 640})
    remember(reader, choices)
    for address in KINDS:
        page = reader.open(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
        assert page.evaluate(SMALL) == [], address
        page.close()


def test_no_page_breaks_the_policy(site: Path, serve_folder: Serve, read_site: Read) -> None:
    """Under the strictest policy every page answers, looks as it should and breaks no rule, JSON-LD included."""
    reader = read_site(serve_folder(site, prefix="/zt/gongfu/"))
    for address in KINDS:
        page = reader.open(address)
        assert reader.breaches(page) == [], address
        assert page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") != "none", address
        data = page.evaluate("JSON.parse(document.querySelector('[type=\"application/ld+json\"]').text)")
        assert data["@context"] == "https://schema.org", address
        page.close()
    assert reader.problems == []


def test_a_page_opened_from_disk_shows_itself_fully(site: Path, read_site: Read) -> None:
    """Style and script load from a folder as they do from a server."""
    page = read_site("file://").open(str(site / ARTICLE / "index.html"))
    assert page.evaluate("document.documentElement.classList.contains('js')")
    assert page.locator(".measure").count() == 4
    assert page.evaluate("getComputedStyle(document.querySelector('.site')).containerType") == "inline-size"


def test_from_disk_every_link_leads_to_a_page(site: Path, read_site: Read) -> None:
    """A link to a folder would show a list of files: from a folder on disk it names the page in it."""
    reader = read_site("file://")
    page = reader.open(str(site / ARTICLE / "index.html"))
    links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    assert len(links) > 20
    assert [link for link in links if not Path(unquote(urlsplit(link).path)).is_file()] == []
    page.locator(".turn a").first.click()
    assert page.locator("h1").inner_text().startswith("西河县办好驿站")
    page.get_by_role("link", name="引用办法").click()
    assert page.url.endswith("/about/index.html#cite")
    assert reader.problems == []


@pytest.mark.parametrize("address", ["", ARTICLE, "404.html", "search/"])
def test_from_disk_search_says_that_it_needs_a_server(address: str, tmp_path: Path, read_site: Read) -> None:
    """Every search box leads to the search page, not to a list of files; the page blames no network."""
    project = Project(tmp_path / "档案 甲").write("2021/07", briefing(7, "2021-12-01")).build()
    reader = read_site("file://")
    page = reader.open(str(project.site / address / ("index.html" if not address.endswith(".html") else "")))
    if address != "search/":
        box = page.locator("input[type=search]:visible").first
        box.fill("夜校")
        box.press("Enter")
        page.wait_for_url(f"**/search/index.html?q={quote('夜校')}")
    said = page.locator("main").inner_text()
    assert "服务器" in said
    assert "taizhou-brief serve" in said
    for word in ("检查网络", "再试一次", "没有找到", "没有完成"):
        assert word not in said
    page.get_by_role("alert").get_by_role("link", name="各期").click()
    assert page.url.endswith("/issues/index.html")
    assert reader.problems == []


def test_without_script_everything_but_the_controls_is_there(site: Path, serve_folder: Serve, read_site: Read) -> None:
    """The text, the permalinks and the reference need no script; the buttons beside them are not shown."""
    page = read_site(serve_folder(site), java_script_enabled=False).open(ARTICLE)
    assert page.locator(".measure").count() == 4
    assert page.locator("#reference").inner_text().startswith("某市领导小组办公室. ")
    assert not page.locator("main button:visible").count()


def test_a_measure_is_quoted_with_its_words_its_source_and_the_day(
    site: Path, serve_folder: Serve, read_site: Read
) -> None:
    """Copying gives the measure's own words, the reference with the reader's day, and the measure's address."""
    base = serve_folder(site)
    page = read_site(base, permissions=["clipboard-read", "clipboard-write"]).open(ARTICLE)
    page.locator("#s1m2 [data-cite]").click()
    assert page.get_by_role("status").inner_text() == "已复制措施1.2的原文与引用"
    quote, source = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert quote == "“二是课表跟着班次走。把一门课拆成12个小单元。”（措施1.2）"
    head, day, tail = re.split(r"\[(\d{4}-\d\d-\d\d)\]", source)
    assert head.startswith("某市领导小组办公室. 东山县以“一刻钟")
    assert head.endswith("（摘编）[J/OL]. 某市工作简报，2021（7）：措施1.2")
    assert day == page.evaluate(
        "new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10)"
    )
    assert tail == f". {base}{ARTICLE}#s1m2."


COPIED = "addEventListener('copy', () => { window.copied = String(getSelection()) })"
"""Keeps what a page copies by the older way."""


@pytest.mark.parametrize("base", ["", "https://www.example.gov.cn/zt/"])
def test_a_reference_copied_from_a_folder_has_the_published_address_or_none(
    base: str, tmp_path: Path, read_site: Read
) -> None:
    """A path on the reader's own disk leads nobody anywhere and tells where the reader keeps files."""
    project = Project(tmp_path / "档案 甲").write("2021/07", briefing(7, "2021-12-01")).build(base_url=base)
    reader = read_site("file://")
    reader.context.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    reader.context.add_init_script(COPIED)
    for address, button, kind, fragment in (
        ("2021/07/1/", "#s1m2 [data-cite]", "[J/OL]", "#s1m2"),
        ("2021/07/1/", ".cite [data-cite]", "[J/OL]", ""),
        ("2021/07/", ".cite [data-cite]", "[R/OL]", ""),
    ):
        page = reader.open(f"{project.site / address / 'index.html'}?hl=夜校")
        page.locator(button).click()
        status = page.get_by_role("status").inner_text()
        copied = page.evaluate("window.copied")
        assert kind in copied
        assert not re.search(r"file:|index\.html|%E6", copied), copied
        assert copied.endswith(f" {base}{address}{fragment}." if base else ".")
        assert ("没有网址" in status) == (not base)
        page.close()


def test_a_quotation_is_copied_where_there_is_no_clipboard(site: Path, serve_folder: Serve, read_site: Read) -> None:
    """An intranet site on plain http copies by the older way."""
    reader = read_site(serve_folder(site))
    reader.context.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    reader.context.add_init_script(COPIED)
    page = reader.open(ARTICLE)
    page.locator(".cite [data-cite]").click()
    assert page.get_by_role("status").inner_text() == "已复制引用"
    assert page.evaluate("window.copied").startswith("某市领导小组办公室. ")


def test_the_elder_mode_is_one_key_and_remembered(site: Path, serve_folder: Serve, read_site: Read) -> None:
    """One press turns large type and high contrast on, everywhere and before anything is painted; another off."""
    reader = read_site(serve_folder(site), viewport={"width": 390, "height": 800})
    page = reader.open("")
    page.get_by_role("button", name="长者模式").press("Enter")
    other = reader.open(ARTICLE)
    assert (
        other.evaluate("document.documentElement.dataset.size + document.documentElement.dataset.contrast") == "xlmore"
    )
    assert other.evaluate("parseFloat(getComputedStyle(document.querySelector('.prose')).fontSize)") > 24
    assert other.get_by_role("button", name="长者模式").get_attribute("aria-pressed") == "true"
    other.get_by_role("button", name="长者模式").click()
    assert not other.evaluate("document.documentElement.dataset.size")


def test_the_display_menu_is_worked_by_keys(site: Path, serve_folder: Serve, read_site: Read) -> None:
    """It opens with Enter, its choices hold at once, Esc closes it and gives the focus back."""
    page = read_site(serve_folder(site)).open("")
    page.locator("summary").press("Enter")
    page.get_by_label("深", exact=True).check()
    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"
    page.keyboard.press("Escape")
    assert page.locator("details.settings").get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_first_key_leads_past_the_header(site: Path, serve_folder: Serve, read_site: Read) -> None:
    """The first stop of Tab is 跳到正文, which goes there."""
    page = read_site(serve_folder(site)).open("about/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_an_address_of_a_measure_shows_the_measure(site: Path, serve_folder: Serve, read_site: Read) -> None:
    """The permalink scrolls to its measure and marks it."""
    page = read_site(serve_folder(site), reduced_motion="reduce").open(f"{ARTICLE}#s2m2")  # else it is still on its way
    box = page.locator("#s2m2").bounding_box()
    assert box
    assert 0 <= box["y"] < 720
    assert page.evaluate("getComputedStyle(document.querySelector('#s2m2'), '::before').width") == "3px"


def test_an_article_is_printed_on_a4(site: Path, serve_folder: Serve, read_site: Read) -> None:
    """On paper stand the red head, the text with its full stops, the reference and the imprint, and no controls."""
    page = read_site(serve_folder(site)).open(ARTICLE)
    page.emulate_media(media="print")
    shown = page.locator("body").inner_text()
    assert "二是课表跟着班次走。" in shown
    assert "某市工作简报" in shown
    assert "送：市委。" in re.sub(r"\s", "", shown)
    for word in ("长者模式", "引用本篇", "本篇目录", "下一篇"):
        assert word not in shown
    sheet = page.pdf(prefer_css_page_size=True)
    assert re.search(rb"/MediaBox \[0 0 59[45]\.\d+ 84[12]\.\d+\]", sheet)


def test_a_missing_page_leads_on(site: Path, serve_folder: Serve, read_site: Read) -> None:
    """An address that does not exist is answered with the site's own page."""
    reader = read_site(serve_folder(site))
    page = reader.open("2021/99/")
    assert page.get_by_role("heading", level=1).inner_text() == "没有这一页"


SMALL = """() => [...document.querySelectorAll('a, button, summary, input')].filter(element => {
  const inText = element.closest('.skip, p, dd, .prose, .meta, td');
  if (inText || !element.checkVisibility({ visibilityProperty: true })) return false;
  const heights = [element, element.parentElement].map(one => one.getBoundingClientRect().height);
  return Math.max(...heights) < 43.5;
}).map(element => `${element.className} ${element.textContent.trim().slice(0, 20)}`)"""
"""What is lower than a finger, but for links that stand in running text."""


def test_a_reference_is_saved_and_a_link_is_copied(site: Path, serve_folder: Serve, read_site: Read) -> None:
    """The file has what the page shows; the link leads to the measure; neither changes how the site is shown."""
    reader = read_site(serve_folder(site), permissions=["clipboard-read", "clipboard-write"])
    page = reader.open(ARTICLE)
    page.locator("[data-link=s1m1]").click()
    page.wait_for_function("document.querySelector('.toast.on')")
    assert page.evaluate("navigator.clipboard.readText()") == f"{page.url}#s1m1"
    page.locator(".formats summary").click()
    with page.expect_download() as download:
        page.locator("[data-save$=bib]").click()
    shown = page.locator(".formats pre").first.text_content()
    assert download.value.suggested_filename.endswith(".bib")
    assert Path(download.value.path()).read_text("utf-8") == shown
    assert not reader.problems
