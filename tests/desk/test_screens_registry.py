"""The Registry: cases and saves."""

import asyncio
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from casefile.desk.cases import Offer, Tell
from casefile.desk.preferences import Preferences
from casefile.desk.registry import forms
from casefile.desk.registry.rows import when
from casefile.desk.registry.screen import RegistryScreen
from casefile.desk.writing import WritingLine
from casefile.errors import Refusal
from casefile.store.shelf import Shelf
from tests.desk.stage import Stage, text_of

OFFER = Offer("lyrebird", "LYREBIRD", Path("no.case"), Path("no-source"))


class Office(Stage):
    """Keeps what the Registry posts."""

    def on_registry_screen_begun(self, message: RegistryScreen.Begun) -> None:
        self.heard.append(message)

    def on_registry_screen_resumed(self, message: RegistryScreen.Resumed) -> None:
        self.heard.append(message)


def sealed(offer: Offer, tell: Tell) -> Path:
    return offer.pack


def office(shelf: Shelf, make: Any = sealed, offers: tuple[Offer, ...] = (OFFER,)) -> Office:
    return Office(RegistryScreen(shelf, offers, Preferences(player="Anna"), make))


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Three saves, the newest on top; their packs are nowhere."""
    shelf = Shelf(tmp_path / "saves")
    for name in ("first", "second", "third"):
        facts = {"pack": "0" * 32, "case": "lyrebird", "title": "LYREBIRD", "name": name, "player": "Anna", "solved": 2}
        _, store = shelf.new(name)
        store.append("play", 0, name, [{"kind": "began", "at": time.time(), "by": "Anna", "facts": facts}])
        store.close()
    return shelf


@pytest.fixture(autouse=True)
def one_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "languages", lambda pack: ("en",))
    monkeypatch.setattr(forms, "correction", lambda shelf, save, packs: (None, False))


async def settle(pilot: Any) -> str:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return text_of(pilot.app)


async def test_an_empty_registry_says_what_to_do(tmp_path: Path) -> None:
    async with office(Shelf(tmp_path)).run_test() as pilot:
        shown = await settle(pilot)
        assert "Nobody has drawn a file yet." in shown
        assert "LYREBIRD" in shown


async def test_a_case_says_whether_it_was_drawn_before(shelf: Shelf, tmp_path: Path) -> None:
    async with office(Shelf(tmp_path / "none")).run_test() as pilot:
        shown = await settle(pilot)
        assert "enter draws it" in shown
        assert "drawn before" not in shown
    async with office(shelf).run_test() as pilot:
        assert "drawn before; enter draws it anew" in await settle(pilot)


async def test_without_any_case_it_names_the_doctor(tmp_path: Path) -> None:
    async with office(Shelf(tmp_path), offers=()).run_test() as pilot:
        await pilot.press("enter", "n")
        assert "casefile doctor" in await settle(pilot)


async def test_saves_are_listed_with_case_name_time_and_what_was_opened(shelf: Shelf) -> None:
    async with office(shelf).run_test() as pilot:
        shown = await settle(pilot)
        line = next(line for line in shown.splitlines() if "second" in line)
        assert all(word in line for word in ("LYREBIRD", "Anna", "today", "2 locks"))


async def test_drawing_a_case_asks_for_a_name_and_tells_the_app(tmp_path: Path) -> None:
    app = office(Shelf(tmp_path))
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("enter", "enter")
        await settle(pilot)
    message = app.heard[0]
    assert (message.pack, message.player, message.name, message.language) == (OFFER.pack, "Anna", "LYREBIRD", "en")


async def test_a_form_without_a_name_is_not_signed(tmp_path: Path) -> None:
    app = office(Shelf(tmp_path))
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("ctrl+u")
        assert "enter next line" in await settle(pilot)
        await pilot.press("enter")
        assert "enter sign" in await settle(pilot)
        await pilot.press("enter")
        assert "The clerk needs your name" in await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert app.heard == []


async def test_enter_on_a_file_goes_on_with_it(shelf: Shelf) -> None:
    app = office(shelf)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("down", "enter")
        await settle(pilot)
    assert app.heard[0].save == shelf.saves()[1]


async def test_the_mouse_alone_opens_a_file(shelf: Shelf) -> None:
    app = office(shelf)
    async with app.run_test() as pilot:
        shown = await settle(pilot)
        row = next(y for y, line in enumerate(shown.splitlines()) if "first" in line)
        await pilot.click(offset=(10, row))
        await pilot.click(offset=(10, row))
        await settle(pilot)
    assert app.heard[0].save.name == "first"


async def test_the_keys_at_the_bottom_are_buttons(shelf: Shelf) -> None:
    async with office(shelf).run_test() as pilot:
        shown = await settle(pilot)
        await pilot.click(offset=(shown.splitlines()[23].index("rename"), 23))
        assert "CHANGE OF TITLE" in await settle(pilot)


async def test_a_deleted_file_is_gone_and_comes_back(shelf: Shelf) -> None:
    async with office(shelf).run_test() as pilot:
        await settle(pilot)
        await pilot.press("delete")
        shown = await settle(pilot)
        assert len(shelf.saves()) == 2
        assert "is thrown away. z brings it back." in shown
        await pilot.press("z")
        assert "is back." in await settle(pilot)
        assert len(shelf.saves()) == 3


async def test_renaming_changes_the_register(shelf: Shelf) -> None:
    async with office(shelf).run_test() as pilot:
        await settle(pilot)
        await pilot.press("r")
        await settle(pilot)
        await pilot.press("ctrl+u", *"Wednesday", "enter")
        assert "Wednesday" in await settle(pilot)
        assert "Wednesday" in {save.name for save in shelf.saves()}


async def test_a_file_is_copied_out_and_taken_in_again(shelf: Shelf, tmp_path: Path) -> None:
    async with office(shelf).run_test() as pilot:
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot)
        pilot.app.screen.query_one(WritingLine).value = str(tmp_path / "out.save")
        await pilot.press("enter")
        await settle(pilot)
        assert (tmp_path / "out.save").is_file()
        await pilot.press("i")
        await settle(pilot)
        pilot.app.screen.query_one(WritingLine).value = str(tmp_path / "out.save")
        await pilot.press("enter")
        await settle(pilot)
    assert len(shelf.saves()) == 4


async def test_a_refusal_stays_on_the_form(shelf: Shelf) -> None:
    async with office(shelf).run_test() as pilot:
        await settle(pilot)
        await pilot.press("i")
        await settle(pilot)
        await pilot.press(*"/nowhere.save", "enter")
        shown = await settle(pilot)
        assert "There is no such file." in shown
        assert "TAKE IN" in shown


async def test_a_pack_that_is_being_sealed_shows_how_far_it_is_and_then_can_be_drawn(tmp_path: Path) -> None:
    told, go_on = threading.Event(), threading.Event()

    def slow(offer: Offer, tell: Tell) -> Path:
        tell(14, 61)
        told.set()
        go_on.wait(10)
        return offer.pack

    async with office(Shelf(tmp_path), slow).run_test() as pilot:
        await asyncio.to_thread(told.wait, 10)
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        shown = text_of(pilot.app)
        assert "being sealed" in shown
        assert "14 of 61" in shown
        assert "still being sealed" in shown
        go_on.set()
        assert "enter draws it" in await settle(pilot)


async def test_a_case_that_cannot_be_sealed_says_why_and_can_be_tried_again(tmp_path: Path) -> None:
    tries: list[int] = []

    def broken(offer: Offer, tell: Tell) -> Path:
        tries.append(1)
        if len(tries) == 1:
            raise Refusal("case-seal", "LYREBIRD could not be sealed: line 14.")
        return offer.pack

    async with office(Shelf(tmp_path), broken).run_test() as pilot:
        assert "could not be sealed: line 14." in await settle(pilot)
        await pilot.press("enter")
        assert "enter draws it" in await settle(pilot)


async def test_a_corrected_edition_is_offered_and_never_forced(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    new = Path("corrected.case")
    monkeypatch.setattr(forms, "correction", lambda shelf, save, packs: (new, True))
    app = office(shelf)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("enter")
        assert "A corrected edition" in await settle(pilot)
        await pilot.press("right", "enter")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
    assert [message.pack for message in app.heard] == [None, new]


def test_times_are_said_as_one_says_them() -> None:
    now = time.mktime((2025, 5, 6, 18, 20, 0, 0, 0, -1))
    assert when(now - 60, now) == "today 18.19"
    assert when(now - 86400, now) == "yesterday 18.20"
    assert when(now - 20 * 86400, now) == "16 Apr 18.20"
    assert when(now - 400 * 86400, now) == "1 Apr 2024"
