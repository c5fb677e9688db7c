"""The page 前后对照: its address is kept, and it explains why nothing is compared there."""

from __future__ import annotations

from typing import Any

from taizhou_brief.model.page import Page
from taizhou_brief.model.settings import Frame, Settings
from taizhou_brief.site.views.page_meta import PageMeta, column_meta, page_context
from taizhou_brief.site.views.rows import Link

NAME = "前后对照"


def series_page(settings: Settings) -> Page:
    """Plan the explanation under the address that has been published."""
    return Page("figures/series/", "series.html", series_context, (settings.frame,))


def series_context(settings: Frame) -> dict[str, Any]:
    """Build the explanation why nothing is compared here."""
    description = f"{NAME}为什么停用，{settings.title}里的数字在哪里查"
    meta = PageMeta(
        url="figures/series/",
        title=NAME,
        description=description,
        here="figures",
        trail=(Link("数据", "figures/"),),
        name=NAME,
        names=column_meta(NAME, description, (settings.title, "数据", NAME), "数据发布"),
    )
    return page_context(meta, settings)
