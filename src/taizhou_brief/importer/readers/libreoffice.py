"""Conversion of .doc, .wps, .odt and .rtf to .docx by LibreOffice, if it is installed."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from taizhou_brief.importer.readers import compound
from taizhou_brief.importer.readers.file_type import OLE_MAGIC
from taizhou_brief.importer.readers.sandbox import SandboxLimits, run_sandboxed
from taizhou_brief.importer.readers.unreadable import UnreadableFile

LIMITS = SandboxLimits(memory=4 << 30, data=0, processor=60, wall=120)
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""
"""Settings of the temporary profile: no macros, no links followed."""


def find_libreoffice() -> str:
    """Return the path of LibreOffice's program, or an empty string."""
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


def convert_to_docx(data: bytes, format_name: str) -> bytes:
    """Return the .docx that LibreOffice makes of a file of this format; raise `UnreadableFile` if it cannot."""
    program = find_libreoffice()
    if not program:
        raise UnreadableFile(
            "I765",
            f"读 .{format_name} 要用 LibreOffice，这台电脑没有安装",
            "请用 Word 或 WPS 打开，另存为 .docx 再导入",
        )
    if data.startswith(OLE_MAGIC):
        compound.check_compound_file(data)
    with tempfile.TemporaryDirectory(prefix="taizhou-brief-") as temporary_folder:
        folder = Path(temporary_folder)
        source, profile, output_folder = folder / f"source.{format_name}", folder / "profile", folder / "out"
        source.write_bytes(data)
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
        command = (
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--nodefault"),
            *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(output_folder), str(source)),
        )
        outcome = run_sandboxed(command, LIMITS, environment={"HOME": temporary_folder, "TMPDIR": temporary_folder})
        converted = output_folder / "source.docx"
        if outcome.late:
            raise UnreadableFile(
                "I764", f"LibreOffice 转换超过 {LIMITS.wall} 秒，已中止", "请用 Word 或 WPS 另存为 .docx 再导入"
            )
        if not converted.is_file():
            raise UnreadableFile("I766", "LibreOffice 打不开这个文件", "请用 Word 或 WPS 打开看看，另存为 .docx 再导入")
        return converted.read_bytes()
