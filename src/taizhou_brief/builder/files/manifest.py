"""Manifest inside every site: the files that this program wrote and their digests."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from taizhou_brief.builder.files.states import content_digest, read_regular_file

MARKER = ".taizhou-brief.json"
"""Name of the manifest; a folder without it is left alone."""
PREFIX = '{{"generator": "taizhou-brief", "seal": "{}", '


def build_manifest(digests: Mapping[str, str]) -> bytes:
    """Build the manifest of a site from the digests of its files by path."""
    rest = json.dumps({"files": dict(sorted(digests.items()))}, ensure_ascii=False)[1:].encode()
    return PREFIX.format(content_digest(rest)).encode() + rest


def read_manifest(path: Path) -> dict[str, str] | None:
    """Return the digests of a site's files by path, or None if the manifest was changed: it is trusted as a whole."""
    data = read_regular_file(str(path))
    start = len(PREFIX.format("0" * 32))
    if data is None or data[:start] != PREFIX.format(content_digest(data[start:])).encode():
        return None
    try:
        manifest: Any = json.loads(data)
        digests = {str(path): str(digest) for path, digest in manifest["files"].items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return digests if all(map(is_below, digests)) and MARKER not in digests else None


def is_below(path: str) -> bool:
    """Return whether a relative path stays below the folder that it is relative to."""
    return "\\" not in path and "\0" not in path and not {"", ".", ".."}.intersection(path.split("/"))
