"""The portable edition: the files of the site, changed so that it works in full by double click, without a server.

A page that is opened from a folder may load scripts, but fetch nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import TypeVar

from taizhou_brief.model.page import File
from taizhou_brief.model.settings import Settings
from taizhou_brief.site.search import MANIFEST, is_search_data, wrap_as_script

Item = TypeVar("Item")
GUIDE = "先读我.txt"
"""Name of the file that explains how to open the site."""
TABLE = ".csv"
SCRIPT = ".js"


def build_portable(build: Callable[[Item], tuple[File, ...]], item: Item) -> tuple[File, ...]:
    """Build the files of a task for the portable edition; `build` builds those of the site."""
    files = build(item)
    return *map(convert_file, files), *(wrap_table(file) for file in files if is_read_by_pages(file.path))


def owns_portable(owns: Callable[[Item, tuple[str, ...]], bool], item: Item, paths: tuple[str, ...]) -> bool:
    """Return whether files at these paths can be what `build_portable` builds; `owns` does so for the site."""
    tables = tuple(path for path in paths if path.endswith(f"{TABLE}{SCRIPT}"))
    others = paths[: len(paths) - len(tables)]
    expected = tuple(f"{path}{SCRIPT}" for path in others if is_read_by_pages(path))
    return tables == expected and owns(item, tuple(map(find_original, others)))


def is_read_by_pages(path: str) -> bool:
    """Return whether the page of the data makes the selection that a reader downloads from a file."""
    return path.endswith(TABLE) and path.startswith(("data/figures/", "data/articles/"))


def convert_file(file: File) -> File:
    """Return a file as a page of a folder can load it."""
    return wrap_as_script(file) if is_search_data(file.path) else file


def find_original(path: str) -> str:
    """Return the path of a file of the site by that of the portable edition."""
    original = f"{path.removesuffix(SCRIPT)}.z"
    return original if path.endswith(SCRIPT) and path != MANIFEST and is_search_data(original) else path


def wrap_table(file: File) -> File:
    """Wrap a CSV file as a script, from which the page makes the selection that a reader downloads."""
    text = json.dumps(file.data.decode("utf-8-sig"), ensure_ascii=False)
    text = text.replace("\u2028", r"\u2028").replace("\u2029", r"\u2029")
    code = f"(window.briefTables=window.briefTables||{{}})[{json.dumps(file.path)}]={text}\n"
    return File(f"{file.path}{SCRIPT}", code.encode("utf-8", "replace"))


def build_guide(settings: Settings) -> Iterable[File]:
    """Build the file that explains how to open the site, with what the oldest editors of Windows need to show it."""
    address = f"网上的版本：{settings.base_url}\r\n" if settings.base_url else ""
    text = (
        f"{settings.title}{settings.subtitle}（离线版）\r\n\r\n"
        "双击 index.html，用浏览器打开。阅读、检索、比一比、数据、引用都能用，不要网络，不要安装。\r\n"
        "从压缩包里打开的，要先全部解压。整个文件夹可以拷到别处，里面的文件不要单独挪动、改名。\r\n"
        f"{address}"
    )
    yield File(GUIDE, text.encode("utf-8-sig", "replace"))
