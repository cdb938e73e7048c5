"""Search, notes, map, log, settings, help, and the preferences file."""

from pathlib import Path
from typing import Any

import pytest

from casefile.desk.app import CaseApp
from casefile.desk.bench.strip import Jotter
from casefile.desk.goto import Goto
from casefile.desk.help import HelpScreen
from casefile.desk.ledger import Ledger
from casefile.desk.log import LogScreen
from casefile.desk.map import MapScreen
from casefile.desk.notes import NotesScreen
from casefile.desk.preferences import Preferences
from casefile.desk.search import SearchScreen
from casefile.desk.settings import SettingsScreen
from casefile.desk.themes import TITLES
from casefile.errors import Refusal
from casefile.session.play import Session
from casefile.session.views import Block, Page, Shape
from casefile.store.memory import MemoryStore
from tests.desk.paper_session import PaperSession
from tests.desk.stage import Stage, text_of
from tests.packs import fixture

SIZES = ((80, 24), (120, 36), (200, 50))


def stage(screen: Any, session: PaperSession | None = None, **more: Any) -> Stage:
    return Stage(screen(session or PaperSession(), Preferences(), **more))


async def settle(pilot: Any) -> str:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return text_of(pilot.app)


async def test_searching_shows_passages_as_one_types_and_enter_goes_to_the_first() -> None:
    app = stage(SearchScreen)
    async with app.run_test() as pilot:
        await pilot.press(*"queried")
        shown = await settle(pilot)
        assert "Escort statements" in shown
        assert "passages" in shown
        await pilot.press("enter")
        await settle(pilot)
    assert app.result == Goto("escort-log", 1)


async def test_a_passage_is_chosen_with_the_arrows() -> None:
    app = stage(SearchScreen, query="queried")
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("down", "down", "enter")
        await settle(pilot)
    assert app.result == Goto("statements", 1)


async def test_papers_are_found_by_title_reference_and_kind_above_the_passages() -> None:
    app = stage(SearchScreen, query="register")
    async with app.run_test() as pilot:
        shown = await settle(pilot)
        assert "1 paper" in shown
        assert "register · ESC/44/2" in shown
        await pilot.press("enter")
        await settle(pilot)
    assert app.result == Goto("gate-register")
    async with stage(SearchScreen, query="esc/44/5 fuller").run_test() as pilot:
        assert "Fuller's Yard   not opened yet" in await settle(pilot)


async def test_a_long_list_of_passages_leaves_room_for_its_bar() -> None:
    async with stage(SearchScreen, query="the").run_test() as pilot:
        shown = await settle(pilot)
        assert "11 passages" in shown
        assert not [line for line in shown.splitlines() if line.rstrip().endswith("…") and len(line.rstrip()) > 76]


async def test_a_word_that_stands_nowhere_is_told_so() -> None:
    async with stage(SearchScreen).run_test() as pilot:
        await pilot.press(*"zebra")
        assert "Nothing that you have opened says “zebra”." in await settle(pilot)


async def test_a_note_is_written_to_the_open_paper_from_any_screen() -> None:
    session = PaperSession()
    async with stage(MapScreen, session, paper="statements").run_test() as pilot:
        await settle(pilot)
        await pilot.press("ctrl+n", *"who read it", "enter")
        assert "who read it" in await settle(pilot)
        assert (session.notes()[-1].text, session.notes()[-1].paper) == ("who read it", "statements")
        await pilot.press("escape")
        assert "THE RING" in (await settle(pilot)).replace("  ", "#").replace(" ", "").replace("#", " ")


async def test_a_note_leads_back_to_its_paper_and_can_be_struck_out() -> None:
    session = PaperSession()
    app = stage(NotesScreen, session)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("up", "delete")
        await settle(pilot)
        assert [note.id for note in session.notes()] == ["n1"]
        await pilot.press("enter")
        await settle(pilot)
    assert app.result == Goto("escort-log")


