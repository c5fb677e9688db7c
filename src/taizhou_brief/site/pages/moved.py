"""The pages at former addresses of issues and articles: they lead to the present ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from taizhou_brief.model.archive import Archive
from taizhou_brief.model.moves import list_moves
from taizhou_brief.model.page import Page
from taizhou_brief.model.settings import Frame, Settings
from taizhou_brief.site.views.page_meta import list_meta, page_context


def moved_pages(archive: Archive, settings: Settings) -> Iterator[Page]:
    """Plan a page at each former address."""
    for issue in (*archive.issues, *archive.withdrawn):
        for url, target in list_moves(issue).items():
            arguments = (settings.frame, url, target, issue.id.long_label)
            yield Page(url, "moved.html", moved_context, arguments, indexed=False)


def moved_context(frame: Frame, url: str, target: str, name: str) -> dict[str, Any]:
    """Build the page that leads from a former address to the present one, which is the canonical one."""
    meta = list_meta(url, "已改址", f"{frame.title}{name}，地址改了", "工作动态", (frame.title, name), here="issues")
    context = page_context(meta, frame, target=target, name=name)
    canonical = f"{frame.base_url}{target}" if frame.base_url else f"{context['root']}{target}"
    return {**context, "head": replace(context["head"], canonical=canonical)}
