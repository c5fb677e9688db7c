"""A build after any history of edits and accidents equals a clean build, and the next one writes nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from taizhou_brief.builder.files import MARKER, NotOursError, states
from tests.project import BODY, ROOT, SETTINGS, Project, briefing, command, tree

DAYS = {
    "2019/12": "2019-12-01",
    "2020/11": "2020-11-01",
    "2020/12": "2020-12-01",
    "2021/01": "2021-01-01",
    "2021/02": "2021-02-01",
    "2021/03": "2021-03-01",
    "2022/01": "2022-01-01",
}
TITLES = ("东山县办好夜校", "东山县把夜校办到村口", "西河县稳住就业")
COUNTIES = ("东山县", "西河县")
THEMES = ("jobs", "skills")
CHANGED_TEMPLATES = ("404.html", "parts.html", "base.html", "article.html", "footer.html")
MEMORY = ".taizhou-brief"
ABSURD_TIMES = (0, 1, 2_000_000_000, 4_102_444_800)
choice = st.integers(0, 10**6)


class ArchiveMachine(RuleBasedStateMachine):
    """An archive that is edited, damaged and built again and again."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.project = Project(Path(self.folder.name))
        self.texts: dict[str, tuple[str, str, str, str, str]] = {}
        """Title, county, theme, body and further front matter of each issue."""
        self.jobs = 1
        self.old_marker = b""

    def teardown(self) -> None:
        """Remove the archive."""
        self.folder.cleanup()

    # --- what an editor does ------------------------------------------------------------------------------------------
    @initialize()
    def begin(self) -> None:
        """Write issues of two years."""
        for key in ("2020/12", "2021/01", "2021/02"):
            self.save(key, (TITLES[0], COUNTIES[0], THEMES[1], BODY, ""))

    def save(self, key: str, values: tuple[str, str, str, str, str]) -> None:
        """Write one issue."""
        self.texts[key] = values
        title, county, theme, body, extra = values
        articles = (f"{title}|{county}|{theme}|{body}", f"{TITLES[2]}|{COUNTIES[1]}|{THEMES[0]}|")
        self.project.write(key, briefing(int(key[-2:]), DAYS[key], *articles, extra=extra))

    def pick(self, number: int) -> str:
        """Choose an issue."""
        keys = sorted(self.texts)
        return keys[number % len(keys)]

    @rule(number=choice, figure=st.integers(1, 900))
    def edit_body(self, number: int, figure: int) -> None:
        """Change a figure in a text."""
        key = self.pick(number)
        title, county, theme, _, extra = self.texts[key]
        self.save(key, (title, county, theme, BODY.replace("386期", f"{figure}期"), extra))

    @rule(number=choice, which=choice)
    def edit_entry(self, number: int, which: int) -> None:
        """Change title, county and theme of an article."""
        key = self.pick(number)
        values = (TITLES[which % 3], COUNTIES[which % 2], THEMES[which // 2 % 2])
        self.save(key, (*values, *self.texts[key][3:]))

    @rule(
        number=choice, extra=st.sampled_from(["", "copies: 90\n", "edition: digest\n", "editor_note: 本期说夜校。\n"])
    )
    def edit_front_matter(self, number: int, extra: str) -> None:
        """Change a value of the whole issue."""
        key = self.pick(number)
        self.save(key, (*self.texts[key][:4], extra))

    @rule(number=choice)
    def add_issue(self, number: int) -> None:
        """Add an issue, at the end or in between."""
        missing = sorted(set(DAYS) - set(self.texts))
        if missing:
            self.save(missing[number % len(missing)], (TITLES[1], COUNTIES[0], THEMES[0], BODY, ""))

    @precondition(lambda self: len(self.texts) > 1)
    @rule(number=choice)
    def delete_issue(self, number: int) -> None:
        """Delete an issue."""
        key = self.pick(number)
        del self.texts[key]
        (self.project.root / f"briefings/{key}.md").unlink()

    @rule(number=choice, other=choice)
    def renumber_issue(self, number: int, other: int) -> None:
        """Give an issue another number and day, and so another address."""
        missing = sorted(set(DAYS) - set(self.texts))
        if missing:
            key = self.pick(number)
            values = self.texts.pop(key)
            (self.project.root / f"briefings/{key}.md").unlink()
            self.save(missing[other % len(missing)], values)

    @rule(number=st.integers(0, 5))
    def edit_settings(self, number: int) -> None:
        """Add a comment, or change the subtitle, a label, the keywords, the place of a county or the base URL."""
        changes = (
            ("title:", "# 说明\ntitle:"), ("公开档案", "档案"), ("label: 就业创业", "label: 就业"),
            ("[技能, 教室", "[技能, 车间"), ("at: [1, 1]", "at: [2, 1]"),
            ("subtitle:", "base_url: https://example.org/\nsubtitle:"),
        )  # fmt: skip
        self.project.write("briefings/archive.yaml", SETTINGS.replace(*changes[number], 1))

    @rule(name=st.sampled_from(CHANGED_TEMPLATES), version=st.integers(0, 2))
    def edit_template(self, name: str, version: int) -> None:
        """Change one template by a comment or by what it shows, or go back to the packaged one."""
        own = self.project.root / "templates" / name
        if version == 0:
            own.unlink(missing_ok=True)
        else:
            text = (ROOT / "templates" / name).read_text("utf-8")
            comment = "{# 自己的 #}"
            shown = text.replace("</main>", "<p>自己的</p></main>") if version == 2 else text
            self.project.write(f"templates/{name}", shown + comment)

    @rule(version=st.integers(0, 2))
    def edit_asset(self, version: int) -> None:
        """Change the style sheet, whose address is on every page."""
        text = (ROOT / "templates/assets/style.css").read_text("utf-8")
        self.project.write("templates/assets/style.css", f"{text}/* {version} */\n")

    @rule(name=st.sampled_from(["Plan.txt", "plan.txt", "é.txt"]), form=st.sampled_from(["NFC", "NFD"]))
    def rename_static_file(self, name: str, form: str) -> None:
        """Rename a file that is copied as it is, also only in case or in the form of its name."""
        shutil.rmtree(self.project.root / "static", ignore_errors=True)
        self.project.write(f"static/{unicodedata.normalize(form, name)}", "附件\n")  # type: ignore[arg-type]

    # --- what happens to files ----------------------------------------------------------------------------------------
    @rule(number=choice, time_=st.sampled_from(ABSURD_TIMES), restore=st.booleans())
    def edit_with_restored_time(self, number: int, time_: int, restore: bool) -> None:  # drawn
        """Change a text to one of the same length and set its time back, or to an absurd one."""
        key = self.pick(number)
        path = self.project.root / f"briefings/{key}.md"
        before = path.stat()
        title, county, theme, body, extra = self.texts[key]
        swap = ("夜校", "日校") if "夜校" in body else ("日校", "夜校")
        self.save(key, (title, county, theme, body.replace(*swap), extra))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns) if restore else (time_ * 10**9,) * 2)

    @rule(number=choice)
    def touch_source(self, number: int) -> None:
        """Give a file another time and nothing else."""
        (self.project.root / f"briefings/{self.pick(number)}.md").touch()

    def outputs(self) -> list[Path]:
        """List the files of the site."""
        site = self.project.site
        return sorted(path for path in site.rglob("*") if path.is_file() and path.name != MARKER)

    @precondition(lambda self: self.project.site.is_dir())
    @rule(number=choice, how=st.sampled_from(["edit", "same size", "delete", "touch", "chmod", "empty"]))
    def damage_output(self, number: int, how: str) -> None:
        """Change a file of the site by hand."""
        files = self.outputs()
        path = files[number % len(files)]
        state, data = path.stat(), path.read_bytes()
        if how == "edit":
            path.write_bytes(data + b"x")
        elif how == "same size":
            path.write_bytes(bytes([data[0] ^ 1]) + data[1:] if data else data)
            os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
        elif how == "delete":
            path.unlink()
        elif how == "touch":
            path.touch()
        elif how == "chmod":
            path.chmod(0o600)
        else:
            path.write_bytes(b"")

    @rule(number=choice, how=st.sampled_from(["delete", "cut", "flip", "delete all"]))
    def damage_memory(self, number: int, how: str) -> None:
        """Damage or delete what the program remembers."""
        memory = self.project.root / MEMORY
        files = sorted(path for path in memory.rglob("*") if path.is_file()) if memory.is_dir() else []
        if how == "delete all" or not files:
            shutil.rmtree(memory, ignore_errors=True)
            return
        path = files[number % len(files)]
        data = path.read_bytes()
        if how == "delete":
            path.unlink()
        elif how == "cut":
            path.write_bytes(data[: len(data) // 2])
        elif data:
            place = number % len(data)
            path.write_bytes(data[:place] + bytes([data[place] ^ 255]) + data[place + 1 :])

    @precondition(lambda self: self.old_marker)
    @rule()
    def restore_old_marker(self) -> None:
        """Put back the manifest of an earlier build."""
        (self.project.site / MARKER).write_bytes(self.old_marker)

    @rule(internal=st.booleans(), delay=st.floats(0.05, 0.5))
    def kill_build(self, internal: bool, delay: float) -> None:  # drawn
        """Kill a build at any moment."""
        options = ("--internal",) if internal else ()
        process = subprocess.Popen(
            command("build", "--root", self.project.root, *options),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(delay)
        process.kill()
        process.wait()

    @rule(jobs=st.sampled_from([1, 2]))
    def choose_workers(self, jobs: int) -> None:
        """Build with another number of processes."""
        self.jobs = jobs

    # --- what must be true after each step ----------------------------------------------------------------------------
    @invariant()
    def incremental_equals_clean(self) -> None:
        """Build, compare with a clean build, and build again, which writes nothing."""
        if not self.texts:
            return
        project = self.project
        marker = project.site / MARKER
        if marker.is_file():
            self.old_marker = marker.read_bytes()
        try:
            project.build(jobs=self.jobs)
        except NotOursError:  # the manifest of another build does not know all files
            project.build(jobs=self.jobs, adopt=True)
        assert project.built is not None
        assert not project.built.stopping, project.built.stopping
        with tempfile.TemporaryDirectory() as folder:
            other = Path(folder) / "archive"
            shutil.copytree(project.root, other, ignore=shutil.ignore_patterns("site", MEMORY, ".site*"))
            clean = Project.__new__(Project)
            clean.root, clean.site, clean.built = other, other / "site", None
            assert tree(project.site) == tree(clean.build().site)
        project.build(jobs=self.jobs)
        assert project.built.files is not None
        assert (project.built.files.written, project.built.files.removed) == (0, 0)


class SettledArchiveMachine(ArchiveMachine):
    """The same, where every build runs long after the last change, so that unchanged files are not read."""

    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(states, "GRAIN", -(10**18))

    def teardown(self) -> None:
        """Trust times as usual."""
        self.patch.undo()
        super().teardown()


ArchiveMachine.TestCase.settings = SettledArchiveMachine.TestCase.settings = settings(
    max_examples=12, stateful_step_count=10, suppress_health_check=list(HealthCheck)
)


TestIncremental = pytest.mark.slow(ArchiveMachine.TestCase)
TestSettled = pytest.mark.slow(SettledArchiveMachine.TestCase)