async def test_d_and_u_are_letters_while_one_writes_a_note() -> None:
    session = PaperSession()
    async with stage(NotesScreen, session).run_test() as pilot:
        await pilot.press(*"dud", "enter")
        await settle(pilot)
        assert session.notes()[-1].text == "dud"


async def test_a_long_note_is_seen_whole_while_it_is_written_and_up_goes_through_it_first() -> None:
    words = "At 21.47 control gave me a left that is not on the card, and a second voice said that it was held."
    screen = NotesScreen(PaperSession(), Preferences())  # type: ignore[arg-type]
    async with CaseApp(lambda: screen, Preferences()).run_test() as pilot:
        await pilot.press(*words)
        rows = " ".join(line.strip("│ ") for line in (await settle(pilot)).splitlines())
        assert words in rows
        await pilot.press("up")
        assert isinstance(pilot.app.focused, Jotter)
        await pilot.press("up")
        assert isinstance(pilot.app.focused, Ledger)


async def test_a_note_that_is_refused_stands_on_the_line_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(text: str, paper: str = "") -> None:
        raise Refusal("note-long", "A note has at most 2 characters.")

    session = PaperSession()
    monkeypatch.setattr(session, "note", refuse)
    async with stage(NotesScreen, session).run_test(notifications=True) as pilot:
        await pilot.press(*"abc", "enter")
        assert "at most 2 characters" in await settle(pilot)
        assert pilot.app.screen.query_one(Jotter).text == "abc"


async def test_f1_explains_the_notes() -> None:
    screen = NotesScreen(PaperSession(), Preferences())  # type: ignore[arg-type]
    async with CaseApp(lambda: screen, Preferences()).run_test() as pilot:
        await pilot.press("f1")
        await settle(pilot)
        assert isinstance(pilot.app.screen, HelpScreen)
        assert "Each note remembers the paper" in text_of(pilot.app)


async def test_a_map_is_drawn_and_said_in_words() -> None:
    async with stage(MapScreen).run_test() as pilot:
        drawn = await settle(pilot)
        assert "FULLER'S YARD" in drawn
        assert "t in words" in drawn
        await pilot.press("t")
        said = await settle(pilot)
        assert "t as drawn" in said
        assert "A ring road from the yard" in said
        assert "FULLER'S YARD" not in said
        assert "gate, 2.9 m" in said


class Wide(PaperSession):
    """A session whose maps have a wide form."""

    def read(self, paper: str, *_: Any) -> Page:
        lines = tuple(f"row {number} ".ljust(140, "≈") for number in range(30))
        return Page("map", "The ring", "map", "", "", "", "", (Block(Shape.FIGURE, lines=("yard",), wide=lines),))


@pytest.mark.parametrize(("size", "drawn"), [((200, 50), "row 29 ≈"), ((160, 50), "yard"), ((80, 24), "yard")])
async def test_a_map_is_drawn_large_where_there_is_room(size: tuple[int, int], drawn: str) -> None:
    async with stage(MapScreen, Wide()).run_test(size=size) as pilot:
        shown = await settle(pilot)
        assert drawn in shown
        assert ("yard" in shown) == (drawn == "yard")
        await pilot.press("t")
        assert "The drawing has no words of its own" in await settle(pilot)


async def test_tab_turns_to_the_next_map_and_enter_opens_it_at_the_desk() -> None:
    app = stage(MapScreen)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("tab")
        assert "2 of 2" in await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
    assert app.result == Goto("map-yard")


async def test_without_a_map_the_table_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    session = PaperSession()
    monkeypatch.setattr(session, "folders", tuple)
    async with stage(MapScreen, session).run_test() as pilot:
        await pilot.press("t", "tab", "enter")
        assert "no map in the file yet" in await settle(pilot)


async def test_the_log_begins_at_the_newest_line_and_can_be_cut_down() -> None:
    async with stage(LogScreen).run_test() as pilot:
        last = PaperSession().log()[-1]
        shown = await settle(pilot)
        assert last.words in shown.splitlines()[22]
        await pilot.press("f")
        shown = await settle(pilot)
        assert "answers and hints" in shown
        assert "read." not in shown


