"""`archive.yaml` becomes settings, or every mistake in it is named with its place and a way out."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.diagnostics import Severity
from taizhou_brief.formats.archive_yaml import keys, parse_settings
from taizhou_brief.formats.schema import ListField, Schema
from taizhou_brief.model.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
ARCHIVE = ROOT / "briefings" / "archive.yaml"
SMALL = """\
title: 某市简报
site: {domain: www.example.gov.cn, id_code: "9901000001"}
counties:
- {name: 东山县, slug: dongshan, code: 990121, aliases: [东山镇], at: [1, 1]}
- {name: 西河县, slug: xihe, at: [1, 2]}
themes:
- {id: jobs, label: 就业, aliases: [就业创业]}
- {id: skills, label: 技能, broader: jobs}
terms: [某某计划, [某某工坊, 某某工房]]
"""


def good(text: str) -> Settings:
    """Read settings that have nothing wrong with them."""
    settings, found = parse_settings(text, "briefings/archive.yaml")
    assert not found
    assert settings is not None
    return settings


def problems(text: str) -> list[tuple[str, int, int]]:
    """Return code, line and column of all that is wrong with settings."""
    return [
        (each.code, each.line, each.column) for each in parse_settings(text, "briefings/archive.yaml", address="")[1]
    ]


def test_what_is_not_written_has_its_default() -> None:
    """A title and the site's code are enough."""
    settings = good("title: 简报\nsite: {domain: www.example.gov.cn, id_code: bm12345678}\n")
    assert (settings.subtitle, settings.language, settings.disclosure) == ("公开档案", "zh-CN", "public")
    assert (settings.place_label, settings.place_short) == ("县（市、区）", "县域")
    assert settings.site.name == "简报"
    assert settings.base_url == settings.portal.url == settings.footer.icp == settings.region.name == ""
    assert not settings.counties + settings.themes + settings.terms
    assert not settings.deployed


def test_counties_are_found_by_any_of_their_names() -> None:
    """Full name, short name and alias lead to the county; nothing else does."""
    settings = good(SMALL)
    assert [county.name for county in settings.counties] == ["东山县", "西河县"]
    for name in ("东山县", "东山", "东山镇"):
        county = settings.county(name)
        assert county is not None
        assert (county.slug, county.code, county.at) == ("dongshan", "990121", (1, 1))
    assert settings.county("dongshan") is None


def test_a_short_name_that_two_counties_share_finds_neither() -> None:
    """东山县 and 东山市 are both 东山 for short, so 东山 is nobody's name."""
    settings = good(
        'title: 简报\nsite: {domain: example.cn, id_code: "9901000001"}\n'
        "counties: [{name: 东山县, slug: a}, {name: 东山市, slug: b}]\n"
    )
    assert settings.county("东山") is None
    assert settings.county("东山市") is settings.counties[1]


def test_themes_are_found_by_any_of_their_names() -> None:
    """Id, label and alias lead to the theme."""
    settings = good(SMALL)
    assert {settings.theme(name) for name in ("jobs", "就业", "就业创业")} == {settings.themes[0]}
    assert settings.themes[1].broader == "jobs"


def test_terms_are_lists_of_spellings() -> None:
    """A term alone is a list of one."""
    assert good(SMALL).terms == (("某某计划",), ("某某工坊", "某某工房"))


def test_a_base_url_ends_with_a_slash() -> None:
    """Written with or without; given for one build, it marks the build as deployed."""
    written = good(f"{SMALL}base_url: https://example.gov.cn/gongfu\n")
    assert (written.base_url, written.deployed) == ("https://example.gov.cn/gongfu/", False)
    given_now = written.with_base_url("http://localhost:8000")
    assert (given_now.base_url, given_now.deployed) == ("http://localhost:8000/", True)
    assert given_now.county("东山") == written.county("东山")


def test_settings_travel_between_processes() -> None:
    """They are pickled, hashed and compared as values."""
    settings = good(SMALL)
    again = pickle.loads(pickle.dumps(settings))  # noqa: S301 - our own bytes
    assert again == settings
    assert hash(again) == hash(settings)
    assert again.county("东山") == settings.county("东山")
    assert good(SMALL + "# 注释\n").digest == settings.digest != good(SMALL + "subtitle: 乙\n").digest


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("titel: x", "C001", 1),
        ("刊名: x", "C001", 1),
        ("issuer: [x]", "C004", 9),
        ("disclosure: 公开", "C008", 13),
        ("base_url: example.gov.cn", "C009", 11),
        ("base_url: https://example.gov.cn/?a=1", "C009", 11),
        ("region: {name: 某市, code: 99010}", "C009", 26),
        ("region: 某市", "C004", 9),
        ("portal: {url: ftp://x}", "C009", 15),
        ("footer: {telephone: 1}", "C001", 10),
        ("language: 中文", "C009", 11),
        ("description: |\n  一\n  二", "C010", 14),
    ],
)
def test_a_mistake_is_named_where_it_stands(line: str, code: str, column: int) -> None:
    """One wrong line gives one problem, and no settings."""
    text = f"{SMALL}{line}\n"
    assert problems(text) == [(code, 10, column)]
    assert parse_settings(text, "a")[0] is None


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("title: 某市简报\n", "", ["C002"]),
        ("title: 某市简报", "title:", ["C003"]),
        ("西河县", "东山县", ["C020"]),
        ("西河县, slug: xihe", "西河县, slug: dongshan", ["C020"]),
        ("slug: xihe", "slug: xihe, code: '990121'", ["C020"]),
        ("slug: xihe", "slug: xihe, aliases: 东山镇", ["C020"]),
        ("slug: xihe", "slug: Xi_He", ["C009"]),
        ("slug: xihe", "slug: con", ["C021"]),
        ("slug: xihe, ", "", ["C002"]),
        ("[1, 2]", "[1, 1]", ["C024"]),
        ("[1, 2]", "[1]", ["C012"]),
        ("[1, 2]", "[0, 一]", ["C005", "C005"]),
        ("id: skills", "id: jobs", ["C020"]),
        ("label: 技能", "label: 就业创业", ["C020"]),
        ("broader: jobs", "broader: job", ["C022"]),
        ("label: 就业,", "label: 就业, broader: skills,", ["C023", "C023"]),
        ("broader: jobs", "broader: skills", ["C023"]),
        ("9901000001", "99010000012", ["C009"]),
        ('id_code: "9901000001"', "name: 网站", ["C025"]),
        ('id_code: "9901000001"', "id_code: ", ["C003", "C025"]),
        ("domain: www.example.gov.cn, ", "", ["C026"]),
        ("[东山镇]", "[东山镇，东山乡]", ["C011"]),
        ("[东山镇]", "【东山镇，东山乡】", ["C011"]),
    ],
)
def test_contradictions_are_named(old: str, new: str, codes: list[str]) -> None:
    """What two entries cannot both be is said once, or once for each of them."""
    assert SMALL.count(old) == 1
    assert [code for code, _, _ in problems(SMALL.replace(old, new))] == codes


