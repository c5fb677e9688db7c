"""Pages of a small archive of two years."""

from __future__ import annotations

from collections.abc import Mapping

from taizhou_brief.model.archive import Archive
from taizhou_brief.model.settings import Settings
from taizhou_brief.site.comparison import ComparePiece
from taizhou_brief.site.views.site_context import ArchiveCounts
from tests.project import briefing
from tests.showing import archive_of, compare_archive, settings_of

TEXTS = {
    "2021/07": briefing(7, "2021-12-01", "东山县办好夜校|东山县|skills|", "西河县办好驿站|西河县|jobs|"),
    "2022/01": briefing(1, "2022-01-30", "东山县再办夜校|东山县|jobs|", "某局办好窗口||skills|只有一段话。"),
}


def planned(texts: dict[str, str] | None = None) -> tuple[Archive, Settings, ArchiveCounts]:
    """An archive, its settings and its counts."""
    settings = settings_of()
    archive = archive_of(settings, TEXTS if texts is None else texts)
    return archive, settings, ArchiveCounts.of(archive, settings)


def pieces_of(archive: Archive) -> Mapping[str, ComparePiece]:
    """What comparisons know of each issue."""
    return compare_archive(archive, settings_of()).pieces
