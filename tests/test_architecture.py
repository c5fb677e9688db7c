"""The floor plan holds: imports only go down, the lower floors touch nothing, the public face stays as it is."""

from __future__ import annotations

import ast
import graphlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

import taizhou_brief

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "taizhou_brief"
NAME = "taizhou_brief"

HOUSE = (
    ("words", "diagnostics fingerprint hanzi patterns sourcetext"),
    ("nouns", "markdown models yamltext"),
    ("fields of YAML", "fields"),
    ("settings", "settings"),
    ("what a text says", "cite figures"),
    ("rows of figures", "ledger"),
    ("pure verbs", "archive exports pages parse recognise render rules search"),
    ("blank records", "skeleton"),
    ("hands", "disk office"),
    ("memory and parallel work", "runner"),
    ("reading and checking", "reading"),
    ("verbs in order", "build catalogue draft"),
    ("server", "serve"),
    ("command line", "cli"),
    ("door", "__main__"),
    ("face", "__init__"),
)
"""From the ground up. A module imports only from floors below its own; a folder is one module."""
FLOORS = {module: floor for floor, (_, modules) in enumerate(HOUSE) for module in modules.split()}
PURE = FLOORS["skeleton"]
"""Up to this floor nothing touches the world."""

BY_NAME = {
    "__init__": "the face is lazy",
    "cli": "a command's modules load only when it is called, so that help and errors come at once",
    "cli.checking": "the catalogue knows every verb, the import of office files among them; only SARIF asks for it",
    "markdown": "most prose needs no library, which takes longer to load than all the rest of an import",
    "office": "each kind of file loads its own reader, so that a text need not wait for that of Word",
    "office.glyphs": "the PDF engine is an extra, and is loaded only in the process that may die of it",
}
"""Who may fetch a module by its name, and why."""
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
        "uuid",
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
}
WORLD_CALLS = {"open", "print", "input", "breakpoint", "exec", "eval", "compile", "__import__"}
WORLD_METHODS = {
    *("read_text", "write_text", "read_bytes", "write_bytes", "iterdir", "rglob", "mkdir", "rmdir", "unlink", "touch"),
    *("now", "utcnow", "today", "fromfile", "tofile", "loadtxt", "savetxt", "memmap", "Path"),
}

LONGEST_MODULE = 400
LONGEST_FUNCTION = 40
LONG: dict[str, str] = {}
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
        yield ".".join(inner), ast.parse(path.read_text("utf-8"), str(path))


def imports(name: str, tree: ast.Module, *, folder: bool) -> Iterator[Import]:
    """Every import of a file, wherever it hides."""
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


def module_of(dotted: str) -> str:
    """The module of the floor table that a dotted name inside the package belongs to."""
    return dotted.split(".", maxsplit=1)[0]


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
    """Modules that are not in the table."""
    for module in sorted({module_of(name) for name, _ in sources(package)} - FLOORS.keys()):
        yield f"{module}: has no floor"


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
                exists = module_of(target) in FLOORS or (package / module_of(target)).exists()
                exists = exists or (package / f"{module_of(target)}.py").exists()
                yield Import(one.source, target if exists else "__init__", one.line, one.hidden)


def climbing(package: Path) -> Iterator[str]:
    """Imports that do not go down; a line that takes several names is told once."""
    edges = {(one.source, one.line, module_of(one.target)): one for one in inside(package)}
    for one in edges.values():
        source, target = module_of(one.source), module_of(one.target)
        if source != target and FLOORS.get(target, 99) >= FLOORS.get(source, -1):
            yield f"{one.source}:{one.line}: imports {target}, which is not on a lower floor"


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
        if module_of(one.source) == module_of(target) and target != one.source:
            graph.setdefault(one.source, set()).add(target)
    try:
        tuple(graphlib.TopologicalSorter(graph).static_order())
    except graphlib.CycleError as error:
        yield f"import ring: {' → '.join(error.args[1])}"


def worldly(package: Path) -> Iterator[str]:
    """What the pure floors must not do."""
    known = folders(package)
    for name, tree in sources(package):
        if FLOORS.get(module_of(name), 99) > PURE:
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
    (tmp_path / NAME).mkdir()
    for module in ("diagnostics", "hanzi", "models"):
        shutil.copy(PACKAGE / f"{module}.py", tmp_path / NAME)
    return tmp_path / NAME


def plant(package: Path, module: str, text: str) -> None:
    """Write `text` at the end of a module, which may be new."""
    path = package / f"{module}.py"
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        path.write_text("", "utf-8")
    path.write_text(f"{path.read_text('utf-8')}\n{text}\n", "utf-8")


PLANTED = {
    "upward": ("hanzi", "import taizhou_brief.models", "hanzi", "not on a lower floor"),
    "upward, from": ("hanzi", "from taizhou_brief.models import Issue", "hanzi", "not on a lower floor"),
    "upward, from the package": ("hanzi", "from taizhou_brief import models", "hanzi", "not on a lower floor"),
    "upward, relative": ("hanzi", "from . import models", "hanzi", "not on a lower floor"),
    "upward, relative name": ("hanzi", "from .models import Issue", "hanzi", "not on a lower floor"),
    "neighbour": ("hanzi", "from taizhou_brief import diagnostics", "hanzi", "not on a lower floor"),
    "the face": ("hanzi", "from taizhou_brief import build_it_all", "hanzi", "not on a lower floor"),
    "typing only": (
        "hanzi",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from taizhou_brief.models import Issue",
        "hanzi",
        "not on a lower floor",
    ),
    "in a function": ("models", "def late():\n    import json\n    return json", "models", "inside a function"),
    "in a class": ("models", "class Late:\n    import json", "models", "inside a function or class"),
    "by name": ("models", "late = importlib.import_module('json')", "models", "by name"),
    "open": ("hanzi", "TEXT = open('x').read()", "hanzi", "uses open"),
    "print": ("hanzi", "def shout():\n    print('x')", "hanzi", "uses print"),
    "path": ("hanzi", "from pathlib import Path", "hanzi", "imports pathlib.Path"),
    "path, whole": ("hanzi", "import pathlib\nHERE = pathlib.Path('x')", "hanzi", "calls .Path()"),
    "clock": ("hanzi", "import datetime\nNOW = datetime.datetime.now()", "hanzi", "calls .now()"),
    "environment": ("hanzi", "from os import environ", "hanzi", "imports os.environ"),
    "chance": ("hanzi", "import random", "hanzi", "imports random"),
    "without a floor": ("attic", "", "attic", "has no floor"),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_planted_fault_is_caught(copy: Path, fault: str) -> None:
    """Each kind of fault, planted in a copy of the package, is reported once, and nothing else is."""
    module, text, where, words = PLANTED[fault]
    before = all_faults(copy)
    plant(copy, module, text)
    found = [line for line in all_faults(copy) if line not in before]
    assert len(found) == 1
    assert found[0].startswith(where)
    assert words in found[0]


@pytest.mark.parametrize("module", FLOORS)
def test_a_fault_planted_on_any_floor_is_caught(tmp_path: Path, module: str) -> None:
    """From every module an import of a neighbour, and of anything above, is reported; a pure one may not print."""
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
    plant(copy, "hanzi", "def endless():\n" + "    pass\n" * 40)
    plant(copy, "attic", "x = 1\n" * 400)
    told = "\n".join(overlong(copy))
    assert "hanzi:endless: 41 lines" in told
    assert "attic: 401 lines" in told
