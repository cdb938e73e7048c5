"""The Desk as its player meets it: keys, mouse, what is said and what is kept."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.message import Message
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from casefile import Session
from casefile.desk.answer import AnswerBar
from casefile.desk.app import CaseApp, TooSmall
from casefile.desk.board import BoardScreen
from casefile.desk.board_form import BoardForm
from casefile.desk.box import Box
from casefile.desk.column import Column
from casefile.desk.decision import DecisionSheet
from casefile.desk.desk import DeskScreen
from casefile.desk.goto import Goto
from casefile.desk.help import HelpScreen
from casefile.desk.hints import HintSheet
from casefile.desk.keyline import KeyLine
from casefile.desk.paper.reader import Reader
from casefile.desk.preferences import Preferences
from casefile.desk.slip import RequestSlip
from casefile.desk.told import EndSheet, OpeningSheet, PreviouslySheet
from casefile.desk.tree import EARLIER, LockColumn
from casefile.errors import Refusal
from casefile.store.memory import MemoryStore
from tests.desk.conftest import STILL, Sit, one_act, settle, shown, type_at_once
from tests.desk.stage import text_of
from tests.packs import fixture


def said(desk: DeskScreen) -> str:
    return str(desk.bar.query_one("#lock-words").render())


def at(pilot: Pilot[None]) -> Screen[Any]:
    """The screen that is open now; a call, so that its type is not narrowed for good."""
    return pilot.app.screen


def opened(desk: DeskScreen) -> str:
    return desk.blotter.open_id


async def until(pilot: Pilot[None], done: Callable[[], bool]) -> None:
    """Wait for what comes in its own time, on a busy machine too; what never comes the test then misses."""
    for _ in range(50):
        if done():
            return
        await settle(pilot)


async def answer(pilot: Pilot[None], desk: DeskScreen, *words: str) -> None:
    """Answer the lock in hand; the words are put into their boxes at once, which is quicker than typing them."""
    await pilot.press("a")
    for box, word in zip(desk.bar.boxes, words, strict=False):
        box.value = word
    await pilot.press("enter")
    await settle(pilot)


# Answers


async def test_a_wrong_answer_leaves_the_lock_shut_and_says_how_many_tries_were_made(
    sit: Sit, session: Session
) -> None:
    async with sit() as (pilot, desk):
        for word in ("seven", "eleven"):
            await answer(pilot, desk, word)
        assert "Two wrong answers" in said(desk)
        assert not session.lock("p01").solved
        assert "2 wrong" in shown(desk.query_one("#lock-line"))


async def test_a_right_answer_files_the_lock_and_names_what_has_come(sit: Sit, session: Session) -> None:
    heard: list[Message] = []
    async with sit(hook=heard.append) as (pilot, desk):
        await answer(pilot, desk, "nine minutes")
        offered = [message for message in heard if isinstance(message, AnswerBar.Offered)]
        assert {(message.lock, message.answer) for message in offered} == {("p01", ("nine minutes",))}
        assert session.lock("p01").solved
        assert "Filed: nine minutes." in said(desk)
        assert "P01 paper" in said(desk)
        assert "F I L E D" in shown(desk.blotter.paper) or not desk.blotter.open_id


async def test_a_near_miss_is_told_in_its_own_words(sit: Sit) -> None:
    async with sit() as (pilot, desk):
        await answer(pilot, desk, "eight minutes")
        assert "Count again." in said(desk)


async def test_several_answers_with_commas_in_the_first_box_fill_all_boxes(sit: Sit, session: Session) -> None:
    async with sit() as (pilot, desk):
        await desk.action_take("p02")
        await answer(pilot, desk, "Alder Street, 2149")
        assert session.lock("p02").solved


async def test_an_answer_with_an_empty_box_is_not_offered_but_the_box_is_named(sit: Sit, session: Session) -> None:
    async with sit() as (pilot, desk):
        await desk.action_take("p02")
        await answer(pilot, desk, "Alder Street")
        assert "field 1" in said(desk)
        assert session.lock("p02").tries == 0
        assert pilot.app.focused is desk.bar.boxes[1]


async def test_boxes_take_what_is_typed_into_them_though_all_keys_come_at_once(sit: Sit, session: Session) -> None:
    async with sit() as (pilot, desk):
        await desk.action_take("p02")
        type_at_once(pilot, *"Alder Street", "enter", *"2149", "enter")
        await until(pilot, lambda: session.lock("p02").solved)
        assert session.lock("p02").solved
        assert session.lock("p02").tries == 0


async def test_escape_leaves_the_answer_and_keeps_what_was_typed(sit: Sit) -> None:
    async with sit() as (pilot, desk):
        await pilot.press("a", *"nine", "escape")
        await settle(pilot)
        assert isinstance(pilot.app.focused, Reader)
        assert desk.bar.answer == ("nine",)


async def test_after_a_solved_lock_the_answer_key_takes_up_the_next_one(sit: Sit) -> None:
    async with sit() as (pilot, desk):
        await answer(pilot, desk, "nine minutes")
        await pilot.press("a")
        await settle(pilot)
        assert desk.bar.taken is not None
        assert not desk.bar.taken.solved


# Papers


async def test_opening_a_paper_is_one_update_of_one_widget(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    async with sit() as (pilot, desk):
        drawn: list[tuple[str, str]] = []
        real = Reader.show

        def show(self: Reader, page: object, *rest: object, **named: object) -> None:
            drawn.append((self.id or "", page.id))  # type: ignore[attr-defined]
            real(self, page, *rest, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(Reader, "show", show)
        desk.blotter.open("letter")
        await settle(pilot)
        assert drawn == [("paper", "letter")]


async def test_the_next_new_paper_is_one_key_away_and_is_read_then(sit: Sit, session: Session) -> None:
    async with sit() as (pilot, desk):
        await pilot.press("o")
        await settle(pilot)
        assert desk.blotter.open_id == "log"
        assert session.folders()[0].papers[0].is_read


async def test_a_lift_lifts_its_bar_while_the_paper_lies_open(sit: Sit) -> None:
    async with sit() as (pilot, desk):
        desk.blotter.open("log")
        await settle(pilot)
        assert "▒▒▒" in shown(desk.blotter.paper)
        await answer(pilot, desk, "nine minutes")
        assert "▒▒▒" not in shown(desk.blotter.paper)
        assert "Birch" in shown(desk.blotter.paper)


async def test_any_key_ends_a_motion(sit: Sit) -> None:
    async with sit(preferences=Preferences()) as (pilot, desk):
        desk.blotter.open("log")
        await settle(pilot)
        desk.blotter.paper.motion.play(0.7, desk.blotter.paper._peel)
        assert desk.blotter.paper.motion.running
        await pilot.press("down")
        assert not desk.blotter.paper.motion.running


async def test_a_passage_can_be_marked_chosen_and_copied_with_the_keyboard(sit: Sit) -> None:
    async with sit() as (pilot, desk):
        desk.blotter.open("letter")
        await settle(pilot)
        await pilot.press("v", "down", "y")
        await settle(pilot)
        assert pilot.app.clipboard == "come to the bridge."


async def test_that_something_was_copied_stands_on_the_bottom_line_and_not_on_the_paper(
    sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit(size=(80, 24)) as (pilot, desk):
        desk.blotter.open("letter")
        await settle(pilot)
        before = text_of(pilot.app).splitlines()
        await pilot.press("y")
        await pilot.pause()
        after = text_of(pilot.app).splitlines()
        assert after[-1].strip() == "The whole paper is copied."
        assert after[:-1] == before[:-1]
        monkeypatch.setattr("casefile.desk.keyline.MOMENT", 0.01)
        await pilot.press("y")
        await pilot.pause(0.1)
        assert text_of(pilot.app).splitlines()[-1] == before[-1]


async def test_while_a_passage_is_marked_the_key_line_says_what_can_be_done_with_it(sit: Sit) -> None:
    async with sit() as (pilot, desk):
        desk.blotter.open("letter")
        await settle(pilot)
        await pilot.press("v")
        await settle(pilot)
        line = shown(desk.query_one(KeyLine))
        assert "↑↓ choose   y copy   w to the workbench   esc done" in line
        assert "answer" not in line
        await pilot.press("escape")
        await settle(pilot)
        assert not desk.blotter.paper.passage
        assert "a answer" in shown(desk.query_one(KeyLine))


async def test_the_mouse_alone_opens_a_paper_and_takes_up_a_lock(sit: Sit) -> None:
    async with sit() as (pilot, desk):
        row = next(at for at, row in enumerate(desk.file.rows) if row.key == "paper:letter")
        await pilot.click(desk.file, offset=(6, row))
        await settle(pilot)
        assert desk.blotter.open_id == "letter"
        locks = desk.query_one("#locks", Column)
        row = next(at for at, row in enumerate(locks.rows) if row.key == "lock:p02")
        await pilot.click(locks, offset=(6, row))
        await settle(pilot)
        assert desk.mark.lock == "p02"
        assert isinstance(pilot.app.focused, Box)


# Coming back


async def test_coming_back_lands_on_the_same_paper_line_and_half_typed_answer() -> None:
    store, pack = (
        MemoryStore(),
        one_act({"long": "\n\n".join(f"Paragraph {at}. {'Words of it. ' * 20}" for at in range(30))}),
    )
    first = Session.begin(pack, store, name="Tuesday", player="Ann")
    first.keep_view({"desk": {"been": True}, "plain": {"kept": 1}})
    screen = DeskScreen(first, STILL)
    app = CaseApp(lambda: screen, STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen.blotter.open("long")
        await settle(pilot)
        await pilot.press("pagedown", "pagedown", "a", *"nin")
        await settle(pilot)
        place = screen.blotter.paper.place
        await pilot.press("ctrl+q")
    first.leave()
    again = Session.resume(pack, store, player="Ann")
    screen = DeskScreen(again, STILL)
    app = CaseApp(lambda: screen, STILL)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, PreviouslySheet)
        await pilot.press("enter")
        await settle(pilot)
        assert screen.blotter.open_id == "long"
        assert place[0] > 1
        assert screen.blotter.paper.place[0] == place[0]
        assert screen.bar.answer == ("nin",)
        assert isinstance(app.focused, Box)
        assert again.view()["plain"] == {"kept": 1}


async def test_the_content_note_and_the_introduction_come_before_the_first_paper() -> None:
    begun = Session.begin(fixture(), MemoryStore(), name="Tuesday", player="Ann")
    screen = DeskScreen(begun, STILL)
    app = CaseApp(lambda: screen, STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, OpeningSheet)
        text = shown(app.screen.lines)
        assert "An intro." in text
        assert "A note." in text
        assert not opened(screen)
        await pilot.press("enter")
        await settle(pilot)
        assert opened(screen) == "log"


async def test_a_spoilt_view_record_costs_a_place_and_never_a_start(session: Session, sit: Sit) -> None:
    session.keep_view({"desk": {"been": True, "paper": 7, "place": ["x"], "answers": {"p01": 3}, "lock": "gone"}})
    async with sit() as (_, desk):
        assert desk.mark.place == [-1, 0]
        assert desk.mark.lock == "p01"


# Room


@pytest.mark.parametrize(("size", "columns"), [((80, 24), 0), ((120, 36), 2), ((200, 50), 2)])
async def test_the_desk_has_as_many_columns_as_there_is_room_for(sit: Sit, size: tuple[int, int], columns: int) -> None:
    async with sit(size=size) as (_, desk):
        assert sum(bool(desk.query_one(name).display) for name in ("#left", "#questions")) == columns
        assert desk.query_one("#strip").display is (columns == 0)
        assert len(list(desk.walk_children())) <= 25


async def test_on_a_small_screen_the_file_slides_over_the_paper_and_away_again(sit: Sit) -> None:
    async with sit(size=(80, 24)) as (pilot, desk):
        await pilot.press("f")
        await settle(pilot)
        assert desk.query_one("#left").region.width == 40
        assert desk.blotter.region.width == 80
        await pilot.press("escape")
        await settle(pilot)
        assert not desk.query_one("#left").display


async def test_a_wide_desk_keeps_the_paper_before_beside_the_new_one(sit: Sit) -> None:
    async with sit(size=(200, 50)) as (pilot, desk):
        for paper in ("log", "letter"):
            desk.blotter.open(paper)
            await settle(pilot)
        assert desk.blotter.beside.page is not None
        assert desk.blotter.beside.page.id == "log"
        assert desk.blotter.beside.region.width > 50


async def test_a_terminal_that_is_too_small_gets_one_sentence_until_it_grows(sit: Sit) -> None:
    async with sit(size=(50, 12)) as (pilot, desk):
        assert isinstance(pilot.app.screen, TooSmall)
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert at(pilot) is desk


# Forms


def before_the_board(session: Session) -> None:
    """The board m1 is on the desk, and the cards for it."""
    for lock, words in (("p01", ["nine minutes"]), ("p02", ["alder street", "2149"])):
        session.answer(lock, words)
    for paper in ("log", "letter"):
        session.read(paper)


async def test_a_board_is_accepted_whole_or_not_at_all_and_remembers_its_cards(sit: Sit, session: Session) -> None:
    before_the_board(session)
    async with sit() as (pilot, desk):
        await desk.action_take("m1")
        await settle(pilot)
        board = pilot.app.screen
        assert isinstance(board, BoardScreen)
        await pilot.press("s")
        await settle(pilot)
        assert session.lock("m1").tries == 0
        for label in ("Ms Birch", "Mr Ash"):
            card = next(card for card in session.cards("m1") if card.label == label)
            board.query_one("#cards", Column).put(card.id)
            await pilot.press("enter")
        await pilot.press("s")
        await settle(pilot)
        assert pilot.app.screen is board
        assert session.lock("m1").tries == 1
        await pilot.press("escape")
        assert desk.mark.answers["m1"] == ["birch", "ash"]
        await desk.action_take("m1")
        await settle(pilot)
        form = pilot.app.screen.query_one("#form", BoardForm)
        assert "Ms Birch" in shown(form)
        for slot, label in (("who", "ash"), ("whom", "birch")):
            form.to(slot)
            await pilot.pause()
            pilot.app.screen.query_one("#cards", Column).put(label)
            await pilot.press("enter")
        await pilot.press("s")
        await settle(pilot)
        assert session.lock("m1").solved
        assert at(pilot) is desk


async def test_each_slot_takes_the_card_that_was_meant_though_all_keys_come_at_once(sit: Sit, session: Session) -> None:
    """On a line that is late the keys for the next slot's cards come before its cards are on the screen."""
    before_the_board(session)
    async with sit() as (pilot, desk):
        await desk.action_take("m1")
        await settle(pilot)
        for keys, filled in (
            (("home", "enter", "home", "down", "enter"), ["ash", "birch"]),
            (("right", "home", "down", "enter", "right", "home", "enter"), ["birch", "ash"]),
            (("delete", "right", "delete", "left", "home", "down", "enter", "home", "enter"), ["ash", "birch"]),
        ):
            type_at_once(pilot, *keys)
            await settle(pilot)
            assert desk.mark.answers["m1"] == filled, keys


