"""Plain text as lines: the encoding is known or asked for, never guessed in silence."""

from __future__ import annotations

import codecs
import re

from taizhou_brief.chinese.characters import HAN
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.importer.readers.unreadable import UnreadableFile
from taizhou_brief.importer.readers.xml_stream import XmlBudget
from taizhou_brief.importer.source_text import SourceLine

ENOUGH = 0.9
"""Share of the Han characters that must be everyday ones for bytes to be taken for GB18030."""
HOW = "请在命令后加 --encoding 说明编码，如 --encoding gb18030、--encoding big5，或用记事本另存为 UTF-8"
BEYOND = lazy_compile("[^\x00-\u07ff]")
"""A character that takes three bytes or four in UTF-8: with none, a short text may be GB18030 as well."""
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_text(data: bytes, encoding: str | None = None) -> tuple[tuple[SourceLine, ...], str]:
    """The lines of a text file and the encoding it was read with; raise `UnreadableFile`."""
    text, used = decode(data, encoding)
    budget = XmlBudget()
    budget.take(len(text))
    lines: list[SourceLine] = []
    page = int("\f" in text)
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        for turn, part in enumerate(raw.split("\f")):
            page += turn > 0
            budget.paragraph()
            lines.append(SourceLine(part, f"第{number}行", page=page))
    while lines and not lines[-1].text.strip():
        lines.pop()
    return tuple(lines), used


def decode(data: bytes, encoding: str | None) -> tuple[str, str]:
    """Text and encoding: as told, else a byte order mark, else strict UTF-8, else plausible GB18030."""
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
    if not text.isascii() and not BEYOND.search(text) and is_plausible_chinese(try_decode(data, "gb18030")):
        raise UnreadableFile("I759", "文字太少，看不出是 UTF-8 还是 GB18030", HOW)
    return text, "utf-8"


def decode_as_asked(data: bytes, encoding: str) -> tuple[str, str]:
    """Decode as the editor said."""
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
    """Decode or say where it fails; a NUL that is left is no text."""
    try:
        text = data.decode(encoding)
    except UnicodeError as error:
        line = data.count(b"\n", 0, error.start) + 1 if isinstance(error, UnicodeDecodeError) else 1
        raise UnreadableFile("I758", f"按 {encoding} 读到第 {line} 行读不通", HOW, line) from error
    if "\x00" in text:
        raise UnreadableFile("I761", "文件里有空字节，不是纯文本", "请确认这是文本文件")
    return text


def try_decode(data: bytes, encoding: str) -> str:
    """The text, or nothing where the bytes are not in this encoding."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def decode_gb18030(data: bytes, utf8: UnicodeDecodeError) -> str:
    """Text in GB18030 where that makes everyday Chinese; refused where it does not."""
    text = try_decode(data, "gb18030")
    if is_plausible_chinese(text):
        return text
    line = data.count(b"\n", 0, utf8.start) + 1
    good = data[: utf8.start].decode("utf-8")
    if re.search(f"[{HAN}]", good):
        raise UnreadableFile(
            "I758", f"文字像是 UTF-8，但第 {line} 行有读不通的字节", "请用记事本打开看看这一行，再另存为 UTF-8", line
        )
    if text:
        raise UnreadableFile("I759", "按 GB18030 能读，但读出来不像通顺的中文", HOW)
    raise UnreadableFile("I759", "不是 UTF-8，也不是 GB18030", HOW)


def is_plausible_chinese(text: str) -> bool:
    """Is this what Chinese text looks like: everyday characters of GB 2312 (its first level), and its punctuation."""
    han = re.findall(f"[{HAN}]", text)
    if not han or re.search("[\ue000-\uf8ff]", text):
        return False
    everyday = sum(
        len(code := character.encode("gb2312", "ignore")) == 2 and 0xB0 <= code[0] <= 0xD7 for character in han
    )
    return everyday >= ENOUGH * len(han) and (len(han) < 50 or any(mark in text for mark in "，。、；：的"))
