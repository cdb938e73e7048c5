"""The Registry: cases and saves."""

import asyncio
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from casefile.desk.cases import Cut, Offer, Tell
from casefile.desk.preferences import Preferences
from casefile.desk.registry import forms
from casefile.desk.registry.rows import when
from casefile.desk.registry.screen import RegistryScreen
from casefile.desk.writing import WritingLine
from casefile.errors import Refusal
from casefile.store.shelf import Shelf
from tests.desk.stage import Stage, text_of

OFFER = Offer("lyrebird", "LYREBIRD", Path("no.case"))
CUTS = (Cut("full", 400), Cut("evening", 300), Cut("room", 125, 1))
SOURCE = Offer("lyrebird", "LYREBIRD", Path("no.case"), Path("no-source"), cuts=CUTS)
CAME_SEALED = (
    Offer("lyrebird", "LYREBIRD", Path("lyrebird.case"), cuts=CUTS),
    Offer("lyrebird", "LYREBIRD", Path("lyrebird-evening.case"), profile="evening", cuts=CUTS),
    Offer("lyrebird", "LYREBIRD", Path("lyrebird-1.case"), seed="1" * 32, cuts=CUTS),
    Offer("lyrebird", "LYREBIRD", Path("lyrebird-0.case"), seed="0" * 32, cuts=CUTS),
)
SIZES = [(80, 24), (120, 36), (200, 50)]


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


@pytest.mark.parametrize("size", SIZES)
async def test_the_form_says_how_long_each_profile_takes_and_full_is_ticked(
    size: tuple[int, int], shelf: Shelf
) -> None:
    async with office(shelf, offers=(SOURCE,)).run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("n")
        shown = await settle(pilot)
        assert "[x] full · about 6 h 40 for two" in shown
        assert "[ ] evening · about 5 h for two" in shown
        assert "[ ] room · about 2 h 05 for one" in shown
        assert "[x] the story's own   [ ] another deal" in shown
        assert "next line" in shown


async def test_a_case_of_one_length_and_one_deal_asks_for_neither(shelf: Shelf) -> None:
    async with office(shelf).run_test() as pilot:
        await settle(pilot)
        await pilot.press("n")
        shown = await settle(pilot)
        assert "how long" not in shown
        assert "the deal" not in shown


@pytest.mark.parametrize("size", SIZES)
async def test_a_shorter_profile_is_chosen_by_keyboard_alone(size: tuple[int, int], tmp_path: Path) -> None:
    app = office(Shelf(tmp_path), offers=(SOURCE,))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("enter", "enter", "right", "enter", "enter")
        await settle(pilot)
    assert [message.pack.name for message in app.heard] == ["lyrebird-evening.case"]


@pytest.mark.parametrize("size", SIZES)
async def test_a_shorter_profile_is_chosen_by_mouse_alone(size: tuple[int, int], tmp_path: Path) -> None:
    app = office(Shelf(tmp_path), offers=(SOURCE,))

    async def click(words: str) -> None:
        lines = (await settle(pilot)).splitlines()
        row = max(n for n, line in enumerate(lines) if words in line)
        await pilot.click(offset=(lines[row].index(words) + 1, row))

    async with app.run_test(size=size) as pilot:
        await click("enter draws it")
        await click("room ·")
        await click("another deal")
        assert "[x] another deal" in await settle(pilot)
        await click("the story's own")
        assert "[x] room" in await settle(pilot)
        await click("sign")
        await settle(pilot)
    assert [message.pack.name for message in app.heard] == ["lyrebird-room.case"]


async def test_another_deal_from_a_source_is_another_each_time_and_its_file_does_not_say_the_seed(
    tmp_path: Path,
) -> None:
    made: list[Offer] = []

    def make(offer: Offer, tell: Tell) -> Path:
        made.append(offer)
        return offer.pack

    for _ in range(2):
        async with office(Shelf(tmp_path), make, (SOURCE,)).run_test() as pilot:
            await settle(pilot)
            await pilot.press("enter")
            await settle(pilot)
            await pilot.press("up", "right", "enter")
            await settle(pilot)
    dealt = [offer for offer in made if offer.seed]
    assert len({offer.seed for offer in dealt}) == len({offer.pack for offer in dealt}) == 2
    assert all(offer.seed not in offer.pack.name for offer in dealt)


async def test_another_deal_that_came_sealed_is_one_that_was_not_played(shelf: Shelf) -> None:
    app = office(shelf, offers=CAME_SEALED)
    async with app.run_test() as pilot:
        assert (await settle(pilot)).count("enter draws it") == 1
        await pilot.press("n")
        await settle(pilot)
        await pilot.press("up", "right", "enter")
        await settle(pilot)
    assert app.heard[0].pack == Path("lyrebird-1.case")


async def test_when_every_deal_was_played_the_form_says_so_and_one_comes_again(shelf: Shelf) -> None:
    app = office(shelf, offers=(*CAME_SEALED[:2], CAME_SEALED[3]))
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("n")
        assert "another · all were played, one comes again" in await settle(pilot)
        await pilot.press("up", "right", "enter")
        await settle(pilot)
    assert app.heard[0].pack == Path("lyrebird-0.case")


async def test_what_did_not_come_sealed_is_refused_on_the_form(shelf: Shelf) -> None:
    app = office(shelf, offers=CAME_SEALED)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("n")
        await settle(pilot)
        await pilot.press("up", "right", "up", "right", "down", "enter")
        shown = await settle(pilot)
        assert "came at full length only" in shown
        assert "REQUISITION" in shown
    assert app.heard == []


async def test_a_pack_that_was_signed_for_is_sealed_in_sight_and_then_opens(tmp_path: Path) -> None:
    told, go_on = threading.Event(), threading.Event()

    def slow(offer: Offer, tell: Tell) -> Path:
        if offer.profile:
            tell(14, 61)
            told.set()
            go_on.wait(10)
        return offer.pack

    app = office(Shelf(tmp_path), slow, (SOURCE,))
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("enter", "enter", "right", "enter", "enter")
        await asyncio.to_thread(told.wait, 10)
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        shown = text_of(pilot.app)
        assert "14 of 61" in shown
        assert "still being sealed" in shown
        assert app.heard == []
        go_on.set()
        await settle(pilot)
    assert app.heard[0].pack.name == "lyrebird-evening.case"


async def test_the_register_says_the_profile_of_a_file_that_is_not_full(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    for name, profile in (("short", "evening"), ("long", "full")):
        facts = {"pack": "0" * 32, "case": "lyrebird", "title": "LYREBIRD", "name": name, "profile": profile}
        _, store = shelf.new(name)
        store.append("play", 0, name, [{"kind": "began", "at": time.time(), "by": "Anna", "facts": facts}])
        store.close()
    async with office(shelf).run_test() as pilot:
        lines = (await settle(pilot)).splitlines()
    assert next("LYREBIRD, evening" in line for line in lines if "short" in line)
    assert next("LYREBIRD  " in line for line in lines if "long" in line)


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
