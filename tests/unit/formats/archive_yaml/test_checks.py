"""What the keys of the settings must agree on among themselves."""

from __future__ import annotations

import pytest

from taizhou_brief.formats.archive_yaml import parse_settings
from taizhou_brief.formats.archive_yaml.checks import RESERVED
from tests.project import SETTINGS


def codes(text: str, address: str | None = None) -> list[str]:
    """The codes of the problems."""
    return [problem.code for problem in parse_settings(text, "a.yaml", address=address)[1]]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("aliases: [西河]", "aliases: [东山县]", "C020"),
        ('code: "990122"', 'code: "990121"', "C020"),
        ("slug: xihe", "slug: dongshan", "C020"),
        ("label: 技能人才", "label: 就业创业", "C020"),
        ("slug: xihe", "slug: con", "C021"),
        ("broader: jobs", "broader: job", "C022"),
        ("broader: jobs", "broader: skills", "C023"),
        ("at: [1, 2]", "at: [1, 1]", "C024"),
    ],
)
def test_a_contradiction_is_named(old: str, new: str, code: str) -> None:
    """One value twice, a reserved name, a broader theme that is missing or circular, two counties on one tile."""
    assert old in SETTINGS
    assert codes(SETTINGS) == []
    assert codes(SETTINGS.replace(old, new)) == [code]


def test_what_a_published_site_lacks_is_a_warning_when_publishing() -> None:
    """Site code and domain; the address of the build gives the domain."""
    bare = SETTINGS.replace(', domain: www.example.gov.cn, id_code: "9901000001"', "")
    assert codes(bare) == []
    assert codes(bare, "") == ["C025", "C026"]
    assert codes(bare, "https://www.example.gov.cn/") == ["C025"]
    assert codes(f"{bare}base_url: https://www.example.gov.cn/\n", "") == ["C025"]


def test_device_names_are_reserved() -> None:
    """Those of Windows, and the name of every folder's page."""
    assert {"con", "com1", "lpt9", "index"} <= RESERVED
