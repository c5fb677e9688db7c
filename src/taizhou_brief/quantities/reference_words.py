"""Words and marks around times and quantities by which the tracker decides."""

from __future__ import annotations

from taizhou_brief.chinese.characters import ONE_TO_NINE
from taizhou_brief.chinese.patterns import lazy_compile

LINK = lazy_compile(" ?[、和及与] ?$")
SPAN_LINK = lazy_compile("[春夏秋冬]?季? ?(?:到|至|-|~|—) ?")
FROM_BEFORE = lazy_compile("[由从][^，。；0-9]{0,6}$")
REACH_AFTER = lazy_compile("[^，。；！？]{0,10}?(?:到|至|为|成)")
BRACKET_ALONE = lazy_compile("(?:的?数据?|数字)?）")
FRAME_ENDS = {"", "期间", "时期", "以来", "末", "止", "间", "里", "中", "当天"}
"""What may follow a time that is all of its clause."""
YEARS_BEFORE = lazy_compile(f"[两{ONE_TO_NINE[1:]}十](?:年|个月|天)$")
PART_BEFORE = lazy_compile("[由从在比较将把对]$")
ALREADY_AFTER = lazy_compile("[^。；0-9]{0,8}(?:已|累计)")
HANGS_ON = lazy_compile("[同环]比|[增降减比较占]|提高|上升|上涨|下[降跌滑]|回落|其中|分别")
"""What goes on about the number of the clause before it."""
ALREADY = {"已", "业已"}
UP_TO_BEFORE = lazy_compile("(?<!截)[到至]$")
COMPARED = lazy_compile("[比较]")
SEASONS = {"期间", "假期"}
MOVED = {"提前", "推迟", "延期"}
"""Words for what became of a plan of the past."""
USUAL = {"常年", "往年", "历年", "以往", "过去", "历史", "多年"}
"""Words for what was usual, which is no plan."""
PARAGRAPH_ENDS = "。！？；：，"
GOES_ON = lazy_compile("分别|均|都|其中|且|并")
"""What continues the statement of the clause before it."""
ATTRIBUTE_GAP = lazy_compile("[^，。；：、]{1,14}的")