async def test_a_card_is_found_by_some_of_its_letters(sit: Sit, session: Session) -> None:
    before_the_board(session)
    async with sit() as (pilot, desk):
        await desk.action_take("m1")
        await settle(pilot)
        index = pilot.app.screen.query_one("#cards", Column)
        await pilot.press("slash", *"birc")
        await settle(pilot)
        assert "Ms Birch" in shown(index)
        assert "Mr Ash" not in shown(index)
        await pilot.press("x")
        await settle(pilot)
        assert "No card has that in it." in shown(index)
        await pilot.press("backspace", "enter")
        await settle(pilot)
        assert desk.mark.answers["m1"] == ["birch", ""]
        await pilot.press("slash", *"as", "down", "escape")
        await settle(pilot)
        assert isinstance(pilot.app.screen, BoardScreen)
        assert "Mr Ash" in shown(index)
        assert "Ms Birch" in shown(index)
        await pilot.press("s")
        assert session.lock("m1").tries == 0


async def test_each_slot_of_a_form_meets_its_cards_at_the_top_and_the_desk_is_out_of_sight(
    sit: Sit, session: Session
) -> None:
    before_the_board(session)
    async with sit() as (pilot, desk):
        await desk.action_take("m1")
        await settle(pilot)
        index = pilot.app.screen.query_one("#cards", Column)
        first = index.key
        await pilot.press("down", "enter")
        await settle(pilot)
        assert index.key == first
        assert "The next empty slot: " in str(pilot.app.screen.query_one("#board-words").render())
        assert "enter fill, go on" in shown(pilot.app.screen.query_one(KeyLine))
        assert pilot.app.screen.styles.background.a == 1
        assert "THE FILE" not in text_of(pilot.app)


