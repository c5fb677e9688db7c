"""The table of figures in a browser: filter, sort, jump, go back, save; on a phone, without script, from a folder."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import Reader
from tests.conftest import Read, Serve
from tests.project import Project, briefing

WEST = "西河县办好驿站|西河县|jobs|一年培训1280人次，发放补贴95万元，最高每人2万元。"
OFFICE = "某局办好窗口||jobs|在62个村设点，共有=1+1的“一件事”，办结3.6万件。"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of two years."""
    project = Project(tmp_path_factory.mktemp("figures"))
    project.write("2021/07", briefing(7, "2021-12-01", "东山县办好夜校|东山县|skills|", WEST))
    project.write("2022/01", briefing(1, "2022-01-30", "东山县再办夜校|东山县|skills|", OFFICE)).build()
    assert project.built
    assert not project.built.stopping
    return project.site


@pytest.fixture
def reader(site: Path, serve_folder: Serve, read_site: Read) -> Reader:
    """Someone who reads it under the strictest policy."""
    return read_site(serve_folder(site), viewport={"width": 1280, "height": 900})


def ready(page: Page) -> Page:
    """The page once its script has shown all rows."""
    expect(page.locator("[data-status]")).to_contain_text("个数字")
    expect(page.locator("[data-status]")).not_to_contain_text("新近")
    expect(page.locator("#table th button")).to_have_count(5)
    return page


def pick(page: Page, county: str) -> None:
    """Choose a county, or leave it out again."""
    if not page.locator("[data-pick]").evaluate("element => element.open"):
        page.locator("[data-pick] summary").click()
    page.locator("[data-pick] label", has_text=county).click()


def cells(page: Page, column: int) -> list[str]:
    """The words of a column."""
    return page.locator(f"#table tbody tr td:nth-child({column})").all_inner_texts()


def rows_of(site: Path) -> list[dict[str, str]]:
    """The rows of all years, each with the cells of its article."""
    articles = {(row["期号"], row["篇次"]): row for row in table_of(site, "articles")}
    return [{**row, **articles[row["期号"], row["篇次"]]} for row in table_of(site, "figures")]


def table_of(site: Path, name: str) -> list[dict[str, str]]:
    """The rows of one table, all years."""
    texts = [path.read_text("utf-8-sig") for path in sorted((site / "data" / name).glob("*.csv"))]
    return [row for text in texts for row in csv.DictReader(StringIO(text, newline=""))]


def test_every_figure_is_in_the_table(site: Path, reader: Reader) -> None:
    """As many rows as the file has, told to those who hear the page, grouped by unit from large to small."""
    page = ready(reader.open("figures/"))
    total = len(rows_of(site))
    expect(page.locator("[data-status]")).to_have_text(f"共{total}个数字")
    assert page.locator("[data-status]").get_attribute("role") == "status"
    assert page.locator("#table tbody tr").count() == total
    wan = [float(text) for text, unit in zip(cells(page, 1), cells(page, 2), strict=True) if unit == "万元"]
    assert wan[:2] == [436.2, 436.2]
    assert page.locator("#table .gauge").count() >= 3
    assert reader.breaches(page) == []
    assert reader.problems == []


def test_filters_narrow_the_table_and_stand_in_the_address(reader: Reader) -> None:
    """County, year, kind, unit and words; the address says so, and going back undoes one step after the other."""
    page = ready(reader.open("figures/"))
    pick(page, "西河县")
    expect(page.locator("#table tbody tr")).to_have_count(3)
    assert "county=" in page.url
    page.locator("[name=kind]").select_option("money")
    expect(page.locator("#table tbody tr")).to_have_count(2)
    expect(page.locator("[data-status]")).to_contain_text("筛出2个数字")
    page.locator("[data-filters] [name=q]").fill("补贴")
    expect(page.locator("#table tbody tr")).to_have_count(1)
    assert cells(page, 4)[0].startswith("发放补贴95万元")
    page.go_back()
    expect(page.locator("#table tbody tr")).to_have_count(3)
    assert page.locator("[name=kind]").input_value() == ""
    page.go_back()
    expect(page.locator("#picked")).to_have_text("全部")
    again = ready(reader.open("figures/?county=西河县&unit=人次"))
    expect(again.locator("#table tbody tr")).to_have_count(1)
    assert again.locator("[name=unit]").input_value() == "人次"
    year = ready(reader.open("figures/?year=2022&theme=就业创业"))
    assert set(cells(year, 7)) == {"2022年第1期"}
    assert set(cells(year, 6)) == {"就业创业"}


