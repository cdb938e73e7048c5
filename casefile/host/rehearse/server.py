"""The real server in a process of its own, with the plays' clock sped up."""

from __future__ import annotations

import logging
import multiprocessing
import os
import re
import socket
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from casefile.errors import Refusal
from casefile.host.apps import gc_policy

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

OPENS = 30.0
"""Seconds within which a server must listen."""
_COLLECTED = re.compile(r"INFO .* full collection, ([0-9.]+) ms")
_FAULT = re.compile(r"[0-9-]{10} [0-9:,]{12} (?:ERROR|CRITICAL) ")


class FastClock:
    """Seconds since the epoch, that go by faster than they do."""

    def __init__(self, since: float, speed: float) -> None:
        self._since, self._speed = since, speed

    def __call__(self) -> float:
        """The time."""
        return self._since + (time.time() - self._since) * self._speed


def _serve(deal: Path, port: int, minutes: float, clock: FastClock, log: Path) -> None:
    logging.getLogger(gc_policy.__name__).setLevel(logging.INFO)
    logging.basicConfig(filename=log, level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    # Whatever else says something, an unretrieved exception or a C extension, is in the log too.
    written = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.dup2(written, 1)
    os.dup2(written, 2)
    from casefile.host.deal.folder import DealFolder
    from casefile.host.hall.hall import Hall
    from casefile.host.service import Wish, serve

    serve(Hall(DealFolder.open(deal), minutes=minutes, clock=clock), Wish("127.0.0.1", port), lambda _: None)


class Server:
    """A host at work, apart."""

    def __init__(self, deal: Path, *, minutes: float, speed: float = 1.0) -> None:
        """Start it.

        Args:
            deal: A deal folder that may be written to.
            minutes: How long a team has, by the plays' clock.
            speed: How fast that clock goes.

        Raises:
            Refusal: `rehearse-server`: it does not come up.
        """
        self.port = _free_port()
        self.clock = FastClock(time.time(), speed)
        self._log = deal / "server.log"
        context = multiprocessing.get_context("spawn")
        self._process: BaseProcess = context.Process(
            target=_serve, args=(deal, self.port, minutes, self.clock, self._log), daemon=True
        )
        self._process.start()
        if not self._listens():
            self.stop()
            raise Refusal("rehearse-server", f"The host did not come up. {' '.join(self.faults())[-300:]}".strip())

    def _listens(self) -> bool:
        until = time.monotonic() + OPENS
        while time.monotonic() < until and self._process.is_alive():
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return True
            time.sleep(0.1)
        return False

    @property
    def pid(self) -> int:
        """Of its process."""
        return self._process.pid or 0

    def cpu(self) -> float | None:
        """Seconds of a core that it has spent; None where the system does not tell."""
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return None
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def is_alive(self) -> bool:
        """It is still at work."""
        return self._process.is_alive()

    def faults(self) -> list[str]:
        """What its log says of things that broke: each with the last line of its traceback."""
        found: list[str] = []
        for line in self.log().splitlines():
            if _FAULT.match(line):
                found.append(line)
            elif found and line and not line[0].isspace() and not line.startswith("Traceback"):
                found[-1] = f"{found[-1].partition(chr(10))[0]}\n{line}"
        return [fault.replace("\n", ": ") for fault in found]

    def collections(self) -> list[float]:
        """Milliseconds of each full collection of garbage, so far."""
        return [float(found) for found in _COLLECTED.findall(self.log())]

    def log(self) -> str:
        """All of its log."""
        try:
            return self._log.read_text("utf-8", "replace")
        except OSError:
            return ""

    def stop(self) -> None:
        """Close it in order; what does not close in order is ended."""
        self._process.terminate()
        self._process.join(15)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
