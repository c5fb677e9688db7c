"""The description of the data files."""

from __future__ import annotations

from taizhou_brief.site.dataset.columns import ARTICLE_COLUMNS, FIGURE_CELLS, ISSUE_COLUMNS, MEASURE_COLUMNS
from taizhou_brief.site.dataset.data_package import build_data_package
from tests.project import SETTINGS
from tests.showing import settings_of

TABLES = (ISSUE_COLUMNS, ARTICLE_COLUMNS, MEASURE_COLUMNS, FIGURE_CELLS)


def test_every_kind_of_file_is_a_resource() -> None:
    """With one path a year."""
    package = build_data_package([2020, 2021], settings_of(base_url="https://www.example.gov.cn/"))
    names = ("issues", "articles", "measures", "figures", "issues", "measures", "figures")
    assert [resource["path"] for resource in package["resources"]] == [
        [f"{name}/{year}.{form}" for year in (2020, 2021)]
        for name, form in zip(names, ("csv",) * 4 + ("json",) * 3, strict=True)
    ]
    assert package["homepage"] == "https://www.example.gov.cn/figures/"
    for resource, columns in zip(package["resources"][:4], TABLES, strict=True):
        fields = resource["schema"]["fields"]
        assert [field["title"] for field in fields] == [column.key for column in columns]


def test_what_is_not_known_is_left_out() -> None:
    """Without an address or an office."""
    bare = settings_of(SETTINGS.replace("issuer: 某市领导小组办公室\n", ""))
    package = build_data_package([2021], bare)
    assert not {"homepage", "contributors"} & package.keys()
