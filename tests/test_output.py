"""The output folder: what a build did not write it does not delete, and what is no longer public never survives."""

from __future__ import annotations

import itertools
import json
import os
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhou_brief.builder.build import build
from taizhou_brief.builder.files import MARKER, NotOursError
from taizhou_brief.builder.files.store import MEMORY
from taizhou_brief.builder.runner import Runner
from taizhou_brief.cli import run_command
from tests.project import BODY, ROOT, Project, briefing, command, tree

Out = pytest.CaptureFixture[str]
HIDDEN = "值班室"
"""A word of one issue only."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an archive of two issues, built; not to be changed."""
    return archive(tmp_path_factory.mktemp("built")).build().root


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site that a build into a new folder gives when the second issue is internal."""
    project = archive(tmp_path_factory.mktemp("public"))
    hide(project)
    return tree(project.build().site)


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Project:
    """An archive of two issues, built."""
    return copy(built, tmp_path)


def copy(built: Path, root: Path) -> Project:
    """A copy of an archive and its site."""
    shutil.copytree(built, root, dirs_exist_ok=True)
    return Project(root)


def archive(root: Path) -> Project:
    """An archive of two issues, of which the second is about something that may become secret."""
    project = Project(root).write("2021/01", briefing(1, "2021-01-01"))
    return project.write("2021/02", second())


def second(extra: str = "") -> str:
    """The second issue."""
    return briefing(2, "2021-02-01", f"东山县内务|东山县|jobs|{BODY.replace('夜校', HIDDEN)}", extra=extra)


def hide(project: Project) -> None:
    """Make the second issue internal."""
    project.write("2021/02", second("disclosure: internal\n"))


def seen(folder: Path) -> bool:
    """Whether the secret is in any page below a folder."""
    return any(HIDDEN.encode() in data for data in tree(folder).values())


def clean(project: Project) -> dict[str, bytes]:
    """What a build into a new folder gives."""
    with tempfile.TemporaryDirectory() as folder:
        project.build(Path(folder) / "clean")
        return tree(Path(folder) / "clean")


# --- what others have written ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["图.pdf", "2021/附件/图.pdf", "google1234.html", "2021/02/.index.html.swp"])
def test_a_file_of_others_stops_the_build_and_is_named(project: Project, capsys: Out, name: str) -> None:
    """Nothing is deleted; the message names the file and the place for it, and there it is published."""
    project.write(f"site/{name}", "mine")
    before = tree(project.site)
    hide(project)
    assert run_command(["build", "--root", str(project.root)]) == 2
    err = capsys.readouterr().err
    assert "E002" in err
    assert name in err
    assert "static" in err
    assert "--adopt" in err
    assert tree(project.site) == before
    (project.root / "static/附件").mkdir(parents=True)
    (project.site / name).rename(project.root / "static/附件/图.pdf")
    assert run_command(["build", "--root", str(project.root)]) == 0
    assert (project.site / "附件/图.pdf").read_text() == "mine"
    assert not seen(project.site)


def test_what_belongs_to_the_host_stays(project: Project) -> None:
    """Names with a dot at the root, and CNAME, survive every build; so does an empty folder in them."""
    for name in ("CNAME", ".nojekyll", ".well-known/acme/token", ".htaccess"):
        project.write(f"site/{name}", name)
    (project.site / ".well-known/empty").mkdir()
    (project.site / ".well-known/link").symlink_to("/nowhere")
    for text in ("387期", "388期"):
        project.write("2021/01", briefing(1, "2021-01-01").replace("386期", text)).build()
        assert text in project.page("2021/01/1/")
        assert (project.site / "CNAME").read_text() == "CNAME"
        assert (project.site / ".well-known/acme/token").read_text() == ".well-known/acme/token"
        assert (project.site / ".well-known/empty").is_dir()
        assert os.readlink(project.site / ".well-known/link") == "/nowhere"  # noqa: PTH115  # as it was written
    assert project.built is not None
    assert project.build().built is not None
    assert project.built.files is not None
    assert project.built.files.written == project.built.files.removed == 0


def git(folder: Path, *arguments: str) -> str:
    """What git says in a folder."""
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main")
    env = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    run_git = ["git", *identity, "-C", str(folder), *arguments]
    return subprocess.run(run_git, check=True, capture_output=True, text=True, env=env).stdout


def test_a_repository_in_the_site_keeps_working(project: Project) -> None:
    """`site/` may be a clone that is pushed: history and index stay, and git sees just what has changed."""
    git(project.site, "init")
    git(project.site, "add", "-A")
    git(project.site, "commit", "-m", "one")
    git(project.site, "pack-refs", "--all")  # leaves folders of git's empty that git cannot do without
    project.write("2021/01", briefing(1, "2021-01-01").replace("386期", "387期")).build()
    changed = [line.split()[-1] for line in git(project.site, "status", "--porcelain").splitlines()]
    assert "2021/01/1/index.html" in changed
    assert "assets/style.css" not in changed
    git(project.site, "add", "-A")
    git(project.site, "commit", "-m", "two")
    hide(project)
    project.build()
    git(project.site, "fsck", "--strict")
    assert git(project.site, "log", "--format=%s").split() == ["two", "one"]


@pytest.mark.parametrize("atomic", [False, True])
def test_a_file_laid_in_during_a_build_is_not_lost(project: Project, atomic: bool) -> None:  # a parameter
    """A build takes its time; what comes in meanwhile stops the exchange, or stays and stops the next build."""
    project.write("2021/01", briefing(1, "2021-01-01").replace("386期", "387期"))

    def lay(what: str, _done: int, _all: int) -> None:
        if what == "排版":
            (project.site / "late.pdf").write_text("mine")

    runner = Runner(1, progress=lay)
    if atomic:
        with pytest.raises(NotOursError):
            build(project.root, project.site, atomic=True, runner=runner)
        assert "386期" in project.page("2021/01/1/")
    else:
        build(project.root, project.site, runner=runner)
        assert "387期" in project.page("2021/01/1/")
        with pytest.raises(NotOursError):
            project.build()
    assert (project.site / "late.pdf").read_text() == "mine"
    assert sorted(path.name for path in project.root.iterdir()) == [".site.lock", MEMORY, "briefings", "site"]


@pytest.mark.parametrize("name", ["2022", "2022/01", "2022/01/index.html", "2022/01/index.html/mine"])
def test_a_file_laid_in_the_place_of_a_new_page_stops_the_build(project: Project, name: str) -> None:
    """It is not overwritten, whichever part of the path of the page it takes."""
    many_pages(project)
    project.write("2022/01", briefing(1, "2022-01-01", "东山县办好夜校|东山县|skills|东山县办好夜校。"))

    def lay(what: str, _done: int, _all: int) -> None:
        if what == "排版" and not (project.site / name).exists():
            project.write(f"site/{name}", "mine")

    with pytest.raises(NotOursError):
        build(project.root, project.site, runner=Runner(1, progress=lay))
    assert (project.site / name).read_text() == "mine"


def many_pages(project: Project) -> Project:
    """Add files, so that a change of one issue is a small one, and build."""
    for number in range(150):
        project.write(f"static/{number}.txt", str(number))
    return project.build()


def test_what_is_no_plain_file_is_not_ours(project: Project, capsys: Out) -> None:
    """A pipe is not waited for, and through a linked folder nothing is read or written."""
    page = project.site / "2021/01/index.html"
    page.unlink()
    os.mkfifo(page)
    assert run_command(["build", "--root", str(project.root)]) == 2
    assert "2021/01/index.html" in capsys.readouterr().err
    page.unlink()
    project.build()
    elsewhere = project.root / "elsewhere"
    (project.site / "2021").rename(elsewhere)
    (project.site / "2021").symlink_to(elsewhere)
    before = tree(elsewhere)
    assert run_command(["build", "--root", str(project.root)]) == 2
    assert "2021" in capsys.readouterr().err
    assert run_command(["build", "--root", str(project.root), "--adopt"]) == 0
    assert not (project.site / "2021").is_symlink()
    assert tree(elsewhere) == before


# --- the marker ------------------------------------------------------------------------------------------------------
def other_files(marker: bytes) -> bytes:
    """Each file has the digest of the next."""
    manifest = json.loads(marker)
    digests = list(manifest["files"].values())
    manifest["files"] = dict(zip(manifest["files"], [*digests[1:], digests[0]], strict=True))
    return json.dumps(manifest, ensure_ascii=False).encode()


def only(value: Any) -> Callable[[bytes], bytes]:
    """The manifest names other files."""
    return lambda marker: json.dumps(json.loads(marker) | {"files": value}, ensure_ascii=False).encode()


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut": lambda marker: marker[: len(marker) // 2],
    "last byte": lambda marker: marker[:-1],
    "longer": lambda marker: marker + b" ",
    "deep": lambda _: b"[" * 100_000,
    "deep inside": lambda _: b'{"generator": "taizhou-brief", "files": ' + b'{"a":' * 100_000,
    "list": lambda _: b"[]",
    "number": lambda _: b'{"files": 3}',
    "no text": lambda _: b"\xff",
    "no files": only({}),
    "wrong types": only([1, 2]),
    "text": only("ab"),
    "null": only(None),
    "above": only({"../../../../etc/passwd": "x"}),
    "absolute": only({"/etc/passwd": "x"}),
    "other files": other_files,
    "foreign": lambda _: b'{"generator": "other", "files": {}}',
    "earlier version": lambda _: b'{"generator": "taizhou-brief", "seal": "", "files": [], "tasks": {}}',
}


@pytest.mark.parametrize("kind", [*DAMAGE, "missing"])
def test_what_became_internal_never_survives_a_damaged_marker(
    project: Project, public: dict[str, bytes], capsys: Out, kind: str
) -> None:
    """The build stops and names the way on; on that way the site is a clean one, and the host's files stay."""
    marker = project.site / MARKER
    project.write("site/CNAME", "example.org").write("site/.nojekyll", "")
    if kind == "missing":
        marker.unlink()
    else:
        marker.write_bytes(DAMAGE[kind](marker.read_bytes()))
    hide(project)
    before = tree(project.site)
    assert run_command(["build", "--root", str(project.root)]) == 2
    err = capsys.readouterr().err
    assert ("E002" if kind == "missing" else "E007") in err
    assert "build --adopt" in err
    assert tree(project.site) == before
    assert run_command(["build", "--root", str(project.root), "--adopt"]) == 0
    assert ".nojekyll、CNAME" in capsys.readouterr().out
    assert not seen(project.site)
    assert not (project.site / "2021/02").exists()
    assert tree(project.site) == public | {"CNAME": b"example.org", ".nojekyll": b""}
    assert run_command(["build", "--root", str(project.root)]) == 0


