"""Templates of a project: which of them replace a packaged one, and which have no effect because of their name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from taizhou_brief.builder.files.codes import problem
from taizhou_brief.builder.files.folders import walk
from taizhou_brief.chinese.characters import nearest_name
from taizhou_brief.diagnostics import Diagnostic

ASSETS = "assets/"


class OwnTemplate(NamedTuple):
    """Template or asset of a project."""

    name: str
    """Path below `templates/`."""
    packaged: bool
    """Whether it replaces a packaged one."""


def list_own_templates(root: Path, folder: str, packaged: Iterable[str]) -> Iterator[OwnTemplate]:
    """Yield the templates and assets of a project."""
    names = set(packaged)
    for path in walk(root, folder).files:
        name = path.removeprefix(f"{folder}/")
        yield OwnTemplate(name, name in names)


def find_misspelt_templates(root: Path, folder: str, packaged: Mapping[str, Path]) -> Iterator[Diagnostic]:
    """Yield a problem for each template that no page uses: of no packaged name, and not named by another of them.

    An asset of another name is a file of the site; it is a problem only if its name is nearly that of a packaged one.
    """
    own = tuple(list_own_templates(root, folder, packaged))
    others = [template.name for template in own if not template.packaged]
    if not others:
        return
    stems = {path.rpartition(".")[0]: path for path in packaged}  # two suffixes alike are no likeness
    texts = {template.name: read_loosely(root / folder / template.name) for template in own}
    for name in others:
        if any(name.removeprefix(ASSETS) in text for other, text in texts.items() if other != name):
            continue
        nearest = stems.get(nearest_name(name.rpartition(".")[0], stems), "")
        if nearest and (not name.startswith(ASSETS) or is_slip(name, nearest)):
            yield problem("T006", f"{folder}/{name}", f"是不是 {nearest}？改成自带的名称才起作用")
        elif not name.startswith(ASSETS):
            yield problem("T006", f"{folder}/{name}", "自带的名称用 templates list 看；不用的删去")


def is_slip(name: str, meant: str) -> bool:
    """Return whether a name is another one with other capitals, or with the same letters in another order."""
    return sorted(name.casefold()) == sorted(meant.casefold())


def read_loosely(path: Path) -> str:
    """Return the text of a file to search for names in, whatever its bytes; empty if it cannot be read."""
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""
