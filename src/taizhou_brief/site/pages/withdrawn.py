"""The pages at the addresses of issues that were taken down: that it happened, when and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from taizhou_brief.model.archive import Archive
from taizhou_brief.model.moves import list_pages
from taizhou_brief.model.page import Page
from taizhou_brief.model.settings import Frame, Settings
from taizhou_brief.site.citation import format_basis
from taizhou_brief.site.views.page_meta import list_meta, page_context
from taizhou_brief.site.views.rows import Link


def withdrawn_pages(archive: Archive, settings: Settings) -> Iterator[Page]:
    """Plan the pages at the addresses of each issue that was taken down, and of its articles."""
    for issue in archive.withdrawn:
        withdrawal = issue.withdrawn
        assert withdrawal  # noqa: S101  # for mypy
        facts = (issue.id.long_label, issue.year, withdrawal.date, format_basis(withdrawal.reason))
        for url in list_pages(issue):
            yield Page(url, "withdrawn.html", withdrawn_context, (settings.frame, url, *facts), indexed=False)


def withdrawn_context(settings: Frame, url: str, name: str, year: int, day: date, reason: str) -> dict[str, Any]:  # noqa: PLR0913, PLR0917  # all that the page shows
    """Build the page of an issue that was taken down, or of an article of it; no search engine shall list it."""
    meta = list_meta(
        url,
        f"{name}（已撤下）",
        f"{settings.title}{name}已撤下",
        "工作动态",
        (settings.title, name),
        here="issues",
        trail=(Link("各期", "issues/"), Link(f"{year}年", f"{year}/")),
    )
    return page_context(meta, settings, name=name, year=year, day=day, reason=reason)
