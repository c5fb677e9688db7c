"""The only module that touches the project's files: read sources, remember, publish the site whole or not at all."""

from taizhou_brief.disk.memory import MARKER, Memory
from taizhou_brief.disk.publishing import (
    PLACEHOLDER,
    LockedError,
    NotOursError,
    Published,
    is_ours,
    is_source,
    publish,
    recover,
)
from taizhou_brief.disk.reading import (
    CODES,
    MAX_BYTES,
    SETTINGS,
    TEMPLATES,
    Project,
    Source,
    find_root,
    name_of,
    named_files,
    read_bytes,
    read_project,
    read_templates,
    read_text,
    tool_digest,
)
from taizhou_brief.disk.words import in_words
from taizhou_brief.disk.writing import replace_text, write_new

__all__ = [
    "CODES",
    "MARKER",
    "MAX_BYTES",
    "PLACEHOLDER",
    "SETTINGS",
    "TEMPLATES",
    "LockedError",
    "Memory",
    "NotOursError",
    "Project",
    "Published",
    "Source",
    "find_root",
    "in_words",
    "is_ours",
    "is_source",
    "name_of",
    "named_files",
    "publish",
    "read_bytes",
    "read_project",
    "read_templates",
    "read_text",
    "recover",
    "replace_text",
    "tool_digest",
    "write_new",
]
