"""What a build remembers for the next one: digests of inputs and outputs by state, results of tasks, its result."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from taizhou_brief.builder.files.cache import PublishedSite, is_unchanged, memory_key
from taizhou_brief.builder.files.publishing import PublishResult
from taizhou_brief.builder.files.states import NO_STATE, FileDigests, Row, content_digest
from taizhou_brief.builder.files.store import MEMORY, BuildStore
from taizhou_brief.builder.files.survey import Survey, survey

INPUTS = content_digest(b"inputs")
"""Key of the digests of what all builds read."""


class BuildMemory:
    """Memory of the builds of one project into one output folder.

    Results of tasks are shared by all output folders of the project; what concerns a folder has its own keys.
    """

    def __init__(self, root: Path, out: Path, *, empty: bool = False) -> None:
        """Open the memory of a project; `empty` knows nothing and remembers nothing."""
        self.store = BuildStore(None if empty else root / MEMORY)
        self.out = out
        self.inputs = FileDigests(read_rows(self.store.get(INPUTS)))
        self.known_outputs = read_rows(self.store.get(memory_key("outputs", out, self.store)))

    def recall_result(self, content: Survey, key: str) -> Any | None:
        """Return what the last build remembered under this key, if the output folder is as that build left it."""
        record = self.store.get(memory_key("result", self.out, self.store))
        if not isinstance(record, dict) or record.get("key") != key or not self.known_outputs:
            return None
        digests = FileDigests(self.known_outputs, linked_by_us=True)
        if not is_unchanged(content, digests):
            return None
        content.put_right(self.known_outputs)
        self._remember(digests.rows)
        self.store.save()
        return record.get("result")

    def remember_result(self, key: str, result: Any, published: PublishResult, site: PublishedSite) -> None:
        """Remember the result of a build and the states of the files that it has left."""
        if published.swapped:  # links have changed the states of all files
            states = survey(self.out).states
            digests = FileDigests(linked_by_us=True)
            for path, digest in published.digests.items():
                digests.add(path, states.get(path, NO_STATE), digest)
            rows = digests.rows
        else:
            known = site.digests.rows
            rows = {path: find_row(known, path, digest) for path, digest in published.digests.items()}
        self.store.put(memory_key("result", self.out, self.store), {"key": key, "result": result})
        self._remember(rows)
        self.store.save(complete=True)

    def remember_inputs(self) -> None:
        """Remember the digests of inputs and the results of tasks, whether or not a site was published."""
        self._remember(None)
        self.store.save()

    def _remember(self, outputs: Mapping[str, Row] | None) -> None:
        """Store rows that differ from those that were read."""
        if outputs is not None and outputs != self.known_outputs:
            self.store.put(memory_key("outputs", self.out, self.store), outputs)
        if self.inputs.rows != self.inputs.known:
            self.store.put(INPUTS, {**self.inputs.rows})


def find_row(rows: Mapping[str, Row], path: str, digest: str) -> Row:
    """Return the row of a file, without a state if the file had another digest then."""
    row = rows.get(path)
    return row if row and row[0] == digest else (digest, *NO_STATE)


def read_rows(value: Any) -> dict[str, Row]:
    """Return rows as they were stored; none if the value is something else."""
    try:
        rows = {str(path): (str(d), int(a), int(b), int(c), int(e)) for path, (d, a, b, c, e) in value.items()}
    except (AttributeError, TypeError, ValueError):
        return {}
    return rows