def test_more_than_one_county_can_be_chosen(site: Path, reader: Reader) -> None:
    """Each is in the address; what a single one has in other years is counted, and one press shows it."""
    page = ready(reader.open("figures/?year=2022&county=东山县"))
    old = sum(row["地区"] == "东山县" and row["日期"].startswith("2021") for row in rows_of(site))
    expect(page.locator("[data-elsewhere]")).to_contain_text(f"东山县在其他年份另有{old}个数字。")
    page.locator("[data-elsewhere] button").click()
    expect(page.locator("[data-elsewhere]")).to_be_hidden()
    pick(page, "西河县")
    assert set(cells(page, 5)) == {"东山县", "西河县"}
    expect(page.locator("#picked")).to_have_text("东山县、西河县")
    again = ready(reader.open(page.url.removeprefix(reader.base)))
    assert set(cells(again, 5)) == {"东山县", "西河县"}
    page.keyboard.press("Escape")
    expect(page.locator("[data-pick] .choices")).to_be_hidden()


def test_heads_sort_and_say_so(reader: Reader) -> None:
    """Values within their unit only; a second press turns the order round, a third puts it back."""
    page = ready(reader.open("figures/?unit=%E4%B8%AA"))
    head = page.locator("#table th[data-sort=value]")
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    falling = [float(text) for text in cells(page, 1)]
    assert falling == sorted(falling, reverse=True)
    assert falling[0] == 62
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert [float(text) for text in cells(page, 1)] == sorted(falling)
    assert "sort=value" in page.url
    head.locator("button").click()
    assert head.get_attribute("aria-sort") is None
    mixed = ready(reader.open("figures/?sort=value"))
    units = cells(mixed, 2)
    runs = [unit for place, unit in enumerate(units) if not place or units[place - 1] != unit]
    assert [unit for unit in runs if unit == "个"] == ["个"]


def test_a_row_leads_to_its_place_which_is_marked(reader: Reader) -> None:
    """The words are on the screen, in the colour of what was looked for, and going back finds the same rows."""
    page = ready(reader.open("figures/?county=西河县"))
    page.locator("#table tbody a", has_text="发放补贴95万元").click()
    page.wait_for_url("**/2021/07/2/#f2")
    target = page.locator(":target")
    expect(target).to_have_text("95万元")
    expect(target).to_be_in_viewport()
    other = page.locator("#f1")
    colour = "element => getComputedStyle(element).backgroundColor"
    assert target.evaluate(colour) != other.evaluate(colour)
    page.go_back()
    expect(page.locator("#table tbody tr")).to_have_count(3)