def test_a_marker_of_another_build_brings_nothing_back(project: Project) -> None:
    """The marker of the same archive with its internal issues, over the public pages: a refusal, or a clean build."""
    hide(project)
    project.build(project.root / "inside", internal=True)
    project.build()
    shutil.copy(project.root / "inside" / MARKER, project.site / MARKER)
    try:
        project.build()
    except NotOursError:
        project.build(adopt=True)
    assert tree(project.site) == clean(project)


CHANGES = st.lists(
    st.tuples(st.sampled_from(["cut", "bytes", "swap", "drop", "path"]), st.integers(0, 10**6), st.binary()),
    min_size=1,
    max_size=3,
)


def damaged(marker: bytes, kind: str, chance: int, data: bytes) -> bytes:
    """The marker after one change."""
    place = chance % (len(marker) + 1)
    if kind == "cut":
        return marker[:place]
    if kind == "bytes":
        return marker[:place] + data + marker[place + len(data) :]
    try:
        manifest = json.loads(marker)
        digests = manifest["files"]
        paths = list(digests)
        one, two = paths[chance % len(paths)], paths[chance // 7 % len(paths)]
        if kind == "swap":
            digests[one], digests[two] = digests[two], digests[one]
        elif kind == "drop":
            del digests[one]
        else:
            digests[data.decode("latin-1")] = digests[one]
        return json.dumps(manifest, ensure_ascii=False).encode()
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, ZeroDivisionError):
        return marker[place:]


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(changes=CHANGES)
def test_a_damaged_marker_gives_a_clean_build_or_a_refusal(
    built: Path, public: dict[str, bytes], changes: list[tuple[str, int, bytes]]
) -> None:
    """Never a traceback, never a page that a clean build does not have, never a file outside."""
    with tempfile.TemporaryDirectory() as folder:
        project = copy(built, Path(folder))
        marker = (project.site / MARKER).read_bytes()
        for kind, chance, data in changes:
            marker = damaged(marker, kind, chance, data)
        (project.site / MARKER).write_bytes(marker)
        hide(project)
        before = tree(project.site)
        try:
            project.build()
        except NotOursError:
            assert tree(project.site) == before
            project.build(adopt=True)
        assert tree(project.site) == public


