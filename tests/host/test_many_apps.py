"""Many apps in one process: what Textual takes for granted of one app, and what a terminal can send."""

from __future__ import annotations

import asyncio
import gc
import random
import sys
import weakref
from pathlib import Path

import pytest
from textual import strip
from textual.screen import Screen

from casefile.host.apps import lean_strips
from casefile.host.apps.driver import RemoteDriver
from casefile.host.apps.isolation import Terminal
from casefile.host.hall.hall import Hall
from casefile.host.ssh.guest import Arrival, HostedApp
from tests.host.halls import copied, until

XTERM = Terminal("xterm-256color", {})


class Far:
    """A terminal that is somewhere else."""

    def __init__(self) -> None:
        self.got = b""
        self.is_full = False

    def send(self, data: bytes) -> None:
        self.got += data


class Seat:
    """An app at the door, and its terminal."""

    def __init__(self, hall: Hall, size: tuple[int, int] = (100, 30)) -> None:
        self.far = Far()
        self.app = HostedApp(hall, self.far, XTERM, Arrival(code=hall.folder.teams[0].code))
        self.task = asyncio.create_task(self.app.run_async(size=size))

    @property
    def driver(self) -> RemoteDriver:
        assert isinstance(self.app._driver, RemoteDriver)
        return self.app._driver

    async def sees(self, words: str) -> None:
        await until(lambda: words.encode() in self.far.got, 10, lambda: f"{words!r} in {self.far.got[-3000:]!r}")

    async def sits(self, name: str = "Ann") -> None:
        """From the door to the desk."""
        await self.sees("Your name")
        self.driver.feed(f"{name}\r".encode())
        await until(lambda: self.app.session is not None, 10, lambda: "no session")
        await until(lambda: type(self.app.screen).__name__ == "OpeningSheet", 10, lambda: repr(self.app.screen))

    async def goes(self) -> None:
        self.app.close("")
        await asyncio.wait_for(self.task, 10)
        await asyncio.to_thread(self.app.rise)


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(copied(tmp_path))


async def test_standard_output_is_the_hosts_own_after_two_apps(hall: Hall) -> None:
    before = sys.stdout, sys.stderr
    first, second = Seat(hall), Seat(hall)
    await first.sees("Your name")
    await second.sees("Your name")
    assert (sys.stdout, sys.stderr) == before
    await first.goes()
    await second.goes()
    assert (sys.stdout, sys.stderr) == before


async def test_of_apps_that_were_closed_no_more_than_the_last_is_alive(hall: Hall) -> None:
    alive = []
    for name in ("Ann", "Ben", "Cor", "Dev"):
        seat = Seat(hall)
        await seat.sits(name)
        seat.driver.feed(b"\x1b[97;5u\x1b[A")  # keys by Kitty's protocol: Textual's parser remembers them by the class
        await asyncio.sleep(0.2)
        alive.append(weakref.ref(seat.app))
        await seat.goes()
        del seat
    await asyncio.to_thread(hall.close, "")
    for _ in range(20):
        gc.collect()
        await asyncio.sleep(0.05)
        if sum(ref() is not None for ref in alive) <= 1:
            break
    assert sum(ref() is not None for ref in alive) <= 1


async def test_a_lone_escape_is_one(hall: Hall) -> None:
    seat = Seat(hall)
    await seat.sits()
    seat.driver.feed(b"\x1b")
    await until(lambda: type(seat.app.screen).__name__ == "DeskScreen", 5, lambda: repr(seat.app.screen))
    await seat.goes()


async def test_a_character_that_comes_in_two_packets_is_one(hall: Hall) -> None:
    seat = Seat(hall)
    await seat.sees("Your name")
    snowman = "Zoë☃".encode()
    for at in range(len(snowman)):
        seat.driver.feed(snowman[at : at + 1])
        await asyncio.sleep(0.01)
    await seat.sees("Zoë☃")
    await seat.goes()


class _Broken(Screen[None]):
    def on_mount(self) -> None:
        secret = "THE-MOLE-IS-NORTH"  # noqa: F841  what a traceback with locals would show
        raise RuntimeError("broken")


