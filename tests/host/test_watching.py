"""Looking over a player's shoulder, and taking the keys: two apps on two lines, as the server runs them."""

import asyncio
import contextvars
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from casefile.host.apps.remote_app import RemoteApp
from casefile.host.console.app import ConsoleApp
from casefile.host.console.watching import driver_of, is_take, is_way_out
from casefile.host.hall.door import Place
from casefile.host.ssh.guest import Arrival, HostedApp
from tests.host.small_event import TRUE, SmallEvent, Wire
from tests.host.test_ssh import until

pytestmark = pytest.mark.timeout(60)

OUT = b"\x1d"


class Screen(Wire):
    """A line with the app that draws into it."""

    app: RemoteApp
    heard = ""

    def type(self, keys: bytes) -> None:
        driver_of(self.app).feed(keys)

    async def shows(self, words: str) -> None:
        """Wait until it was sent, since the last time."""

        def has() -> bool:
            self.heard += self.text
            return words in self.heard

        await until(has, lambda: f"{words!r} in …{self.heard[-400:]!r}")
        self.heard = ""

    def forget(self) -> None:
        self.heard = ""
        self.sent.clear()


@asynccontextmanager
async def running(app: RemoteApp, line: Screen, size: tuple[int, int]) -> AsyncIterator[Screen]:
    line.app = app
    task = contextvars.Context().run(asyncio.create_task, app.run_async(size=size))
    try:
        yield line
    finally:
        app.close("")
        await asyncio.wait_for(task, 20)
        await asyncio.to_thread(app.rise)


@asynccontextmanager
async def both(
    small: SmallEvent, theirs: tuple[int, int] = (100, 30), ours: tuple[int, int] = (110, 34)
) -> AsyncIterator[tuple[Screen, Screen]]:
    """Ann at her desk, and the console with the form that asks whether to look."""
    ann, gm = Screen(), Screen()
    arrival = Arrival(place=Place("t01", "Ann"))
    async with running(HostedApp(small.hall, ann, TRUE, arrival), ann, theirs):
        await ann.shows("Before you begin")
        await asyncio.sleep(0.3)
        console = ConsoleApp(small.hall, gm, TRUE)
        console.overview.clock = small.clock
        async with running(console, gm, ours):
            await gm.shows("Team 1")
            await asyncio.sleep(0.2)
            ann.forget()
            gm.type(b"v")
            await gm.shows("You see Ann's screen")
            yield ann, gm


async def look(gm: Screen) -> None:
    gm.forget()
    gm.type(b"\r")
    await gm.shows("Before you begin")


async def still(screen: Screen) -> None:
    """Wait until nothing more is drawn."""
    for _ in range(20):
        screen.forget()
        await asyncio.sleep(0.3)
        if not screen.text:
            return


async def take(gm: Screen) -> None:
    gm.forget()
    gm.type(b"t")
    await gm.shows("Why")
    gm.type(b"she asked me to\r")
    await asyncio.sleep(0.1)
    gm.type(b"take\r")
    await gm.shows("YOU HAVE THE KEYS")


def seized(small: SmallEvent) -> bool:
    return small.hall.room("t01").table.state.hosting.seized is not None


async def test_a_game_master_sees_the_players_screen_whole_and_then_every_change(small: SmallEvent) -> None:
    async with both(small) as (ann, gm):
        await look(gm)
        gm.forget()
        ann.type(b"\x1b")  # she puts the note away
        await gm.shows("Records, back room")
        gm.forget()
        gm.type(OUT)
        await gm.shows("CONSOLE")
        gm.forget()
        ann.type(b"?")
        await asyncio.sleep(0.3)
        assert "put away" not in gm.text


async def test_who_looks_on_types_into_nothing(small: SmallEvent) -> None:
    async with both(small) as (ann, gm):
        await look(gm)
        await still(ann)  # her screen was asked for whole once
        gm.type(b"\x1b?xyz\r\x11")
        await asyncio.sleep(0.4)
        assert ann.text == ""
        gm.type(OUT)
        await gm.shows("CONSOLE")


