"""Points that stand side by side without a marker the format knows: they stay prose, and are told."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.importer.recognise.contents_list import SYMBOLS

_ALIKE = tuple(
    map(
        lazy_compile,
        (
            r"——",
            rf"[-–—·•※*①-⑳{SYMBOLS}]",
            r"[【\[［〔][^】\]］〕]{2,10}[】\]］〕]",
            "第[一二三四五六七八九十]{1,2}(?:步|招|条|件|个|张|项|类|道|关)",
            "[一二三四五六七八九十]{1,2}[要抓靠在看]",
            "[一二三四五六七八九十]{1,2}(?:为|则|曰)",
            r"[\w“”]{2,14}——",
            r"[\w“”]{2,6}之[一二三四五六七八九十]{1,2}[：:]",
        ),
    )
)
"""How paragraphs open that are points of one list: two of a kind are one."""
_CLAUSE = lazy_compile(r"[\w“”、]{3,12}(?:[，：][\w“”、]{3,12})?。(?=[^。]{8})")
"""A short sentence that heads its paragraph, often in bold type: three in a row are a list."""
_RUN = lazy_compile("(?:^|[：:；。])一(?P<word>[要抓靠在看])")
"""The same within one paragraph, as in 一要…；二要…."""


def find_unmarked_list(texts: Sequence[str]) -> tuple[int, str] | None:
    """Which paragraph of a scope opens such a list, and what is to be said of it."""
    for pattern in _ALIKE:
        places = [n for n, text in enumerate(texts) if pattern.match(text)]
        if len(places) > 1:
            return places[0], _said(texts, places)
    headed = groupby(range(len(texts)), key=lambda n: bool(_CLAUSE.match(texts[n])))
    rows = (list(group) for found, group in headed if found)
    if row := next((row for row in rows if len(row) > 2), None):
        return row[0], _said(texts, row)
    opened = ((n, _RUN.search(text)) for n, text in enumerate(texts))
    run = next((n for n, match in opened if match and texts[n].find(f"二{match['word']}", match.end()) > 0), None)
    return None if run is None else (run, f"“{texts[run][:12]}…”里像有并列的几条，序号不是本档案的写法，当作正文")


def _said(texts: Sequence[str], places: Sequence[int]) -> str:
    opening = texts[places[0]].split("。", 1)[0][:16]
    return f"“{opening}”等 {len(places)} 段像是并列的几条，没有本档案认得的序号，当作正文"
