"""The floor plan holds: imports only go down, the lower floors touch nothing, the public face stays as it is."""

from __future__ import annotations

import ast
import graphlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

import taizhou_brief

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "taizhou_brief"
NAME = "taizhou_brief"

FLOORS = {
    "model": 0,
    "chinese": 0,
    "diagnostics": 1,
    "quantities": 1,
    "themes": 1,
    "formats": 2,
    "rules": 3,
    "importer": 3,
    "site": 3,
    "starter": 3,
    "builder": 4,
    "exports": 4,
    "desk": 5,
    "cli": 6,
    "__main__": 7,
    "__init__": 7,
}
"""Package → floor. A package imports only from floors below its own, so `importer` and `site` never see each other."""

ROOMS = {
    "formats": ("undecided yaml markdown lock", "schema", "archive_yaml briefing"),
    "importer": ("source_text text_changes", "readers recognise", "merge review", "draft"),
    "starter": ("regions", "settings", "sample", "plan"),
    "site": (
        "html citation template_digests template_messages",
        "citation_forms dataset views",
        "comparison render",
        "bibliography feeds search sitemap pages",
        "portable",
    ),
    "builder": (
        "files stopwatch executors",
        "runner heads page_tasks settings_use starter changed_lines theme_moves",
        "issue_task",
        "loaded",
        "locks",
        "check session",
        "load locking fixing",
        "build",
        "serve verify",
    ),
    "exports": ("word selection tables", "issue_document database workbook", "collection_document"),
    "desk": ("drafts git page", "changes view", "app"),
}
"""Package → its rooms from the bottom up. Inside a package, too, a room imports only from rooms of lower rows."""

PURE = 3
"""Packages up to this floor read no file and no clock, and print nothing."""
IMPURE = {
    "importer.readers": "reads files that nobody vouches for in a child process with limits",
    "importer.draft": "reads the office file that its caller names",
}
"""Rooms of pure floors that are excepted, and why."""

BY_NAME = {
    "__init__": "the public names are resolved on first use",
    "cli": "a command's module loads only when it is called, so that help and errors come at once",
    "cli.build": "a build without a change needs none of the modules that make pages, which are slow to load",
    "formats.markdown": "most prose needs no library, which takes longer to load than all the rest of an import",
    "importer.readers": "each kind of file loads its own reader, so that a text need not wait for that of Word",
    "builder.check": "what builds remember is loaded only where there is any",
    "builder.executors": "Dask is installed only where a cluster is used",
    "cli.export": "the libraries for Word and Excel are installed only where somebody exports",
    "importer.readers.glyphs": "the PDF engine is loaded only in the process that it may crash",
}
"""Modules that may import another one by its name, and why."""
CONSTANTS = {"__version__"}
"""What any module may import from the package itself: it is there before any module is."""
WORLD = {
    *("asyncio", "ctypes", "fcntl", "fileinput", "filelock", "ftplib", "getpass", "glob", "gzip", "http", "importlib"),
    *("io", "linecache", "locale", "logging", "mmap", "multiprocessing", "os", "pkgutil", "platform", "random"),
    *("secrets", "select", "shelve", "shutil", "signal", "socket", "socketserver", "sqlite3", "ssl", "subprocess"),
    *(
        "sys",
        "tarfile",
        "tempfile",
        "threading",
        "time",
        "urllib.request",
        "watchfiles",
        "webbrowser",
        "zipfile",
    ),
}
"""Modules that reach for files, clocks, chance, the network or the terminal."""
WORLD_NAMES = {
    ("jinja2", "FileSystemLoader"),
    ("jinja2", "PackageLoader"),
    ("pathlib", "Path"),
    ("pathlib", "PosixPath"),
    ("concurrent.futures", "ProcessPoolExecutor"),
    ("concurrent.futures", "ThreadPoolExecutor"),
    ("", "uuid"),
    *(("uuid", name) for name in ("getnode", "uuid1", "uuid4", "uuid6", "uuid7")),
}
WORLD_CALLS = {"open", "print", "input", "breakpoint", "exec", "eval", "compile", "__import__"}
WORLD_METHODS = {
    *("read_text", "write_text", "read_bytes", "write_bytes", "iterdir", "rglob", "mkdir", "rmdir", "unlink", "touch"),
    *("now", "utcnow", "today", "fromfile", "tofile", "loadtxt", "savetxt", "memmap", "Path"),
}

LONGEST_MODULE = 400
LONGEST_FUNCTION = 40
LONG = {"chinese.character_tables": "generated tables"}
"""`module.py` or `module.py:function` that may be longer, and why."""


