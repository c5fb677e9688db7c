"""What is released: the wheel and the source package, and an archive begun with nothing but the wheel."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from taizhou_brief import __version__
from tests.project import ROOT, tree

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CARRIED = ("templates", "schemas", "docs")
"""Folders of the repository that an installed copy has too."""


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both packages of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    build_package(ROOT, folder)
    return folder


def build_package(source: Path, folder: Path, *options: str) -> None:
    """Build packages of a checkout into a folder."""
    build = [sys.executable, "-m", "hatchling", "build", *options, "-d", str(folder)]
    subprocess.run(build, cwd=source, check=True, capture_output=True)


def wheel_in(folder: Path) -> Path:
    """Return the wheel in a folder."""
    (path,) = folder.glob("*.whl")
    return path


def files_in(wheel: Path) -> dict[str, bytes]:
    """Return the files of a wheel by name."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_version_is_written_in_one_place() -> None:
    """The project file and the change log follow it."""
    assert PROJECT["project"]["dynamic"] == ["version"]
    assert PROJECT["tool"]["hatch"]["version"]["path"] == "src/taizhou_brief/__init__.py"
    heads = re.findall(r"^## (\S+?)(?:（| |$)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert heads[0] == __version__
    literal = re.compile(rf"""["']{re.escape(__version__)}["']""")
    holders = [path for path in (ROOT / "src").rglob("*.py") if literal.search(path.read_text("utf-8"))]
    assert holders == [ROOT / "src/taizhou_brief/__init__.py"]


def test_the_extras_are_those_documented() -> None:
    """`pdf` installs nothing, as the program reads such files itself; `office` is what `export` writes with."""
    extras = PROJECT["project"]["optional-dependencies"]
    assert extras.keys() == {"dask", "office", "pdf"}
    assert extras["pdf"] == []
    assert [re.split("[>=]", name)[0] for name in extras["office"]] == ["python-docx", "xlsxwriter"]


@pytest.mark.slow
def test_the_wheel_carries_what_an_installed_copy_needs(dist: Path) -> None:
    """Templates, schemas, handbook, the lock, the sample and all that `init` writes; the command and the licence."""
    carried = files_in(wheel_in(dist))
    entry = next(name for name in carried if name.endswith("entry_points.txt"))
    assert "taizhou-brief = taizhou_brief.cli:main" in carried[entry].decode()
    for folder in CARRIED:
        for name, data in tree(ROOT / folder).items():
            assert carried[f"taizhou_brief/{folder}/{name}"] == data
    for name, data in tree(ROOT / "src/taizhou_brief/starter").items():
        assert "__pycache__" in name or carried[f"taizhou_brief/starter/{name}"] == data
    assert carried["taizhou_brief/requirements.lock"] == (ROOT / "requirements.lock").read_bytes()
    assert any(name.endswith("licenses/LICENSE") for name in carried)


@pytest.mark.slow
def test_the_source_package_makes_the_same_wheel(dist: Path, tmp_path: Path) -> None:
    """To the byte, so that what is built from either is the same program."""
    (source,) = dist.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        options: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # since 3.11.4
        archive.extractall(tmp_path, **options)  # noqa: S202  # the archive is our own
    (folder,) = tmp_path.iterdir()
    build_package(folder, tmp_path / "dist", "-t", "wheel")
    assert files_in(wheel_in(tmp_path / "dist")) == files_in(wheel_in(dist))


def install(wheel: Path, folder: Path) -> Path:
    """Install a wheel into an empty environment that sees the dependencies of this one; return its folder of programs.

    No package index is asked, and of this environment's packages nothing is processed that would lead to the checkout.
    """
    venv.create(folder, with_pip=False)
    programs = folder / "bin"
    (packages,) = (folder / "lib").glob("python*/site-packages")
    (packages / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python"), "install", "--no-index", "--no-deps"]
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True)
    return programs


def call(folder: Path, *command: str | Path) -> str:
    """Run a command in a folder, away from the checkout; return what it prints."""
    home = {"HOME": str(folder), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PIP_NO_INDEX": "1"}
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=folder, env=home, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_from_the_wheel_to_a_site(dist: Path, tmp_path: Path) -> None:
    """`init`, `check`, `build` in an empty folder; the archive keeps the wheel, which installs by its hash alone."""
    programs = install(wheel_in(dist), tmp_path / "environment")
    program, home = programs / "taizhou-brief", tmp_path / "home"
    home.mkdir()
    assert call(home, program, "--version") == f"taizhou-brief {__version__}\n"
    where = call(home, programs / "python", "-c", "import taizhou_brief; print(taizhou_brief.__file__)")
    assert Path(where.strip()).is_relative_to(tmp_path)
    call(
        home,
        program,
        "init",
        "archive",
        "--region",
        "衢州市",
        "--series",
        "衢州山区共富简报",
        "--sample",
        "--host",
        "gitlab",
    )
    archive = home / "archive"
    assert call(archive, program, "check") == "检查了 1 个文件，没有问题。\n"
    assert "1 期，2 篇，8 条措施" in call(archive, program, "build")
    assert "衢州山区共富简报" in (archive / "site/index.html").read_text("utf-8")
    kept = archive / "vendor" / wheel_in(dist).name
    assert kept.read_bytes() == wheel_in(dist).read_bytes()
    head = (archive / "vendor/requirements.txt").read_text("utf-8").splitlines()[1]
    (archive / "one.txt").write_text(f"{head}\n", "utf-8")
    hashes = ["install", "--require-hashes", "--no-deps", "--force-reinstall", "-r", "one.txt"]
    call(archive, sys.executable, "-m", "pip", "--python", programs / "python", *hashes)
    kept.write_bytes(kept.read_bytes() + b"\n")
    with pytest.raises(AssertionError, match="HASHES"):
        call(archive, sys.executable, "-m", "pip", "--python", programs / "python", *hashes)


def test_the_dependencies_of_the_package_are_installed_here() -> None:
    """The test above relies on them."""
    for wish in PROJECT["project"]["dependencies"]:
        assert metadata.version(re.split(r"[^\w.-]", wish, maxsplit=1)[0])
