"""Expressions that wait for their first use."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from pkgutil import walk_packages
from typing import cast

import pytest

import taizhou_brief
from taizhou_brief.chinese.patterns import LazyPattern, lazy_compile

EXTRAS = {
    "taizhou_brief.__main__",
    "taizhou_brief.importer.readers.glyphs",
    "taizhou_brief.importer.readers.pdf_worker",
}
"""What cannot be imported everywhere: the door, and what needs the PDF engine."""


def test_it_is_used_as_a_compiled_expression() -> None:
    """All that a compiled expression can do, with the flags that were given."""
    found = lazy_compile("(?P<year>[0-9]+)年|x", re.IGNORECASE)
    match = found.fullmatch("2021年")
    assert match
    assert match["year"] == "2021"
    assert found.sub("-", "aXb") == "a-b"
    assert found.groupindex == {"year": 1}


def test_it_is_compiled_at_its_first_use() -> None:
    """A wrong expression says so only then, which is why the next test asks all of them."""
    wrong = lazy_compile("(")
    with pytest.raises(re.error):
        wrong.search("a")


def test_every_expression_of_the_house_compiles() -> None:
    """None of them is wrong, also those no other test reaches."""
    seen = 0
    for module in walk_packages(taizhou_brief.__path__, "taizhou_brief."):
        if module.name in EXTRAS:
            continue
        for value in vars(import_module(module.name)).values():
            held = value if isinstance(value, (tuple, list)) else value.values() if isinstance(value, dict) else [value]
            waiting = [each for each in held if isinstance(each, LazyPattern)]
            seen += len(waiting)
            assert all(cast("re.Pattern[str]", each).pattern is not None for each in waiting)
    assert seen > 100


def test_importing_a_command_compiles_hardly_any() -> None:
    """The expressions of the house wait; those of the libraries are theirs."""
    code = (
        "import re._compiler as c, sys; own = c.compile; found = []\n"
        "def compile(p, flags=0):\n"
        "    frame = sys._getframe(1)\n"
        "    while frame.f_code.co_filename.endswith('re/__init__.py'): frame = frame.f_back\n"
        "    found.append(frame.f_globals['__name__']); return own(p, flags)\n"
        "c.compile = compile; import taizhou_brief.cli.import_\n"
        "print(sum(name.startswith('taizhou_brief') for name in found))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) <= 10
