"""A save under faults: whatever fails, is cut short or is killed, no acknowledged event is lost."""

import contextlib
import errno
import os
import random
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from casefile.errors import Refusal
from casefile.store import safefile
from casefile.store.eventstore import ONE
from casefile.store.tinydb import TinyStore

ERRORS = (errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EINTR, errno.EROFS)


def event(number: int) -> dict[str, Any]:
    return {"kind": "noted", "at": float(number), "by": "Ann", "text": f"note {number} " + "x" * 200}


def opened(path: Path) -> contextlib.closing[TinyStore]:
    return contextlib.closing(TinyStore(path))


def numbers(path: Path) -> list[int]:
    with opened(path) as store:
        return [int(row["text"].split()[1]) for row in store.read(ONE)]


class Fault:
    """Fails the nth of the system calls that a save makes, once; a write may do half of its work first."""

    def __init__(self, patch: pytest.MonkeyPatch, nth: int, error: int, *, half: bool) -> None:
        self.left, self.error, self.half = nth, error, half
        self.hit = ""
        for name in ("open", "fsync", "link", "rename", "replace", "unlink", "close"):
            patch.setattr(os, name, self.around(name, getattr(os, name)))
        patch.setattr(os, "fdopen", self.files(os.fdopen))

    def around(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def tried(*args: Any, **values: Any) -> Any:
            self.left -= 1
            if self.left == 0:
                self.hit = name
                if self.half or name == "close":  # the call does its work, and fails all the same
                    call(*args, **values)
                raise OSError(self.error, os.strerror(self.error))
            return call(*args, **values)

        return tried

    def files(self, fdopen: Callable[..., Any]) -> Callable[..., Any]:
        def opening(*args: Any, **values: Any) -> Any:
            file = fdopen(*args, **values)
            return file if "r" in args[1] else Torn(file, self)

        return opening


class Torn:
    """A file whose writes may stop half-way."""

    def __init__(self, file: Any, fault: Fault) -> None:
        self._file, self._fault = file, fault

    def __enter__(self) -> "Torn":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def writelines(self, pieces: list[bytes]) -> None:
        self._fault.left -= 1
        data = b"".join(pieces)
        if self._fault.left == 0:
            self._fault.hit = "write"
            self._file.write(data[: len(data) // 2 if self._fault.half else 0])
            self._file.flush()
            raise OSError(self._fault.error, os.strerror(self._fault.error))
        self._file.write(data)


def cases() -> Iterator[tuple[int, int, bool]]:
    return ((nth, error, half) for nth in range(1, 16) for error in ERRORS for half in (False, True))


def test_150_faults_at_the_system_calls_of_a_save_lose_nothing(tmp_path: Path) -> None:
    struck: set[str] = set()
    for place, (nth, error, half) in enumerate(cases()):
        path = tmp_path / str(place) / "a.save"
        path.parent.mkdir()
        with opened(path) as store:
            acknowledged = [store.append(ONE, n, f"c{n}", [event(n)]) for n in range(2)]
            with pytest.MonkeyPatch.context() as patch:
                fault = Fault(patch, nth, error, half=half)
                with contextlib.suppress(Refusal):
                    acknowledged.append(store.append(ONE, 2, "c2", [event(2)]))
            struck.add(fault.hit)
            head = len(store.read(ONE))
            assert head in {2, 3}
            assert head == 3 or len(acknowledged) == 2
            assert store.append(ONE, 2 if head == 2 else 3, "c2", [event(2)]) == 3  # the retry is filed once
            assert store.append(ONE, 3, "c3", [event(3)]) == 4
        assert numbers(path) == [0, 1, 2, 3]
        assert not safefile.beside(path, ".tmp").exists()
    assert place + 1 == 150
    assert {"open", "write", "fsync", "link", "unlink"} <= struck
    assert struck & {"rename", "replace"}


def test_a_fault_while_a_save_is_first_made_leaves_no_save(tmp_path: Path) -> None:
    for nth in range(1, 12):
        path = tmp_path / str(nth) / "a.save"
        path.parent.mkdir()
        with opened(path) as store, pytest.MonkeyPatch.context() as patch:
            Fault(patch, nth, errno.EIO, half=False)
            with contextlib.suppress(Refusal):
                store.append(ONE, 0, "c0", [event(0)])
        assert numbers(path) in ([], [0])


WRITER = textwrap.dedent("""
    import os, sys
    from pathlib import Path
    from casefile.store.eventstore import ONE
    from casefile.store.tinydb import TinyStore

    for line in sys.stdin:                          # one line, one child, which is killed while it saves
        child = os.fork()
        if child:
            os.waitpid(child, 0)
            os.write(1, b"over\\n")
            continue
        os.write(1, b"%d\\n" % os.getpid())
        store = TinyStore(Path(line.strip()))
        head = len(store.read(ONE))
        for number in range(head, head + 10_000):
            event = {"kind": "noted", "at": 1.0, "by": "Ann", "text": f"note {number} " + "x" * 400}
            store.append(ONE, number, f"c{number}", [event])
            os.write(1, b"%d\\n" % number)          # acknowledged
        os._exit(0)
""")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills need fork")
def test_150_kills_while_saving_lose_no_acknowledged_event(tmp_path: Path) -> None:
    dice = random.Random(7)
    with subprocess.Popen(
        [sys.executable, "-c", WRITER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdin
        assert writer.stdout
        for turn in range(150):
            if turn % 30 == 0:
                path, saved = tmp_path / f"{turn}.save", list[int]()
            writer.stdin.write(f"{path}\n")
            writer.stdin.flush()
            child = int(writer.stdout.readline())
            acknowledged = len(saved)
            for _ in range(dice.randrange(1, 6)):  # the kill falls somewhere within the save after these
                acknowledged = int(writer.stdout.readline()) + 1
            os.kill(child, signal.SIGKILL)
            while (line := writer.stdout.readline()) != "over\n":
                acknowledged = int(line) + 1
            saved = numbers(path)
            assert saved == list(range(len(saved)))
            assert len(saved) in {acknowledged, acknowledged + 1}
        writer.stdin.close()