def test_a_missing_site_code_or_domain_is_only_a_warning() -> None:
    """The site can be built without them, which is told when it is published; under `--strict` it cannot."""
    settings, found = parse_settings("title: 简报\n", "briefings/archive.yaml", address="")
    assert [(each.code, each.severity) for each in found] == [("C025", Severity.WARNING), ("C026", Severity.WARNING)]
    assert settings is not None
    assert settings.site.id_code == ""


def test_the_domain_is_known_where_the_address_is() -> None:
    """Whoever wrote `base_url` need not write its host once more."""
    text = "title: 简报\nbase_url: https://www.example.gov.cn/zt/\n"
    _, found = parse_settings(text, "briefings/archive.yaml", address="")
    assert [each.code for each in found] == ["C025"]


def test_an_unknown_key_names_the_nearest() -> None:
    """Misspelt and Chinese names lead to the key that was meant."""
    for written, meant in (
        ("subtitel", "subtitle"),
        ("页脚", "footer"),
        ("编发单位", "issuer"),
        ("Counties", "counties"),
    ):
        _, (found, *_) = parse_settings(f"title: 简报\n{written}: x\n", "a")
        assert f"“{meant}”" in found.hint


def test_two_places_of_one_name_are_both_told() -> None:
    """The message at the second place says where the first is."""
    _, (found,) = parse_settings(SMALL.replace("西河县", "东山县"), "a")
    assert (found.line, found.column) == (5, 10)
    assert "第 4 行第 10 列" in found.message


def test_the_settings_of_the_repository_are_in_order() -> None:
    """Only the site's code and domain are missing: an editor has to ask for them."""
    settings, found = parse_settings(ARCHIVE.read_text(encoding="utf-8"), "briefings/archive.yaml")
    assert settings is not None
    assert found == ()
    assert [county.short for county in settings.counties] == [
        "椒江",
        "黄岩",
        "路桥",
        "临海",
        "温岭",
        "玉环",
        "天台",
        "仙居",
        "三门",
    ]
    assert settings.county("玉环县") is settings.county("玉环市")
    assert len({county.at for county in settings.counties}) == len(settings.counties)
    tops = [theme for theme in settings.themes if not theme.broader]
    assert len(tops) == 9
    assert len(settings.themes) == 34
    assert all(theme.keywords for theme in settings.themes)
    assert {theme.broader for theme in settings.themes} - {""} <= {theme.id for theme in tops}


def names(record: Schema[Any]) -> Iterator[str]:
    """Return every key of a table and of the tables in it."""
    for key in record.fields:
        yield key.name
        kind = key.type.item_type if isinstance(key.type, ListField) else key.type
        if isinstance(kind, Schema):
            yield from names(kind)


def test_every_key_is_in_the_handbook() -> None:
    """`docs/settings.md` has a row for each key, and for no other; defaults are the table's."""
    handbook = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", handbook, flags=re.MULTILINE)) == set(names(keys.ARCHIVE))
    for name, default in keys.ARCHIVE.defaults.items():
        if isinstance(default, str) and default:
            assert re.search(rf"^\| `{name}` \| \| `{re.escape(default)}` \|", handbook, flags=re.MULTILINE)


PIECES = [*"[]{}:,-#'\"|\n ：，甲", ": ", "\n- ", "\n  ", "jobs", "东山县", "[]", "1"]


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Return the small settings with a few characters put in, taken out or replaced."""
    text = SMALL
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(PIECES)) + text[at + draw(st.integers(0, 6)) :]
    return text


@pytest.mark.slow
@given(text=st.one_of(st.text(), damaged()))
def test_nothing_raises(text: str) -> None:
    """Any text gives settings or says why not."""
    settings, found = parse_settings(text, "briefings/archive.yaml")
    assert settings is not None or found
    assert all(each.code[0] in "CY" for each in found)