async def test_the_archive_sends_up_what_its_reference_names(sit: Sit, session: Session) -> None:
    async with sit() as (pilot, desk):
        await pilot.press("r")
        await settle(pilot)
        assert isinstance(pilot.app.screen, RequestSlip)
        await pilot.press(*"ZZ/9", "enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, RequestSlip)
        pilot.app.screen.query_one(Input).value = "RA/12"
        await pilot.press("enter")
        await settle(pilot)
        assert at(pilot) is desk
        assert "RA/12 has come up." in said(desk)
        assert desk.has_paper("ra-12")


async def test_help_starts_at_the_first_step_not_done_and_asks_twice_before_the_answer(
    sit: Sit, session: Session
) -> None:
    session.read("log")
    async with sit() as (pilot, _):
        await pilot.press("h")
        await settle(pilot)
        sheet = pilot.app.screen
        assert isinstance(sheet, HintSheet)
        for _press in range(6):
            await pilot.press("enter")
            await settle(pilot)
        text = shown(sheet.lines)
        assert "Three is three." in text
        assert "Nine minutes." not in text
        for _press in range(3):  # leaning on the key does not get there
            await pilot.press("enter")
            await settle(pilot)
        assert "Nine minutes." not in shown(sheet.lines)
        assert "Yes, tell me the answer" in shown(sheet.lines)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert "Nine minutes." in shown(sheet.lines)
        assert session.status().rungs == 4


async def test_one_enter_takes_no_hint_and_the_key_line_says_so(sit: Sit, session: Session) -> None:
    async with sit() as (pilot, _):
        await pilot.press("h", "enter")
        await settle(pilot)
        assert session.status().rungs == 0
        assert "again: take it" in shown(at(pilot).query_one(KeyLine))
        await pilot.press("enter")
        await settle(pilot)
        assert session.status().rungs == 1


async def test_one_key_empties_a_box_to_which_one_has_come_back(sit: Sit) -> None:
    async with sit() as (pilot, desk):
        await desk.action_take("p02")
        await pilot.press(*"alder street", "escape")
        await desk.action_take("p01")
        await pilot.press("x", "escape")
        await desk.action_take("p02")
        desk.bar.begin(0)
        await pilot.press("s")
        assert desk.bar.answer[0] == "alder streets"
        await pilot.press("left", "left", "left", "ctrl+u")
        assert desk.bar.answer[0] == ""


async def test_a_question_mark_in_an_empty_box_is_help_and_behind_other_letters_one_of_them(sit: Sit) -> None:
    async with sit() as (pilot, desk):
        await pilot.press("a", "question_mark")
        await settle(pilot)
        assert isinstance(at(pilot), HelpScreen)
        await pilot.press("escape", *"so", "question_mark")
        assert desk.bar.answer == ("so?",)
        await pilot.press("escape", "r", "question_mark")
        await settle(pilot)
        assert isinstance(at(pilot), HelpScreen)


async def test_only_escape_leaves_the_boxes_of_an_answer(sit: Sit) -> None:
    async with sit() as (pilot, desk):
        await desk.action_take("p02")
        await pilot.press("tab", "shift+tab", "shift+tab", *"hos", "tab", *"pi", "tab", "t")
        await settle(pilot)
        assert desk.bar.answer == ("host", "pi")
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(pilot.app.focused, Reader)


def play_to_the_decision(session: Session) -> None:
    session.answer("p01", ["nine minutes"])
    session.answer("p02", ["alder street", "2149"])
    for paper in ("log", "letter"):
        session.read(paper)
    session.answer("m1", ["ash", "birch"])


async def test_a_decision_is_picked_and_then_signed(sit: Sit, session: Session) -> None:
    play_to_the_decision(session)
    async with sit() as (pilot, desk):
        await pilot.press("d")
        await settle(pilot)
        assert isinstance(pilot.app.screen, DecisionSheet)
        await pilot.press("enter")
        await settle(pilot)
        assert not session.decisions()[0].chosen
        await pilot.press("down", "enter")
        await settle(pilot)
        assert session.decisions()[0].chosen == "log"
        assert at(pilot) is desk


async def test_a_decision_whose_keys_come_at_once_is_taken_as_they_say(sit: Sit, session: Session) -> None:
    play_to_the_decision(session)
    second = session.decisions()[0].options[1].id
    async with sit() as (pilot, desk):
        type_at_once(pilot, "d", "down", "enter", "down", "enter")
        await until(pilot, lambda: bool(session.decisions()[0].chosen))
        assert session.decisions()[0].chosen == second
        assert at(pilot) is desk


async def test_however_often_enter_is_struck_it_signs_no_decision(sit: Sit, session: Session) -> None:
    play_to_the_decision(session)
    async with sit() as (pilot, _desk):
        await pilot.press("d")
        await settle(pilot)
        for _ in range(5):
            await pilot.press("enter", "enter")
            await settle(pilot)
        assert not session.decisions()[0].chosen
        assert isinstance(at(pilot), DecisionSheet)


async def test_a_double_click_on_a_way_does_not_sign_it(sit: Sit, session: Session) -> None:
    play_to_the_decision(session)
    async with sit() as (pilot, _desk):
        await pilot.press("d")
        await settle(pilot)
        lines = at(pilot).query_one("#sheet-lines", Column)
        for row in [at for at, row in enumerate(lines.rows) if row.key]:
            await pilot.click(lines, offset=(4, row))
            await pilot.click(lines, offset=(4, row))
            await settle(pilot)
        assert not session.decisions()[0].chosen


async def test_the_ending_is_told_once_after_its_last_paper(sit: Sit, session: Session) -> None:
    play_to_the_decision(session)
    session.answer("m2", ["birch", "cedar"])
    for paper in session.folders()[-1].papers:
        if paper.id != "finale":
            session.read(paper.id)
    async with sit() as (pilot, desk):
        desk.blotter.open("finale")
        await settle(pilot)
        for _ in range(2):
            desk.blotter.open("last-letter")
            await settle(pilot)
            assert at(pilot) is desk  # nothing lies on the last paper
        await pilot.press("o")
        await settle(pilot)
        assert isinstance(pilot.app.screen, EndSheet)
        told = shown(pilot.app.screen.lines)
        assert "Quiet Hands" in told
        assert "The way" in told
        assert all(session.lock(lock).title in told for lock in ("p01", "p02", "m1", "m2"))
        assert "Never opened" in told
        assert session.lock("p03").title in told.split("Never opened")[1]
        await pilot.press("enter")
        desk.blotter.open("letter")
        await settle(pilot)
        assert at(pilot) is desk


# What is offered


async def test_only_what_can_be_done_now_is_offered(sit: Sit, session: Session) -> None:
    async with sit() as (_, desk):
        assert not desk.check_action("decision", ())
        assert not desk.check_action("elsewhere", ("map",))
        assert desk.check_action("archive", ())
        titles = [title for title, _, _ in desk.palette()]
        assert "Open: Log" in titles
        assert not any("P01 paper" in title for title in titles)


async def test_every_key_of_the_desk_has_an_id_and_says_what_it_does(sit: Sit) -> None:
    async with sit() as (_, desk):
        ours = [active.binding for active in desk.active_bindings.values() if active.node is desk]
        named = [one for one in ours if (one.id or "").startswith("desk.")]
        assert len(named) >= 15
        assert all(one.tooltip for one in named)


async def test_a_message_is_shown_beside_the_paper_when_it_comes(sit: Sit, session: Session) -> None:
    async with sit() as (pilot, desk):
        await answer(pilot, desk, "nine minutes")
        assert "FROM H." in shown(desk.asked)
        assert "Well done." in shown(desk.asked)


async def test_another_terminal_of_the_same_play_is_followed(sit: Sit, session: Session) -> None:
    async with sit() as (pilot, desk):
        session.mark("mole", "ash", "out", "at the Ministry")
        await settle(pilot)
        assert "2 of 3" in shown(desk.asked)


async def test_the_paper_can_be_moved_while_an_answer_is_being_typed() -> None:
    pack = one_act({"long": "\n\n".join(f"Paragraph {at}. {'Words of it. ' * 20}" for at in range(30))})
    begun = Session.begin(pack, MemoryStore(), name="Tuesday", player="Ann")
    begun.keep_view({"desk": {"been": True, "paper": "long"}})
    screen = DeskScreen(begun, STILL)
    app = CaseApp(lambda: screen, STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("a", "pagedown")
        await settle(pilot)
        assert screen.blotter.paper.scroll_offset.y > 0
        assert isinstance(app.focused, Box)


async def test_a_place_in_a_paper_that_another_screen_names_is_opened_and_marked(sit: Sit) -> None:
    async with sit() as (pilot, desk):
        desk.goto(Goto("letter", 1))
        await settle(pilot)
        assert opened(desk) == "letter"
        assert desk.blotter.paper.passage == "come to the bridge."


async def test_a_decision_is_announced_before_what_was_handed_out_is_asked_again(sit: Sit, session: Session) -> None:
    session.answer("p02", ["alder street", "2149"])
    session.answer("p03", ["four"])
    for paper in ("log", "letter"):
        session.read(paper)
    session.answer("m1", ["ash", "birch"])
    for lock, answer in (("p04", "terms"), ("m2", "")):
        if answer:
            session.answer(lock, [answer])
    session.answer("m2", ["birch", "cedar"])
    async with sit() as (_, desk):
        assert all(lock.released for lock in desk.open_locks())
        assert desk.open_locks()
        assert "To be decided" in shown(desk.query_one("#lock-line"))


async def test_where_the_column_is_out_of_sight_the_bottom_line_says_that_a_line_has_come(
    sit: Sit, session: Session
) -> None:
    for size, slips in (((80, 24), True), ((120, 36), False)):
        async with sit(session, size) as (pilot, desk):
            desk._told.clear()
            session.answer("p01", ["nine minutes"])
            desk.post_message(DeskScreen.Changed())
            await settle(pilot)
            assert ("Key i reads it." in text_of(pilot.app).splitlines()[-1]) == slips
            assert not list(pilot.app._notifications)


async def test_what_a_board_has_handed_out_is_asked_after_everything_else(sit: Sit, session: Session) -> None:
    session.answer("p02", ["alder street", "2149"])
    session.answer("p03", ["four"])
    for paper in ("log", "letter"):
        session.read(paper)
    session.answer("m1", ["ash", "birch"])
    assert session.lock("p01").released
    async with sit() as (_, desk):
        order = [lock.released for lock in desk.open_locks()]
        assert set(order) == {True, False}
        assert order == sorted(order)


async def test_what_was_solved_in_earlier_acts_is_one_line_until_it_is_unfolded(sit: Sit, session: Session) -> None:
    play_to_the_decision(session)
    title = session.lock("p01").title
    async with sit(size=(120, 36)) as (pilot, desk):
        column = desk.query_one(LockColumn)
        assert title not in shown(column)
        assert "✓ 3 earlier" in shown(column)
        column.put(f"fold:{EARLIER}")
        column.action_choose()
        await settle(pilot)
        assert title in shown(column)


async def test_when_nothing_is_asked_the_bottom_line_says_what_is_waited_for(sit: Sit, session: Session) -> None:
    play_to_the_decision(session)
    session.answer("p03", ["four"])
    session.answer("p04", ["terms"])
    session.answer("m2", ["birch", "cedar"])
    async with sit() as (_, desk):
        assert not desk.open_locks()
        assert "To be decided, with key d: Report it?" in shown(desk.query_one("#lock-line"))
    session.decide("d1", "log")
    async with sit() as (_, desk):
        assert "until the next packet" in shown(desk.query_one("#lock-line"))
        assert not desk.check_action("answer", ())


async def test_papers_that_arrive_slide_in_and_are_in_their_place_at_any_key(sit: Sit) -> None:
    async with sit(preferences=Preferences()) as (pilot, desk):
        desk.file.arrive(["paper:log"])
        assert desk.file.motion.running
        await pilot.press("down")
        assert not desk.file.motion.running
        assert "Log" in shown(desk.file)


async def test_with_reduced_motion_nothing_is_ever_under_way(sit: Sit) -> None:
    async with sit() as (_, desk):
        desk.file.arrive(["paper:log"])
        desk.blotter.paper.stamp("filed")
        desk.bar.tries()
        assert not any(one.motion.running for one in (desk.file, desk.blotter.paper, desk.bar))


async def test_words_selected_with_the_mouse_are_copied_as_they_stand_on_the_paper(sit: Sit) -> None:
    async with sit() as (pilot, desk):
        desk.blotter.open("letter")
        await until(pilot, lambda: "come to the bridge." in shown(desk.blotter.paper))
        lines = shown(desk.blotter.paper).splitlines()
        row = next(at for at, line in enumerate(lines) if "come to the bridge." in line)
        column = lines[row].index("come")
        await pilot.mouse_down(desk.blotter.paper, offset=(column, row))
        await pilot.hover(desk.blotter.paper, offset=(column + 11, row))
        await pilot.mouse_up(desk.blotter.paper, offset=(column + 11, row))
        await until(pilot, lambda: bool(desk.get_selected_text()))
        assert desk.get_selected_text() in ("come to the", "come to the ")


async def test_a_save_that_cannot_be_written_is_told_in_one_sentence_and_changes_nothing(
    sit: Sit, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_rest: object, **_named: object) -> object:
        raise Refusal("save-full", "The disk is full; nothing was changed.")

    async with sit() as (pilot, desk):
        monkeypatch.setattr(session, "submit", full)
        monkeypatch.setattr(session, "keep_view", full)
        await answer(pilot, desk, "nine minutes")
        assert "The disk is full" in said(desk)
        assert not session.lock("p01").solved
        await pilot.press("ctrl+q")
        assert pilot.app.return_code in (None, 0)


async def test_what_the_palette_offers_by_key_is_done_when_it_is_chosen(sit: Sit) -> None:
    async with sit() as (pilot, _):
        await pilot.press("ctrl+p")
        await settle(pilot)
        await pilot.press(*"help with the question")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(at(pilot), HintSheet)


async def test_commas_in_the_first_box_go_before_what_stood_in_the_others(sit: Sit, session: Session) -> None:
    async with sit() as (pilot, desk):
        await desk.action_take("p02")
        await answer(pilot, desk, "Alder Street, 2149", "0000")
        assert session.lock("p02").solved


async def test_a_stamp_falls_only_on_a_paper_of_its_own_lock(sit: Sit) -> None:
    async with sit() as (pilot, desk):
        desk.blotter.open("letter")
        await settle(pilot)
        await answer(pilot, desk, "nine minutes")
        assert "F I L E D" not in shown(desk.blotter.paper)


async def test_escape_clears_what_was_said_to_an_answer(sit: Sit) -> None:
    async with sit() as (pilot, desk):
        await answer(pilot, desk, "nine minutes")
        await pilot.press("escape")
        await settle(pilot)
        assert not said(desk)


async def test_up_and_down_stay_within_the_boxes_of_one_answer(sit: Sit, session: Session) -> None:
    session.answer("p01", ["the tide"])
    async with sit() as (pilot, desk):
        await desk.action_take("p02")
        await settle(pilot)
        for key, box in (("down", 1), ("down", 1), ("up", 0), ("up", 0)):
            await pilot.press(key)
            assert (desk.mark.lock, desk.bar.at) == ("p02", box)


async def test_a_wish_to_keep_the_columns_holds_for_one_paper_only(sit: Sit) -> None:
    async with sit(size=(120, 36)) as (pilot, desk):
        desk.spread = False
        desk.blotter.open("letter")
        await settle(pilot)
        assert desk.spread is None


async def test_the_whole_desk_for_the_paper_is_a_wish_that_is_taken_back_as_it_was_made(sit: Sit) -> None:
    async with sit(size=(120, 36)) as (_, desk):
        desk.action_spread()
        assert desk.spread is True
        desk.action_spread()
        assert desk.spread is None


async def test_there_is_a_way_out_from_under_a_sheet(sit: Sit) -> None:
    async with sit() as (pilot, _):
        await pilot.press("comma")
        await settle(pilot)
        assert len(pilot.app.screen_stack) > 1
        await pilot.press("ctrl+q")
        await pilot.pause(0.1)
        assert pilot.app._exit