@dataclass(frozen=True, slots=True)
class Import:
    """One imported name and where it stands."""

    source: str
    """The importing file as a dotted name inside the package, such as `rules.words`; a folder is its `__init__.py`."""
    target: str
    """The imported module or name, dotted, in full."""
    line: int
    hidden: bool
    """It stands inside a function or a class."""


# --- reading the package ---------------------------------------------------------------------------------------------
def sources(package: Path) -> Iterator[tuple[str, ast.Module]]:
    """Every file of the package as its dotted name and its tree."""
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).with_suffix("").parts
        inner = parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts
        yield ".".join(inner), parse(path.read_text("utf-8"))


@cache
def parse(text: str) -> ast.Module:
    """Return the tree of a file; most files of a copy are those of the package."""
    return ast.parse(text)


@cache
def imports(name: str, tree: ast.Module, *, folder: bool) -> tuple[Import, ...]:
    """Return every import of a file, wherever it hides."""
    return tuple(iter_imports(name, tree, folder=folder))


def iter_imports(name: str, tree: ast.Module, *, folder: bool) -> Iterator[Import]:
    """Yield every import of a file."""
    hidden = {
        id(node)
        for scope in ast.walk(tree)
        if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda)
        for node in ast.walk(scope)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(name, alias.name, node.lineno, id(node) in hidden)
        elif isinstance(node, ast.ImportFrom):
            origin = node.module or ""
            if node.level:
                here = [NAME, *(name.split(".") if name != "__init__" else [])]
                above = here[: len(here) - node.level + folder]
                origin = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                yield Import(name, f"{origin}.{alias.name}", node.lineno, id(node) in hidden)


def folders(package: Path) -> set[str]:
    """The dotted names that are folders, and the package itself."""
    inner = {".".join(path.parent.relative_to(package).parts) for path in package.rglob("__init__.py")}
    return inner - {""} | {"__init__"}


def package_of(dotted: str) -> str:
    """Return the package that a dotted name inside `taizhou_brief` belongs to."""
    return dotted.split(".", maxsplit=1)[0]


def room_of(dotted: str) -> str:
    """Return the room that a dotted name belongs to: `site.pages`, or the package where it has no rooms."""
    package, *rest = dotted.split(".")
    return f"{package}.{rest[0]}" if package in ROOMS and rest else package


def level_of(dotted: str) -> int:
    """Return the row of a room inside its package, from 0; -1 for the package itself, 99 for an unknown room."""
    package, *rest = dotted.split(".")
    if package not in ROOMS or not rest:
        return -1
    rows = [row for row, names in enumerate(ROOMS[package]) if rest[0] in names.split()]
    return rows[0] if rows else 99


# --- the checks; each tells its faults in words ----------------------------------------------------------------------
def all_faults(package: Path) -> list[str]:
    """All that is wrong with the floor plan of a package."""
    return [
        *floorless(package),
        *climbing(package),
        *hidden_imports(package),
        *rings(package),
        *worldly(package),
    ]


def floorless(package: Path) -> Iterator[str]:
    """Find packages and rooms that are not in the tables."""
    names = [name for name, _ in sources(package)]
    for module in sorted({package_of(name) for name in names} - FLOORS.keys()):
        yield f"{module}: has no floor"
    for room in sorted({room_of(name) for name in names if level_of(name) == 99}):
        yield f"{room}: has no floor"


def inside(package: Path) -> Iterator[Import]:
    """Imports of the package's own modules, targets as dotted names inside the package."""
    known = folders(package)
    for name, tree in sources(package):
        for one in imports(name, tree, folder=name in known):
            if one.target == NAME:
                yield Import(one.source, "__init__", one.line, one.hidden)
            elif one.target.startswith(f"{NAME}."):
                target = one.target.removeprefix(f"{NAME}.")
                if target in CONSTANTS:
                    continue
                exists = package_of(target) in FLOORS or (package / package_of(target)).exists()
                exists = exists or (package / f"{package_of(target)}.py").exists()
                yield Import(one.source, target if exists else "__init__", one.line, one.hidden)


def climbing(package: Path) -> Iterator[str]:
    """Find imports that do not go down; a line that imports several names is reported once."""
    edges = {(one.source, one.line, room_of(one.target)): one for one in inside(package)}
    for one in edges.values():
        source, target = package_of(one.source), package_of(one.target)
        if source != target:
            allowed = FLOORS.get(target, 99) < FLOORS.get(source, -1)
        else:
            same = room_of(one.source) == room_of(one.target)
            allowed = same or level_of(one.target) < level_of(one.source)
        if not allowed:
            yield f"{one.source}:{one.line}: imports {room_of(one.target)}, which is not on a lower floor"


