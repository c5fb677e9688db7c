"""Reader of plain text: the encoding is certain or given by the user, never guessed without a note."""

from __future__ import annotations

import codecs
import re

from taizhou_brief.chinese.characters import HAN
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.importer.readers.unreadable import UnreadableFile
from taizhou_brief.importer.readers.xml_stream import XmlBudget
from taizhou_brief.importer.source_text import SourceLine

MIN_EVERYDAY_SHARE = 0.9
"""Share of Han characters that must be common ones for bytes to be accepted as GB18030."""
ENCODING_HINT = "请在命令后加 --encoding 说明编码，如 --encoding gb18030、--encoding big5，或用记事本另存为 UTF-8"
THREE_BYTE_CHARACTER = lazy_compile("[^\x00-\u07ff]")
"""A character of three or four bytes in UTF-8: a short text without one may also be GB18030."""
SOFT_BREAK = lazy_compile("[\x0b\x85\u2028]")
"""A line break within a paragraph, as Word saves it in plain text, and similar characters."""
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
"""Byte order mark → the encoding that consumes it."""


def read_text(data: bytes, encoding: str | None = None) -> tuple[tuple[SourceLine, ...], str]:
    """Return the lines of a text file and its encoding; raise `UnreadableFile` if it cannot be decoded."""
    text, used_encoding = decode(data, encoding)
    budget = XmlBudget()
    budget.count_characters(len(text))
    lines: list[SourceLine] = []
    page = int("\f" in text)
    for number, source_line in enumerate(re.split(r"\r\n|\r|\n|\u2029", text), 1):
        for index, part in enumerate(source_line.split("\f")):
            page += index > 0
            stretches = SOFT_BREAK.split(part)
            for count, stretch in enumerate(stretches, 1):
                budget.count_paragraph()
                lines.append(SourceLine(stretch, f"第{number}行", page=page, soft=count < len(stretches)))
    while lines and not lines[-1].text.strip():
        lines.pop()
    return tuple(lines), used_encoding


def decode(data: bytes, encoding: str | None) -> tuple[str, str]:
    """Return text and encoding: as given, else by byte order mark, else strict UTF-8, else plausible GB18030."""
    if encoding:
        return decode_as_asked(data, encoding)
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return decode_strictly(data, "utf-32"), "utf-32"
    for mark, name in BOMS:
        if data.startswith(mark):
            return decode_strictly(data, name), name.removesuffix("-sig")
    if b"\x00" in data:
        raise UnreadableFile(
            "I761", "文件里有空字节，不是纯文本，或是没有标记的 UTF-16", "如果确是文本，请加 --encoding utf-16-le 再试"
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return decode_gb18030(data, error), "gb18030"
    if (
        not text.isascii()
        and not THREE_BYTE_CHARACTER.search(text)
        and is_plausible_chinese(try_decode(data, "gb18030"))
    ):
        raise UnreadableFile("I759", "文字太少，看不出是 UTF-8 还是 GB18030", ENCODING_HINT)
    return text, "utf-8"


def decode_as_asked(data: bytes, encoding: str) -> tuple[str, str]:
    """Decode with the encoding that the editor gave."""
    try:
        info = codecs.lookup(encoding)
        "x".encode(encoding)
    except (LookupError, ValueError) as error:
        raise UnreadableFile(
            "I767", f"不认识编码“{encoding[:20]}”", "可以用 utf-8、gb18030、gbk、big5、utf-16"
        ) from error
    name = info.name
    for mark, with_mark in BOMS:
        if data.startswith(mark) and name == with_mark.removesuffix("-sig"):
            name = with_mark
    return decode_strictly(data, name), info.name


def decode_strictly(data: bytes, encoding: str) -> str:
    """Decode; raise `UnreadableFile` with the line where it fails, or if the text contains NUL."""
    try:
        text = data.decode(encoding)
    except UnicodeError as error:
        line = data.count(b"\n", 0, error.start) + 1 if isinstance(error, UnicodeDecodeError) else 1
        raise UnreadableFile("I758", f"按 {encoding} 读到第 {line} 行读不通", ENCODING_HINT, line) from error
    if "\x00" in text:
        raise UnreadableFile("I761", "文件里有空字节，不是纯文本", "请确认这是文本文件")
    return text


def try_decode(data: bytes, encoding: str) -> str:
    """Return the text, or an empty string if the bytes are not in this encoding."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def decode_gb18030(data: bytes, utf8_error: UnicodeDecodeError) -> str:
    """Return the text in GB18030 if that is plausible Chinese; raise `UnreadableFile` otherwise."""
    text = try_decode(data, "gb18030")
    if is_plausible_chinese(text):
        return text
    line = data.count(b"\n", 0, utf8_error.start) + 1
    valid_part = data[: utf8_error.start].decode("utf-8")
    if re.search(f"[{HAN}]", valid_part):
        raise UnreadableFile(
            "I758", f"文字像是 UTF-8，但第 {line} 行有读不通的字节", "请用记事本打开看看这一行，再另存为 UTF-8", line
        )
    if text:
        raise UnreadableFile("I759", "按 GB18030 能读，但读出来不像通顺的中文", ENCODING_HINT)
    raise UnreadableFile("I759", "不是 UTF-8，也不是 GB18030", ENCODING_HINT)


def is_plausible_chinese(text: str) -> bool:
    """Return whether a text has common characters of GB 2312 (its first level) and Chinese punctuation."""
    han_characters = re.findall(f"[{HAN}]", text)
    if not han_characters or re.search("[\ue000-\uf8ff]", text):
        return False
    everyday_count = sum(
        len(code := character.encode("gb2312", "ignore")) == 2 and 0xB0 <= code[0] <= 0xD7
        for character in han_characters
    )
    return everyday_count >= MIN_EVERYDAY_SHARE * len(han_characters) and (
        len(han_characters) < 50 or any(mark in text for mark in "，。、；：的")
    )
