"""Pictures of every screen at three sizes: `make pictures` writes them into `pictures/`.

A scripted session plays LYREBIRD, sealed in memory with the cheap key derivation, and stops wherever there is
something to look at. SVG always; PNG beside it where cairosvg is installed.
"""

import asyncio
import shutil
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from casefile.desk.app import CaseApp
from casefile.desk.cases import Cut, Offer, Tell
from casefile.desk.desk import DeskScreen
from casefile.desk.preferences import Preferences
from casefile.desk.registry.screen import RegistryScreen
from casefile.errors import Refusal
from casefile.session.mastery import Mastery
from casefile.session.play import Session
from casefile.session.sitting import sit_down
from casefile.session.table import Table
from casefile.store.memory import MemoryStore
from casefile.store.shelf import Shelf
from casefile.vault import Pack
from casefile.workshop.deal import deal_case
from casefile.workshop.seal import seal_case
from tests.desk.stage import picture
from tests.desk.table import Others
from tests.pictures_acts import MOMENTS
from tests.session.conftest import Clock

ROOT = Path(__file__).parent.parent
SIZES = ((80, 24), (120, 36), (200, 50))
NAME = "Anna"
STRIP = "21.31 to 21.49\n3 4 2 5 tenths\n24 mph 5 min"
GRID = """Guard: Marlow, Dunne, Okafor, Whitlock
Lever: hospital, debt, warrant, locker
Caller: agent, insurer, cleaner, reader
Day: Monday, Tuesday, Wednesday, Thursday"""


class Scene:
    """The case, sealed, and one play of it that has come some way."""

    def __init__(self, work: Path) -> None:
        """Seal the case in a folder of its own: no key, no pack is left in the checkout."""
        source = shutil.copytree(ROOT / "puzzles" / "lyrebird", work / "lyrebird")
        self.dealt = deal_case(source)
        self.pack = work / "lyrebird.case"
        self.pack.write_bytes(seal_case(source, kdf="test", cache=work / "stretched"))
        self.shelf = Shelf(work / "saves")
        for name, player in (("With the team", "Anna and Bo"), ("Tuesday evening", NAME)):
            sit_down(self.shelf, self.pack, name=name, player=player, allow_test=True).close()
        short = work / "lyrebird-evening.case"
        short.write_bytes(seal_case(source, profile="evening", kdf="test", cache=work / "stretched"))
        sit_down(self.shelf, short, name="After supper", player="Bo", allow_test=True).close()

    def begin(self) -> Session:
        """A play at its first minute."""
        pack = Pack.open(self.pack, allow_test=True)
        return Session.begin(pack, MemoryStore(), name="Tuesday evening", player=NAME)

    def solve(self, session: Session, *locks: str) -> None:
        """Read everything, answer some locks rightly; `d1=log` takes a decision."""
        for lock in locks:
            decision, _, option = lock.partition("=")
            if option:
                session.decide(decision, option)
                continue
            for folder in session.folders():
                for paper in folder.papers:
                    session.read(paper.id)
            session.answer(lock, self.dealt.solutions[lock].answers[0])

    def scribble(self, session: Session) -> None:
        """Marks, notes and a wrong answer, so that there is something to see."""
        question = next(question for question in session.questions() if question.choices)
        first, second, third = (choice.id for choice in question.choices[1:4])
        session.mark(question.id, first, "out", "signed out at the north lobby, and was seen there", "net-log")
        session.mark(question.id, second, "out", "on the duty line the whole time", "net-log")
        session.mark(question.id, third, "maybe", "everybody says so; that speaks against it", "welfare-notes")
        session.note("21.47 off the card: who can read the word out?", "net-log")
        session.note("second sheet: TWO people", "welfare-notes")
        session.answer("p02", ("Alder Street", "21.47"))


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until nothing more is drawn."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.wait_for_animation()
    await pilot.pause()


class Camera:
    """Takes pictures of one app."""

    def __init__(self, pilot: Pilot[Any], folder: Path, size: tuple[int, int]) -> None:
        self.pilot, self._folder, self._size = pilot, folder, "x".join(map(str, size))

    async def take(self, name: str, *keys: str) -> None:
        """Press keys, wait, take the picture."""
        for key in keys:
            await self.pilot.press(key)
        await settle(self.pilot)
        self.pilot.app.clear_notifications()
        await self.pilot.pause()
        picture(self.pilot.app, self._folder / f"{name}-{self._size}.svg")

    async def go(self, *keys: str) -> None:
        """Press keys and wait."""
        for key in keys:
            await self.pilot.press(key)
        await settle(self.pilot)


@asynccontextmanager
async def camera(screen: Screen[Any], size: tuple[int, int], folder: Path) -> AsyncIterator[Camera]:
    """Show a screen in the app and stand before it with a camera."""
    app = CaseApp(lambda: screen, Preferences(player=NAME))
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        yield Camera(pilot, folder, size)


async def the_registry(scene: Scene, size: tuple[int, int], folder: Path) -> None:
    """The first screen: as one comes back, at the form, empty, and while a case cannot be sealed."""
    cuts = (Cut("full", 330), Cut("evening", 270), Cut("room", 125))
    offers = (Offer("lyrebird", "LYREBIRD", scene.pack, Path("source"), cuts=cuts),)

    def refuse(_offer: Offer, _tell: Tell) -> Path:
        raise Refusal("case-seal", "LYREBIRD could not be sealed: case.toml:14 names “act-9”: there is no such act.")

    likes = Preferences(player=NAME)

    def slow(offer: Offer, tell: Tell) -> Path:
        tell(61, 171)
        return offer.pack

    async with camera(RegistryScreen(scene.shelf, offers, likes, slow), size, folder) as seen:
        await seen.take("registry")
        await seen.take("registry-new", "n")
        await seen.take("registry-short", "enter", "enter", "right")
    empty = Shelf(scene.shelf.folder.parent / "none")
    async with camera(RegistryScreen(empty, offers, likes, refuse), size, folder) as seen:
        await seen.take("registry-empty")


