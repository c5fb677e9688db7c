"""The description of the data files."""

from __future__ import annotations

from taizhou_brief.site.dataset.columns import COLUMNS
from taizhou_brief.site.dataset.data_package import build_data_package
from tests.project import SETTINGS
from tests.showing import settings_of


def test_every_file_is_a_resource() -> None:
    """The whole, each year, and the JSON."""
    package = build_data_package(["figures/2021.csv"], settings_of(base_url="https://www.example.gov.cn/"))
    assert [resource["path"] for resource in package["resources"]] == [
        "figures.csv",
        "figures/2021.csv",
        "figures.json",
    ]
    assert package["homepage"] == "https://www.example.gov.cn/figures/"
    fields = package["resources"][0]["schema"]["fields"]
    assert [field["title"] for field in fields] == [column.key for column in COLUMNS]


def test_what_is_not_known_is_left_out() -> None:
    """Without an address or an office."""
    bare = settings_of(SETTINGS.replace("issuer: 某市领导小组办公室\n", ""))
    package = build_data_package([], bare)
    assert not {"homepage", "contributors"} & package.keys()
