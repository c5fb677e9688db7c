"""Reader of .pdf files with a text layer as printed lines, in a child process under limits."""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections.abc import Mapping
from typing import Any

from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.importer.readers.sandbox import SandboxLimits, run_sandboxed
from taizhou_brief.importer.readers.source_findings import SourceFinding, report_findings
from taizhou_brief.importer.readers.unreadable import UnreadableFile, make_import_diagnostic
from taizhou_brief.importer.source_text import SourceLine

ENGINE = "pypdfium2"
"""Module of the PDF engine."""
WORKER_MODULE = "taizhou_brief.importer.readers.pdf_worker"
LIMITS = SandboxLimits(memory=1 << 30, data=280 << 20, processor=2, wall=10)
"""Limits of the child process: a briefing of 16 pages takes a third of a second."""
MAX_UNKNOWN_SHARE = 0.3
"""Share of unknown characters above which the text layer is useless."""

REFUSALS: Mapping[str, tuple[str, str, str]] = {
    "locked": ("I754", "PDF 加了打开密码", "请去掉密码后再导入"),
    "broken": ("I755", "PDF 已损坏或不完整", "请重新下载或拷贝，再用阅读器打开看看"),
    "flood": ("I752", "PDF 的页数或字数太多，不像一期简报", "请把文件拆开，一期一个文件"),
}
"""Reason given by the child process → code, message and hint."""


def read_pdf_file(
    data: bytes,
    name: str,
    _format: str,
    *,
    mismatched: bool,  # noqa: ARG001  # as every reader
) -> tuple[str, tuple[SourceLine, ...], tuple[Diagnostic, ...]]:
    """Return format, printed lines and diagnostics of a PDF; raise `UnreadableFile` if it has no usable text."""
    return "pdf", *read_pdf(data, name)


def read_pdf(data: bytes, name: str) -> tuple[tuple[SourceLine, ...], tuple[Diagnostic, ...]]:
    """Return the printed lines of a PDF and the diagnostics; raise `UnreadableFile` if it has no usable text."""
    if importlib.util.find_spec(ENGINE) is None:
        raise UnreadableFile("I763", "读 PDF 的组件没有装好", "请把程序重新装一遍，或导入 Word 文件")
    command = (sys.executable, "-P", "-m", WORKER_MODULE)
    outcome = run_sandboxed(
        command, LIMITS, data, {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}
    )
    try:
        report = json.loads(outcome.output) if outcome.code == 0 else None
    except ValueError:
        report = None
    if report is None:
        raise UnreadableFile(
            "I764", "读 PDF 超过时间或内存的限制，已中止", "文件可能有问题；请导入 Word 文件，或另行打印成 PDF"
        )
    if refusal := REFUSALS.get(report.get("refused", "")):
        raise UnreadableFile(*refusal)
    lines = tuple(
        SourceLine(text, place, kind, page, bold=bold, centred=centred)
        for text, place, kind, page, bold, centred in report["lines"]
    )
    visible_count = sum(len("".join(line.text.split())) for line in lines if line.kind == "text")
    if visible_count < 5:
        raise UnreadableFile("I762", "PDF 没有文字层，是扫描件", "没有文字层，请先做文字识别(OCR)，或导入 Word 文件")
    if report["unknown"] > MAX_UNKNOWN_SHARE * visible_count:
        raise UnreadableFile("I762", "PDF 的文字层是乱码", "请先做文字识别(OCR)，或导入 Word 文件")
    return lines, build_pdf_diagnostics(report, name)


def build_pdf_diagnostics(report: Mapping[str, Any], name: str) -> tuple[Diagnostic, ...]:
    """Build the diagnostics that the editor should check."""
    diagnostics = list(report_findings((SourceFinding(*item) for item in report["findings"]), name))
    if report["unknown"]:
        diagnostics.append(
            make_import_diagnostic(name, "I781", f"PDF 里有 {report['unknown']} 个字符认不出来", "请对照原件逐字核对")
        )
    if report["empty"]:
        pages = "、".join(map(str, report["empty"][:10]))
        diagnostics.append(
            make_import_diagnostic(
                name, "I772", f"第 {pages} 页没有文字层，没有收入", "这几页是图片，请先做文字识别(OCR)"
            )
        )
    if report["pictures"]:
        diagnostics.append(
            make_import_diagnostic(name, "I772", f"{report['pictures']} 处图片没有收入", "图里如有文字，请手工录入")
        )
    if report["maker"].startswith("LibreOffice"):
        text = "PDF 由 LibreOffice 制作：两端对齐时行末的标点可能没有印出，修订里删去的字也可能照样印出"
        diagnostics.append(
            make_import_diagnostic(name, "I784", text, "有原来的文档（docx、odt）请导入它；没有的话请对照原件逐句核对")
        )
    if report["swapped"]:
        text = f"{report['swapped']} 个部首字符换成了同形的汉字"
        diagnostics.append(make_import_diagnostic(name, "I783", text, "PDF 里的字体常把两者混用，一般不必理会"))
    return tuple(diagnostics)