# --- killed, or refused by the machine, at each step ------------------------------------------------------------------
STEPS = """
import os, random, shutil, sys, tempfile
from pathlib import Path
from tests.project import tree
from taizhou_brief.builder.build import build
from taizhou_brief.builder.runner import Runner

root, how, atomic = Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "atomic"
site, old, new = root / "site", tree(root / "old"), tree(root / "new")
CHANGING = {"os.link", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "ctypes.dlsym"}
MEMORY = str(root / ".taizhou-brief")
ERRORS = {"full": 28, "broken": 5}

def run(limit, log):
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    kinds = []
    def hook(event, arguments):
        writes = event == "open" and str(root) in str(arguments[0]) and str(arguments[1])[:1] in "wxa"
        if (event in CHANGING or writes) and MEMORY not in str(arguments[:1]):
            kinds.append(event)
            if len(kinds) == limit or (how == "dying" and len(kinds) >= limit > 0):
                if how in ERRORS or how == "dying":
                    raise OSError(ERRORS.get(how, 5), how)
                os._exit(137)
    if how == "steps":
        sys.platform = "elsewhere"  # where the exchange takes two steps
    sys.addaudithook(hook)
    try:
        build(root, site, atomic=atomic, runner=Runner(1))
    except OSError:
        pass
    if log:
        with open(log, "w") as file:
            file.write("\\n".join(kinds))
    os._exit(0)

def whole(found):
    files = all(data in (old.get(path), new.get(path)) for path, data in found.items())
    return found in (old, new) if atomic else files

run(0, str(root / "log"))
kinds = (root / "log").read_text().split()
assert len(kinds) > (100 if atomic else 30), kinds
assert tree(site) == new
ends = {place for kind in set(kinds) for place in (kinds.index(kind) + 1, len(kinds) - kinds[::-1].index(kind))}
steps = set(range(1, len(kinds), len(kinds) // 4))
moves = set() if atomic else {place for place, kind in enumerate(kinds, 1) if kind in ("os.rename", "os.remove")}
places = sorted(ends | steps | set(sorted(moves)[:: len(moves) // 6 or 1]))
outcomes = set()
shutil.copytree(MEMORY, root / "remembered")
for place in places:
    shutil.rmtree(site)
    shutil.copytree(root / "old", site, symlinks=True)
    if place % 2:
        shutil.rmtree(MEMORY)
        shutil.copytree(root / "remembered", MEMORY)
    run(place, "")
    if how != "steps":
        found = tree(site)
        assert whole(found), place
        outcomes.add("new" if found == new else "old" if found == old else "between")
    assert run(0, "") == 0
    assert tree(site) == new, place
    assert (site / ".git/refs/empty").is_dir()
    left = sorted(path.name for path in root.iterdir())
    others = ["briefings", "log", "new", "old", "remembered", "site", "static"]
    assert left == [".site.lock", ".taizhou-brief", *others], (place, left)
print(len(places), *sorted(outcomes))
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("how", "mode"),
    [*itertools.product(["kill", "full", "broken", "dying"], ["default", "atomic"]), ("steps", "atomic")],
)
def test_killed_at_any_step_nothing_is_lost(project: Project, how: str, mode: str) -> None:
    """The site is the old one or the new one, with all that the host has in it; the next build works and cleans up.

    Without `--atomic` the site may be between the two until the next build, if the process is killed or the disk
    dies (`dying`: each operation from one on fails), but never with half a file.
    """
    changed_site(project)
    done = subprocess.run(
        [command()[0], "-c", STEPS, str(project.root), how, mode], check=False, capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    expected = {"atomic": "new old", "default": "between new old" if how in ("kill", "dying") else "new old"}
    assert how == "steps" or done.stdout.split(maxsplit=1)[1].strip() == expected[mode]


def changed_site(project: Project) -> None:
    """Build an old and a new site of a project, in `old` and `new`, and put the old one in its place."""
    many_pages(project)
    for name in ("CNAME", ".git/HEAD", ".git/objects/ab/cd"):
        project.write(f"site/{name}", name)
    (project.site / ".git/refs/empty").mkdir(parents=True)
    shutil.copytree(project.site, project.root / "old")
    project.write("2021/01", briefing(1, "2021-01-01").replace("386期", "387期"))
    hide(project)
    project.build()
    project.site.rename(project.root / "new")
    shutil.copytree(project.root / "old", project.site)


@pytest.mark.slow
@pytest.mark.parametrize("atomic", [(), ("--atomic",)])
def test_killed_at_random_the_next_build_completes(project: Project, atomic: tuple[str, ...]) -> None:
    """Each file of the site is an old or a new one at any moment, and the next build has the new site."""
    changed_site(project)
    old, new = tree(project.root / "old"), tree(project.root / "new")
    chance = random.Random(20211202)  # noqa: S311  # the moments of the kills, nothing secret
    for _ in range(12):
        child = subprocess.Popen(
            command("build", "--root", project.root, *atomic), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.2, 1.2))
        child.kill()
        child.wait()
        found = tree(project.site)
        assert found in (old, new) or not atomic
        assert all(data in (old.get(path), new.get(path)) for path, data in found.items())
        project.build()
        assert tree(project.site) == new
        shutil.rmtree(project.site)
        shutil.copytree(project.root / "old", project.site)


# --- what is remembered -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("out", ["site", "public"])
def test_no_word_of_an_internal_issue_gets_into_a_public_site(project: Project, out: str) -> None:
    """After a build with internal issues into the same folder or another one: no page, no name, not the manifest."""
    hide(project)
    project.build(internal=True)
    assert seen(project.site)
    site = project.root / out
    project.build(site)
    project.build(site)
    names = [path.relative_to(site).as_posix() for path in site.rglob("*")]
    assert not [name for name in names if "2021/02" in name or HIDDEN in name]
    words = (HIDDEN, "内务", "2021/02", "2021年2月", "第2期")
    public = Project(project.root / "alone").write("2021/01", briefing(1, "2021-01-01")).build()
    usual = {word for word in words if any(word.encode() in data for data in tree(public.site).values())}
    found = {word for word in words for data in tree(site).values() if word.encode() in data}
    assert found <= usual
    assert tree(site) == tree(public.site)
    project.build(internal=True)
    assert seen(project.site)


def test_two_outputs_share_the_memory(project: Project) -> None:
    """Built in turn, with and without internal issues, neither makes the other one build anything anew."""
    hide(project)
    public, inside = project.root / "public", project.root / "inside"
    for _ in range(2):
        project.build(public)
        project.build(inside, internal=True)
    for out, internal in ((public, False), (inside, True)):
        before = tree(out)
        project.build(out, internal=internal)
        assert project.built is not None
        assert project.built.files is not None
        assert (project.built.files.written, project.built.files.removed) == (0, 0)
        assert tree(out) == before


@pytest.mark.parametrize("damage", [b"", b"no database", None])
def test_a_damaged_memory_costs_time_only(project: Project, damage: bytes | None) -> None:
    """Or a deleted one: the site is that of a clean build."""
    store = project.root / MEMORY / "memory.sqlite"
    if damage is None:
        shutil.rmtree(store.parent)
    else:
        store.write_bytes(damage)
    hide(project)
    project.build()
    assert tree(project.site) == clean(project)
    project.build()
    assert project.built is not None
    assert project.built.files is not None
    assert (project.built.files.written, project.built.files.removed) == (0, 0)


def test_the_memory_is_no_output(project: Project, capsys: Out) -> None:
    """The folder of the memory is never replaced by a site."""
    assert run_command(["build", "--root", str(project.root), "--out", str(project.root / MEMORY), "--adopt"]) == 2
    assert "E002" in capsys.readouterr().err
    assert (project.root / MEMORY / "memory.sqlite").is_file()


# --- files of one's own -----------------------------------------------------------------------------------------------
def test_static_files_are_copied_and_remembered(project: Project) -> None:
    """Byte by byte, into folders too; unchanged ones cost nothing, and one that is gone is gone from the site."""
    data = bytes(range(256))
    (project.write("static/_headers", "x").root / "static/下载").mkdir()
    (project.root / "static/下载/附件　1.pdf").write_bytes(data)
    project.write("static/.well-known/security.txt", "y").write("static/.nojekyll", "")
    project.write("static/.gitkeep", "").write("static/.git/config", "token").write("static/~$a.docx", "")
    project.build()
    found = tree(project.site)
    assert found["下载/附件　1.pdf"] == data
    assert found["_headers"] == b"x"
    assert found[".well-known/security.txt"] == b"y"
    assert not {".gitkeep", ".git/config", "~$a.docx"} & set(found)
    assert project.build().built is not None
    assert project.built is not None
    assert project.built.files is not None
    assert project.built.files.written == project.built.files.removed == 0
    (project.root / "static/.well-known/security.txt").unlink()
    project.write("static/_headers", "z").build()
    assert (project.built.files.written, project.built.files.removed) == (1, 1)
    assert tree(project.site) == clean(project)
    assert (project.site / "_headers").read_text() == "z"


@pytest.mark.parametrize("name", ["index.html", "robots.txt", "2021", "assets/style.css", "index.html/x", "search"])
def test_a_static_file_never_takes_a_page_s_place(project: Project, capsys: Out, name: str) -> None:
    """The same name, a file where the site has a folder, a folder where it has a file: the old site stays."""
    before = tree(project.site)
    project.write(f"static/{name}", "mine").write("2021/01", briefing(1, "2021-01-01").replace("386期", "387期"))
    assert run_command(["build", "--root", str(project.root)]) == 2
    assert f"static/{name} 错误[D007]" in capsys.readouterr().err
    assert tree(project.site) == before


@pytest.mark.parametrize("adopt", [(), ("--adopt",)])
def test_what_is_no_folder_is_never_replaced(project: Project, capsys: Out, adopt: tuple[str, ...]) -> None:
    """A pipe, a socket or a device is not a site, and not the program's to take over."""
    pipe = project.root / "pipe"
    os.mkfifo(pipe)
    assert run_command(["build", "--root", str(project.root), "--out", str(pipe), *adopt]) == 3
    err = capsys.readouterr().err
    assert f"[E004] {pipe} 已经有了，不是文件夹" in err
    assert pipe.is_fifo()
    assert not (project.root / ".pipe.lock").exists()


