"""Lists whose items have no marker of the format: they stay prose, and the editor is notified."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from taizhou_brief.chinese.characters import ONE_TO_TEN
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.importer.recognise.contents_list import SYMBOLS

_ITEM_STARTS = tuple(
    map(
        lazy_compile,
        (
            r"——",
            rf"[-–—·•※*①-⑳{SYMBOLS}]",
            r"[【\[［〔][^】\]］〕]{2,10}[】\]］〕]",
            f"第[{ONE_TO_TEN}]{{1,2}}(?:步|招|条|件|个|张|项|类|道|关)",
            f"[{ONE_TO_TEN}]{{1,2}}[要抓靠在看]",
            f"[{ONE_TO_TEN}]{{1,2}}(?:为|则|曰)",
            r"[\w“”]{2,14}——",
            rf"[\w“”]{{2,6}}之[{ONE_TO_TEN}]{{1,2}}[：:]",
        ),
    )
)
"""How items of one list start: two paragraphs of a kind form a list."""
_INTRODUCTION = lazy_compile(r"[\w“”、]{3,12}(?:[，：][\w“”、]{3,12})?。(?=[^。]{8})")
"""A short sentence that introduces its paragraph, often in bold type: three in a row form a list."""
_RUN_ON_ITEM = lazy_compile("(?:^|[：:；。])一(?P<word>[要抓靠在看])")
"""The same within one paragraph, as in 一要…；二要…."""


def find_unmarked_list(texts: Sequence[str]) -> tuple[int, str] | None:
    """Return the index of the paragraph that starts such a list, and a message about it."""
    for pattern in _ITEM_STARTS:
        places = [n for n, text in enumerate(texts) if pattern.match(text)]
        if len(places) > 1:
            return places[0], _describe_list(texts, places)
    groups = groupby(range(len(texts)), key=lambda n: bool(_INTRODUCTION.match(texts[n])))
    runs = (list(group) for has_clause, group in groups if has_clause)
    if run := next((run for run in runs if len(run) > 2), None):
        return run[0], _describe_list(texts, run)
    matches = ((n, _RUN_ON_ITEM.search(text)) for n, text in enumerate(texts))
    start = next((n for n, match in matches if match and texts[n].find(f"二{match['word']}", match.end()) > 0), None)
    return None if start is None else (start, f"“{texts[start][:12]}…”里像有并列的几条，序号不是本档案的写法，当作正文")


def _describe_list(texts: Sequence[str], places: Sequence[int]) -> str:
    """Describe the list for the editor."""
    opening = texts[places[0]].split("。", 1)[0][:16]
    return f"“{opening}”等 {len(places)} 段像是并列的几条，没有本档案认得的序号，当作正文"
