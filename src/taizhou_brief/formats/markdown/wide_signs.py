"""Signs of Markdown in full width, as a Chinese input method writes them: they have no effect."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from taizhou_brief.chinese.characters import ANY_DIGIT, ONE_TO_TEN
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Diagnostic, Severity, diagnose

_WIDE_BLANK = "[\u3000\u00a0\u2002-\u200a]"
_B = "[ \t\u3000\u00a0\u2002-\u200a]*"
_SUSPECT = lazy_compile(
    rf"[＃﹟＊＞［］｜＾｀]|】[（(]|\][（]|\]\([^()\n]*）|^{_B}(?:[-+*#]+{_WIDE_BLANK}|[－＋—–]|\|[^\n]*[—–─－])",
    re.MULTILINE,
)
"""What every text with such a sign has, and hardly any other text."""
_FENCE = lazy_compile(rf"{_B}(?:```|~~~)")
_HEADING = lazy_compile(rf"{_B}(?P<sign>[#＃﹟]{{1,6}})(?P<blank>{_B})(?P<text>.*)")
_NUMBERED = lazy_compile(f"[{ONE_TO_TEN}]{{1,3}}[、.．]|[（(][{ONE_TO_TEN}]")
_WIDE_SIGNS = lazy_compile(f"[＃﹟＊＞［］【】（）｜＾－＋｀—–─]|{_WIDE_BLANK}")
_ADDRESS = r"(?:https?:|mailto:|\.{0,2}/|#)[^()（）\s]*[)）]"
LONGEST = 20
"""Characters of a sign and its words that a message shows."""
Sign: TypeAlias = tuple[re.Pattern[str], str, str]
"""Pattern, what it looks like, what to write."""
_SIGNS: tuple[Sign, ...] = (
    (lazy_compile(r"[\[［][\^＾][^\[\]［］\s]{1,20}[\]］]"), "脚注", "[^1]"),
    (
        lazy_compile(
            r"(?<![*＊])[*＊]{2}(?=[^*＊\s，。；：、！？])[^*＊\n]{1,200}(?<=[^*＊\s，；：、])[*＊]{2}(?![*＊])"
        ),
        "加粗",
        "**文字**",
    ),
    (lazy_compile(rf"^{_B}＞+(?=[^＞{ANY_DIGIT}.．])"), "引文", "> 文字"),
    (
        lazy_compile(rf"^{_B}(?:[-+*]{_WIDE_BLANK}|[－＋＊—–](?:[ \t]|{_WIDE_BLANK}))(?=\s*[^\s{ANY_DIGIT}])"),
        "列表",
        "- 文字",
    ),
    (lazy_compile(rf"^{_B}[`｀]{{3,}}"), "代码块", "```"),
    (lazy_compile(r"[\[［【][^\[\]［］【】\n]{1,100}[\]］】][(（]" + _ADDRESS), "链接", "[文字](https://网址)"),
)
_TABLE_SIGNS: tuple[Sign, ...] = (
    (lazy_compile(rf"^{_B}[|｜](?:{_B}[:：]?[-—–－─]+[:：]?{_B}[|｜])+{_B}$"), "表头下面的线", "|---|---|"),
    (lazy_compile(rf"^{_B}(?:[|｜].*｜|｜.*\|).*"), "表格", "| 文字 | 文字 |"),
)
_RULE = lazy_compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?$")
"""Line below the head of a table; what follows up to a blank line are its rows."""


def find_wide_signs(text: str, path: str, first_line: int) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each sign in full width, and for a full-width blank after `#`; code may have them."""
    if not _SUSPECT.search(text):
        return
    in_code, bars = False, 0  # bars of the line below the head of the table that it is in
    for number, line in enumerate(text.split("\n"), first_line):
        if _FENCE.match(line):
            in_code = not in_code
        bars = (bars or (line.count("|") if _RULE.match(line) else 0)) if line.strip() else 0
        if in_code or not line:
            continue
        if heading := _HEADING.fullmatch(line):
            yield from _check_heading(heading, path, number)
        else:
            yield from _check_signs(
                line, (*_SIGNS, *_TABLE_SIGNS) if line.count("|") < bars or not bars else _SIGNS, path, number
            )


def _check_signs(line: str, signs: Iterable[Sign], path: str, number: int) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each sign of a line that would have an effect in half width."""
    for pattern, name, correct in signs:
        for match in pattern.finditer(line):
            if _WIDE_SIGNS.search(match[0].lstrip(" \t\u3000")):
                message = f"“{match[0].strip()[:LONGEST]}”像是{name}，里面有全角的符号，不起作用"
                hint = f"{name}用半角写成“{correct}”；不是的，不必改"
                start = match.start() + len(match[0]) - len(match[0].lstrip())
                yield diagnose(path, number, start + 1, "M032", message, hint, match.end() - start)


def _check_heading(match: re.Match[str], path: str, line: int) -> Iterator[Diagnostic]:
    """Yield a diagnostic for a line that begins like a heading and is none because of its width."""
    sign, blank, text = match["sign"], match["blank"], match["text"]
    hint = f"写成半角的“{'#' * len(sign)} ”；如果不是标题，把它移到句子中间"
    if sign.isascii():
        if text and blank and blank[0] not in " \t":
            message = f"“{sign}”后面的空格是全角的，成不了标题"
            yield diagnose(path, line, match.start("blank") + 1, "M021", message, hint)
        return
    is_heading = len(sign) > 1 or blank or _NUMBERED.match(text)
    if is_heading or not text[:1].isascii():
        severity = None if is_heading else Severity.WARNING
        message = f"“{sign}”是全角的，成不了标题"
        yield diagnose(path, line, match.start("sign") + 1, "M021", message, hint, len(sign), severity)
