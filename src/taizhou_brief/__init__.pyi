from taizhou_brief.build import Built as Built
from taizhou_brief.build import build as build
from taizhou_brief.diagnostics import Diagnostic as Diagnostic
from taizhou_brief.diagnostics import Severity as Severity
from taizhou_brief.draft import Draft as Draft
from taizhou_brief.draft import draft_from_office as draft_from_office
from taizhou_brief.models import Archive as Archive
from taizhou_brief.models import Article as Article
from taizhou_brief.models import Issue as Issue
from taizhou_brief.models import Measure as Measure
from taizhou_brief.models import Section as Section
from taizhou_brief.parse import Parsed as Parsed
from taizhou_brief.parse import parse as parse
from taizhou_brief.reading import Reading as Reading
from taizhou_brief.reading import check as check
from taizhou_brief.reading import load as load
from taizhou_brief.settings import Settings as Settings

__version__: str
__all__ = [
    "Archive",
    "Article",
    "Built",
    "Diagnostic",
    "Draft",
    "Issue",
    "Measure",
    "Parsed",
    "Reading",
    "Section",
    "Settings",
    "Severity",
    "__version__",
    "build",
    "check",
    "draft_from_office",
    "load",
    "parse",
]
