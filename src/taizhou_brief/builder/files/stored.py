"""A file of the site that is on the disk already, read only when its bytes are needed."""

from __future__ import annotations

from taizhou_brief.builder.files.states import content_digest
from taizhou_brief.model.page import File


class FileOnDisk(File):
    """File whose digest is known and whose bytes are read only when they are needed."""

    __slots__ = ("digest", "location")

    digest: str
    """Digest of the bytes; empty if the file cannot be read."""
    location: str
    """Where the bytes are."""

    def __init__(self, path: str, digest: str, location: str) -> None:
        for name, value in (("path", path), ("digest", digest), ("location", location)):
            object.__setattr__(self, name, value)

    def __reduce__(self) -> tuple[type[FileOnDisk], tuple[str, str, str]]:
        return FileOnDisk, (self.path, self.digest, self.location)

    @property
    def data(self) -> bytes:
        """Read the bytes. Raises `OSError` if they cannot be read or are no longer those of the digest."""
        with open(self.location, "rb") as file:  # noqa: PTH123  # called thousands of times in a build
            data = file.read()
        if content_digest(data) != self.digest:
            raise OSError(0, "程序正在读的时候，文件改了；再运行一次", self.location)
        return data