async def test_going_back_asks_for_a_name_and_begins_at_the_place_before_the_line() -> None:
    heard: list[LogScreen.WentBack] = []

    class Listener(Stage):
        def on_log_screen_went_back(self, message: LogScreen.WentBack) -> None:
            heard.append(message)

    app = Listener(LogScreen(PaperSession(), Preferences()))  # type: ignore[arg-type]
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("home", "b")
        assert "GO BACK" in await settle(pilot)
        await pilot.press("ctrl+u", *"again", "enter")
        await settle(pilot)
    assert [(message.seq, message.name) for message in heard] == [(1, "again")]


async def test_on_a_large_terminal_the_paper_lies_beside_the_passages_and_the_words_beside_the_map() -> None:
    async with stage(SearchScreen, query="queried").run_test(size=(200, 50)) as pilot:
        await settle(pilot)
        assert "ESCORT NET, LOG" in await settle(pilot)
    async with stage(MapScreen).run_test(size=(200, 50)) as pilot:
        shown = await settle(pilot)
        assert "FULLER'S YARD" in shown
        assert "A ring road from the yard" in shown


async def test_a_setting_counts_at_once_and_is_handed_back() -> None:
    heard: list[Preferences] = []

    class Listener(Stage):
        def on_settings_screen_changed(self, message: SettingsScreen.Changed) -> None:
            heard.append(message.preferences)

    app = Listener(SettingsScreen(Preferences(player="Anna"), TITLES))
    async with app.run_test() as pilot:
        await pilot.press("right", "down", "down", "space", "escape")
        await settle(pilot)
    assert heard[0].theme == "night"
    assert app.result == Preferences(theme="night", ascii=True, player="Anna")


async def test_the_language_of_an_open_case_is_changed_in_its_session() -> None:
    session = Session.begin(fixture(), MemoryStore(), name="x", player="Ann")
    async with Stage(SettingsScreen(Preferences(), TITLES, session)).run_test() as pilot:
        assert "Deutsch" in await settle(pilot)
        await pilot.press("end", "right")
        assert "[x] Deutsch" in await settle(pilot)
    assert session.status().language == "de"


async def test_every_setting_shows_its_choices_at_every_size() -> None:
    for size in (*SIZES, (79, 20), (72, 24)):
        async with Stage(SettingsScreen(Preferences(), TITLES)).run_test(size=size) as pilot:
            shown = await settle(pilot)
            assert all(words in shown for words in (*TITLES.values(), "as the terminal can", "Reduced motion"))
            assert "…" not in shown  # behind the last choice it would look as if there were more of them


async def test_help_shows_topics_and_keys_and_goes_away() -> None:
    topics, keys = [("The paper", "Arrows move it.")], [("a", "Answer"), ("^p", "Everything")]
    app = Stage(HelpScreen(topics, keys))
    async with app.run_test() as pilot:
        shown = await settle(pilot)
        assert all(words in shown for words in ("THE PAPER", "Arrows move it.", "Answer", "^p"))
        await pilot.press("question_mark")
        await settle(pilot)
    assert app.result is None


def test_preferences_come_back_from_their_file(tmp_path: Path) -> None:
    wanted = Preferences(theme="night", reduced_motion=True, player="Zoë")
    wanted.keep(tmp_path / "deep" / "preferences.json")
    assert Preferences.load(tmp_path / "deep" / "preferences.json") == wanted


@pytest.mark.parametrize("text", ["", "null", "[]", "{", '{"theme": 7, "ascii": 1, "other": true}', "\x00\xff"])
def test_a_spoilt_preferences_file_costs_no_start(tmp_path: Path, text: str) -> None:
    (tmp_path / "p.json").write_text(text)
    assert Preferences.load(tmp_path / "p.json") == Preferences()


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    Preferences().keep(tmp_path / "file" / "preferences.json")
