"""Every screen with hostile strings in titles, texts, names, notes and answers: they are shown, and do nothing."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.screen import Screen

from casefile.desk.app import CaseApp
from casefile.desk.bench.workbench import WorkbenchScreen
from casefile.desk.cases import Offer
from casefile.desk.desk import DeskScreen
from casefile.desk.help import HelpScreen
from casefile.desk.log import LogScreen
from casefile.desk.map import MapScreen
from casefile.desk.notes import NotesScreen
from casefile.desk.preferences import Preferences
from casefile.desk.registry.screen import RegistryScreen
from casefile.desk.search import SearchScreen
from casefile.desk.settings import SettingsScreen
from casefile.desk.suspects.screen import SuspectsScreen
from casefile.desk.themes import TITLES
from casefile.errors import Refusal
from casefile.session.play import Session
from casefile.store.memory import MemoryStore
from casefile.store.shelf import Save
from casefile.vault import Pack
from tests import packs
from tests.desk.paper_session import PaperSession
from tests.desk.recorder import Recorder
from tests.desk.stage import Stage

HOSTILE = "[@click=app.quit]x[/] [/] [b \x1b]0;x\x07 \x1b[2J \x9b31m \u202egnp\u2066 \x1b]52;c;eA==\x07 \r\x08"
POINTER = re.compile(r"\x1b\]22;[a-z-]*(?:\x07|\x1b\\)")
"""The shape of the mouse pointer, which Textual itself sets."""
FORBIDDEN = ("\x1b]", "\x1b[2J", "\x9b", "\x07", "\u202e", "\u2066", "\r", "\x08")


QUICK = {"suspects", "notes", "overlay", "registry"}
"""What a quick run shows alone; the last test walks from the desk to others."""


class HostileShelf:
    """Saves by somebody who means harm."""

    def saves(self) -> tuple[Save, ...]:
        rest = ("lyrebird", HOSTILE, "full", "0", 1, "", 0.0, time.time(), 1, HOSTILE)
        return (Save("play-1", HOSTILE, HOSTILE, *rest),)

    def pack_path(self, digest: str) -> None:
        return None

    def delete(self, save: str) -> None:
        raise Refusal("save-open", HOSTILE)


def refuses(offer: Offer, tell: object) -> Path:
    raise Refusal("case-seal", HOSTILE)


def bench(tool: str) -> Screen[Any]:
    session = PaperSession(HOSTILE)
    texts = {"first": f"Kind {HOSTILE}: a, b\nDay: c {HOSTILE}, d", "second": f"{HOSTILE} [[black 4]]"}
    session.keep_view({"bench": {"tool": tool, **texts}})
    return WorkbenchScreen(session, Preferences(), text=HOSTILE)  # type: ignore[arg-type]


def on_session(screen: Callable[..., Screen[Any]], **more: Any) -> Callable[[], Screen[Any]]:
    return lambda: screen(PaperSession(HOSTILE), Preferences(), **more)


SCREENS: dict[str, tuple[Callable[[], Screen[Any]], list[str]]] = {
    "suspects": (on_session(SuspectsScreen, paper="statements"), ["right", "x", "r", "a", "enter", "u"]),
    "map": (on_session(MapScreen), ["t", "tab", "t"]),
    "log": (on_session(LogScreen), ["f", "home"]),
    "search": (on_session(SearchScreen, query="a"), ["down", "down"]),
    "notes": (on_session(NotesScreen, paper="statements"), ["a", "enter", "up", "down"]),
    "morse": (lambda: bench("morse"), ["ctrl+s", "ctrl+r"]),
    "reckoner": (lambda: bench("reckoner"), ["ctrl+s", "ctrl+r"]),
    "grid": (lambda: bench("grid"), ["tab", "tab", "x", "right", "t", "f"]),
    "overlay": (lambda: bench("overlay"), ["ctrl+s", "ctrl+r"]),
    "settings": (lambda: SettingsScreen(Preferences(theme=HOSTILE, player=HOSTILE), TITLES), ["right", "down"]),
    "help": (lambda: HelpScreen([(HOSTILE, HOSTILE)], [(HOSTILE, HOSTILE)]), ["down"]),
    "registry": (
        lambda: RegistryScreen(
            HostileShelf(),  # type: ignore[arg-type]
            [Offer("x", HOSTILE, Path("x.case"), Path("x"), HOSTILE)],
            Preferences(player=HOSTILE),
            refuses,
        ),
        ["delete", "r", "escape", "tab", "enter", "n", "escape"],
    ),
}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in QUICK else pytest.mark.slow) for name in SCREENS]
)
async def test_hostile_strings_are_inert(name: str) -> None:
    make, keys = SCREENS[name]
    app = Stage(make(), driver_class=Recorder)
    async with app.run_test(headless=False, size=(120, 36), notifications=True) as pilot:
        for key in (*keys, "wait"):
            if key != "wait":
                await pilot.press(key)
            await app.workers.wait_for_complete()
            await pilot.pause()
        for y in range(0, 36, 3):
            await pilot.click(offset=(30, y))
        await pilot.pause()
        assert app.is_running
        assert app.return_code is None
        driver = app._driver
        assert isinstance(driver, Recorder)
        written = "".join(driver.written)
    assert "app.quit" in written or name in {"settings", "notes"}, "the string was never shown"
    written = POINTER.sub("", written)
    assert [part for part in FORBIDDEN if part in written] == []


async def test_hostile_strings_are_inert_on_the_desk_and_all_that_lies_over_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "en", lambda text, de="": {"en": f"{text} {HOSTILE}", "de": de or text})
    pack = Pack.open(packs.draft().seal(), allow_test=True)
    session = Session.begin(pack, MemoryStore(), name=HOSTILE, player=HOSTILE)
    session.note(HOSTILE)
    app = CaseApp(lambda: DeskScreen(session, Preferences(player=HOSTILE)), Preferences(), driver_class=Recorder)
    walk = "enter f q escape a paste enter escape h escape i escape r escape comma escape question_mark escape ctrl+p"
    async with app.run_test(headless=False, size=(120, 36), notifications=True) as pilot:
        for key in (*walk.split(), "escape", *"nwsml", "slash"):
            if key == "paste":
                assert app.focused is not None
                app.focused.post_message(events.Paste(HOSTILE))
            else:
                await pilot.press(key)
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.pause()
            if key in {*"nwsml", "slash"}:
                await pilot.press("escape")
                await pilot.pause()
        assert app.is_running
        assert app.return_code is None
        driver = app._driver
        assert isinstance(driver, Recorder)
        written = POINTER.sub("", "".join(driver.written))
    assert "app.quit" in written
    assert [part for part in FORBIDDEN if part in written] == []