async def test_a_smaller_terminal_is_told_before_anything_is_shown(small: SmallEvent) -> None:
    async with both(small, ours=(80, 24)) as (_, gm):
        gm.forget()
        gm.type(b"\x1b")
        await asyncio.sleep(0.2)
        gm.forget()
        gm.type(b"v")
        await gm.shows("Your terminal is smaller")


async def test_the_keys_are_taken_for_all_to_see_and_given_back(small: SmallEvent) -> None:
    async with both(small) as (ann, gm):
        await look(gm)
        await take(gm)
        assert seized(small)
        await ann.shows("Game master has the keys")
        await still(ann)
        ann.type(b"\x1b")
        await asyncio.sleep(0.3)
        assert "Records, back room" not in ann.text  # her keys wait
        gm.type(b"\x1b")
        await until(lambda: len(ann.sent) > 200)
        gm.forget()
        gm.type(OUT)
        await gm.shows("CONSOLE")
        await ann.shows("The keys are yours again.")
        await until(lambda: not seized(small))
        ann.forget()
        ann.type(b"?")
        await ann.shows("put away")
        words = [(row.by, row.words) for row in small.hall.room("t01").master("x").log()]
        assert ("Game master", "Took over the terminal of Ann: she asked me to.") in words


async def test_a_key_that_waits_says_why_on_whatever_screen_the_player_is(small: SmallEvent) -> None:
    async with both(small) as (ann, gm):
        await look(gm)
        await take(gm)
        await ann.shows("Game master has the keys")
        gm.type(b"\x1b")
        await ann.shows("Records, back room")
        gm.type(b"n")  # what stood in the corner is gone with that
        await ann.shows("write, then enter")
        await still(ann)
        ann.type(b"x")
        await ann.shows("Game master has the keys")
        await still(ann)
        ann.type(b"x")  # it still stands there
        await asyncio.sleep(0.3)
        assert "has the keys" not in ann.text


async def test_without_the_word_nothing_is_taken(small: SmallEvent) -> None:
    async with both(small) as (ann, gm):
        await look(gm)
        gm.forget()
        gm.type(b"t")
        await gm.shows("TAKE OVER")
        gm.type(b"because\r")
        await asyncio.sleep(0.1)
        gm.type(b"yes\r")
        await gm.shows("if you mean it")
        assert not seized(small)
        gm.forget()
        gm.type(b"\x1b")
        await gm.shows("Before you begin")  # looking on again
        ann.forget()
        ann.type(b"?")
        await until(lambda: bool(ann.sent))
        gm.type(OUT)
        await gm.shows("CONSOLE")


async def test_a_console_that_is_cut_off_gives_the_keys_back(small: SmallEvent) -> None:
    async with both(small) as (ann, gm):
        await look(gm)
        await take(gm)
        await asyncio.to_thread(gm.app.rise)  # what the server calls when the line is gone
        assert not seized(small)
        ann.forget()
        ann.type(b"?")
        await ann.shows("put away")


async def test_when_the_player_gets_up_the_console_is_shown_again(small: SmallEvent) -> None:
    async with both(small) as (ann, gm):
        await look(gm)
        gm.forget()
        await asyncio.to_thread(ann.app.rise)
        await gm.shows("Ann has got up.")


async def test_a_host_that_closes_sends_the_game_master_home_and_gives_the_keys_back(small: SmallEvent) -> None:
    async with both(small) as (ann, gm):
        await look(gm)
        await take(gm)
        await asyncio.to_thread(small.hall.close, "Good night.")
        await until(lambda: gm.app.farewell == ann.app.farewell == "Good night.")


@pytest.mark.parametrize(
    ("data", "is_out", "takes"),
    [
        (b"\x1d", True, False),
        (b"\x1b[93;5u", True, False),
        (b"\x1b[93;69u", True, False),  # with caps lock
        (b"\x1b[93;1u", False, False),
        (b"]", False, False),
        (b"t", False, True),
        (b"\x1b[116;;116u", False, True),
        (b"tt", False, False),
        (b"\x1b", False, False),
    ],
)
def test_two_keys_are_known_in_both_ways_that_terminals_send_them(data: bytes, is_out: bool, takes: bool) -> None:
    assert (is_way_out(data), is_take(data)) == (is_out, takes)
