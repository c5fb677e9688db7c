"""The archive → the index of all its phrases, as files like any other; `templates/assets/search.js` reads them.

`docs/search.md` tells the form of the files, `docs/decisions/` why it is so.
"""

from taizhou_brief.site.search.files import build_task_files, wrap_as_script
from taizhou_brief.site.search.normal_form import normalise
from taizhou_brief.site.search.plan import VERSION, Task, plan_index

__all__ = ["VERSION", "Task", "build_task_files", "normalise", "plan_index", "wrap_as_script"]
