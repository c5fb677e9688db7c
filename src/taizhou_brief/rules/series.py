"""Rules about the numbers and dates of the whole series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, pairwise

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Severity
from taizhou_brief.model.identity import IssueId
from taizhou_brief.model.links import IssueLinks, has_place
from taizhou_brief.model.moves import follow_move, list_all_moves, list_moves, list_pages
from taizhou_brief.model.settings import Settings
from taizhou_brief.model.summary import AnyIssue, links_of
from taizhou_brief.rules.rule import SeriesFinding, series_rule

PLACE = lazy_compile(
    r"(?P<issue>[0-9]{4}/s?[0-9]{1,4})/(?:(?P<article>[1-9][0-9]{0,3})/|all/)?(?:index\.html)?(?:#(?P<fragment>\S*))?"
)
"""Address of a page of an issue, or of a place on it, relative to the site's root."""
PAGES = {
    "",
    *(f"{name}/" for name in ["issues", "matrix", "search", "about", "updates", "corrections", "sitemap", "figures"]),
}
"""Pages that every site has."""


def group_by_year(issues: tuple[AnyIssue, ...]) -> Iterator[tuple[AnyIssue, ...]]:
    """Yield the issues of each year by number, 增刊 separately."""

    def group_key(issue: AnyIssue) -> tuple[bool, int]:
        return issue.supplement, issue.year

    ordered = sorted(issues, key=lambda issue: (group_key(issue), issue.number, issue.date, issue.path))
    for _, group in groupby(ordered, group_key):
        yield tuple(group)


def format_issue_name(issue: AnyIssue) -> str:
    """Return the name of an issue in messages, such as `2022年第3期`."""
    return f"{issue.year}年{issue.label}"


@series_rule("S110", Severity.ERROR)
def number_used_twice(issues: tuple[AnyIssue, ...], _settings: Settings) -> Iterator[SeriesFinding]:
    """一年里期号用了两次。

    查什么：同一年有两个文件写了同一个期号；增刊另外编号。

    为什么：期号就是网址，两期会互相覆盖。

    改前：
        2022年第3期 2022-02-10
        2022年第3期 2022-02-20
    改后：
        2022年第3期 2022-02-10
        2022年第4期 2022-02-20

    依据：本档案的格式说明
    """
    for year in group_by_year(issues):
        for earlier, issue in pairwise(year):
            if earlier.number == issue.number:
                yield SeriesFinding(
                    issue,
                    f"{format_issue_name(issue)}的期号已经用在 {earlier.path}",
                    "核对印发稿，改正其中一个的 number 和文件名",
                )


@series_rule("S111", Severity.WARNING)
def gap_in_numbers(issues: tuple[AnyIssue, ...], _settings: Settings) -> Iterator[SeriesFinding]:
    """期号中间有缺。

    查什么：同一年里期号不连续；档案从中间某期开始收的，前面的不算。

    为什么：可能漏收了一期。

    改前：
        2022年第3期 2022-02-10
        2022年第5期 2022-03-01
    改后：
        2022年第3期 2022-02-10
        2022年第4期 2022-02-20
        2022年第5期 2022-03-01

    依据：工作简报按年编号的通例
    """
    first = min((issue.year for issue in issues), default=0)
    for year in group_by_year(issues):
        numbers = [0] if year[0].year > first and not year[0].supplement else [year[0].number]
        for issue in year:
            missing = range(numbers[-1] + 1, issue.number)
            if missing:
                missing_issues = f"第{missing[0]}期" if len(missing) == 1 else f"第{missing[0]}期至第{missing[-1]}期"
                yield SeriesFinding(
                    issue,
                    f"{format_issue_name(issue)}之前缺{missing_issues}",
                    "补收缺的一期；确实没有印发的，可在设置里写明理由豁免",
                )
            numbers.append(issue.number)


@series_rule("S112", Severity.WARNING)
def date_before_the_issue_before(issues: tuple[AnyIssue, ...], _settings: Settings) -> Iterator[SeriesFinding]:
    """日期早于上一期。

    查什么：同一年里期号靠后、日期反而靠前。

    为什么：期号与日期必有一个写错，时间顺序会乱。

    改前：
        2022年第3期 2022-02-20
        2022年第4期 2022-02-10
    改后：
        2022年第3期 2022-02-10
        2022年第4期 2022-02-20

    依据：工作简报按时间编号的通例
    """
    for year in group_by_year(issues):
        for earlier, issue in pairwise(year):
            if issue.date < earlier.date and issue.number != earlier.number:
                message = (
                    f"{format_issue_name(issue)}的日期 {issue.date} 早于{format_issue_name(earlier)}的 {earlier.date}"
                )
                yield SeriesFinding(issue, message, "核对两期的 date 和 number")


@series_rule("S113", Severity.WARNING)
def total_that_does_not_grow(issues: tuple[AnyIssue, ...], _settings: Settings) -> Iterator[SeriesFinding]:
    """总期号没有递增。

    查什么：后一期的“总第 N 期”不大于前一期的。

    为什么：总期号跨年连续编，重复或倒退说明有一期写错。

    改前：
        2022年第3期 2022-02-10 总第18期
        2022年第4期 2022-02-20 总第18期
    改后：
        2022年第3期 2022-02-10 总第18期
        2022年第4期 2022-02-20 总第19期

    依据：连续出版物编号的通例
    """
    issues_with_total = [(issue.total, issue) for issue in issues if issue.total is not None]
    issues_with_total.sort(key=lambda pair: (pair[1].date, pair[1].supplement, pair[1].number, pair[1].path))
    for (earlier_total, earlier), (total, issue) in pairwise(issues_with_total):
        if total <= earlier_total:
            yield SeriesFinding(
                issue,
                f"{format_issue_name(issue)}是总第{total}期，{format_issue_name(earlier)}已是总第{earlier_total}期",
                "核对 total",
            )


