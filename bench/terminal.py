"""Drives a real program in a pseudo-terminal and watches what it writes and what it costs."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

ALT_SCREEN = b"\x1b[?1049h"
FIRST_FRAME = 1200
"""Bytes after the alternate screen that count as a first frame: more than set-up codes, less than any picture."""


class Terminal:
    """A child process on a pty of 120 x 35 cells."""

    def __init__(self, command: Sequence[str], environ: dict[str, str]) -> None:
        self.began = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), environ)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 35, 120, 0, 0))
        self.written = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)

    def read(self, seconds: float) -> bytes:
        """Collect what is written within the next `seconds`."""
        until = time.perf_counter() + seconds
        got = b""
        while (left := until - time.perf_counter()) > 0:
            if select.select([self.fd], [], [], left)[0]:
                try:
                    got += os.read(self.fd, 65536)
                except OSError:  # the child is gone
                    break
        self.written += got
        return got

    def first_frame(self, patience: float = 20.0) -> float:
        """Seconds from the start of the process to its first frame.

        Raises:
            TimeoutError: Nothing was drawn within `patience` seconds.
        """
        until = self.began + patience
        while time.perf_counter() < until:
            if select.select([self.fd], [], [], 0.5)[0]:
                self.written += os.read(self.fd, 65536)
                start = self.written.find(ALT_SCREEN)
                if start >= 0 and len(self.written) - start > FIRST_FRAME:
                    return time.perf_counter() - self.began
        raise TimeoutError(f"no first frame within {patience} s")

    def type(self, keys: str, settle: float = 0.5) -> bytes:
        """Type, and collect what is drawn within `settle` seconds."""
        os.write(self.fd, keys.encode())
        return self.read(settle)

    def memory(self, field: str = "VmRSS") -> float:
        """The child's memory in MB, as the kernel counts it (`VmRSS` now, `VmHWM` at its peak)."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith(field + ":"):
                return int(line.split()[1]) / 1024
        raise LookupError(field)
