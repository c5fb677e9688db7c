"""All access to the project's files: read sources, cache results, publish the site completely or not at all."""

from taizhou_brief.builder.files.cache import BuildCache
from taizhou_brief.builder.files.codes import problem
from taizhou_brief.builder.files.folders import leads_out
from taizhou_brief.builder.files.manifest import MARKER
from taizhou_brief.builder.files.publishing import (
    LockedError,
    PublishResult,
    check_ours,
    is_source_folder,
    publish,
    restore_after_crash,
)
from taizhou_brief.builder.files.sources import (
    BRIEFINGS,
    MAX_BYTES,
    SETTINGS,
    STATIC,
    TEMPLATES,
    BriefingFile,
    ChangedFileError,
    ProjectFiles,
    digest_tool,
    display_path,
    find_root,
    packaged_templates,
    read_bytes,
    read_named_files,
    read_project,
    read_templates,
    read_text,
    replaceable_template_paths,
    tool_digest,
)
from taizhou_brief.builder.files.survey import NotOursError, survey
from taizhou_brief.builder.files.writing import is_same, replace_text, write_new
from taizhou_brief.diagnostics.os_errors import os_error_message

__all__ = [
    "BRIEFINGS",
    "MARKER",
    "MAX_BYTES",
    "SETTINGS",
    "STATIC",
    "TEMPLATES",
    "BriefingFile",
    "BuildCache",
    "ChangedFileError",
    "LockedError",
    "NotOursError",
    "ProjectFiles",
    "PublishResult",
    "check_ours",
    "digest_tool",
    "display_path",
    "find_root",
    "is_same",
    "is_source_folder",
    "leads_out",
    "os_error_message",
    "packaged_templates",
    "problem",
    "publish",
    "read_bytes",
    "read_named_files",
    "read_project",
    "read_templates",
    "read_text",
    "replace_text",
    "replaceable_template_paths",
    "restore_after_crash",
    "survey",
    "tool_digest",
    "write_new",
]
