"""The only module that touches the project's files: read sources, remember, publish the site whole or not at all."""

from taizhou_brief.builder.files.cache import MARKER, BuildCache
from taizhou_brief.builder.files.publishing import (
    PLACEHOLDER,
    LockedError,
    NotOursError,
    PublishResult,
    is_own_output,
    is_source_folder,
    publish,
    restore_after_crash,
)
from taizhou_brief.builder.files.sources import (
    CODES,
    MAX_BYTES,
    SETTINGS,
    TEMPLATES,
    BriefingFile,
    ProjectFiles,
    display_path,
    find_root,
    packaged_templates,
    read_bytes,
    read_named_files,
    read_project,
    read_templates,
    read_text,
    tool_digest,
)
from taizhou_brief.builder.files.writing import is_same, replace_text, write_new
from taizhou_brief.diagnostics.os_errors import os_error_message

__all__ = [
    "CODES",
    "MARKER",
    "MAX_BYTES",
    "PLACEHOLDER",
    "SETTINGS",
    "TEMPLATES",
    "BriefingFile",
    "BuildCache",
    "LockedError",
    "NotOursError",
    "ProjectFiles",
    "PublishResult",
    "display_path",
    "find_root",
    "is_own_output",
    "is_same",
    "is_source_folder",
    "os_error_message",
    "packaged_templates",
    "publish",
    "read_bytes",
    "read_named_files",
    "read_project",
    "read_templates",
    "read_text",
    "replace_text",
    "restore_after_crash",
    "tool_digest",
    "write_new",
]