async def the_desk(scene: Scene, size: tuple[int, int], folder: Path) -> None:
    """The desk from the first minute to the board, and what lies over it."""
    session = scene.begin()
    async with camera(DeskScreen(session, Preferences(player=NAME)), size, folder) as seen:
        await seen.take("opening")
        await seen.go("enter")
        scene.solve(session, "t0")
        scene.solve(session, "p01")
        scene.scribble(session)
        await seen.go("f", "f", "escape")
        await seen.take("desk")
        await seen.take("answer", "a", *"alder st")
        await seen.take("hints", "escape", "h")
        await seen.go("escape")
        await seen.take("archive", "r")
        await seen.go("escape")
        await seen.take("help", "question_mark")
        await seen.go("escape")
        await seen.take("everything", "ctrl+p")
        await seen.go("escape")
        await seen.take("suspects", "s", "right", "right", "right")
        await seen.go("escape")
        await seen.take("map", "m")
        await seen.take("map-in-words", "t")
        await seen.go("escape")
        await seen.take("log", "l")
        await seen.go("escape")
        await seen.take("search", "slash", *"21.4", "down", "down")
        await seen.go("escape")
        await seen.take("notes", "n", *"who had the card")
        await seen.go("escape")
        await seen.take("settings", "comma", "down")
        await seen.go("escape")
        scene.solve(session, "p02", "p03", "p04")
        await seen.go("f", "f", "escape")
        await seen.take("board", "a")


async def the_bench(scene: Scene, size: tuple[int, int], folder: Path) -> None:
    """The workbench with every tool in use."""
    from casefile.desk.bench.workbench import WorkbenchScreen

    session = scene.begin()
    scene.solve(session, "t0", "p01", "p02", "p03")
    copies = [session.page(paper).text for paper in ("minute-liaison", "minute-registry")]
    strips = {
        "morse": (session.page("recorder-strip").text, ""),
        "reckoner": (STRIP, ""),
        "grid": (GRID, session.page("welfare-notes").text),
        "overlay": tuple(copies),
    }
    for tool, (first, second) in strips.items():
        session.keep_view({"bench": {"tool": tool, "first": first, "second": second}})
        async with camera(WorkbenchScreen(session, Preferences()), size, folder) as seen:
            keys = ["tab", "tab", "t", "f", "down", "right", "right"] if tool == "grid" else []
            await seen.take(f"workbench-{tool}", *keys)


async def the_acts(scene: Scene, size: tuple[int, int], folder: Path) -> None:
    """Papers, locks and forms of the later acts, each at the moment when a player meets it."""
    for moment in MOMENTS:
        session = scene.begin()
        scene.solve(session, *moment.done)
        desk = DeskScreen(session, Preferences(player=NAME))
        async with camera(desk, size, folder) as seen:
            await seen.go("enter")
            desk.blotter.open(moment.paper)
            await settle(seen.pilot)
            await seen.take(moment.name, *moment.keys)


async def the_table(scene: Scene, size: tuple[int, int], folder: Path) -> None:
    """A host's table: what a team-mate would sign, the clock held, requests, a correction, the end of the time."""
    clock = Clock(time.time())
    table = Table(Pack.open(scene.pack, allow_test=True), MemoryStore(), clock=clock)
    grace, there = Mastery(table, player="Grace"), [0]
    grace.begin(name="Team 1")
    anna, ben = (Session.join(table, player=name, others=lambda: there[0]) for name in (NAME, "Ben"))
    grace.start(60)
    scene.solve(anna, "t0", "p01", "p02", "p03", "p04")
    there[0] = 1
    desk = DeskScreen(anna, Preferences(player=NAME), Others(("Ben", "Carol")))
    async with camera(desk, size, folder) as seen:
        await seen.go("enter")
        desk.blotter.open("net-log")
        ben.answer("m1", scene.dealt.solutions["m1"].answers[0])
        grace.hold("the fire alarm")
        await seen.take("table-held")
        await seen.take("table-proposal", "c")
        await seen.go("escape")
        number = anna.ask("Is the second sheet ours?", "m1").id
        grace.reply(number, "It is. Compare the hands.")
        ben.ask("Where is the tea?")
        await seen.take("table-messages", "i")
        await seen.take("table-asking", "t", *"Who has the card?")
        await seen.go("escape")
        grace.release()
        grace.correct("net-log", "The entry at 21.47 should read 21.49.", "a slip")
        desk.blotter.open("net-log")
        await seen.take("table-correction")
        clock.go(3700)
        desk.draw()
        await seen.take("table-time-up")


def main(folder: Path, sizes: Sequence[tuple[int, int]] = SIZES) -> None:
    """Take all pictures."""
    with tempfile.TemporaryDirectory() as work:
        scene = Scene(Path(work))
        for size in sizes:
            for part in (the_registry, the_desk, the_bench, the_acts, the_table):
                asyncio.run(part(scene, size, folder))
    print(f"{len(list(folder.glob('*.svg')))} pictures in {folder}/")  # noqa: T201  a script says what it did


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("pictures"))
