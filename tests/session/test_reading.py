import pytest

from casefile.errors import Refusal
from casefile.session.play import Session
from casefile.session.search import search
from casefile.session.views import Block, Page, Run, Shape, Style
from casefile.store.memory import MemoryStore
from tests.session.test_answers import to_the_board


def row(session: Session, paper: str) -> tuple[bool, bool]:
    found = next(row for folder in session.folders() for row in folder.papers if row.id == paper)
    return found.is_read, found.is_changed


def test_reading_a_paper_is_one_event_however_often_it_is_opened(session: Session, store: MemoryStore) -> None:
    assert row(session, "log") == (False, False)
    session.page("log")
    assert row(session, "log") == (False, False)
    session.read("log")
    session.read("log")
    assert row(session, "log") == (True, False)
    assert len(store.read("play")) == 2


def test_a_lift_changes_a_read_paper_until_it_is_read_again(session: Session) -> None:
    session.read("log")
    session.answer("p01", ["nine minutes"])
    assert row(session, "log") == (True, True)
    assert session.read("log").text == "Goes to Birch and nobody else."
    assert row(session, "log") == (True, False)


def test_a_paper_shows_a_bar_until_its_lift_is_held(session: Session) -> None:
    bar = session.page("log").blocks[0].runs[1]
    assert (bar.style, bar.mark) == (Style.BAR, "who")


def test_a_paper_that_is_not_held_is_not_there(session: Session) -> None:
    for paper in ("p01-paper", "../../etc/passwd", ""):
        with pytest.raises(Refusal) as refused:
            session.read(paper)
        assert refused.value.code == "paper-unknown"


def test_the_language_of_the_case_can_be_changed_and_falls_back(session: Session) -> None:
    session.answer("p01", ["nine minutes"])
    session.speak("de")
    assert session.page("log").text == "Geht an Birke und sonst niemand."
    assert session.folders()[0].title == "DER KONVOI"
    assert session.page("letter").text.startswith("Dear Ann,")
    assert session.questions()[0].title == "Wer ist der Maulwurf?"
    with pytest.raises(Refusal, match="It has: en, de"):
        session.speak("fr")


def test_search_finds_what_was_read_whatever_its_case_and_lifted_passages_too(session: Session) -> None:
    session.answer("p01", ["nine minutes"])
    assert session.search("birch") == ()
    session.read("log")
    session.read("letter")
    (found,) = session.search("  BIRCH and\nnobody")
    assert (found.paper, found.block, found.before, found.match) == ("log", 0, "Goes to ", "Birch and nobody")
    assert session.search("") == ()
    assert len(session.search("e", limit=3)) == 3


def test_a_found_passage_is_cut_between_words_and_says_where_it_goes_on() -> None:
    text = (
        "Thirteen grown men were asked about it. " + "The bridge was shut. " + "Thirteen men were asked about it again."
    )
    page = Page("p", "P", "note", "", "", "", "", (Block(Shape.PARAGRAPH, (Run(text),)),))
    (found,) = search([page], "bridge", 9)
    assert (found.before, found.after) == (
        "… grown men were asked about it. The ",
        " was shut. Thirteen men were asked about …",
    )
    (found,) = search([page], "shut", 9)
    assert found.before.startswith("… ")
    assert all(word in text.split() for word in found.before.split()[1:])


def test_search_finds_words_without_their_accents(session: Session) -> None:
    session.read("letter")
    assert [found.match for found in session.search("brïdge")] == ["bridge"]


def test_a_line_of_a_question_is_filled_by_its_lift(session: Session) -> None:
    assert session.questions()[1].lines[0].text == ""
    session.answer("p03", ["four"])
    assert session.questions()[1].lines[0].text == "the bridge"


def test_tools_come_with_what_shows_them_and_only_those_can_be_used(session: Session) -> None:
    assert session.tools() == {"morse"}
    session.use("morse")
    session.use("morse")
    assert sum(event.kind == "used" for event in session.log()) == 1
    with pytest.raises(Refusal, match="not on the workbench"):
        session.use("enigma")


def test_acts_are_folders_in_the_order_in_which_they_came(session: Session) -> None:
    to_the_board(session)
    assert [(folder.title, folder.shut) for folder in session.folders()] == [("THE CONVOY", 0), ("THE DEAD MAN", 1)]
    assert session.lock("m2").folder == "two"
    assert [paper.id for paper in session.folders()[1].papers] == ["coat"]


def test_hints_start_at_the_first_step_that_is_not_done(session: Session) -> None:
    assert session.hint("p01").rungs[0].text == "Read the log."
    session.read("log")
    step = session.hint("p01")
    assert (step.step, [rung.text for rung in step.rungs], step.more) == ("count", ["Count."], True)
    assert [step.done for step in session.steps("p01")] == [True, False]


