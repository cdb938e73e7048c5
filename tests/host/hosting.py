"""`casefile host` as a process of its own, on a free port of this machine."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 30.0
"""Seconds that a host may take to open, and to close."""
READY = "To print"
"""Its last word before it waits for players."""


@dataclass(frozen=True)
class Host:
    """A host at work."""

    port: int
    log: Path
    process: subprocess.Popen[bytes]

    @property
    def said(self) -> str:
        """What it has printed."""
        return self.log.read_text(encoding="utf-8")

    def stop(self) -> int:
        """Close it as a service is closed (SIGTERM); its exit code."""
        self.process.terminate()
        return self.process.wait(PATIENCE)


@contextmanager
def hosting(folder: Path, log: Path, *options: str) -> Iterator[Host]:
    """Host a deal folder.

    Args:
        folder: What was dealt.
        log: Where the host's own words go.
        options: Further words of the command.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    words = [sys.executable, "-m", "casefile", "host", str(folder), "--port", str(port), "--address", "127.0.0.1"]
    with log.open("w") as out, subprocess.Popen([*words, *options], stdout=out, stderr=out) as process:
        host = Host(port, log, process)
        try:
            _await(host)
            yield host
        finally:
            if process.poll() is None:
                host.stop()


def _await(host: Host) -> None:
    end = time.monotonic() + PATIENCE
    while READY not in host.said:
        if host.process.poll() is not None or time.monotonic() > end:
            raise AssertionError(f"the host did not open:\n{host.said}")
        time.sleep(0.1)
