"""The page 前后对照: its address is kept, and it says why nothing is compared there."""

from __future__ import annotations

from taizhou_brief.model.page import Page
from taizhou_brief.model.settings import Settings
from taizhou_brief.site.views.page_meta import PageMeta, build_page, column_meta
from taizhou_brief.site.views.rows import Link

NAME = "前后对照"


def series_page(settings: Settings) -> Page:
    """The explanation under the address that has been published."""
    description = f"{NAME}为什么停用，{settings.title}里的数字在哪里查"
    draft = PageMeta(
        url="figures/series/",
        template="series.html",
        title=NAME,
        description=description,
        here="figures",
        trail=(Link("数据", "figures/"),),
        name=NAME,
        names=column_meta(NAME, description, (settings.title, "数据", NAME), "数据发布"),
    )
    return build_page(draft, settings)