async def test_an_app_that_falls_takes_no_other_along_and_tells_its_client_nothing(
    hall: Hall, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    falls, stays = Seat(hall), Seat(hall)
    await falls.sees("Your name")
    await stays.sees("Your name")
    falls.app.send(lambda app: app.push_screen(_Broken()))
    await asyncio.wait_for(falls.task, 10)
    said = falls.far.got.decode("utf-8", "ignore") + caplog.text + "".join(capfd.readouterr())
    assert "THE-MOLE-IS-NORTH" not in said.replace('secret = "THE-MOLE-IS-NORTH"', "")
    assert "RuntimeError: broken" in caplog.text
    assert b"Traceback" not in falls.far.got
    assert b"\x1b[?1049l" in falls.far.got
    await stays.sits()
    await stays.goes()


async def test_a_client_that_does_not_read_costs_nothing_and_catches_up(hall: Hall) -> None:
    seat = Seat(hall)
    await seat.sits()
    seat.driver.feed(b"\x1b")
    await asyncio.sleep(0.5)
    seat.far.is_full, before = True, len(seat.far.got)
    for number in range(60):
        seat.driver.feed(b"\t" if number % 2 else b" ")
        await asyncio.sleep(0.01)
    assert len(seat.far.got) == before
    seat.far.is_full = False
    seat.driver.caught_up()
    await until(lambda: len(seat.far.got) > before + 2_000, 5, lambda: "nothing was drawn anew")
    await seat.goes()


@pytest.mark.parametrize("size", [(1, 1), (2, 1), (500, 200)])
async def test_a_terminal_of_any_size_is_drawn_on(hall: Hall, size: tuple[int, int]) -> None:
    seat = Seat(hall, size)
    await until(lambda: len(seat.far.got) > 100, 10, lambda: "nothing")
    seat.driver.resize(100, 30)
    await seat.sits()
    seat.driver.resize(*size)
    await asyncio.sleep(0.5)
    seat.driver.resize(100, 30)
    await asyncio.sleep(0.3)
    assert not seat.task.done()
    await seat.goes()


@pytest.mark.parametrize("seed", range(3))
async def test_random_bytes_do_not_fell_an_app(hall: Hall, seed: int) -> None:
    dice = random.Random(seed)
    seat = Seat(hall)
    await seat.sits()
    for _ in range(40):
        if seat.task.done():
            break  # among them may be the keys to leave
        seat.driver.feed(dice.randbytes(50).replace(b"\x11", b""))
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.5)
    assert not seat.task.done() or seat.app.return_code in (0, None)
    assert "wrong at the host" not in seat.app.farewell
    await seat.goes()


def test_strips_without_caches_are_cut_and_coloured_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strip.Strip, "__init__", strip.Strip.__init__)  # put back afterwards
    lean_strips.spare()
    line = strip.Strip.blank(8)
    assert str(type(line._crop_cache)) == str(lean_strips.NoCache)
    for _ in range(2):
        assert line.crop(2, 5).cell_length == 3
        assert [part.cell_length for part in line.divide([3, 8])] == [3, 5]
        assert line.adjust_cell_length(10).cell_length == 10
        assert line.crop_extend(0, 12, None).cell_length == 12


async def test_what_is_typed_ahead_of_its_screen_is_written_on_it(hall: Hall) -> None:
    """The help's key, the one for the game master, a question and two enters: one packet, four screens' work."""
    seat = Seat(hall)
    await seat.sits()
    seat.driver.feed(b"\x1b[27u")
    await until(lambda: type(seat.app.screen).__name__ == "DeskScreen", 5, lambda: repr(seat.app.screen))
    seat.driver.feed(b"htWhat is a carbon?\r\r")
    session = seat.app.session
    assert session is not None
    await until(lambda: bool(session.requests()), 5, lambda: repr(seat.app.screen_stack))
    assert [one.text for one in session.requests()] == ["What is a carbon?"]
    await seat.goes()
