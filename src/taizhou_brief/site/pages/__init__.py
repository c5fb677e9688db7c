"""Archive → every page there is: address, template, whole context. Templates ask nothing of the world."""

from __future__ import annotations

from taizhou_brief.site.pages.plan import collect_links, plan_pages

__all__ = ["collect_links", "plan_pages"]
