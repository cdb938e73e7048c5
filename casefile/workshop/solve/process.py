"""The clean process in which solvers run: it is given papers over a pipe, and has nothing else."""

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from typing import Any, Self

import msgspec

from casefile.kinds.solving import Found, Task

PATIENCE = 60.0
"""Seconds that one lock may take."""
_KEPT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH")
"""All that the process learns of its surroundings."""


class CleanSolver:
    """Solves tasks one after the other. It stands in an empty folder, and never learns where the case lies."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._folder = tempfile.TemporaryDirectory(prefix="casefile-solve-")
        self._process: subprocess.Popen[bytes] | None = None

    def solve(self, kind: str, params: Mapping[str, Any], papers: Mapping[str, str]) -> Found:
        """Have one lock solved; a solver that takes too long is ended, and the next one starts afresh."""
        process = self._process = self._process or self._start()
        assert process.stdin  # noqa: S101  both are pipes
        assert process.stdout  # noqa: S101
        alarm = threading.Timer(self._patience, process.kill)
        alarm.start()
        try:
            process.stdin.write(msgspec.json.encode(Task(kind, dict(params), dict(papers))) + b"\n")
            process.stdin.flush()
            said = process.stdout.readline()
        except BrokenPipeError:
            said = b""
        finally:
            alarm.cancel()
        if said:
            return msgspec.json.decode(said, type=Found)
        self._stop()
        return Found(why=f"The solver died, or took more than {self._patience:.0f} seconds.", seconds=self._patience)

    def close(self) -> None:
        """End the process."""
        self._stop()
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _start(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-I", "-X", "utf8", "-m", "casefile.kinds.solving"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self._folder.name,
            env={name: os.environ[name] for name in _KEPT if name in os.environ},
        )
        assert process.stdout  # noqa: S101  it is a pipe
        process.stdout.readline()  # `READY`; where nothing comes, the first task says so
        return process

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None
