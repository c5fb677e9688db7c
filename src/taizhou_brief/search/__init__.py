"""The archive → the index of all its phrases, as files like any other; `templates/assets/search.js` reads them.

`docs/search.md` tells the form of the files, `docs/decisions/` why it is so.
"""

from taizhou_brief.search.make import as_script, make
from taizhou_brief.search.normal import normal
from taizhou_brief.search.plan import VERSION, Task, tasks

__all__ = ["VERSION", "Task", "as_script", "make", "normal", "tasks"]
