"""A host in a process of its own, as it is started from a shell, and what a test does to it."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Self

import pyte

from casefile.host.rehearse.figures import Figures
from tests.host.halls import Watched, until

ENTER, ESCAPE, LEAVE = "\r", "\x1b", "\x11"
UNKNOWN = re.compile(rb"\x1b\[[<>=][0-9;]*u|\x1b\[\?2026\$p")
"""Codes that pyte would print."""
MEGABYTE = 1 << 20


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class RealHost:
    """`casefile host` of a deal folder. It may be begun again, at the same port."""

    def __init__(self, folder: Path, log: Path, *options: str) -> None:
        self.folder, self.log, self.port = folder, log, free_port()
        self._options = options
        self._process: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        """Start it, and wait until it lets people in."""
        words = ["host", str(self.folder), "--port", str(self.port), "--address", "127.0.0.1", *self._options]
        before = self.said.count("To print")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "casefile", *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        Thread(target=self._write_down, args=(self._process,), daemon=True).start()
        for _ in range(400):
            if self.said.count("To print") > before:
                return
            assert self._process.poll() is None, self.said
            time.sleep(0.05)
        raise AssertionError(self.said)

    def _write_down(self, process: "subprocess.Popen[bytes]") -> None:
        """Its log is this process's to write: what is done to the host's own files leaves it alone."""
        assert process.stdout is not None
        with self.log.open("ab", buffering=0) as log:
            while data := process.stdout.read1():  # type: ignore[attr-defined]
                log.write(data)

    @property
    def said(self) -> str:
        """Everything that it has written."""
        return self.log.read_text("utf-8", "replace") if self.log.exists() else ""

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def resident(self) -> int:
        """Bytes of memory that it has, where the system tells."""
        status = Path(f"/proc/{self.pid}/statm")
        return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") if status.exists() else 0

    def kill(self) -> None:
        """Without a word."""
        assert self._process is not None
        self._process.kill()
        self._process.wait(20)

    def stop(self) -> int:
        """In order; returns its exit code."""
        assert self._process is not None
        self._process.terminate()
        return self._process.wait(30)


@contextmanager
def hosting(folder: Path, log: Path, *options: str) -> Iterator[RealHost]:
    host = RealHost(folder, log, *options)
    host.begin()
    try:
        yield host
    finally:
        if host.is_alive:
            host.stop()


class Glass:
    """What stands on a screen after all that was ever sent to it."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._drawn = 0

    def rows(self, sent: bytes | bytearray) -> list[str]:
        """The screen, a string a row."""
        fresh, self._drawn = bytes(sent[self._drawn :]), len(sent)
        self._stream.feed(UNKNOWN.sub(b"", fresh))
        return list(self._screen.display)


class Sitter(Watched):
    """A player's terminal at such a host, and what stands on its screen."""

    def __init__(self, figures: Figures) -> None:
        super().__init__(figures)
        self._glass = Glass((80, 24))

    @classmethod
    async def comes(cls, port: int, code: str, size: tuple[int, int] = (100, 30)) -> Self:
        """As far as the first screen."""
        line = await cls.connect(port, code, Figures(), size=size)
        line._glass = Glass(size)
        return line

    @property
    def rows(self) -> list[str]:
        """The screen, a string a row."""
        return self._glass.rows(self.bytes)

    async def shows(self, *words: str, seconds: float = 20) -> None:
        """Wait until any of it stands on the screen. Raises: ConnectionResetError: the line is gone before."""

        def is_there() -> bool:
            screen = "\n".join(self.rows)
            return any(one in screen for one in words)

        await until(lambda: is_there() or not self.is_open, seconds, lambda: "\n".join([*words, *self.rows]))
        if not is_there():
            raise ConnectionResetError("the line is gone")

    async def to_the_desk(self) -> None:
        """Put away what lies over it: Escape does nothing where nothing does."""
        for _ in range(40):
            await self.press(ESCAPE)
            if "h hint" in "\n".join(self.rows):
                return
        raise AssertionError("\n".join(self.rows))

    async def repaints(self) -> float:
        """Seconds until a key has changed the screen."""
        before, began = len(self.bytes), time.perf_counter()
        await self.press("\t")
        await until(lambda: len(self.bytes) > before, 20, lambda: "nothing was painted")
        return time.perf_counter() - began


async def sit_down(port: int, code: str, name: str, size: tuple[int, int] = (100, 30)) -> Sitter:
    """Come in as far as the desk."""
    line = await Sitter.comes(port, code, size)
    await line.press(f"{name}{ENTER}")
    await line.shows("Before you begin", "PREVIOUSLY")
    await line.to_the_desk()
    return line
