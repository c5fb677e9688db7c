"""An invented issue as it comes from print, and how offices might have typed it otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest

from taizhou_brief.chinese.characters import to_chinese_numeral
from taizhou_brief.diagnostics import Severity
from taizhou_brief.importer.recognise import RecognitionResult
from taizhou_brief.model.issue import Issue
from tests import office_texts, printed_issue
from tests.office_texts import Shape, codes, shape

SETTINGS = office_texts.settings(printed_issue.SETTINGS)
CONTENTS = re.compile(r"【本期目录】\n\n(?:- .*\n)+\n")
Mutation = Callable[[str], str]


def printed() -> str:
    """The text as it is extracted from a printed file."""
    return printed_issue.TEXT


def read(text: str) -> RecognitionResult:
    """What is recognised in a text with the settings of its series."""
    return office_texts.read(text, SETTINGS)


def issue_of(found: RecognitionResult) -> Issue:
    """The draft as the parser reads it."""
    return office_texts.issue_of(found, SETTINGS)


def entries(text: str) -> list[str]:
    """The titles of its contents list."""
    match = CONTENTS.search(text)
    assert match
    return re.findall(r"^- (.*)$", match[0], re.MULTILINE)


def with_contents(text: str, rows: list[str], heading: str = "【本期目录】") -> str:
    """Another contents list."""
    return CONTENTS.sub(lambda _: f"{heading}\n\n" + "".join(f"{row}\n" for row in rows) + "\n", text)


def whole(text: str) -> str:
    """Page breaks mended, one line a paragraph, no blank lines: the way a word processor saves text."""
    paras: list[str] = []
    for line in text.split("\n"):
        if not line.strip():
            continue
        broken = (
            paras and len(paras[-1]) > 60 and paras[-1][-1] not in "。：；" and not re.match(r"[一二三]+[、是]", line)
        )
        if broken:
            paras[-1] += line
        else:
            paras.append(line)
    return "\n".join(paras) + "\n"


def wrapped(text: str, size: int, *, blank: bool = False, indent: bool = True) -> str:
    """Cut after `size` characters, like a text saved with hard line ends."""
    out: list[str] = []
    for para in whole(text).splitlines():
        prose = len(para) > size and "办公室" not in para
        line = ("　　" if indent and prose else "") + para
        out += [line[n : n + size] for n in range(0, len(line), size)]
        out += [""] if blank else []
    return "\n".join(out) + "\n"


def run_on(text: str, mark: str = "；") -> str:
    """The measures of a section in one paragraph."""
    text = whole(text)
    return re.sub(r"。\n(?=[二三]是)", mark, text)


def family(make: Callable[[int], str]) -> Mutation:
    """The measures under other markers."""

    def mutate(text: str) -> str:
        return re.sub(r"^([一二三])是", lambda m: make("一二三".index(m[1]) + 1), text, flags=re.MULTILINE)

    return mutate


def paged(text: str, number: Callable[[int], str]) -> str:
    """A page number and a running head at each break of a sentence."""
    count = 0

    def turn(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"{match[1]}\n{number(count)}\n示范共富工作简报　第9期\n{match[2]}"

    return re.sub(
        r"([一-鿿、，1])\n\n(?![一二三]、|[一二三]是|东河县建|西山区以|南港市推|北岭县打|【|报：|示范)([^\n]{30})",
        turn,
        text,
    )


def three_levels(text: str) -> str:
    """Each section's measures below one （一） heading."""
    return re.sub(r"^(一是)", "（一）主要做法\n\n一是", text, flags=re.MULTILINE)


class Case(NamedTuple):
    """One way of typing the issue, and what follows from it."""

    name: str
    mutate: Mutation
    say: frozenset[str] = frozenset()
    """Codes that must be said."""
    change: Callable[[Shape], Shape] = lambda s: s
    """What of the shape changes."""
    quiet: frozenset[str] = frozenset()
    """Codes that must not be said."""


def masthead(**changes: object) -> Callable[[Shape], Shape]:
    """Other facts in the masthead."""
    names = ("number", "supplement", "total", "date", "printed", "issuer", "report", "send", "distribute", "copies")

    def change(old: Shape) -> Shape:
        values = dict(zip(names, old.masthead, strict=True)) | changes
        return old._replace(masthead=tuple(values.values()))

    return change


def any_masthead(old: Shape) -> Shape:
    """The masthead is another."""
    return old._replace(masthead=())