def test_rungs_come_one_after_the_other_until_all_is_said(session: Session) -> None:
    session.read("log")
    texts = [session.hint("p01", "count").rungs[-1].text for _ in range(4)]
    assert texts == ["Count.", "Minutes.", "Three is three.", "Nine minutes."]
    assert [session.hint("p01").step for _ in range(3)] == ["listen"] * 3
    with pytest.raises(Refusal) as refused:
        session.hint("p01")
    assert refused.value.code == "hint-spent"
    assert (session.status().rungs, session.lock("p01").rungs) == (7, 7)


def test_hints_of_a_lock_that_is_not_shown_are_not_there(session: Session) -> None:
    for lock, step, code in [("p04", "", "lock-unknown"), ("p02", "", "hint-none"), ("p01", "x", "hint-step")]:
        with pytest.raises(Refusal) as refused:
            session.hint(lock, step)
        assert refused.value.code == code


def test_marks_are_counted_and_never_judged(session: Session) -> None:
    session.mark("mole", "ash", "out", "signed out at ten", "log")
    session.mark("mole", "birch", "maybe")
    question = session.questions()[0]
    assert question.count == "you still suspect 2 of 3"
    assert [(choice.mark, choice.reason, choice.paper) for choice in question.choices] == [
        ("out", "signed out at ten", "log"),
        ("maybe", "", ""),
        ("", "", ""),
    ]
    for question_id, choice, mark in [("mole", "ash", "hang"), ("mole", "elm", "out"), ("x", "ash", "out")]:
        with pytest.raises(Refusal):
            session.mark(question_id, choice, mark)


def test_notes_are_kept_thrown_away_and_undone(session: Session) -> None:
    first, second = session.note("the clock is fast", "log"), session.note("who is W.?\nsecond line")
    assert (first.text, first.paper, first.by) == ("the clock is fast", "log", "Ann")
    session.unnote(first.id)
    assert session.notes() == (second,)
    assert session.undo() == "The note is back."
    assert session.notes() == (first, second)
    assert session.undo() == "The note is gone again."
    session.mark("mole", "ash", "out")
    assert session.undo() == "The mark on Ash is undone."
    assert session.undo() == "The note is gone again."
    with pytest.raises(Refusal, match="no mark or note of yours"):
        session.undo()


def test_undo_takes_back_only_ones_own(session: Session) -> None:
    mate = Session.resume(session.pack, session._store, player="Ben")
    session.note("mine")
    mate.note("his")
    session.undo()
    assert [note.text for note in session.notes()] == ["his"]
    with pytest.raises(Refusal):
        session.undo()


def test_notes_have_limits(session: Session) -> None:
    for text, code in [("  \n ", "note-empty"), ("x" * 4_001, "note-long")]:
        with pytest.raises(Refusal) as refused:
            session.note(text)
        assert refused.value.code == code
    with pytest.raises(Refusal):
        session.unnote("7")


def test_the_log_tells_a_mark_from_a_reason_for_one_that_stands(session: Session) -> None:
    session.mark("mole", "ash", "out")
    session.mark("mole", "ash", "out", "signed out at ten")
    session.mark("mole", "ash", "out")
    session.mark("mole", "birch", "maybe", "says so herself")
    session.undo()
    session.mark("mole", "birch", "maybe")
    assert [row.words for row in session.log()][1:] == [
        "Marked Ash out.",
        "Ash, out: signed out at ten",
        "Struck out why Ash is marked out.",
        "Marked Birch perhaps: says so herself",
        "Undid the last mark or note.",
        "Marked Birch perhaps.",
    ]


def test_the_log_says_everything_in_words(session: Session) -> None:
    session.read("log")
    session.answer("p01", ["x"])
    session.hint("p01")
    session.answer("p01", ["nine minutes"])
    session.answer("archive", ["ra/12"])
    session.mark("mole", "ash", "out")
    session.mark("mole", "ash", "")
    session.note("n" * 100)
    session.undo()
    session.use("morse")
    session.speak("de")
    session.speak("en")
    session.pause()
    assert [row.words for row in session.log()] == [
        "Sat down at the desk.",
        "Read Log.",
        "Tried x at Nine Minutes of Static: no.",
        "Asked about Nine Minutes of Static: Count, rung 1.",
        "Opened Nine Minutes of Static: nine minutes.",
        "Drew ra/12 from the archive.",
        "Marked Ash out.",
        "Took the mark off Ash.",
        f"Noted: {'n' * 59}…",
        "Undid the last mark or note.",
        "Used the morse.",
        "Changed the language to de.",
        "Changed the language to en.",
        "Left the desk.",
    ]
