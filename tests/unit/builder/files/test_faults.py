"""Publishing while the disk fails or the process is killed: every operation in turn, and at 200 random moments."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.project import ROOT

COMMON = """
import builtins, errno, itertools, os, random, shutil, signal, sys, time
from pathlib import Path
from taizhou_brief.builder.files import output
from taizhou_brief.builder.files.cache import BuildCache, PublishedSite
from taizhou_brief.builder.files.publishing import publish, restore_after_crash
from taizhou_brief.builder.files.store import BuildStore
from taizhou_brief.builder.files.manifest import MARKER
from taizhou_brief.model.page import File
from tests.project import tree

os.fsync = lambda handle: None  # nobody cuts the power; a busy disk would take minutes
root, mode = Path(sys.argv[1]), sys.argv[2]
site, atomic = root / "site", mode == "atomic"
SAME = {f"{number}.html": "same" * 900 for number in range(12)}
OLD = SAME | {"a/gone.html": "old", "b/x.html": "old" * 900, "b/y.html": "old"}
NEW = SAME | {"b/x.html": "new" * 900, "b/y.html": "new", "c/d/added.html": "new"}

def put(texts):
    files = [(File(path, text.encode()),) for path, text in texts.items()]
    restore_after_crash(site)
    publish(site, files, BuildCache(BuildStore(None), PublishedSite(site)), atomic=atomic)

def fresh(texts):
    for path in list(root.iterdir()):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    put(texts)
    return tree(site)

new, old = fresh(NEW), fresh(OLD)

def check(place):
    found = tree(site)
    assert all(data in (old.get(path), new.get(path)) for path, data in found.items()), place
    state = "old" if found == old else "new" if found == new else "between"
    assert not atomic or state != "between", place
    put(NEW)
    assert tree(site) == new, place
    assert [path.name for path in root.iterdir()] == ["site"], place
    return state
"""

SWEEP = f"""{COMMON}
how = sys.argv[3]
CHANGING = {{"os.link", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "ctypes.dlsym"}}

def run(limit):
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    count = 0
    def step():
        nonlocal count
        count += 1
        if count == limit:
            if how == "exit":
                os._exit(0)
            raise OSError(getattr(errno, how), how)
    def hook(event, arguments):
        if event in CHANGING or (event == "open" and str(root) in str(arguments[0]) and str(arguments[1])[:1] == "w"):
            step()
    class Half:
        def __init__(self, file):
            self.file = file
        def __enter__(self):
            return self
        def __exit__(self, *_):
            self.file.close()
        def fileno(self):
            return self.file.fileno()
        def write(self, data):
            self.file.write(data[: len(data) // 2])
            self.file.flush()
            step()
            self.file.write(data[len(data) // 2 :])
    output.open = lambda path, mode: Half(builtins.open(path, mode))
    os.fsync = lambda handle: step()
    sys.addaudithook(hook)
    try:
        put(NEW)
    except OSError:
        pass
    os._exit(1 if count < limit else 0)

states = set()
for place in itertools.count(1):
    fresh(OLD)
    ended = run(place)
    states.add(check(place))
    if ended:
        break
print(place, *sorted(states))
"""

KILLS = f"""{COMMON}
chance = random.Random(20211203)
states = []
for place in range(200):
    fresh(OLD)
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.write(writing, b".")
        for texts in itertools.cycle((NEW, OLD)):
            put(texts)
    os.read(reading, 1)
    time.sleep(chance.uniform(0, 0.02))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(reading)
    os.close(writing)
    states.append(check(place))
print(len(states), *sorted(set(states)))
"""


def run(script: str, *arguments: str) -> list[str]:
    """What a script prints, as words."""
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], check=False, capture_output=True, text=True, cwd=ROOT, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(sys, "addaudithook") or sys.platform == "win32", reason="needs processes that fork")
@pytest.mark.parametrize("mode", ["default", "atomic"])
@pytest.mark.parametrize("how", ["exit", "ENOSPC", "EIO"])
def test_whichever_operation_fails_the_site_is_the_old_or_the_new_one(
    tmp_path: object, mode: str, how: str
) -> None:  # parameters
    """Also after half a file; by default a killed process may leave whole files of both, until the next build."""
    operations, *states = run(SWEEP, str(tmp_path), mode, how)
    assert int(operations) > 30
    between = {"between"} if (mode, how) == ("default", "exit") else set()
    assert {"old", "new"} <= set(states) <= {"old", "new"} | between


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs processes that fork")
@pytest.mark.parametrize("mode", ["default", "atomic"])
def test_killed_at_any_moment_a_reader_sees_whole_files(tmp_path: object, mode: str) -> None:
    """With `atomic` a whole site; the next build completes what was begun and leaves nothing next to the site."""
    kills, *states = run(KILLS, str(tmp_path), mode)
    assert kills == "200"
    assert {"old", "new"} <= set(states)