def hidden_imports(package: Path) -> Iterator[str]:
    """Imports that stand inside functions or classes, and modules fetched by name."""
    known = folders(package)
    for name, tree in sources(package):
        for one in imports(name, tree, folder=name in known):
            if one.hidden:
                yield f"{name}:{one.line}: import inside a function or class"
        for node in ast.walk(tree):
            called = node.func if isinstance(node, ast.Call) else None
            word = (
                called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
            )
            if word in {"import_module", "__import__"} and name not in BY_NAME:
                yield f"{name}:{node.lineno}: fetches a module by name"  # type: ignore[attr-defined]


def rings(package: Path) -> Iterator[str]:
    """Import rings inside a folder."""
    files = {name for name, _ in sources(package)}
    graph: dict[str, set[str]] = {}
    for one in inside(package):
        target = one.target
        while target not in files and "." in target:
            target = target.rpartition(".")[0]
        if package_of(one.source) == package_of(target) and target != one.source:
            graph.setdefault(one.source, set()).add(target)
    try:
        tuple(graphlib.TopologicalSorter(graph).static_order())
    except graphlib.CycleError as error:
        yield f"import ring: {' → '.join(error.args[1])}"


def worldly(package: Path) -> Iterator[str]:
    """What the pure floors must not do."""
    known = folders(package)
    for name, tree in sources(package):
        if FLOORS.get(package_of(name), 99) > PURE or room_of(name) in IMPURE:
            continue
        for one in imports(name, tree, folder=name in known):
            parts = one.target.split(".")
            reached = {".".join(parts[:end]) for end in range(1, len(parts) + 1)}
            origin, _, word = one.target.rpartition(".")
            if one.target == "importlib.import_module" and name in BY_NAME:
                continue
            if reached & WORLD or (origin, word) in WORLD_NAMES:
                yield f"{name}:{one.line}: a pure module imports {one.target}"
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in WORLD_CALLS:
                yield f"{name}:{node.lineno}: a pure module uses {node.id}"
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WORLD_METHODS:
                yield f"{name}:{node.lineno}: a pure module calls .{node.func.attr}()"
            if isinstance(node, ast.Attribute) and node.attr == "random":
                yield f"{name}:{node.lineno}: a pure module uses chance"


def overlong(package: Path) -> Iterator[str]:
    """Modules and functions that have grown too long; a docstring does not count."""
    for name, tree in sources(package):
        lines = max((node.end_lineno or 0 for node in tree.body), default=0)
        if lines > LONGEST_MODULE and name not in LONG:
            yield f"{name}: {lines} lines"
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                first = node.body[0]
                words = (
                    (first.end_lineno or 0) - first.lineno + 1
                    if ast.get_docstring(node, clean=False) is not None
                    else 0
                )
                length = (node.end_lineno or 0) - node.lineno + 1 - words
                if length > LONGEST_FUNCTION and f"{name}:{node.name}" not in LONG:
                    yield f"{name}:{node.name}: {length} lines"


def repeated_classes(package: Path) -> Iterator[str]:
    """Find public class names that two modules define."""
    seen: dict[str, str] = {}
    for name, tree in sources(package):
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                first = seen.setdefault(node.name, name)
                if first != name:
                    yield f"{name}:{node.lineno}: class {node.name} is defined in {first} too"


DIALECT = {
    *("stand", "stands", "stood", "tell", "told", "say", "says", "said", "hold", "holds", "beside", "behind", "lest"),
    *("mend", "mends", "mended"),
}
"""Words of an idiom that docstrings use at most ten times in 10,000 words."""


def docstring_words(package: Path) -> tuple[int, list[str]]:
    """Count the words of all docstrings, those of attributes too; list the words of `DIALECT` with their places.

    Words in backticks do not count.
    """
    total = 0
    found = []
    for name, tree in sources(package):
        for node in ast.walk(tree):
            doc = node.value if isinstance(node, ast.Expr) else None
            if isinstance(doc, ast.Constant) and isinstance(doc.value, str):
                words = re.findall("[A-Za-z]+", re.sub("`[^`]*`", "", doc.value))
                total += len(words)
                found += [f"{name}:{doc.lineno}: {word}" for word in words if word.lower() in DIALECT]
    return total, found


