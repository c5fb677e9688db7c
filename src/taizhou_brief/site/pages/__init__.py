"""Plan every page of an archive: address, template and complete context, so that templates need no other data."""

from __future__ import annotations

from taizhou_brief.site.pages.compare import Comparisons
from taizhou_brief.site.pages.plan import collect_links, plan_pages, plan_site

__all__ = ["Comparisons", "collect_links", "plan_pages", "plan_site"]