# --- links and lost folders -------------------------------------------------------------------------------------------
LINKS = {
    "year": ("briefings/2022", "2022", True),
    "issue": ("briefings/2022/01.md", "01.md", False),
    "asset": ("templates/assets/logo.txt", "key", False),
    "assets": ("templates/assets/more", "keys", True),
    "template": ("templates/footer.html", "footer.html", False),
    "templates": ("templates", "look", True),
    "static file": ("static/key.txt", "key", False),
    "static folder": ("static/keys", "keys", True),
    "static": ("static", "keys", True),
}


def linked(project: Project, kind: str, target: Path) -> Path:
    """Make a link of that kind to a file or folder at `target`; where it stands."""
    name, _, folder = LINKS[kind]
    text = briefing(1, "2022-01-01", f"东山县内务|东山县|jobs|{BODY.replace('夜校', HIDDEN)}")
    target.parent.mkdir(parents=True, exist_ok=True)
    if folder:
        target.mkdir()
        target = target / ("01.md" if kind == "year" else "key.txt")
    target.write_text(text if kind in ("year", "issue") else HIDDEN, "utf-8")
    link = project.root / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(target.parent if folder else target, target_is_directory=folder)
    return link


@pytest.mark.parametrize("kind", LINKS)
@pytest.mark.parametrize("gone", [False, True], ids=["there", "gone"])
def test_a_link_out_of_the_project_is_refused(tmp_path: Path, capsys: Out, kind: str, *, gone: bool) -> None:
    """Whatever it leads to, and though it be gone: a code, the link's name, no new site."""
    project = Project(tmp_path / "archive").write("2021/01", briefing(1, "2021-01-01")).build()
    before = tree(project.site)
    link = linked(project, kind, tmp_path / "home" / LINKS[kind][1])
    if gone:
        shutil.rmtree(tmp_path / "home")
    assert run_command(["build", "--root", str(project.root)]) in (1, 2)
    assert f"{link.relative_to(project.root).as_posix()} 错误[D009]" in capsys.readouterr().err
    assert tree(project.site) == before


