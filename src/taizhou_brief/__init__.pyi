from taizhou_brief.builder.build import build as build
from taizhou_brief.builder.check import check as check
from taizhou_brief.builder.load import load as load
from taizhou_brief.builder.loaded import LoadedProject as LoadedProject
from taizhou_brief.builder.session import BuildResult as BuildResult
from taizhou_brief.diagnostics import Diagnostic as Diagnostic
from taizhou_brief.diagnostics import Severity as Severity
from taizhou_brief.formats.briefing import ParseResult as ParseResult
from taizhou_brief.formats.briefing import parse as parse
from taizhou_brief.importer.draft import Draft as Draft
from taizhou_brief.importer.draft import draft_from_office as draft_from_office
from taizhou_brief.model.archive import Archive as Archive
from taizhou_brief.model.issue import Article as Article
from taizhou_brief.model.issue import Issue as Issue
from taizhou_brief.model.issue import Measure as Measure
from taizhou_brief.model.issue import Section as Section
from taizhou_brief.model.settings import Settings as Settings

__version__: str
__all__ = [
    "Archive",
    "Article",
    "BuildResult",
    "Diagnostic",
    "Draft",
    "Issue",
    "LoadedProject",
    "Measure",
    "ParseResult",
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
