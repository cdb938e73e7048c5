"""The desk's promises: the first frame, the memory, what a guess and an opened paper cost the screen."""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Static

from bench.table import Row, ratio_row
from bench.terminal import Terminal
from casefile import Session
from casefile.desk.app import CaseApp
from casefile.desk.cases import make, offers
from casefile.desk.desk import DeskScreen
from casefile.desk.preferences import Preferences
from casefile.store.memory import MemoryStore
from casefile.vault import Pack
from tests.packs import Draft, en

SIZE = (120, 36)
STARTS = 7
GUESSES = 20
OPENINGS = 40
TEXT = "\n\n".join(
    f"{n}. At 21.47 control gave me a *left* that is not on the card. I queried it. The voice said **reserve route, "
    "authority held**, and read me the right word for the day, so I took it, and I have thought about it since."
    for n in range(1, 16)
)
"""About 3 kB."""

HELLO = """
from textual.app import App
from textual.widgets import Label
class Hello(App):
    def compose(self):
        yield Label("Hello, world!" * 100)
Hello().run()
"""


def environ() -> dict[str, str]:
    return {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}


def built_pack() -> Path:
    return make(offers()[0], lambda _done, _total: None)


def first_frame() -> Row:
    """From the command to a drawn registry, in turns with the smallest Textual program."""
    built_pack()
    with tempfile.TemporaryDirectory() as folder:
        commands = {
            "ours": [sys.executable, "-m", "casefile", "play", "--saves", folder],
            "hello": [sys.executable, "-c", HELLO],
        }
        spans: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(STARTS + 1):  # the first round warms the disk's cache
            for name, command in commands.items():
                with Terminal(command, environ()) as terminal:
                    spans[name].append(terminal.first_frame() * 1000)
    ours, hello = (statistics.median(spans[name][1:]) for name in ("ours", "hello"))
    return ratio_row("first frame of casefile", ours, hello, "Textual hello world", 1.6)


def memory() -> Iterator[Row]:
    """A desk on the real case in a real terminal, before and after its first guess."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "casefile", "play", str(built_pack()), "--saves", folder]
        with Terminal(command, environ()) as terminal:
            terminal.first_frame()
            terminal.type("\r", settle=2)  # past the content note
            before = terminal.memory()
            terminal.type("a", settle=0.5)
            terminal.type("nothing, nothing\r", settle=3)
            shown, after, peak = terminal.written, terminal.memory(), terminal.memory("VmHWM")
    if b"does not open" not in shown.replace(b"\x1b[", b""):
        raise RuntimeError("the desk did not answer the guess, so its memory means nothing")
    yield Row("resting memory at the desk after a guess", f"{after:.0f} MB", "", "<= 60 MB", after <= 60)
    yield Row("peak during one", f"{peak - before:.0f} MB more", "", "<= 70 MB more", peak - before <= 70)


def _fixture() -> Session:
    case = Draft(case="bench", languages=("en",))
    case.sealing.kdf = "standard"
    case.node("start", "start", {"one": TEXT, "two": TEXT[::1]}, grants=["p01/shown"])
    case.puzzle("p01", ["never"], {"three": "three"}, title=en("Sign Here"))
    session = Session.begin(Pack.open(case.seal()), MemoryStore(), name="bench", player="bench")
    session.keep_view({"desk": {"been": True}})
    return session


async def _at_the_desk(work: Callable[[Pilot[None], DeskScreen], Awaitable[Any]]) -> Any:
    likes = Preferences(reduced_motion=True)
    desk = DeskScreen(_fixture(), likes)
    async with CaseApp(lambda: desk, likes).run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        return await work(pilot, desk)


async def _lateness(pilot: Pilot[None], desk: DeskScreen) -> float:
    """The worst lateness in ms of a 10 ms timer while answers are offered as a player offers them."""
    late = 0.0

    async def tick() -> None:
        nonlocal late
        while True:
            began = time.perf_counter()
            await asyncio.sleep(0.010)
            late = max(late, (time.perf_counter() - began - 0.010) * 1000)

    await pilot.press("a")
    timer = asyncio.create_task(tick())
    for number in range(GUESSES):
        desk.query_one("#answer Input").value = f"nothing {number}"  # type: ignore[attr-defined]
        await pilot.press("enter")
        while desk.session.lock("p01").tries <= number:
            await asyncio.sleep(0.005)
    timer.cancel()
    return late


def timer() -> Row:
    """The screen's loop while keys are derived at full cost."""
    late = asyncio.run(_at_the_desk(_lateness))
    what = f"a 10 ms timer on the UI loop during {GUESSES} guesses"
    return Row(what, f"{late:.0f} ms late at the worst", "", "<= 50 ms", late <= 50)


async def _openings(pilot: Pilot[None], desk: DeskScreen) -> float:
    spans = []
    for number in range(OPENINGS):
        began = time.process_time()
        desk.blotter.open(("one", "two")[number % 2])
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        spans.append((time.process_time() - began) * 1000)
    return statistics.median(spans[4:])


class _Plain(App[None]):
    def compose(self) -> ComposeResult:
        yield Static(id="one", markup=False)


async def _updates() -> float:
    app, spans = _Plain(), []
    async with app.run_test(size=SIZE) as pilot:
        for number in range(OPENINGS):
            began = time.process_time()
            app.query_one(Static).update(TEXT + str(number))
            await pilot.pause()
            spans.append((time.process_time() - began) * 1000)
    return statistics.median(spans[4:])


def opening() -> Row:
    """A read paper comes back to the desk, against one `Static.update` of its text; CPU, whole process."""
    ours = asyncio.run(_at_the_desk(_openings))
    theirs = asyncio.run(_updates())
    return ratio_row(
        f"open a {len(TEXT) / 1000:.0f} kB paper at the desk (CPU)", ours, theirs, "one Static.update", 2.0
    )
