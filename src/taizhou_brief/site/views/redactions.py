"""What pages show of words that were taken down: where, when and why, never the words."""

from __future__ import annotations

from taizhou_brief.model.identity import Address
from taizhou_brief.model.issue import NO_PLACE
from taizhou_brief.model.summary import IssueSummary
from taizhou_brief.site.citation import format_basis
from taizhou_brief.site.views.rows import RedactionView


def list_redactions(issue: IssueSummary) -> tuple[RedactionView, ...]:
    """Return what was taken down in an issue; that of a measure which does not exist, under its article."""
    known = {Address(a.index, m.id) for a in issue.articles for m in a.measures}
    views = []
    for redaction in issue.redacted:
        at = redaction.at
        address = at if at in known else Address(at.article)
        where = f"第{at.article}篇 §{at.section_sign}" if at.measure else f"第{at.article}篇"
        views.append(
            RedactionView(
                url=issue.url if at == NO_PLACE else address.url(issue.id),
                where="" if at == NO_PLACE else where,
                reason=format_basis(redaction.reason),
                date=redaction.date,
            )
        )
    return tuple(views)


def group_redactions(issue: IssueSummary, article: int) -> dict[str, tuple[RedactionView, ...]]:
    """Group what was taken down in an article by measure; that of the whole article or issue has an empty key."""
    groups: dict[str, tuple[RedactionView, ...]] = {}
    for redaction, view in zip(issue.redacted, list_redactions(issue), strict=True):
        if redaction.at in {NO_PLACE, Address(article, redaction.at.measure)}:
            groups[redaction.at.measure] = (*groups.get(redaction.at.measure, ()), view)
    return groups


def list_article_redactions(issue: IssueSummary, article: int) -> tuple[RedactionView, ...]:
    """Return what was taken down in an article, with that of the whole issue."""
    return tuple(view for views in group_redactions(issue, article).values() for view in views)
