"""Articles and measures built from the Markdown of a body."""

from __future__ import annotations

from taizhou_brief.formats import markdown
from taizhou_brief.formats.briefing.body import build_articles
from taizhou_brief.model.block import Span
from taizhou_brief.model.issue import ArticleEntry

ENTRY = ArticleEntry(title="某县办好一件事", counties=("某县",), span=Span(5, 3, 5, 10))


def build(text: str) -> tuple[list[list[int]], list[str]]:
    """Return the ordinals of the measures of each article, and the codes of the problems."""
    document = markdown.parse_blocks(text, "x.md", 10)
    articles, problems = build_articles(document, text.split("\n"), 10, (ENTRY,), "x.md")
    return [[measure.ordinal for measure in article.measures] for article in articles], [one.code for one in problems]


def test_measures_run_on_through_paragraphs_and_sections() -> None:
    """Each marker opens a measure of its article."""
    text = "# 某县办好一件事\n\n## 一、先做\n\n一是甲事办好。\n\n二是乙事办好。\n\n"
    text += "## 二、再做\n\n一是丙事办好。\n\n二是丁事办好。\n"
    assert build(text) == ([[1, 2, 1, 2]], [])


def test_text_before_the_first_title_is_reported() -> None:
    """It belongs to no article."""
    ordinals, codes = build("孤零零的一段。\n\n# 某县办好一件事\n\n一是甲事办好。\n\n二是乙事办好。\n")
    assert ordinals == [[1, 2]]
    assert "M001" in codes
