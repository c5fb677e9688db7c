"""Codes and messages of problems with files and folders."""

from __future__ import annotations

from collections.abc import Mapping

from taizhou_brief.diagnostics import Diagnostic, Severity

CODES: Mapping[str, str] = {
    "D001": "文件不是 UTF-8 编码，无法读取",
    "D002": "文件太大，一期简报不会超过 4 MB",
    "D003": "文件的位置或名称不合规定，应为 briefings/年份/期号.md",
    "D004": "文件读不出来（权限、磁盘或链接有问题）",
    "D005": "这个文件没有读：扩展名不是 .md",
    "D006": "文件或文件夹的名称里有改变文字方向的字符",
    "D007": "static 里的文件与网站里由程序生成的同名",
    "D008": "网站里原来有各期简报，现在一期也没有读到",
    "D009": "链接指向档案的文件夹外面，没有读",
    "D010": "链接指向不公开的文件，没有读",
    "D011": "文件或文件夹的名称里有看不见的字符",
    "E001": "这里不是简报档案：没有 briefings/archive.yaml",
    "E002": "输出文件夹里有别的东西，不是本程序写的，不敢覆盖",
    "E003": "另一次生成正在进行",
    "E004": "写不进输出文件夹",
    "E005": "--base-url 不是完整的网址",
    "E006": "要检查的文件不存在",
    "E007": "输出文件夹的标记 .taizhou-brief.json 不可信，分不清哪些文件是本程序写的",
}


def problem(code: str, path: str, hint: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    """Build a diagnostic about a whole file or folder."""
    return Diagnostic(path, 0, 0, code, severity, CODES[code], hint)