@pytest.mark.parametrize("kind", LINKS)
def test_a_link_inside_the_project_is_followed(tmp_path: Path, kind: str) -> None:
    """One rule for briefings, templates and static files; what a link leads to is never written to."""
    project = Project(tmp_path / "archive").write("2021/01", briefing(1, "2021-01-01"))
    target = project.root / "shelf" / LINKS[kind][1]
    link = linked(project, kind, target)
    project.build()
    assert project.built is not None
    assert not project.built.stopping, project.built.stopping
    assert seen(project.site) or kind == "templates"
    with pytest.raises(NotOursError):
        project.build(project.root / "shelf", adopt=True)
    assert link.exists()
    shutil.rmtree(project.root / "shelf")
    project.build()
    assert project.codes == ["D004"]


CLOSED = {
    "source of an issue": ("static/a.txt", "../briefings/2021/02.md"),
    "year": ("static/years", "../briefings/2021"),
    "settings": ("static/a.yaml", "../briefings/archive.yaml"),
    "briefings": ("static", "briefings"),
    "template": ("static/a.html", "../templates/footer.html"),
    "issue elsewhere": ("static/deep/a.txt", "../../shelf/2022/01.md"),
    "shelf": ("static/shelf", "../shelf"),
    "link behind a link": ("static/a.txt", "../other/link"),
    "hidden file": ("static/env.txt", "../.env"),
    "hidden folder": ("static/git", "../.git"),
    "file in a hidden folder": ("static/a.txt", "../.git/config"),
    "asset": ("templates/assets/a.txt", "../../briefings/2021/02.md"),
    "issue as a template": ("templates/a.html", "../briefings/2021/02.md"),
}


