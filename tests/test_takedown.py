"""Taking down: after the next build what was taken down is nowhere in the project but in the briefing itself."""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from taizhou_brief.cli.check import check
from taizhou_brief.cli.export import export
from taizhou_brief.cli.new import new
from taizhou_brief.cli.show import show
from tests.project import Project, briefing, tree

RARE = "龘"
"""Character that occurs nowhere else."""
NAMED = f"张{RARE}某住城东新村九号"
"""What is to be taken down."""
REASON = "依《政府信息公开条例》第十五条"
BODY = f"""\
东山县把夜校办到车间，一年开课386期。

## 一、课堂进车间

一是教室就近布点。在6个工业点建成教学点14个。

二是课表跟着班次走。班长{NAMED}把一门课拆成12个小单元。

## 二、学成能涨薪

一是证书换补贴。已发放436.2万元。

二是等级挂工资。63家企业签了协议。
"""
ARTICLE = f"东山县办好夜校|东山县|skills|{BODY}"
REDACTED = f'redacted:\n- {{at: "1/s1m2", text: {NAMED}, reason: {REASON}, date: 2022-03-01}}\n'
WITHDRAWN = f"withdrawn: {{date: 2022-03-01, reason: {REASON}}}\n"
OTHER = "西河县开设零工驿站|西河县|jobs|西河县建成驿站，学习[东山县的做法](/2021/07/1/#s1m2)，每天有300多人找活。\n"


