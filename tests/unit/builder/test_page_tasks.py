"""Which pages a build plans and which it knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from taizhou_brief.builder.files.cache import BuildCache, PublishedSite
from taizhou_brief.builder.files.store import BuildStore
from taizhou_brief.builder.page_tasks import PlannedPages, collect_menus, owns_page
from taizhou_brief.model.fingerprint import fingerprint
from taizhou_brief.model.page import File, Page, PageGroup
from taizhou_brief.site.template_digests import TemplateDigests

DAY = date(2021, 3, 1)
planned: list[str] = []


def show(text: str) -> dict[str, Any]:
    """Build the context of a page."""
    return {"text": text}


def plan_two(text: str) -> Iterator[Page]:
    """Plan the pages of a group, and note that it was planned."""
    planned.append(text)
    yield Page("2021/b/", "a.html", show, (text,), updated=DAY)
    yield Page("2021/a/", "a.html", show, ("always",))


def group(text: str, *, url: str = "2021/", templates: tuple[str, ...] = ("a.html",)) -> PageGroup:
    """A group of two pages."""
    return PageGroup(url, templates, plan_two, (text,))


HOME = Page("", "a.html", show, ("home",), (("header", "首页"), ("more", "又一处")))


class Builder:
    """A folder with a site of two pages, built again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.store = folder, BuildStore(None)

    def build(self, item: PageGroup, template: str = "x", seed: str = "seed") -> PlannedPages:
        """Plan, and write what is new."""
        planned.clear()
        cache = BuildCache(self.store, PublishedSite(self.folder))
        pages = PlannedPages.of((HOME, item), TemplateDigests({"a.html": template}), seed, cache)
        for task in pages.tasks:
            key = fingerprint(seed, task)
            if cache.get(key, lambda paths, task=task: owns_page(task, paths)) is None:  # type: ignore[misc]
                path = self.folder / task.page.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(f"{template} {task.page.context}", "utf-8")
                cache.put(key, (File(task.page.path, path.read_bytes()),))
        cache.save()
        return pages


@pytest.fixture(name="builder")
def build_once(tmp_path: Path) -> Builder:
    """A builder that has built once."""
    builder = Builder(tmp_path)
    first = builder.build(group("one"))
    assert planned == ["one"]
    assert [task.page.url for task in first.tasks] == ["", "2021/a/", "2021/b/"]
    return builder


def test_an_unchanged_group_is_not_planned(builder: Builder) -> None:
    """Its pages keep their place, their day and their files."""
    pages = builder.build(group("one"))
    assert planned == []
    assert [(place.url, place.updated) for place in pages.places] == [("", None), ("2021/b/", DAY), ("2021/a/", None)]
    assert [file.path for files in pages.known for file in files] == ["2021/b/index.html", "2021/a/index.html"]
    assert [task.page.url for task in pages.tasks] == [""]


@pytest.mark.parametrize(
    ("text", "template", "seed"), [("two", "x", "seed"), ("one", "y", "seed"), ("one", "x", "another")]
)
def test_a_group_is_planned_again_if_anything_has_changed(
    builder: Builder, text: str, template: str, seed: str
) -> None:
    """Its arguments, one of its templates, or what all pages depend on."""
    builder.build(group(text), template, seed)
    assert planned == [text]


def test_a_group_is_planned_again_if_one_of_its_files_has_changed(builder: Builder) -> None:
    """Somebody has edited a page of it."""
    (builder.folder / "2021/a/index.html").write_text("other", "utf-8")
    pages = builder.build(group("one"))
    assert planned == ["one"]
    assert (builder.folder / "2021/a/index.html").read_text("utf-8") == "x {'text': 'always'}"
    assert len(pages.places) == 3


@pytest.mark.parametrize(
    "value", [None, "text", [["2021/a/"]], [["elsewhere/", "", "key"]], [["2021/b/", "", "no such key"]]]
)
def test_a_damaged_memory_of_a_group_is_not_used(builder: Builder, value: Any) -> None:
    """The group is planned as if it were new."""
    cache = BuildCache(builder.store, PublishedSite(builder.folder))
    cache.store.put(cache.groups_name, dict.fromkeys(cache.known_groups, value))
    builder.build(group("one"))
    assert planned == ["one"]


@pytest.mark.parametrize("item", [group("one", url="2020/"), group("one", templates=("b.html",))])
def test_a_page_that_is_none_of_its_group_is_an_error(tmp_path: Path, item: PageGroup) -> None:
    """Its key would not name what the page depends on."""
    with pytest.raises(ValueError, match="no page of the group"):
        Builder(tmp_path).build(item)


def test_menus_are_the_lists_of_header_and_footer() -> None:
    """Pages of groups are in no list."""
    assert [link.url for link in collect_menus((HOME, group("one")))["header"]] == [""]
    assert collect_menus((group("one"),)) == {"header": (), "footer": ()}
