"""Full-text search: the archive → an index of all its phrases, as static files that `templates/assets/search.js` reads.

`docs/search.md` describes the file format, `docs/decisions/0004-search-is-our-own.md` gives the reasons for it.
"""

from taizhou_brief.site.search.files import MANIFEST, build_task_files, is_search_data, owns, wrap_as_script
from taizhou_brief.site.search.normal_form import normalise
from taizhou_brief.site.search.piece import IssueTexts, SearchPiece, build_search_piece
from taizhou_brief.site.search.plan import VERSION, Task, plan_index

__all__ = [
    "MANIFEST",
    "VERSION",
    "IssueTexts",
    "SearchPiece",
    "Task",
    "build_search_piece",
    "build_task_files",
    "is_search_data",
    "normalise",
    "owns",
    "plan_index",
    "wrap_as_script",
]
