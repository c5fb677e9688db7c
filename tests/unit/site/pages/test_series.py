"""The page 前后对照."""

from __future__ import annotations

from taizhou_brief.model.fingerprint import fingerprint
from taizhou_brief.model.page import Page
from taizhou_brief.site.pages.series import NAME, find_threads, series_page, step_label
from tests.project import briefing
from tests.showing import archive_of, build_dataset, renderer, settings_of, texts_of

SETTINGS = settings_of()
FOLLOWS = "  follows: {{m1: {}}}\n"


def issue(number: int, day: str, text: str, follows: str = "") -> str:
    """An issue of one article with two measures; `follows` is the address that its first one continues."""
    text = briefing(number, day, f"东山县办好夜校|东山县|skills|一是开班。{text}\n\n二是送课。走访。")
    return text.replace("  themes:", f"{FOLLOWS.format(follows)}  themes:", 1) if follows else text


def page_of(texts: dict[str, str]) -> Page:
    """The page of an archive."""
    archive = archive_of(SETTINGS, texts)
    return series_page(archive, SETTINGS, build_dataset(texts_of(archive), SETTINGS))


def shown(texts: dict[str, str]) -> str:
    """The page of an archive, rendered."""
    return renderer().render(page_of(texts)).decode()


def test_without_an_identity_nothing_is_compared() -> None:
    """The address is kept, in no list, and the page explains why."""
    texts = {
        "2020/01": issue(1, "2020-03-01", "截至目前，累计投入320万元。"),
        "2021/01": issue(1, "2021-03-01", "截至目前，累计投入1.6亿元。"),
    }
    page = page_of(texts)
    assert (page.url, page.links) == ("figures/series/", ())
    assert page.context["head"].title.startswith(NAME)
    assert page.context["series"] == page.context["threads"] == ()
    assert "现在还没有这样的数字" in shown(texts)
    assert "1.6亿元" not in shown(texts)


def test_a_named_subject_is_compared() -> None:
    """With the time and the place of each figure; the page is then in the site map."""
    texts = {
        "2020/01": issue(1, "2020-03-01", "截至目前，“安心夜校”累计培训320人。"),
        "2021/01": issue(1, "2021-03-01", "去年底，“安心夜校”累计培训900人。"),
    }
    page = page_of(texts)
    (series,) = page.context["series"]
    assert series.title == "东山县：“安心夜校”累计培训"
    assert [(row.text, row.link.text, row.link.url) for row in series.rows] == [
        ("320人", "2020年第1期 §1", "2020/01/1/#m1f1"),
        ("900人", "2021年第1期 §1", "2021/01/1/#m1f1"),
    ]
    assert page.links == (("more", NAME),)
    assert 'href="../../2021/01/1/#m1f1"' in shown(texts)
    changed = texts | {"2021/01": texts["2021/01"].replace("900", "901")}
    assert fingerprint(page) != fingerprint(page_of(changed))


def test_measures_are_compared_where_an_editor_says_so() -> None:
    """Whatever their words; figures only in the same words, and no sum that can only grow and falls."""
    texts = {
        "2020/01": issue(1, "2020-03-01", "培训学员320人，累计投入90万元。"),
        "2021/01": issue(1, "2021-03-01", "培训学员900人，累计投入30万元。", "2020/01/1/#m1"),
        "2021/02": issue(2, "2021-04-01", "培训学员800人。", "2021/01/1/#m1"),
        "2021/03": issue(3, "2021-05-01", "培训学员700人。"),
    }
    ((links, (series,)),) = page_of(texts).context["threads"]
    assert [link.url for link in links] == ["2020/01/1/#m1", "2021/01/1/#m1", "2021/02/1/#m1"]
    assert links[0].text == "2020年第1期 §1 一是开班"
    assert [row.text for row in series.rows] == ["320人", "900人", "800人"]
    changed = texts | {"2020/01": texts["2020/01"].replace("320人", "321人")}
    assert fingerprint(page_of(texts)) != fingerprint(page_of(changed))
    assert fingerprint(page_of(texts)) == fingerprint(page_of(dict(texts)))


def test_what_does_not_exist_is_left_out() -> None:
    """An address of no measure, of no issue, of a later one, or of the measure itself: the check reports them."""
    for address in ("2020/01/1/#m9", "2019/01/1/#m1", "2021/05/1/#m1", "2020/02/1/#m1"):
        texts = {
            "2020/01": issue(1, "2020-03-01", "培训学员320人。"),
            "2020/02": issue(2, "2020-04-01", "培训学员900人。", address),
            "2021/05": issue(5, "2021-04-01", "培训学员900人。"),
        }
        archive = archive_of(SETTINGS, texts)
        pieces = {
            piece.issue: piece for year in build_dataset(texts_of(archive), SETTINGS).years for piece in year.pieces
        }
        assert list(find_threads(archive, pieces)) == []


def test_a_step_is_named_by_issue_and_place() -> None:
    """Outside measures by its issue alone."""
    assert step_label("2021/07", "2021/07/1/#s2m3f1") == "2021年第7期 §2.3"
    assert step_label("2022/s1", "2022/s1/1/#f2") == "2022年增刊第1期"