@series_rule("S124", Severity.ERROR)
def follows_nothing_earlier(issues: tuple[AnyIssue, ...], _settings: Settings) -> Iterator[SeriesFinding]:
    """接续的网址不是更早一期里的一条。

    查什么：`follows` 右边写的网址，档案里没有；有，但不是更早的一期；或者公开的一期接着内部的一期。

    为什么：读者点不开，“前后对照”也排不出来。

    改前：
        2022年第3期 2022-02-10 接续 2022/09/1/#m1
    改后：
        2022年第3期 2022-02-10

    依据：本档案的格式说明
    """
    known, moves = {issue.id: (issue, links_of(issue)) for issue in issues}, list_all_moves(issues)
    for issue in issues:
        for follow in (follow for article in issue.articles for follow in article.follows):
            earlier = find_place(known, follow_move(follow.continues, moves))
            if earlier is None:
                message = f"没有 {follow.continues} 这个网址"
            elif earlier.date >= issue.date:
                message = f"{follow.continues} 不是更早的一期"
            elif earlier.disclosure == "internal" != issue.disclosure:
                message = f"{follow.continues} 不公开，公开的一期不能接着它"
            else:
                continue
            hint = "写以前一期里那一条的网址，如 2021/07/1/#s2m3；没有就删去"
            yield SeriesFinding(issue, message, hint, follow.span)


@series_rule("S125", Severity.ERROR)
def link_to_nothing(issues: tuple[AnyIssue, ...], settings: Settings) -> Iterator[SeriesFinding]:
    """链接指向的地方没有。

    查什么：链到本站的链接，如 `/2021/07/`、`/2021/07/1/#s1m2`、`#m3`、`../../06/`，
    档案里没有这一期、这一篇、这一节、这一条或这一页；公开的一期链到不公开的一期，也算没有。

    为什么：读者点了是空的。

    改前：
        2022年第3期 2022-02-10 链接 /2022/09/1/
    改后：
        2022年第3期 2022-02-10

    依据：本档案的格式说明
    """
    known, moves = {issue.id: (issue, links_of(issue)) for issue in issues}, list_all_moves(issues)
    for issue, links in known.values():
        for link in links.links:
            target = find_place(known, follow_move(link.url, moves))
            exists = is_page(link.url, known, settings) if target is None else may_show(issue, target)
            if not exists:
                hint = "改成有的网址，如 /2021/07/1/#s1m2；没有就删去链接，只留文字"
                yield SeriesFinding(issue, f"链接指向的 {link.url} 没有", hint, link.span)


@series_rule("S149", Severity.ERROR)
def moved_from_an_address_in_use(issues: tuple[AnyIssue, ...], _settings: Settings) -> Iterator[SeriesFinding]:
    """原来的地址还在用。

    查什么：`moved` 写的期号、篇的地址，档案里现在有，或者两处都写了。

    为什么：一个地址只能是一页，转不到两个地方。

    改前：
        2022年第3期 2022-02-10 原为 2022/04
        2022年第4期 2022-03-10
    改后：
        2022年第3期 2022-02-10 原为 2022/05
        2022年第4期 2022-03-10

    依据：本档案的格式说明
    """
    used = {url for issue in issues for url in list_pages(issue)}
    for issue in issues:
        moves = list_moves(issue)
        taken = next((url for url in moves if url in used), "")
        if taken:
            hint = "原来的地址现在是别的一期、一篇的，不能转；写错的改正"
            yield SeriesFinding(issue, f"moved 里的地址 {taken} 还在用", hint)
        used |= moves.keys()


def may_show(issue: AnyIssue, target: AnyIssue) -> bool:
    """Return whether a link from one issue to another does not tell the public of an internal one."""
    return target.disclosure != "internal" or issue.disclosure == "internal"


def is_page(url: str, known: Iterable[IssueId], settings: Settings) -> bool:
    """Return whether a URL is a page that is no part of an issue, or a file, which is not looked for."""
    path = url.partition("#")[0].removesuffix("index.html")
    folder, _, rest = path.partition("/")
    name = rest.partition("/")[0]
    match folder:
        case "county":
            return not rest or name in {county.slug for county in settings.counties}
        case "theme":
            return not rest or name in {theme.id for theme in settings.themes}
        case _ if folder.isdecimal() and not rest:
            return any(str(issue_id.year) == folder for issue_id in known)
        case _ if folder.isdecimal():
            return False
        case _:
            return path in PAGES or "." in path.rpartition("/")[2] or path.startswith("figures/")


def find_place(known: Mapping[IssueId, tuple[AnyIssue, IssueLinks]], url: str) -> AnyIssue | None:
    """Return the issue that has the place at a URL; None if there is none."""
    match = PLACE.fullmatch(url)
    issue_id = IssueId.parse(match["issue"]) if match else None
    if match is None or issue_id is None or issue_id not in known or str(issue_id) != match["issue"]:
        return None
    issue, links = known[issue_id]
    article = int(match["article"] or 0)
    if issue.withdrawn:
        return issue if article <= issue.withdrawn.articles else None
    exists = match["article"] is None or has_place(links, article, match["fragment"] or "")
    return issue if exists else None
