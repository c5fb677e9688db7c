"""Checks for text that would be lost, moved or misread on the page, each reported at its position."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import unquote

from markdown_it.common.normalize_url import normalizeLinkText
from markdown_it.tree import SyntaxTreeNode as Node

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.chinese.spacing import is_chinese
from taizhou_brief.diagnostics import CODES, Severity
from taizhou_brief.formats.markdown.blocks import is_heading, read_list_numbers, walk
from taizhou_brief.formats.markdown.dialect import MAX_NESTING
from taizhou_brief.formats.markdown.line_breaks import HARD_BREAK, find_line_breaks

_NOTE = lazy_compile(r"(?<!\\)\[\^[^\]\s]{1,200}\]")
_LINK = lazy_compile(r"(?<!\\)\]\(")
_BARE_HEADING = lazy_compile(r"#{1,3}[^\s#]")
_BARE_HEADING_INSIDE = lazy_compile(r"(?:#{2,3}|#(?![0-9A-Za-z])(?=[^#]*$))[^\s#]")
"""As above, inside a paragraph, where `#1` and `#话题#` are words."""
_TAG = lazy_compile(r"<!--|<[a-zA-Z][a-zA-Z0-9]*(?: [^<>]*)?/?>")
_ENTITY = lazy_compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_GREATER = lazy_compile(r"\s*>\s*[0-9.]")
_FENCE_END = lazy_compile(r"[\s>]*(`{3,}|~{3,})\s*$")
_FENCE_INFO = lazy_compile(r"[a-zA-Z0-9+#.\-]*")
_CONTAINER = lazy_compile(r"[\s>+*\-]*(?:[0-9]{1,9}[.)]\s)?\s*")
_ENDS_CLAUSE = lazy_compile(r"[。；：，、！？…—:;,.!?|]\W*$")
_CONTAINER_START = lazy_compile(r"[#>+*-]|[0-9]{1,9}[.)]\s|`{3}|~{3}")
_PIPE = lazy_compile(r"(?<!\\)\|")
CONTAINERS = ("list_item", "blockquote", "footnote_reference")


@dataclass(frozen=True, slots=True)
class MarkdownProblem:
    """One problem of a text; `line` counts from 0 in the text, `column` from 1, or is 0 for the whole line."""

    code: str
    line: int
    message: str
    hint: str
    column: int = 0
    length: int = 1


class CheckedText(NamedTuple):
    """A parsed text as the checks need it."""

    nodes: Mapping[str, Sequence[Node]]
    """Type → nodes in reading order."""
    shown: Sequence[tuple[Node, str]]
    """Inline nodes with their text as shown, of those that contain a bracket or `<`."""
    env: Mapping[str, Any]
    """What the library has collected: link definitions and footnotes."""
    lines: Sequence[str]
    """Source lines."""


Check = Callable[[CheckedText], Iterator[MarkdownProblem]]


def check_nesting(parsed: CheckedText) -> Iterator[MarkdownProblem]:
    """Report lists and quotations nested too deep, which the library drops."""
    containers = [node for kind in CONTAINERS for node in parsed.nodes.get(kind, ())]
    deep_lines = [_find_line(node) for node in containers if node.level + 1 >= MAX_NESTING]
    if deep_lines:
        yield MarkdownProblem("M010", min(deep_lines), "列表或引文套得太深，里层的文字显示不出来", "减少层级")


def check_table_cells(parsed: CheckedText) -> Iterator[MarkdownProblem]:
    """Report cells beyond the columns of the header, which the library drops."""
    for table in parsed.nodes.get("table", ()):
        columns = len(table.children[0].children[0].children)
        for row in (row for part in table.children[1:] for row in part.children):
            parts = _PIPE.split(parsed.lines[_find_line(row)].rstrip())
            drop_first = not _CONTAINER.sub("", parts[0], count=1).strip()
            extra = len(parts) - drop_first - (not parts[-1].strip()) - columns
            if extra > 0:
                message = f"表头有{columns}格，这一行多出{extra}格，多出的显示不出来"
                yield MarkdownProblem("M011", _find_line(row), message, "给表头补上格子；格子里的竖线写成 \\|")


def check_rows_without_bars(parsed: CheckedText) -> Iterator[MarkdownProblem]:
    """Report lines below a table that became one of its rows for want of a blank line."""
    for table in parsed.nodes.get("table", ()):
        for row in (row for part in table.children[1:] for row in part.children):
            line = parsed.lines[_find_line(row)]
            if not _PIPE.search(line):
                message = "这一行没有竖线，紧跟在表格后面，成了表格的一行"
                hint = "是正文的，上面空一行；是表格的，写上竖线"
                column = len(line) - len(line.lstrip()) + 1
                yield MarkdownProblem("M031", _find_line(row), message, hint, column)


def check_swallowed_bullets(parsed: CheckedText) -> Iterator[MarkdownProblem]:
    """Report a sign at the start of a line of running text that made an item of it, so that the sign is not shown."""
    for node in parsed.nodes.get("bullet_list", ()):
        start = _find_line(node)
        above = parsed.lines[start - 1].strip() if start and not node.level else ""
        breaks_sentence = above and not _ENDS_CLAUSE.search(above) and not _CONTAINER_START.match(above)
        is_lone_plus = node.markup == "+" and not node.level and len(node.children) == 1
        if breaks_sentence or is_lone_plus:
            message = f"行首的“{node.markup}”使这一行成了列表的一项，“{node.markup}”因此不见了"
            hint = f"是列表的，上面空一行；不是的，接在上一行后面，或者写成“\\{node.markup}”"
            line = parsed.lines[start]
            yield MarkdownProblem("M030", start, message, hint, line.find(node.markup) + 1)


def check_link_references(parsed: CheckedText) -> Iterator[MarkdownProblem]:
    """Report link definitions that no link uses, which are not shown, and duplicate ones."""
    used = {node.meta.get("label") for kind in ("link", "image") for node in parsed.nodes.get(kind, ())}
    for label, reference in parsed.env.get("references", {}).items():
        if label not in used:
            hint = "删去这一行；如果是正文，把英文冒号改成中文冒号"
            yield MarkdownProblem(
                "M012", reference["map"][0], "这一行会被当成链接地址，正文没有用到它，显示不出来", hint
            )
    for reference in parsed.env.get("duplicate_refs", ()):
        yield MarkdownProblem(
            "M012", reference["map"][0], "这个链接地址的名称前面已经写过，这一行不起作用", "换一个名称，或者删去这一行"
        )


def check_footnotes(parsed: CheckedText) -> Iterator[MarkdownProblem]:
    """Report footnotes without a reference, duplicate footnotes, and references without a footnote."""
    used = {node.meta["label"] for node in parsed.nodes.get("footnote_ref", ())}
    seen: set[str] = set()
    for node in parsed.nodes.get("footnote_reference", ()):
        label = node.meta["label"]
        if label in seen:
            yield MarkdownProblem(
                "M013", _find_line(node), f"脚注[^{label}]前面已经写过", "换一个名称，或者合并两条脚注"
            )
        elif label not in used:
            yield MarkdownProblem(
                "M013",
                _find_line(node),
                f"正文没有用到脚注[^{label}]，它显示不出来",
                "在正文里标出它的位置，或者删去它",
            )
        seen.add(label)
    for line, match in _search_shown_text(parsed, _NOTE):
        yield MarkdownProblem(
            "M014",
            line,
            f"没有脚注{match.group()}的内容",
            f"补上一行“{match.group()}: 内容”",
            *_column_and_length(match),
        )


def check_list_numbers(parsed: CheckedText) -> Iterator[MarkdownProblem]:
    """Report list numbers that are not consecutive."""
    for node in parsed.nodes.get("ordered_list", ()):
        numbers = read_list_numbers(node)
        expected_numbers = range(numbers[0], numbers[0] + len(numbers))
        for item, number, expected in zip(node.children, numbers, expected_numbers, strict=True):
            if number != expected:
                message = f"编号列表的这一项应为{expected}，写的是{number}"
                yield MarkdownProblem("M015", _find_line(item), message, "改正号码")
                break


def check_code_fences(parsed: CheckedText) -> Iterator[MarkdownProblem]:
    """Report code blocks without an end, which contain the rest of the text, and text after the opening fence."""
    for node in parsed.nodes.get("fence", ()):
        start, end = node.map or (0, 1)
        if end - start < 2 or not _FENCE_END.match(parsed.lines[min(end, len(parsed.lines)) - 1]):
            hint = f"补上只有“{node.markup}”的一行，或者删去这一行"
            yield MarkdownProblem("M016", start, "代码块没有结尾，后面的文字都会被当成代码", hint)
        if not _FENCE_INFO.fullmatch(node.info.strip()):
            yield MarkdownProblem("M017", start, f"代码块开头的“{node.info.strip()}”显示不出来", "把它移到代码块外面")


def check_headings(parsed: CheckedText) -> Iterator[MarkdownProblem]:
    """Report headings that this dialect does not have, or not in such a place, and closing `#` that are not shown."""
    for node in parsed.nodes.get("heading", ()):
        if not node.markup.startswith("#"):
            hint = f"中间空一行；如果要写标题，改用“{'#' if node.tag == 'h1' else '##'} 标题”"
            yield MarkdownProblem("M018", (node.map or (0, 1))[1] - 1, "这一行会把上面的文字变成标题", hint)
        elif node.level:
            yield MarkdownProblem(
                "M020", _find_line(node), "标题不能写在列表、引文或脚注里面", "把标题移到外面，或者删去“#”"
            )
        elif not is_heading(node):
            yield MarkdownProblem(
                "M019", _find_line(node), f"标题只有三级，这里是第{len(node.markup)}级", "改为“###”，或者删去“#”"
            )
        line = parsed.lines[_find_line(node)].rstrip()
        if node.markup.startswith("#") and line.endswith("#") and line.strip("# \t>"):
            tail = len(line) - len(line.rstrip("#"))
            content = "".join(child.content for child in node.children)
            if tail != len(node.markup) and not content.endswith("#"):
                yield MarkdownProblem(
                    "M027",
                    _find_line(node),
                    "标题末尾的“#”显示不出来",
                    "删去它，或者写成“\\#”",
                    len(line) - tail + 1,
                    tail,
                )


def check_line_starts(parsed: CheckedText) -> Iterator[MarkdownProblem]:
    """Report beginnings of lines that do not mean what they seem to mean."""
    for node in parsed.nodes.get("paragraph", ()):
        line = parsed.lines[_find_line(node)] if node.map else ""
        bare = line.lstrip()
        if node.level:
            continue
        for number in range(*node.map) if node.map else ():
            pattern = _BARE_HEADING if number == _find_line(node) else _BARE_HEADING_INSIDE
            if match := pattern.match(parsed.lines[number].lstrip()):
                message = f"“{match[0][:-1]}”后面没有空格，成不了标题"
                yield MarkdownProblem("M021", number, message, "补一个空格；如果不是标题，写成“\\#”")
        indent = line[: len(line) - len(bare)].replace("\t", "    ")
        if len(indent) >= 4:  # where CommonMark begins to see code
            message, hint = "段落前面的空格不起作用，缩进由版式决定", "删去段落前面的空格"
            length = len(line) - len(bare)
            yield MarkdownProblem("M022", _find_line(node), message, hint, 1, length)
    for node in parsed.nodes.get("blockquote", ()):
        line = parsed.lines[_find_line(node)] if node.map else ""
        if _GREATER.match(line):
            message, column = "行首的“>”会被当成引文，大于号因此不见了", line.index(">") + 1
            yield MarkdownProblem("M025", _find_line(node), message, "写成“＞”或者“大于”", column)


def check_links_and_images(parsed: CheckedText) -> Iterator[MarkdownProblem]:
    """Report images, and text that looks like a link but is not one."""
    for node in parsed.nodes.get("image", ()):
        source = unquote(str(node.attrs.get("src", "")))
        message = f"不能插入图片“{source}”，只显示它的说明文字"
        yield MarkdownProblem("M023", _find_line(node), message, "删去图片，需要的内容用文字写出")
    searched, first_image = -1, -1
    for line, match in _search_shown_text(parsed, _LINK):
        if line != searched:
            searched, first_image = line, parsed.lines[line].find("![")
        if 0 <= first_image <= match.start() - len("!["):
            yield MarkdownProblem(
                "M023", line, "不能插入图片", "删去图片，需要的内容用文字写出", *_column_and_length(match)
            )
            continue
        hint = "链接写成“[文字](https://网址)”，只能用 http、https、mailto 或站内地址"
        yield MarkdownProblem(
            "M024", line, "这里像是链接，但写得不对，或者地址不能用", hint, *_column_and_length(match)
        )


def check_html_tags(parsed: CheckedText) -> Iterator[MarkdownProblem]:
    """Report HTML, which is shown literally; readers also see a comment between `<!--` and `-->`."""
    for line, match in _search_shown_text(parsed, _TAG):
        message = f"“{match.group()}”是 HTML 标记，不起作用，会照字面显示在网页上"
        hint = "删去它；加粗写成 **文字**，换行空一行，给自己看的话不要写在这里"
        yield MarkdownProblem("M028", line, message, hint, *_column_and_length(match))


def check_line_breaks(parsed: CheckedText) -> Iterator[MarkdownProblem]:
    """Report a number on two lines, which is read as one, and a sentence that is broken off in the middle of a line."""
    for node in (node for node in parsed.nodes.get("inline", ()) if node.map and "\n" in node.content):
        words = {"softbreak": "\n", "hardbreak": HARD_BREAK}
        text = "".join(words.get(child.type, child.content) for child in walk(node) if not child.children)
        for found in find_line_breaks(text):
            line = _find_line(node) + text.count("\n", 0, found.start)
            source = parsed.lines[line].rstrip()
            end = len(source.rstrip("\\").rstrip())
            if found.number:
                message, hint = f"数字被换行切成两截，读作“{found.number}”", "把这个数字写在一行里"
                yield MarkdownProblem("M029", line, message, hint, end)
            else:
                sign = "反斜杠" if source.endswith("\\") else "两个空格"
                message = f"行末的{sign}使网页在句子中间换行：“{found.words}”"
                yield MarkdownProblem("M029", line, message, f"删去行末的{sign}；确要换行的，不必改", end + 1)


CHECKS: tuple[Check, ...] = (
    check_nesting,
    check_table_cells,
    check_rows_without_bars,
    check_swallowed_bullets,
    check_link_references,
    check_footnotes,
    check_list_numbers,
    check_code_fences,
    check_headings,
    check_line_starts,
    check_links_and_images,
    check_html_tags,
    check_line_breaks,
)


def find_problems(root: Node, env: Mapping[str, Any], lines: Sequence[str], shown: str) -> list[MarkdownProblem]:
    """Return all problems of a text; `shown` is all the text on its page."""
    nodes: dict[str, list[Node]] = {}
    for node in walk(root):
        nodes.setdefault(node.type, []).append(node)
    parsed = CheckedText(nodes, tuple(_find_shown_texts(nodes.get("inline", ()))), env, lines)
    problems = [problem for check in CHECKS for problem in check(parsed)]
    if not any(CODES[problem.code].severity is Severity.ERROR for problem in problems):
        problems += find_lost_characters(parsed, shown)
    return problems


def _find_shown_texts(nodes: Sequence[Node]) -> Iterator[tuple[Node, str]]:
    """Yield the inline nodes whose text may contain mark-up that is shown literally, with this text."""
    for node in nodes:
        if "]" in node.content or "<" in node.content:
            yield node, "".join(child.content for child in walk(node) if child.type == "text")


def find_lost_characters(parsed: CheckedText, shown: str) -> Iterator[MarkdownProblem]:
    """Report, as a safety net, characters of the source that are neither on the page nor part of mark-up."""
    lines = parsed.lines
    source = _ENTITY.sub("", "\n".join(lines))  # shown as one character, or literally if escaped or in code
    missing = _count_visible(source) - _count_visible(shown) - _count_visible("".join(_iter_markup_text(parsed)))
    if missing:
        line = max(range(len(lines)), key=lambda index: (_count_visible(lines[index]) & missing).total())
        column = next((number for number, character in enumerate(lines[line], 1) if character in missing), 0)
        excerpt = "".join(missing.elements())[:10]
        yield MarkdownProblem(
            "M099", line, f"这里有文字显示不出来：“{excerpt}”", "在特殊符号前面加“\\”，或者换一种写法", column
        )


def _count_visible(text: str) -> Counter[str]:
    return Counter(char for char in text if char.isalnum() or (is_chinese(char) and not char.isspace()))


def _iter_markup_text(parsed: CheckedText) -> Iterator[str]:
    """Yield the texts that are part of the mark-up itself, such as addresses and labels."""
    for node in (*parsed.nodes.get("link", ()), *parsed.nodes.get("image", ())):
        address = str(node.attrs.get("href", node.attrs.get("src", "")))
        yield from (
            address,
            unquote(address),
            normalizeLinkText(address),
            str(node.attrs.get("title", "")),
            node.meta.get("label", ""),
        )
    for node in (*parsed.nodes.get("footnote_ref", ()), *parsed.nodes.get("footnote_reference", ())):
        yield node.meta["label"]
    for node in parsed.nodes.get("fence", ()):
        yield node.info
    for reference in parsed.env.get("references", {}).values():
        yield from parsed.lines[slice(*reference["map"])]


def _find_line(node: Node) -> int:
    """Return the first line of a node, or of the nearest ancestor with a known line."""
    while not node.map and node.parent:
        node = node.parent
    return node.map[0] if node.map else 0


def _search_shown_text(parsed: CheckedText, pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Find a pattern in the source of paragraphs whose shown text contains it too; yield line numbers and matches."""
    for node, shown in parsed.shown:
        is_shown = {match.group(): True for match in pattern.finditer(shown)}
        start, end = node.map or (0, 0)
        for number in range(start, min(end, len(parsed.lines))) if is_shown else ():
            for match in pattern.finditer(parsed.lines[number]):
                text = match.group()
                if text not in is_shown:
                    is_shown[text] = text in shown
                if is_shown[text]:
                    yield number, match


def _column_and_length(match: re.Match[str]) -> tuple[int, int]:
    return match.start() + 1, len(match.group())
