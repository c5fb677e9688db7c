"""Create the files of a new archive, and rewrite those of this program in an older one."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from taizhou_brief.builder.files.sources import PACKAGE
from taizhou_brief.builder.files.writing import replace_text, write_new
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.starter.plan import PlannedFile, plan_files
from taizhou_brief.starter.settings import StarterSettings

TEXTS = PACKAGE / "starter" / "files"
REGIONS = PACKAGE / "starter" / "regions.tsv"
LOCK = "requirements.lock"
VENDOR = "vendor"
DISTRIBUTION = "taizhou-brief"
WHEEL = lazy_compile(r"taizhou_brief-[A-Za-z0-9.+!]+-py3-none-any\.whl")
"""Name of a wheel of this program."""


class WheelError(Exception):
    """Raised when a file is no wheel of this program that can be installed from."""


@dataclass(frozen=True, slots=True)
class StarterChoices:
    """Which files to create."""

    host: str = "none"
    """Where the archive is published from, one of `HOSTS`."""
    wheel: Path | None = None
    """Package of this program that goes into `vendor/`."""
    sample: bool = False
    upgrade: bool = False
    """Whether to write only files of this program, over those that are there."""


@dataclass(slots=True)
class CreatedFiles:
    """What was done with each file of a new archive, by path."""

    written: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """Existing files with another content, which were left alone."""


def read_starter_texts() -> Mapping[str, str]:
    """Return the texts that come with this program, by name."""
    return {path.name: path.read_text("utf-8") for path in sorted(TEXTS.iterdir())}


def read_regions() -> str:
    """Return the text of the table of regions."""
    return REGIONS.read_text("utf-8")


def read_lock() -> str:
    """Return the lock file of the program's dependencies: from the package, or from the checkout it runs from."""
    packaged = PACKAGE / LOCK
    return (packaged if packaged.is_file() else PACKAGE.parents[1] / LOCK).read_text("utf-8")


def find_wheel() -> Path | None:
    """Return the wheel that this program was installed from, if it is still there unchanged; None if not."""
    try:
        text = metadata.distribution(DISTRIBUTION).read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        return None
    origin = json.loads(text) if text else {}
    location = urlsplit(origin.get("url", ""))
    path = Path(url2pathname(location.path))
    if location.scheme != "file" or not WHEEL.fullmatch(path.name) or not path.is_file():
        return None
    known = origin.get("archive_info", {}).get("hashes", {}).get("sha256")
    return path if known in {None, digest_file(path)} else None


def find_vendored_wheels(root: Path) -> list[Path]:
    """Return the wheels of this program in an archive."""
    return sorted(path for path in (root / VENDOR).glob("*.whl") if WHEEL.fullmatch(path.name))


def digest_file(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_requirements(wheel: Path) -> str:
    """Return the text of `vendor/requirements.txt`: the wheel by its path and hash, then its dependencies by theirs.

    Raises `WheelError` if the file is no wheel of this program.
    """
    if not WHEEL.fullmatch(wheel.name):
        raise WheelError(wheel.name)
    head = "# 由 init 写成，升级时改写：程序的安装包和它要的软件包，逐个文件锁定哈希值\n"
    return f"{head}./{VENDOR}/{wheel.name} --hash=sha256:{digest_file(wheel)}\n{read_lock()}"


def create_archive(root: Path, known: StarterSettings, choices: StarterChoices) -> CreatedFiles:
    """Create the files of an archive that are not there; an upgrade also writes over those of this program.

    Raises `WheelError` or `OSError`.
    """
    requirements = write_requirements(choices.wheel) if choices.wheel else ""
    texts = read_starter_texts()
    planned = plan_files(known, texts, host=choices.host, requirements=requirements, sample=choices.sample)
    created = CreatedFiles()
    for file in planned:
        if file.owned or not choices.upgrade:
            place_file(root, file, created, replace=choices.upgrade)
    if choices.wheel:
        place_wheel(root, choices.wheel, created)
    return created


def place_file(root: Path, file: PlannedFile, created: CreatedFiles, *, replace: bool) -> None:
    """Write one file and record what was done."""
    path = root / file.path
    if write_new(path, file.text):
        created.written.append(file.path)
    else:
        before = path.read_bytes() if path.is_file() else b""
        if before == file.text.encode():
            return
        done = replace and replace_text(path, file.text, before)
        (created.replaced if done else created.kept).append(file.path)
    if file.program and file.path not in created.kept:
        path.chmod(path.stat().st_mode | 0o111)


def place_wheel(root: Path, wheel: Path, created: CreatedFiles) -> None:
    """Copy the wheel into `vendor/`; one of the same name is left alone if it is the same file."""
    target = root / VENDOR / wheel.name
    name = f"{VENDOR}/{wheel.name}"
    if target.exists():
        if digest_file(target) != digest_file(wheel):
            created.kept.append(name)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(wheel, target)
    created.written.append(name)
