"""Suspects: the players' own marks."""

from textual.widgets import Input

from casefile.desk.goto import Goto
from casefile.desk.preferences import Preferences
from casefile.desk.suspects.form import SuspectForm
from casefile.desk.suspects.screen import SuspectsScreen
from tests.desk.paper_session import ROLL, PaperSession
from tests.desk.stage import Stage, text_of


def stage(session: PaperSession) -> Stage:
    return Stage(SuspectsScreen(session, Preferences(), "statements"))  # type: ignore[arg-type]


async def test_a_mark_counts_at_once_and_remembers_the_open_paper() -> None:
    session = PaperSession()
    async with stage(session).run_test() as pilot:
        await pilot.press("x")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        choice = session.questions()[0].choices[0]
        assert (choice.mark, choice.paper) == ("out", "statements")
        assert "you still suspect 5 of 8" in text_of(pilot.app)


async def test_a_reason_is_written_on_a_line_and_stands_in_its_column() -> None:
    session = PaperSession()
    async with stage(session).run_test(size=(120, 36)) as pilot:
        await pilot.press("r", *"saw him", "enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert session.questions()[0].choices[0].reason == "saw him"
        assert "saw him" in text_of(pilot.app)
        assert isinstance(pilot.app.focused, SuspectForm)


async def test_escape_on_the_line_keeps_the_old_reason_and_the_screen() -> None:
    session = PaperSession()
    async with stage(session).run_test() as pilot:
        await pilot.press("r", "z", "escape")
        assert session.questions()[0].choices[0].reason == ""
        assert pilot.app.screen.query_one(Input).display is False


async def test_enter_goes_back_to_the_paper_of_the_mark() -> None:
    app = stage(PaperSession())
    async with app.run_test() as pilot:
        await pilot.press("right", "enter")
        await pilot.pause()
    assert app.result == Goto("escort-log")


async def test_enter_on_a_column_without_a_mark_stays() -> None:
    app = stage(PaperSession())
    async with app.run_test() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert app.result == "not dismissed"


async def test_the_mouse_alone_chooses_a_column_and_turns_its_mark() -> None:
    for size, name, down in (((80, 24), "Saskia", 0), ((120, 36), "Saskia", 4)):
        session = PaperSession()
        async with stage(session).run_test(size=size) as pilot:
            lines = text_of(pilot.app).splitlines()
            row = next(y for y, line in enumerate(lines) if name in line)
            at = lines[row].index(name) + 2 if down else 3
            await pilot.click(offset=(at, row + down))
            await pilot.click(offset=(at, row + down))
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            assert [choice.id for choice in session.questions()[0].choices if choice.mark == "out"] == ["C", "N", "O"]


async def test_undo_takes_a_mark_back_and_says_which() -> None:
    session = PaperSession()
    async with stage(session).run_test(notifications=True) as pilot:
        await pilot.press("u")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "you still suspect 6 of 8" in text_of(pilot.app)
        assert session.questions()[0].choices[3].mark == ""


async def test_every_size_shows_all_eight_with_their_whole_names() -> None:
    for size in ((80, 24), (120, 36), (200, 50)):
        async with stage(PaperSession()).run_test(size=size) as pilot:
            shown = text_of(pilot.app)
            assert all(name.split()[-1] in shown for _, name, _ in ROLL)
