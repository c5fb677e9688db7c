"""Rules about the themes that an editor has written for single measures."""

from __future__ import annotations

from collections.abc import Iterator

from taizhou_brief.diagnostics import Severity
from taizhou_brief.rules.rule import Finding, RuleContext, issue_rule
from taizhou_brief.rules.structure import find_unknown_measures


@issue_rule("S140", Severity.ERROR)
def themes_of_no_measure(case: RuleContext) -> Iterator[Finding]:
    """给主题的一条在这一篇里没有。

    查什么：`measures` 左边写的一条，这一篇里没有。

    为什么：写的主题哪一条也用不上，要改的那一条还是原来的主题。

    改前：
        ---
        number: 1
        date: 2021-12-01
        articles:
        - title: 某县办实事
          counties: []
          themes: []
          measures: {m3: []}
        ---

        # 某县办实事

        一是开源。社会捐赠。

        二是节流。压减开支。
    改后：
        ---
        number: 1
        date: 2021-12-01
        articles:
        - title: 某县办实事
          counties: []
          themes: []
          measures: {m2: []}
        ---

        # 某县办实事

        一是开源。社会捐赠。

        二是节流。压减开支。

    依据：本档案的格式说明
    """
    for article in case.issue.articles:
        places = ((entry.measure, entry.span) for entry in article.measure_themes)
        yield from find_unknown_measures(case, article, places, "measures")