@pytest.mark.parametrize("kind", CLOSED)
def test_no_link_publishes_what_is_not_published(tmp_path: Path, capsys: Out, kind: str) -> None:
    """The source of an issue, which may be internal, the settings, a template, a hidden file: refused by name."""
    project = Project(tmp_path).write("2021/02", second()).write("shelf/2022/01.md", briefing(1, "2022-01-01"))
    (tmp_path / "briefings/2022").symlink_to("../shelf/2022")
    hide(project)
    project.write("templates/footer.html", "").write(".env", HIDDEN).write(".git/config", HIDDEN).build()
    project.write("other/a", "")
    (tmp_path / "other/link").symlink_to("../.env")
    before = tree(project.site)
    name, target = CLOSED[kind]
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).symlink_to(target)
    assert run_command(["build", "--root", str(tmp_path)]) == 2
    assert f"{name} 错误[D010]" in capsys.readouterr().err
    assert tree(project.site) == before
    assert not seen(project.site)


def test_a_link_to_another_published_file_is_followed(tmp_path: Path) -> None:
    """Also to a folder whose name begins with a dot and that belongs to sites."""
    project = Project(tmp_path).write("static/a.txt", "a").write("static/.well-known/b.txt", "b")
    (tmp_path / "static/c.txt").symlink_to("a.txt")
    (tmp_path / "static/d").symlink_to(".well-known")
    project.build()
    assert project.page("c.txt") == "a"
    assert project.page("d/b.txt") == "b"


