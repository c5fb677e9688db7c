"""The files of the portable edition."""

from __future__ import annotations

import json
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.model.page import File
from taizhou_brief.site.portable import build_guide, build_portable, owns_portable
from tests.showing import settings_of

PATHS = ("search/index.js", "search/0-8-3/p0.z", "data/figures/2021.csv", "data/figures/2021.json", "figures/2021.js")


@given(st.lists(st.sampled_from(PATHS), unique=True))
def test_a_task_owns_what_is_built_of_it(paths: list[str]) -> None:
    """The files that are built are those that the cache expects, and no others."""
    files = tuple(File(path, b"x") for path in paths)
    own = tuple(file.path for file in build_portable(lambda _: files, None))
    owns = partial(owns_portable, lambda _, found: found == tuple(paths), None)
    assert owns(own)
    assert not owns((*own, "more.html"))
    assert not own or not owns(own[1:])
    assert not any(path.endswith(".z") for path in own)


@given(st.text())
def test_a_table_as_script_has_the_same_text(text: str) -> None:
    """Whatever characters it has, and its lines end in no other way."""
    data = text.encode("utf-8-sig", "replace")
    _, script = build_portable(lambda _: (File("data/figures/a.csv", data),), None)
    assert script.path == "data/figures/a.csv.js"
    literal = script.data.decode().partition("]=")[2]
    assert json.loads(literal) == data.decode("utf-8-sig")
    assert len(script.data.decode().split("\u2028")) == 1


def test_the_guide_can_be_read_by_old_editors() -> None:
    """It begins with the mark of UTF-8 and its lines end as on Windows; it names the address if there is one."""
    (file,) = build_guide(settings_of(base_url="https://example.gov.cn/a"))
    text = file.data.decode("utf-8-sig")
    assert file.data.startswith(b"\xef\xbb\xbf")
    assert "https://example.gov.cn/a/" in text
    assert text.count("\n") == text.count("\r\n") > 3
    assert "网上的版本" not in next(iter(build_guide(settings_of()))).data.decode()