GRAMMAR = re.compile(r"四五六七八九|零〇|百千万亿|壹贰|０[１-]|约\|?[近超]|近\|?[约超]|超\|?逾|逾\|?[约近超]")
"""What tables of numerals, digits and approximators have in common, as classes or as alternatives."""


def repeated_tables(package: Path) -> Iterator[str]:
    """Find tables of numerals, digits and approximators outside `chinese`."""
    for name, tree in sources(package):
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                match = GRAMMAR.search(node.value)
                if match and package_of(name) != "chinese":
                    yield f"{name}:{node.lineno}: “{match[0]}” belongs to a table of chinese"


EXEMPT = {
    "__main__": "it runs the command line and does nothing else",
    "chinese": "it has no name of its own",
    "model": "likewise",
    "starter": "likewise",
    "desk": "likewise",
    "exports": "likewise",
    "site.views": "likewise",
    "chinese.character_tables": "generated tables, tested as they are read, in test_readings.py",
}
"""Modules that no test needs to import, and why; so are folders whose `__init__.py` only passes names on."""


def untested(package: Path, tests: Path) -> Iterator[str]:
    """Find modules that no test file imports by name, and exceptions that are not needed."""
    named = {one.target for path in sorted(tests.rglob("*.py")) for one in imports_of_test(path)}
    parents = {target.rpartition(".")[0] for target in named}
    for name, tree in sources(package):
        module = NAME if name == "__init__" else f"{NAME}.{name}"
        tested = module in named | parents
        if tested and name in EXEMPT:
            yield f"{name}: is imported by a test and need not be exempt"
        elif not tested and name not in EXEMPT and not passes_names_on(tree):
            yield f"{name}: is imported by no test"


def imports_of_test(path: Path) -> tuple[Import, ...]:
    """Return every import of a test file."""
    return imports("", parse(path.read_text("utf-8")), folder=False)


def passes_names_on(tree: ast.Module) -> bool:
    """Tell whether a module has a docstring, imports and `__all__` only, and at least one import."""
    words, *rest = tree.body
    passed = [node for node in rest if isinstance(node, ast.Import | ast.ImportFrom)]
    listed = [
        node for node in rest if isinstance(node, ast.Assign) and [ast.unparse(t) for t in node.targets] == ["__all__"]
    ]
    return isinstance(words, ast.Expr) and len(passed) > 0 and len(passed) + len(listed) == len(rest)


# --- the package as it is --------------------------------------------------------------------------------------------
def test_every_module_has_a_floor() -> None:
    """A module without a floor belongs nowhere."""
    assert list(floorless(PACKAGE)) == []


def test_imports_only_go_down() -> None:
    """No module imports a neighbour or anything above, under `TYPE_CHECKING` neither."""
    assert list(climbing(PACKAGE)) == []


def test_no_import_hides() -> None:
    """Imports stand at the top of a file, where they can be seen."""
    assert list(hidden_imports(PACKAGE)) == []


def test_folders_have_no_rings() -> None:
    """Inside a folder, too, imports go one way."""
    assert list(rings(PACKAGE)) == []


def test_pure_floors_touch_nothing() -> None:
    """Up to the pure verbs, nothing opens a file, reads a clock, prints or throws dice."""
    assert list(worldly(PACKAGE)) == []


def test_nothing_grows_too_long() -> None:
    """Modules stay within 400 lines and functions within 40, but for a short list with reasons."""
    assert list(overlong(PACKAGE)) == []


def test_a_class_name_means_one_thing() -> None:
    """No public class name is used twice in the package."""
    assert list(repeated_classes(PACKAGE)) == []


def test_numerals_and_approximators_are_in_one_place() -> None:
    """Tables of the Chinese language are written once."""
    assert list(repeated_tables(PACKAGE)) == []


def test_every_module_has_a_unit_test() -> None:
    """Each module is imported by name by at least one test file, but for a short list with reasons."""
    assert list(untested(PACKAGE, ROOT / "tests")) == []


def test_docstrings_are_in_standard_english() -> None:
    """Words of an idiom that outsiders stumble over are rare."""
    total, found = docstring_words(PACKAGE)
    assert 10_000 * len(found) <= 10 * total, f"{len(found)} in {total} words: {' '.join(found)}"


# --- the public face -------------------------------------------------------------------------------------------------
def test_public_names_are_a_promise() -> None:
    """The public names are those of `public_names.txt`; changing them is a decision, written there by hand."""
    promised = (ROOT / "tests" / "public_names.txt").read_text("utf-8").split()
    assert sorted(taizhou_brief.__all__) == promised


