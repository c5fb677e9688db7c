"""The files of a new archive: which there are, and their texts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from taizhou_brief.formats import archive_yaml
from taizhou_brief.formats.briefing import front_matter
from taizhou_brief.starter import sample as sample_issue
from taizhou_brief.starter.settings import StarterSettings, fill, write_settings

HOSTS = ("github", "gitlab", "gitee", "none")
"""Where an archive may be published from; `none` has no file of CI."""
ANYWHERE = ""


@dataclass(frozen=True, slots=True)
class StarterFile:
    """File of a new archive that is copied, with its placeholders filled."""

    path: str
    """Path in the archive."""
    source: str
    """Name of its text in the folder `files` of this package, without a leading dot, which git and others obey."""
    host: str = ANYWHERE
    """The host that needs it; empty if all do."""
    program: bool = False
    """Whether it is a program that a double click starts."""
    owned: bool = False
    """Whether it belongs to this program: an upgrade rewrites it."""


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """File to write."""

    path: str
    text: str
    program: bool = False
    owned: bool = False


FILES = (
    StarterFile("README.md", "readme.md"),
    StarterFile("升级.md", "upgrade.md", owned=True),
    StarterFile("brief.py", "brief.py.txt", program=True, owned=True),
    StarterFile("启动编辑台.bat", "start.bat", program=True, owned=True),
    StarterFile("启动编辑台.command", "start.command", program=True, owned=True),
    StarterFile("启动编辑台.desktop", "start.desktop", program=True, owned=True),
    StarterFile(".gitignore", "gitignore"),
    StarterFile(".gitattributes", "gitattributes"),
    StarterFile(".editorconfig", "editorconfig"),
    StarterFile(".pre-commit-config.yaml", "pre-commit-config.yaml"),
    StarterFile(".vscode/settings.json", "vscode-settings.json"),
    StarterFile(".vscode/extensions.json", "vscode-extensions.json"),
    StarterFile(".vscode/tasks.json", "vscode-tasks.json", owned=True),
    StarterFile(".vscode/briefing.code-snippets", "vscode-snippets.json", owned=True),
    StarterFile(".github/workflows/site.yml", "github.yml", "github"),
    StarterFile(".gitlab-ci.yml", "gitlab.yml", "gitlab"),
    StarterFile(".workflow/site.yml", "gitee.yml", "gitee"),
)


def plan_files(
    known: StarterSettings, texts: Mapping[str, str], *, host: str, requirements: str, sample: bool
) -> tuple[PlannedFile, ...]:
    """Return all files of a new archive, the settings first.

    `texts` are the texts of this package by name; `requirements` is the text of `vendor/requirements.txt`, empty if
    there is no package of this program to install from.
    """
    planned = [PlannedFile("briefings/archive.yaml", write_settings(known, texts))]
    planned += [PlannedFile(sample_issue.PATH, sample_issue.write_sample(known, texts["sample.md"]))] if sample else []
    values = {"title": known.title}
    for file in FILES:
        if file.host in {ANYWHERE, host}:
            text = fill(texts[file.source], values)
            planned.append(PlannedFile(file.path, to_line_ends(file.path, text), file.program, file.owned))
    for name, schema in (("archive", archive_yaml.json_schema()), ("briefing", front_matter.json_schema())):
        planned.append(PlannedFile(f".vscode/{name}.schema.json", format_json(schema), owned=True))
    planned += [PlannedFile("vendor/requirements.txt", requirements, owned=True)] if requirements else []
    return tuple(planned)


def to_line_ends(path: str, text: str) -> str:
    """Return a text with the line ends that the system of the file needs."""
    return text.replace("\n", "\r\n") if path.endswith(".bat") else text


def format_json(data: Any) -> str:
    """Format a JSON Schema as a file."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
