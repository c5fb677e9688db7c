"""Archive → every page there is: address, template, whole context. Templates ask nothing of the world."""

from __future__ import annotations

from taizhou_brief.pages.plan import plan

__all__ = ["plan"]