def test_public_names_exist() -> None:
    """Every public name is what it promises, also after a module of the same name was loaded; no name is made up."""
    for _ in range(2):
        for name in taizhou_brief.__all__:
            assert not isinstance(getattr(taizhou_brief, name), ModuleType), name
    with pytest.raises(AttributeError):
        getattr(taizhou_brief, "no_such_name")  # noqa: B009 - as an attribute, mypy would rightly refuse it


def test_importing_the_package_loads_no_module() -> None:
    """The face is lazy: `import taizhou_brief` costs nothing until something is asked for."""
    ask = "import sys, taizhou_brief; print(*(name for name in sys.modules if name.startswith('taizhou_brief.')))"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, check=True, text=True, cwd=PACKAGE.parent)
    assert done.stdout.split() == []


# --- planted faults: the checks above are worth something ------------------------------------------------------------
@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package's lowest modules to plant faults in."""
    for module in ("diagnostics", "chinese", "model"):
        shutil.copytree(PACKAGE / module, tmp_path / NAME / module, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / NAME


def plant(package: Path, module: str, text: str) -> None:
    """Write `text` at the end of a module, which may be new."""
    path = package / f"{module}.py"
    path.parent.mkdir(exist_ok=True, parents=True)
    if not path.exists():
        path.write_text("", "utf-8")
    path.write_text(f"{path.read_text('utf-8')}\n{text}\n", "utf-8")


LOW = "chinese/characters"
PLANTED = {
    "upward": (LOW, "import taizhou_brief.diagnostics.os_errors", "not on a lower floor"),
    "upward, from": (LOW, "from taizhou_brief.diagnostics import Diagnostic", "not on a lower floor"),
    "upward, from the package": (LOW, "from taizhou_brief import diagnostics", "not on a lower floor"),
    "upward, relative": (LOW, "from .. import diagnostics", "not on a lower floor"),
    "upward, relative name": (LOW, "from ..diagnostics import Diagnostic", "not on a lower floor"),
    "neighbour": (LOW, "from taizhou_brief.model.issue import Issue", "not on a lower floor"),
    "the face": (LOW, "from taizhou_brief import build_it_all", "not on a lower floor"),
    "typing only": (
        LOW,
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from taizhou_brief.model.issue import Issue",
        "not on a lower floor",
    ),
    "blind": ("importer/draft", "from taizhou_brief.site import pages", "not on a lower floor"),
    "blind, the other way": ("site/pages/plan", "from taizhou_brief import importer", "not on a lower floor"),
    "room above": ("site/citation", "from taizhou_brief.site.pages import plan", "not on a lower floor"),
    "room beside": ("site/search/plan", "from taizhou_brief.site.pages import plan", "not on a lower floor"),
    "in a function": ("model/issue", "def late():\n    import json\n    return json", "inside a function"),
    "in a class": ("model/issue", "class Late:\n    import json", "inside a function or class"),
    "by name": ("model/issue", "late = importlib.import_module('json')", "by name"),
    "open": (LOW, "TEXT = open('x').read()", "uses open"),
    "print": (LOW, "def shout():\n    print('x')", "uses print"),
    "path": (LOW, "from pathlib import Path", "imports pathlib.Path"),
    "path, whole": (LOW, "import pathlib\nHERE = pathlib.Path('x')", "calls .Path()"),
    "clock": (LOW, "import datetime\nNOW = datetime.datetime.now()", "calls .now()"),
    "environment": (LOW, "from os import environ", "imports os.environ"),
    "chance": (LOW, "import random", "imports random"),
    "without a floor": ("attic", "", "has no floor"),
    "without a room": ("site/attic", "", "has no floor"),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_planted_fault_is_caught(copy: Path, fault: str) -> None:
    """Each kind of fault, planted in a copy of the package, is reported once, and nothing else is."""
    module, text, words = PLANTED[fault]
    before = all_faults(copy)
    plant(copy, module, text)
    found = [line for line in all_faults(copy) if line not in before]
    assert len(found) == 1
    assert found[0].startswith(module.replace("/", "."))
    assert words in found[0]


@pytest.mark.parametrize("module", FLOORS)
def test_a_fault_planted_on_any_floor_is_caught(tmp_path: Path, module: str) -> None:
    """From every package an import of a neighbour, and of anything above, is reported; a pure one may not print."""
    package = tmp_path / NAME
    package.mkdir()
    others = [other for other in FLOORS if other != module and FLOORS[other] >= FLOORS[module]]
    plant(package, module, "\n".join(f"from taizhou_brief import {other}" for other in others))
    assert len(list(climbing(package))) == len(others)
    lower = [other for other in FLOORS if FLOORS[other] < FLOORS[module] and other != "__init__"]
    plant(package, module, "\n".join(f"import taizhou_brief.{other}" for other in lower))
    plant(package, module, "print()")
    assert len(list(climbing(package))) == len(others)
    assert len(list(worldly(package))) == (FLOORS[module] <= PURE)


def test_planted_ring_is_caught(copy: Path) -> None:
    """Two files of one folder that import each other are reported."""
    plant(copy, "rules/one", "from taizhou_brief.rules import two")
    plant(copy, "rules/two", "from .one import anything")
    assert any(line.startswith("import ring") for line in all_faults(copy))


def test_planted_length_is_caught(copy: Path) -> None:
    """A function of 41 lines and a module of 401 are reported."""
    plant(copy, LOW, "def endless():\n" + "    pass\n" * 40)
    plant(copy, "attic", "x = 1\n" * 400)
    found = "\n".join(overlong(copy))
    assert "chinese.characters:endless: 41 lines" in found
    assert "attic: 401 lines" in found


def test_a_class_name_used_twice_is_caught(copy: Path) -> None:
    """A public class of a name that another module uses is reported."""
    plant(copy, LOW, "class Issue:\n    pass")
    assert [line for line in repeated_classes(copy) if "class Issue" in line]


SECOND_TABLES = [
    "[一二三四五六七八九十]",
    "f'{1}[0-9０-９]'",
    "壹贰叁",
    "０１２",
    "[零〇]",
    "[百千万亿]",
    "约|近",
    "[超逾]",
]


@pytest.mark.parametrize("literal", SECOND_TABLES)
def test_a_second_table_is_caught(copy: Path, literal: str) -> None:
    """A table of numerals or approximators outside `chinese`, also inside an f-string; docstrings may name them."""
    text = literal if literal.startswith("f'") else repr(literal)
    plant(copy, "rules.planted", f'"""一二三四五六七八九。"""\nTABLE = {text}\n')
    assert [fault.partition(":")[0] for fault in repeated_tables(copy)] == ["rules.planted"]


def test_a_module_without_a_test_is_caught(tmp_path: Path) -> None:
    """A module that no test imports is reported, by whatever form of import another one is tested."""
    package, tests = tmp_path / NAME, tmp_path / "tests"
    files = {
        package / "one.py": '"""One."""\nX = 1\n',
        package / "rooms" / "__init__.py": '"""Rooms."""\nfrom taizhou_brief.rooms.two import X\n__all__ = ["X"]\n',
        package / "rooms" / "two.py": '"""Two."""\nX = 2\n',
        package / "rooms" / "three.py": '"""Three."""\nX = 3\n',
        package / "rooms" / "four.py": '"""Four."""\nX = 4\n',
        tests / "test_it.py": (
            "from taizhou_brief.one import X\nfrom taizhou_brief.rooms import two\nimport taizhou_brief.rooms.three\n"
        ),
    }
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assert list(untested(package, tests)) == ["rooms.four: is imported by no test"]
    (tests / "test_it.py").write_text("import json\n", "utf-8")
    faults = list(untested(package, tests))
    assert faults == [f"{name}: is imported by no test" for name in ("one", "rooms.four", "rooms.three", "rooms.two")]
    (package / "rooms" / "__init__.py").write_text('"""Rooms."""\nX = 5\n', "utf-8")
    assert "rooms: is imported by no test" in untested(package, tests)
    plant(package, "__main__", "X = 1")
    (tests / "test_it.py").write_text("import taizhou_brief.__main__\n", "utf-8")
    assert "__main__: is imported by a test and need not be exempt" in untested(package, tests)


def test_dialect_in_docstrings_is_caught(copy: Path) -> None:
    """In docstrings of functions and attributes; not in backticks, comments or other texts."""
    total, before = docstring_words(copy)
    plant(copy, LOW, 'def late() -> None:\n    """It stands beside `hold`."""\n\n\nTEXT = "told"  # said')
    plant(copy, LOW, 'X = 1\n"""Said of X."""')
    after, found = docstring_words(copy)
    assert after == total + 6
    new = [each.rpartition(" ")[2] for each in found if each not in before]
    assert sorted(new) == ["Said", "beside", "stands"]