def first(extra: str = "") -> str:
    """The issue that has the words."""
    return briefing(7, "2021-12-01", ARTICLE, extra=extra)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An archive of two issues that was built with feeds and is remembered."""
    made = Project(tmp_path).write("2021/07", first()).write("2022/01", briefing(1, "2022-01-05", OTHER))
    return made.build(base_url="https://www.example.gov.cn/")


def unpack(data: bytes) -> Iterator[bytes]:
    """The bytes of a file, and those that are packed somewhere in it."""
    yield data
    if zipfile.is_zipfile(BytesIO(data)):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            yield from map(archive.read, archive.namelist())
    for begin in re.finditer(rb"x[\x01\x5e\x9c\xda]", data):
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(data[begin.start() :])


def spell(words: str) -> set[bytes]:
    """Words as the files of a site write them: in UTF-8, in escapes of JSON, as the search index does."""
    codes = (ord(character) - 0x4E00 for character in words)
    indexed = b"".join(bytes(((code >> 8) + 128, code & 255)) for code in codes)
    return {words.encode(), words.encode("gb18030"), json.dumps(words)[1:-1].encode(), indexed}


def places_of(root: Path) -> list[str]:
    """The files of a project, but for its briefings, that have the character or any four others of the words."""
    parts = [RARE, *(NAMED[n : n + 4] for n in range(len(NAMED) - 3))]
    spellings = set().union(*map(spell, parts))
    files = tree(root).items()
    return [
        name
        for name, data in files
        if not name.startswith("briefings/") and any(one in text for text in unpack(data) for one in spellings)
    ]


def test_the_words_are_found_before(project: Project) -> None:
    """In pages, search, data, feed and memory: the search below looks everywhere."""
    found = places_of(project.root)
    kinds = ["site/2021/07/1/index.html", "site/2021/07/all/index.html", "site/feed.xml"]
    kinds += ["site/search/a/", "site/search/0-", "site/data/figures/2021.json", ".taizhou-brief/memory.sqlite"]
    assert [kind for kind in kinds if not any(name.startswith(kind) for name in found)] == []


@pytest.mark.parametrize("extra", [REDACTED, REDACTED.replace('at: "1/s1m2", ', ""), WITHDRAWN])
def test_what_is_taken_down_is_nowhere(project: Project, extra: str) -> None:
    """A passage at its place, in the whole issue, or the whole issue: after one build, with the memory of the last."""
    project.write("2021/07", first(extra)).build(base_url="https://www.example.gov.cn/")
    assert project.codes == []
    assert places_of(project.root) == []


def test_a_check_before_the_build_leaves_nothing(project: Project) -> None:
    """The memory already has what was understood of the new text, and still forgets the old one."""
    project.write("2021/07", first(REDACTED))
    for command, *options in ((check,), (new, "--date", "2022-04-01")):
        assert CliRunner().invoke(command, [*options, "--root", str(project.root)]).exit_code == 0
    (project.root / "briefings" / "2022" / "02.md").unlink()
    project.build(base_url="https://www.example.gov.cn/")
    assert places_of(project.root) == []


def test_the_site_is_that_of_a_clean_build(project: Project, tmp_path: Path) -> None:
    """Incremental equals clean, and the next build does nothing."""
    project.write("2021/07", first(WITHDRAWN)).build(base_url="https://www.example.gov.cn/")
    clean = tmp_path / "clean"
    project.build(clean, base_url="https://www.example.gov.cn/")
    assert tree(project.site) == tree(clean)
    built = project.build(base_url="https://www.example.gov.cn/").built
    assert built
    assert built.files
    assert built.files.written == 0


def test_other_tools_are_shown_nothing(project: Project) -> None:
    """`show`, also as JSON, and messages that quote a line."""
    extra = REDACTED.replace("date: 2022-03-01", "date: 2022-03-01, 依据: 无")
    project.write("2021/07", first(extra))
    for command, *options in ((show,), (show, "--json"), (check,), (check, "--format", "sarif")):
        result = CliRunner().invoke(command, [*options, str(project.root / "briefings/2021/07.md")])
        assert NAMED not in result.output
        assert result.exit_code in {0, 1}


def test_exports_have_nothing(project: Project) -> None:
    """Word, Excel, SQLite; an issue that was withdrawn is in none."""
    for extra, code in ((REDACTED, 0), (WITHDRAWN, 2)):
        project.write("2021/07", first(extra))
        for name, options in {"docx": ["2021/07"], "xlsx": ["2021/07"], "sqlite": ["2021/07"]}.items():
            out = project.root / f"{code}.{name}"
            arguments = [*options, f"--{name}", "--root", str(project.root), "--out", str(out)]
            result = CliRunner().invoke(export, arguments)
            assert (result.exit_code, out.exists()) == (code, not code), result.output
            assert not code or "已撤下" in result.output
    assert [name for name in places_of(project.root) if "/" not in name] == []


def test_the_address_states_what_happened(project: Project) -> None:
    """A passage: its measure, the issue, the list of what is new; the measures keep their addresses."""
    before = re.findall(r'<section class="measure" id="(\w+)"', project.page("2021/07/1/"))
    project.write("2021/07", first(REDACTED)).build()
    assert re.findall(r'<section class="measure" id="(\w+)"', project.page("2021/07/1/")) == before
    assert f"撤下{REASON}撤下若干字（2022年3月1日）" in project.words("2021/07/1/")
    assert "班长〔已撤下〕把一门课拆成12个小单元" in project.words("2021/07/1/")
    assert "第1篇§1.2依《政府信息公开条例》" in project.words("2021/07/")
    assert f"撤下{REASON}撤下若干字" in project.words("2021/07/all/")
    assert "撤下：2021年第7期，第1篇§1.2" in project.words("updates/")


def test_the_addresses_of_an_issue_remain(project: Project) -> None:
    """Issue, article and whole issue; links to them are no error, the lists name the issue and count it nowhere."""
    project.write("2021/07", first(WITHDRAWN)).build()
    assert project.codes == []
    for url in ("2021/07/", "2021/07/1/", "2021/07/all/"):
        assert f"{REASON}，2022年3月1日撤下" in project.words(url)
        assert '<meta name="robots" content="noindex">' in project.page(url)
    assert "撤下：2021年第7期依《政府信息公开条例》第十五条，整期撤下" in project.words("updates/")
    assert "第7期（已撤下）" in project.words("2021/")
    assert "共1期、1篇" in project.words("issues/")
    assert "东山县办好夜校" not in "".join(map(str, tree(project.site).values()))


def test_words_that_the_file_no_longer_has_are_still_named(project: Project) -> None:
    """An editor has cut them and left the mark."""
    cut = first(REDACTED.replace(f"text: {NAMED}, ", "")).replace(NAMED, "〔已撤下〕")
    project.write("2021/07", cut).build(base_url="https://www.example.gov.cn/")
    assert project.codes == []
    assert places_of(project.root) == []
    assert "班长〔已撤下〕" in project.words("2021/07/1/")
    emptied = briefing(7, "2021-12-01", extra=WITHDRAWN.replace("}", ", articles: 1}")).split("articles:\n")[0]
    project.write("2021/07", f"{emptied}---\n").build()
    assert project.codes == []
    assert "2022年3月1日撤下" in project.words("2021/07/1/")
