"""The pages of years: what they show is what they are made of."""

from __future__ import annotations

from datetime import date

from taizhou_brief.model.fingerprint import fingerprint
from taizhou_brief.model.page import Page
from taizhou_brief.site.pages.years import FEW, year_context, year_pages, years_context, years_page
from tests.project import briefing
from tests.showing import archive_of, settings_of

SETTINGS = settings_of()


def years(*days: str) -> dict[str, Page]:
    """The pages of years by address, of an archive with an issue on each of these days."""
    texts = {f"{day[:4]}/{int(day[5:7]):02}": briefing(int(day[5:7]), day) for day in days}
    return {page.url: page for page in year_pages(archive_of(SETTINGS, texts), SETTINGS)}


def test_every_year_has_a_page() -> None:
    """With the titles of its articles and the day of its newest issue."""
    pages = years("2020-12-01", "2021-02-01", "2021-10-01")
    assert list(pages) == ["2021/", "2020/"]
    assert pages["2021/"].updated == date(2021, 10, 1)
    row = pages["2021/"].context["row"]
    assert [issue.label for issue in row.issues] == ["第10期", "第2期"]
    assert all(issue.titles for issue in row.issues)


def test_a_year_leads_to_the_years_before_and_after_it() -> None:
    """Years without an issue are passed over; the first and the last year have one neighbour."""
    pages = years("2018-01-01", "2020-01-01", "2021-01-01")
    neighbours = {
        url: [link and link.url for link in (page.context["before"], page.context["after"])]
        for url, page in pages.items()
    }
    assert neighbours == {"2021/": ["2020/", None], "2020/": ["2018/", "2021/"], "2018/": [None, "2020/"]}


def test_a_new_neighbour_makes_another_page() -> None:
    """The key of a page names its neighbours: with another year before or after it, it is another page."""
    alone = years("2020-01-01")["2020/"]
    before = years("2019-01-01", "2020-01-01")["2020/"]
    further = years("2018-01-01", "2020-01-01")["2020/"]
    after = years("2020-01-01", "2021-01-01")["2020/"]
    assert len({fingerprint(page) for page in (alone, before, further, after)}) == 4
    assert before.context["before"] != further.context["before"]


def test_the_context_is_made_of_the_arguments() -> None:
    """Without a neighbour there is no link."""
    page = years("2020-01-01")["2020/"]
    settings, issues, *_ = page.arguments
    context = year_context(settings, issues, 2019, None)
    assert (context["before"].url, context["after"]) == ("2019/", None)


def test_the_list_of_all_years_names_titles_while_there_is_room() -> None:
    """Up to a limit of issues; beyond it only the issues are listed."""
    for count, titles in ((FEW, True), (FEW + 1, False)):
        texts = {f"{2000 + number}/01": briefing(1, f"{2000 + number}-01-01") for number in range(count)}
        page = years_page(archive_of(SETTINGS, texts), SETTINGS)
        listings = page.context["years"]
        assert len(listings) == count
        assert bool(listings[0].issues[0].titles) is titles
        assert page.context["issues"] == page.context["articles"] == count


def test_an_empty_archive_has_no_years() -> None:
    """The list exists, without a row."""
    assert years_context(SETTINGS, ())["issues"] == 0
    assert years() == {}