def test_a_circle_of_links_is_told(project: Project) -> None:
    """Reading ends."""
    (project.root / "briefings/2021/again").symlink_to("..")
    (project.root / "briefings/2022").symlink_to("2022")
    (project.root / "static").mkdir()
    (project.root / "static/a").symlink_to("..", target_is_directory=True)
    project.build()
    assert set(project.codes) == {"D004"}


def test_a_linked_settings_file_outside_is_refused(tmp_path: Path, capsys: Out) -> None:
    """The rule holds for the settings and for the whole folder of briefings too."""
    other = Project(tmp_path / "other").write("2021/01", briefing(1, "2021-01-01"))
    for name in ("briefings/archive.yaml", "briefings"):
        root = tmp_path / name.replace("/", "-")
        (root / name).parent.mkdir(parents=True)
        (root / name).symlink_to(other.root / name)
        assert run_command(["build", "--root", str(root)]) in (1, 2)
        err = capsys.readouterr().err
        assert "D009" in err
        assert "E001" not in err
        assert not (root / "site").exists()


def test_an_archive_that_lost_its_issues_is_not_published(project: Project, capsys: Out) -> None:
    """A folder of issues that is gone stops the build, unless it is meant; a new archive has none to lose."""
    before = tree(project.site)
    shutil.rmtree(project.root / "briefings/2021")
    assert run_command(["build", "--root", str(project.root)]) == 1
    err = capsys.readouterr().err
    assert "D008" in err
    assert "--allow-empty" in err
    assert tree(project.site) == before
    assert run_command(["build", "--root", str(project.root), "--allow-empty"]) == 0
    assert not (project.site / "2021").exists()
    assert run_command(["build", "--root", str(project.root)]) == 0
    assert run_command(["build", "--root", str(Project(project.root / "new").root)]) == 0


def test_a_lone_issue_that_became_internal_is_no_loss(tmp_path: Path) -> None:
    """It was read: that the public site is empty is what its mark says."""
    project = Project(tmp_path).write("2021/02", second()).build()
    hide(project)
    project.build()
    assert project.codes == []
    assert not seen(project.site)


@pytest.mark.parametrize("options", [(), ("--adopt",)])
def test_an_output_that_is_no_folder_stays(project: Project, capsys: Out, options: tuple[str, ...]) -> None:
    """A pipe or a device such as /dev/null is refused, with `--adopt` too, and nothing is left next to it."""
    pipe = project.root / "pipe"
    os.mkfifo(pipe)
    before = sorted(path.name for path in project.root.iterdir())
    assert run_command(["build", "--root", str(project.root), "--out", str(pipe), *options]) == 3
    assert "E004" in capsys.readouterr().err
    assert pipe.is_fifo()
    assert sorted(path.name for path in project.root.iterdir()) == before