def test_what_is_filtered_is_what_is_saved(site: Path, reader: Reader, tmp_path: Path) -> None:
    """The cells of the files, each row with those of its article, with the mark for spreadsheets; unfiltered, all."""
    page = ready(reader.open("figures/?county=西河县"))
    expect(page.locator("[data-csv]")).to_have_text("下载筛出的 CSV")
    with page.expect_download() as saved:
        page.locator("[data-csv]").click()
    saved.value.save_as(tmp_path / "some.csv")
    data = (tmp_path / "some.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    found = list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))
    expected = [row for row in rows_of(site) if row["地区"] == "西河县"]
    assert sorted(map(str, found)) == sorted(map(str, expected))
    assert len(found) == 3
    whole = ready(reader.open("figures/"))
    with whole.expect_download() as saved:
        whole.locator("[data-csv]").click()
    saved.value.save_as(tmp_path / "all.csv")
    every = list(csv.DictReader(StringIO((tmp_path / "all.csv").read_text("utf-8-sig"), newline="")))
    assert sorted(map(str, every)) == sorted(map(str, rows_of(site)))
    assert reader.problems == []


def test_an_empty_result_has_a_way_out(reader: Reader) -> None:
    """It says that nothing fits and clears the conditions."""
    page = ready(reader.open("figures/?q=不存在的说法&year=2022"))
    expect(page.locator("[data-none]")).to_be_visible()
    expect(page.locator("#table")).to_be_hidden()
    page.locator("[data-none] [data-all-years]").click()
    expect(page.locator("[data-status]")).to_contain_text("筛出0个数字")
    page.locator("[data-none] [data-clear]").click()
    expect(page.locator("#table")).to_be_visible()
    assert "?" not in page.url


def test_without_script_each_year_is_a_table(site: Path, serve_folder: Serve, read_site: Read) -> None:
    """The newest year stands on the first page, every year on its own; the files can be saved."""
    reader = read_site(serve_folder(site), java_script_enabled=False)
    page = reader.open("figures/")
    expect(page.locator("[data-filters]")).to_be_hidden()
    newest = sum(row["日期"].startswith("2022") for row in rows_of(site))
    assert page.locator("#table tbody tr").count() == newest
    page.locator("a", has_text="2021年（").click()
    assert page.locator("#table td.value").count() == len(rows_of(site)) - newest
    page.locator("#table td a").first.click()
    assert page.locator(":target").count() == 1


def test_the_table_works_from_a_folder(site: Path, read_site: Read) -> None:
    """Rows load and lead to pages; what cannot be had from a folder is said, not left undone in silence."""
    reader = read_site("file://")
    page = ready(reader.open(str(site / "figures/index.html")))
    pick(page, "西河县")
    expect(page.locator("#table tbody tr")).to_have_count(3)
    page.locator("[data-csv]").click()
    expect(page.locator("[data-status]")).to_contain_text("直接打开文件夹时不能下载")
    page.locator("#table tbody a").first.click()
    expect(page.locator(":target")).to_be_visible()


def test_a_year_that_does_not_come_is_told(site: Path, reader: Reader) -> None:
    """The rest stays, and another try brings it."""
    page = reader.context.new_page()
    page.route("**/rows/2021.js*", lambda route: route.abort())
    page.goto(reader.base + "figures/")
    expect(page.locator("[data-failed]")).to_be_visible()
    page.unroute("**/rows/2021.js*")
    page.locator("[data-retry]").click()
    expect(page.locator("[data-failed]")).to_be_hidden()
    expect(page.locator("#table tbody tr")).to_have_count(len(rows_of(site)))


@pytest.mark.slow
@pytest.mark.parametrize("look", [(390, "light", ""), (1440, "dark", ""), (390, "dark", "xl"), (900, "light", "l")])
def test_everyone_can_read_the_figures(
    site: Path, serve_folder: Serve, read_site: Read, look: tuple[int, str, str]
) -> None:
    """The checker finds no fault and nothing sticks out, on any page that shows figures."""
    width, scheme, size = look
    viewport = {"width": width, "height": 900}
    reader = read_site(serve_folder(site), viewport=viewport, color_scheme=scheme, bypass_csp=True)
    if size:
        reader.context.add_init_script(f"localStorage.setItem('brief-size', '{size}')")
    found = []
    for address in (
        "figures/",
        "figures/?q=无此说法",
        "figures/2021/",
        "figures/series/",
        "county/dongshan/",
        "2021/07/2/",
        "",
    ):
        page = reader.open(address)
        page.wait_for_timeout(100)
        found += [f"{address}: {fault}" for fault in reader.audit(page)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{address}: sticks out")
        page.close()
    assert found == []


def test_on_a_phone_a_row_says_where_it_is_from(site: Path, serve_folder: Serve, read_site: Read) -> None:
    """Columns that have no room come back as a line below the clause."""
    page = ready(read_site(serve_folder(site), viewport={"width": 390, "height": 800}).open("figures/?county=西河县"))
    row = page.locator("#table tbody tr").first
    expect(row.locator(".narrow-only")).to_have_text("西河县 · 2021年第7期")
    expect(row.locator("td").nth(4)).to_be_hidden()


def test_the_underlay_is_not_printed(site: Path, serve_folder: Serve, read_site: Read) -> None:
    """On paper a figure looks like the words around it, and neither list nor table tools are there."""
    page = read_site(serve_folder(site)).open("2021/07/2/")
    image = "getComputedStyle(document.querySelector('.n')).backgroundImage"
    assert "gradient" in page.evaluate(image)
    page.emulate_media(media="print")
    assert page.evaluate(image) == "none"
    expect(page.locator(".figures")).to_be_hidden()
