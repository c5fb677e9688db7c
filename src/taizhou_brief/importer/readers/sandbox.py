"""Processing of untrusted files in a child process, with limits on memory, processor time and wall-clock time."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LAUNCH = """
import os, sys
memory, data, seconds = map(int, sys.argv[1:4])
try:
    import resource
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    if data:
        resource.setrlimit(resource.RLIMIT_DATA, (data, data))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (268435456, 268435456))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
except (ImportError, ValueError, OSError):
    pass
os.execv(sys.argv[4], sys.argv[4:])
"""
"""Script that sets the limits on itself and becomes the real child, which is safe if the parent has threads."""


@dataclass(frozen=True, slots=True)
class SandboxLimits:
    """Limits of a child: bytes of address space and of data (0: unlimited), seconds of processor and of wall time."""

    memory: int
    data: int
    processor: int
    wall: int


@dataclass(frozen=True, slots=True)
class SandboxOutcome:
    """Result of a child process; `late` if it was stopped because it took too long."""

    code: int
    output: bytes
    late: bool = False


def run_sandboxed(
    command: Sequence[str], limits: SandboxLimits, data: bytes = b"", environment: Mapping[str, str] | None = None
) -> SandboxOutcome:
    """Run `command` (an absolute path and its arguments) with `data` on standard input; its children end with it."""
    launch = [
        sys.executable,
        "-I",
        "-S",
        "-c",
        LAUNCH,
        str(limits.memory),
        str(limits.data),
        str(limits.processor),
        *command,
    ]
    env = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", **(environment or {})}
    with subprocess.Popen(  # noqa: S603 (no shell; the command is ours, the file's name is not in it)
        launch,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=env,
        start_new_session=True,
    ) as process:
        try:
            output, _ = process.communicate(data, timeout=limits.wall)
        except subprocess.TimeoutExpired:
            return SandboxOutcome(-1, b"", late=True)
        finally:
            _kill_group(process)
    return SandboxOutcome(process.returncode, output)


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill the process group of the child, including processes it started."""
    with contextlib.suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL) if hasattr(os, "killpg") else process.kill()
