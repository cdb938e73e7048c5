"""A full disk in the middle of an evening: the kernel refuses every write of a host that is at work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from casefile.host.deal.folder import DealFolder
from casefile.store.peek import Kept, peek
from tests.host.halls import until
from tests.host.real_host import ENTER, ESCAPE, LEAVE, RealHost, Sitter, hosting, sit_down

resource = pytest.importorskip("resource")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(120),
    pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux limits the files of another process"),
]

FULL = "The disk is full."


@contextmanager
def full_disk(host: RealHost) -> Iterator[None]:
    """No file of the host may grow beyond a few bytes, for as long as it lasts."""
    before = resource.prlimit(host.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(host.pid, resource.RLIMIT_FSIZE, (16, before[1]))
    try:
        yield
    finally:
        if host.is_alive:
            resource.prlimit(host.pid, resource.RLIMIT_FSIZE, before)


def kept(event: DealFolder, team: str = "t01") -> Kept:
    return peek(event.saves / f"{team}.save")


def notes(event: DealFolder) -> list[str]:
    return [row["text"] for row in kept(event).events if row["kind"] == "noted"]


async def write(line: Sitter, text: str) -> None:
    """A note, from the desk."""
    await line.press("n")
    await line.shows("NOTES")
    await line.press(f"{text}{ENTER}")


async def answer(line: Sitter, event: DealFolder) -> None:
    """The right one to the first lock, from the desk."""
    await line.press("a")  # and what follows it goes into the box, however late that is painted
    await line.press(f"\x15{event.sheet(event.teams[0]).locks['t0'].answers[0][0]}{ENTER}")


async def test_players_are_told_in_one_sentence_read_on_and_lose_nothing(event: DealFolder, tmp_path: Path) -> None:
    code = event.teams[0].code
    with hosting(event.path, tmp_path / "host.log") as host:
        ann, ben = [await sit_down(host.port, code, name) for name in ("Ann", "Ben")]
        await write(ann, "before")
        await ben.shows("before")
        await ann.press(ESCAPE)
        saved = kept(event).events
        with full_disk(host):
            await write(ann, "meanwhile")
            await ann.shows(FULL)
            await ann.press(ESCAPE)
            await answer(ann, event)
            await ann.shows(FULL)
            await ann.press(ESCAPE)
            await ben.press("o")
            await ben.shows("Number of this slip")
            late = await Sitter.comes(host.port, code)
            await late.press(f"Late{ENTER}")
            await late.shows(FULL)
            await ben.press(LEAVE)
            await until(lambda: not ben.is_open, 10, lambda: "he cannot get up")
            assert kept(event).events == saved
            assert ann.is_open
            assert late.is_open
        await answer(ann, event)
        await ann.shows("In the file now")
        await ann.press(ESCAPE)
        ben = await sit_down(host.port, code, "Ben")
        await write(ann, "after")
        await ben.shows("after")
        assert notes(event) == ["before", "after"]
        events = kept(event).events
        assert events[: len(saved)] == saved
        assert [row["seq"] for row in events] == list(range(1, len(events) + 1))
        assert [row["kind"] for row in events].count("solved") == 1
    assert "Traceback" not in host.said


async def test_a_host_on_a_full_disk_closes_in_order(event: DealFolder, tmp_path: Path) -> None:
    with hosting(event.path, tmp_path / "host.log") as host:
        lines = [await sit_down(host.port, team.code, "Ann") for team in event.teams]
        saved = [kept(event, team.id).events for team in event.teams]
        with full_disk(host):
            assert host.stop() == 0
        for line in lines:
            await line.shows("The host is closing.")
        assert [kept(event, team.id).events for team in event.teams] == saved
        assert "Traceback" not in host.said
        host.begin()
        again = await sit_down(host.port, event.teams[0].code, "Ann")
        again.hang_up()