def any_measures(old: Shape) -> Shape:
    """The measures are others."""
    return old._replace(measures=(), ink=())


def any_ink(old: Shape) -> Shape:
    """The characters are others, such as those of the markers."""
    return old._replace(ink=())


def titles(*pairs: tuple[str, str]) -> Callable[[Shape], Shape]:
    """Other words in the titles."""

    def change(old: Shape) -> Shape:
        new = old.titles
        for one, other in pairs:
            new = tuple(title.replace(one, other) for title in new)
        return old._replace(titles=new)

    return change


def _report_to_foot(text: str) -> str:
    match = re.search(r"报：.*?\n\n", text, re.DOTALL)
    assert match
    return text.replace(match[0], "").replace("送：市委", f"{match[0]}送：市委")


SAID = {"I730", "I740"}
"""What the printed issue itself gives rise to."""

CASES = (
    Case("as printed", lambda t: t, frozenset(SAID)),
    Case("CRLF", lambda t: t.replace("\n", "\r\n")),
    Case("byte order mark", lambda t: "\ufeff" + t),
    Case("paragraphs on one line each", whole),
    Case("hard-wrapped at 28, indented", lambda t: wrapped(t, 28)),
    Case("hard-wrapped at 28, blank lines", lambda t: wrapped(t, 28, blank=True)),
    Case("hard-wrapped at 28, neither", lambda t: wrapped(t, 28, indent=False)),
    Case("hard-wrapped at 40", lambda t: wrapped(t, 40)),
    Case("no contents list", lambda t: CONTENTS.sub("", t)),
    Case("no contents list, whole paragraphs", lambda t: whole(CONTENTS.sub("", t))),
    Case("no contents list, hard-wrapped", lambda t: wrapped(CONTENTS.sub("", t), 28)),
    Case(
        "contents with leaders and page numbers",
        lambda t: with_contents(t, [f"{e}{'…' * 8} {n * 4 + 1}" for n, e in enumerate(entries(t))], "目　录"),
    ),
    Case(
        "contents with dots",
        lambda t: with_contents(t, [f"{n}．{e}{'.' * 20}({n})" for n, e in enumerate(entries(t), 1)], "本期导读："),
    ),
    Case("contents with stars", lambda t: with_contents(t, [f"★ {e}" for e in entries(t)], "本期要目")),
    Case(
        "contents with Han numbers",
        lambda t: with_contents(t, [f"{to_chinese_numeral(n)}、{e}" for n, e in enumerate(entries(t), 1)]),
    ),
    Case("contents without bullets", lambda t: with_contents(t, entries(t))),
    Case(
        "contents over two lines",
        lambda t: with_contents(t, [f"- {e}".replace(" ", "\n  ").replace("-\n  ", "- ") for e in entries(t)]),
    ),
    Case(
        "contents title differs by a character",
        lambda t: t.replace("- 西山区以一刻钟便民圈扎实", "- 西山区以一刻钟便民圈切实"),
        frozenset({"I710"}),
    ),
    Case("first contents title differs", lambda t: t.replace("- 东河县建强", "- 东河县健强"), frozenset({"I710"})),
    Case("contents title missing", lambda t: re.sub("- 南港市.*\n", "", t), frozenset({"I712"})),
    Case(
        "contents title too many",
        lambda t: t.replace("- 北岭县", "- 北岭县三张清单推进老区共富\n- 北岭县"),
        frozenset({"I711"}),
    ),
    Case(
        "contents in another order",
        lambda t: with_contents(t, [f"- {e}" for e in reversed(entries(t))]),
        frozenset({"I713"}),
    ),
    Case(
        "title over two lines",
        lambda t: t.replace("南港市推行“三单三联”工作法 促进", "南港市推行“三单三联”工作法\n促进", 2).replace(
            "- 南港市推行“三单三联”工作法\n", "- 南港市推行“三单三联”工作法 "
        ),
        frozenset({"I715"}),
    ),
    Case(
        "title over two lines, no contents",
        lambda t: CONTENTS.sub("", t).replace("工作法 促进渔民", "工作法\n促进渔民"),
        frozenset({"I715"}),
    ),
    Case(
        "doubled 二是",
        lambda t: t.replace("三是以错开班次", "二是以错开班次"),
        frozenset({"I721"}),
        any_measures,
    ),
    Case(
        "skipped 二是",
        lambda t: t.replace("二是办出人气", "三是办出人气").replace("三是卖出好价", "四是卖出好价"),
        frozenset({"I721"}),
        any_measures,
    ),
    Case("skipped section", lambda t: t.replace("三、共建共享", "四、共建共享"), frozenset({"I720"}), any_ink),
    Case("missing marker", lambda t: t.replace("二是请院校", "请院校"), frozenset({"I721"}), any_measures),
    Case("first marker missing", lambda t: t.replace("一是请老师傅", "请老师傅"), frozenset({"I721"}), any_measures),
    Case("（一） family", family(lambda n: f"（{to_chinese_numeral(n)}）"), change=any_ink),
    Case("(一) family with a space", family(lambda n: f"({to_chinese_numeral(n)}) "), change=any_ink),
    Case("1. family", family(lambda n: f"{n}."), change=any_ink),
    Case("1. family with a space", family(lambda n: f"{n}. "), change=any_ink),
    Case("1、 family", family(lambda n: f"{n}、"), change=any_ink),
    Case("第一， family", family(lambda n: f"第{to_chinese_numeral(n)}，"), change=any_ink),
    Case("首先 family", family(lambda n: ("首先，", "其次，", "最后，")[n - 1]), change=any_ink),
    Case("run-on with semicolons", run_on, frozenset({"I723"}), any_ink),
    Case("run-on with stops", lambda t: run_on(t, "。"), frozenset({"I723"})),
    Case("a space after the marker", family(lambda n: f"{to_chinese_numeral(n)}是　")),
    Case(
        "full-width digits", lambda t: t.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"}), frozenset({"I741"})
    ),
    Case("non-breaking spaces", lambda t: t.replace(" ", "\u00a0")),
    Case("wide spaces and indents", lambda t: re.sub(r"\n(?=[^\n-]{60})", "\n　　", t).replace(" ", "　")),
    Case("zero-width characters", lambda t: t.replace("，", "，\u200b").replace("。", "。\u00ad")),
    Case("tabs as indents", lambda t: re.sub(r"\n(?=[^\n-]{60})", "\n\t", t)),
    Case("page numbers with dashes", lambda t: paged(t, lambda n: f"— {n} —")),
    Case("page numbers with hyphens", lambda t: paged(t, lambda n: f"-{n}-")),
    Case("bare page numbers", lambda t: paged(t, lambda n: f"\n{n}\n")),
    Case("worded page numbers", lambda t: paged(t, lambda n: f"第 {n} 页 共 9 页")),
    Case("form feeds", lambda t: paged(t, lambda n: f"— {n} —\f")),
    Case("增刊", lambda t: t.replace("第 9 期", "增刊第 2 期"), change=masthead(number=2, supplement=True)),
    Case(
        "增刊 in brackets",
        lambda t: t.replace("第 9 期", "（增刊）\n第 2 期"),
        change=masthead(number=2, supplement=True),
    ),
    Case("总期", lambda t: t.replace("第 9 期", "第 9 期（总第 107 期）"), change=masthead(total=107)),
    Case(
        "总期 on its own line",
        lambda t: t.replace("第 9 期", "2023年第9期\n（总第一百零七期）"),
        change=masthead(total=107),
    ),
    Case("第九期", lambda t: t.replace("第 9 期", "第九期")),
    Case("Han date", lambda t: t.replace("2023 年 6 月 15 日", "二〇二三年六月十五日")),
    Case("Han date with circles", lambda t: t.replace("2023 年 6 月 15 日", "二○二三年六月十五日")),
    Case("dotted date", lambda t: t.replace("2023 年 6 月 15 日", "2023.6.15")),
    Case("issuer and date on two lines", lambda t: t.replace("办公室 2023 年", "办公室\n\n2023 年")),
    Case("date cut in two", lambda t: t.replace("办公室 2023 年 6", "办公室 2023 年\n6"), frozenset({"I706"})),
    Case("impossible date", lambda t: t.replace("2023 年 6 月 15 日", "2023 年 6 月 41 日"), frozenset({"I704"})),
    Case(
        "printed before the date",
        lambda t: t.replace("2023年6月15日印发", "2023年5月15日印发"),
        frozenset({"I705"}),
        any_masthead,
    ),
    Case("no number", lambda t: t.replace("第 9 期\n", ""), frozenset({"I701"}), any_masthead),
    Case("no masthead", lambda t: t[t.index("【本期目录】") :], frozenset({"I701"}), any_masthead),
    Case("no masthead, no contents", lambda t: t[CONTENTS.search(t).end() :], frozenset({"I701"}), any_masthead),  # type: ignore[union-attr]
    Case("no foot", lambda t: t[: t.index("送：市委")], change=masthead(printed=None, send=(), distribute=())),
    Case("报 in the foot", _report_to_foot),
    Case(
        "呈报 抄送 下发",
        lambda t: t.replace("报：陈", "呈报：陈").replace("送：市委", "抄送：市委").replace("发：各县", "下发：各县"),
    ),
    Case("主送 分发", lambda t: t.replace("送：市委", "主　送：市委").replace("发：各县", "分发:各县")),
    Case("copies", lambda t: t.rstrip("\n") + "\n（共印 120 份）\n", change=masthead(copies=120)),
    Case("copies on the 印发 line", lambda t: t.rstrip("\n") + "　　共印120份\n", change=masthead(copies=120)),
    Case(
        "two counties",
        lambda t: t.replace("西山区以一刻钟便民圈扎实", "西山区、南港市以一刻钟便民圈扎实"),
        change=lambda s: titles(("西山区以", "西山区、南港市以"))(s)._replace(
            counties=(s.counties[0], ("西山区", "南港市"), *s.counties[2:])
        ),
    ),
    Case(
        "short name",
        lambda t: t.replace("西山区以一刻钟便民圈扎实", "西山以一刻钟便民圈扎实"),
        frozenset({"I735"}),
        titles(("西山区以", "西山以")),
    ),
    Case(
        "a city department",
        lambda t: t.replace("西山区以一刻钟便民圈扎实", "市商务局以一刻钟便民圈扎实"),
        frozenset({"I736"}),
        lambda s: titles(("西山区以", "市商务局以"))(s)._replace(counties=(s.counties[0], (), *s.counties[2:])),
    ),
    Case("three levels", three_levels, change=any_ink),
    Case(
        "编者按",
        lambda t: with_contents(t, [f"- {e}" for e in entries(t)]).replace(
            "\n\n东河县建强", "\n\n编者按：现将四地做法刊发，供参考。\n\n东河县建强", 1
        ),
    ),
    Case(
        "contributors",
        lambda t: t.replace(
            "\n\n西山区以一刻钟便民圈扎实", "\n\n（东河县委改革办供稿）\n\n西山区以一刻钟便民圈扎实", 1
        ),
    ),
    Case("internal", lambda t: "内部资料　注意保存\n\n" + t, frozenset({"I709"})),
    Case("another series title", lambda t: t.replace("示范共富工作简报", "示范共富专报"), frozenset({"I708"})),
    Case(
        "section marks with a dot",
        lambda t: re.sub("^([一二三])、", r"\1．", t, flags=re.MULTILINE),
        frozenset({"I726"}),
        lambda s: s._replace(sections=(), ink=()),
    ),
    Case(
        "section run into its text",
        lambda t: re.sub("(一、做细“清单”，转产上岸有门路)\n\n一是", r"\1。为此，该县多措并举。\n\n一是", t),
        frozenset({"I724"}),
        lambda s: s._replace(sections=(), ink=()),
    ),
)


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_every_way_of_typing_the_printed_issue_is_right_or_remarked_on(case: Case) -> None:
    """Each layout gives the same record, or another one with the doubt that belongs to it."""
    plain = shape(issue_of(read(printed())))
    found = read(case.mutate(printed()))
    got = shape(issue_of(found))
    wanted = case.change(plain)
    for name, mine, theirs in zip(Shape._fields, got, wanted, strict=True):
        if theirs:
            assert mine == theirs, name
    assert case.say <= codes(found)


def test_the_printed_issue_is_read_as_it_is() -> None:
    """4 articles, 12 sections, 36 measures, every field of masthead and foot, and no error."""
    found = read(printed())
    issue = issue_of(found)
    assert [len(article.sections) for article in issue.articles] == [3, 3, 3, 3]
    assert [len(section.measures) for article in issue.articles for section in article.sections] == [3] * 12
    assert all(m.stop == "。" and m.text[-1] == "。" for article in issue.articles for m in article.measures)
    assert (issue.number, str(issue.date), str(issue.printed)) == (9, "2023-06-15", "2023-06-15")
    assert len(issue.report_to) == 5
    assert len(issue.send_to) == 4
    assert len(issue.distribute_to) == 2
    assert found.path == "briefings/2023/09.md"
    assert codes(found) == SAID
    assert not [d for d in found.diagnostics if d.severity is Severity.ERROR]
    assert sum(d.code == "I730" for d in found.diagnostics) == 7
