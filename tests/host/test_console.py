"""The console by its keys: what it shows, and what each act leaves in the team's log."""

import asyncio
import re

import pytest
from textual.pilot import Pilot

from casefile.desk.registry.form import FormScreen
from casefile.host.console.app import ConsoleApp
from casefile.host.console.overview import Clock, Puzzle, Standing, TeamRow
from casefile.host.console.table import LEGEND, SIGNS, table
from casefile.host.ssh.guest import Arrival
from casefile.host.ssh.lines import LinesIn, LinesOut, play_in_lines
from tests.desk.conftest import settle
from tests.desk.stage import text_of
from tests.host.small_event import SmallEvent, console, until
from tests.host.test_rooms import Chair

pytestmark = pytest.mark.timeout(60)


def log(event: SmallEvent, team: str = "t01") -> str:
    state = event.hall.room(team).table.state
    return " ".join(event.kind for event in state.history)


def line_of(app: ConsoleApp, words: str) -> str:
    return next((line for line in text_of(app).split("\n") if words in line), "")


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def fill_in(pilot: Pilot[None], *lines: str) -> None:
    """Write the lines of a form, each ended by enter; an empty one is left as it is."""
    for line in lines:
        await pilot.press(*(("space" if char == " " else char) for char in line), "enter")
        await settle(pilot)


async def said(pilot: Pilot[None], app: ConsoleApp, words: str) -> None:
    await until(pilot, lambda: words in text_of(app).split("\n")[-1])


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)])
async def test_every_team_has_a_line_and_what_wants_somebody_stands_below(
    small: SmallEvent, size: tuple[int, int]
) -> None:
    ann = small.begin("t01")
    ann.answer("a", ["nothing of the kind"])
    ann.ask("where is the ribbon?", "b")
    small.go(7)
    async with console(small, size) as (_, app):
        line = line_of(app, "!! Team 1")
        assert re.search(r"53 m +1 ", line)
        assert re.search(r"1/9 +7/3 +· +1 +\?1", line)
        assert "nobody has sat down yet" in line_of(app, "Team 2")
        assert "Team 1, Ann: where is the ribbon?" in line_of(app, "?!")
        assert "Team 2 has not sat down" in text_of(app)
        assert "Ann. 7 of 60 minutes. Open: The First Word, The Second Word." in text_of(app)


async def test_a_change_at_a_table_is_shown_within_a_second(small: SmallEvent) -> None:
    ann = small.begin("t01")
    async with console(small) as (pilot, app):
        assert "1/9" in line_of(app, "Team 1")
        await asyncio.to_thread(small.solve, ann, "t01", "a")
        await asyncio.sleep(1.2)
        await settle(pilot)
        assert "2/9" in line_of(app, "Team 1")


async def test_a_request_is_claimed_on_opening_and_answered_with_a_hint_of_the_case(small: SmallEvent) -> None:
    ann = small.begin("t01")
    ann.ask("where is the button?", "a")
    async with console(small) as (pilot, app):
        await press(pilot, "r")
        await until(pilot, lambda: "find-a 4" in text_of(app))
        assert ann.requests()[0].claimed == "Game master"
        await press(pilot, "down", "down", "down", "enter")
        assert "Read the paper that came with a." in text_of(app)
        await press(pilot, "enter")
        await said(pilot, app, "Answered Ann.")
        assert [reply.text for reply in ann.requests()[0].replies] == ["Read the paper that came with a."]


async def test_a_request_is_answered_in_ones_own_words_refunded_and_closed(small: SmallEvent) -> None:
    ann = small.begin("t01")
    number = ann.ask("is the light part of it?").id
    async with console(small) as (pilot, app):
        await press(pilot, "tab", "enter", "enter")
        await fill_in(pilot, "no")
        await said(pilot, app, "Answered Ann.")
        await press(pilot, "shift+tab", "enter")
        app.screen.see_to("t01", number)  # type: ignore[attr-defined]
        await until(pilot, lambda: "team's account" in text_of(app))
        await press(pilot, "down", "down", "enter")
        await fill_in(pilot, "it was the case's fault")
        await until(pilot, lambda: ann.requests()[0].is_refunded)
        app.screen.see_to("t01", number)  # type: ignore[attr-defined]
        await until(pilot, lambda: "Close it" in text_of(app))
        await press(pilot, "down", "enter")
        await until(pilot, lambda: ann.requests()[0].is_closed)


@pytest.mark.parametrize(
    ("key", "lines", "kind", "told"),
    [
        ("p", ("", "fire alarm"), "held", "Held: Team 1."),
        ("e", ("", "10", "late bus"), "extended", "Extended by 10 minutes: Team 1."),
        ("b", ("", "3", "the lights"), "rewound", "Put back by 3 minutes: Team 1."),
        ("a", ("", "lunch at one"), "announced", "Announced: Team 1."),
    ],
)
async def test_acts_of_the_clock_stand_in_the_log_with_their_reason(
    small: SmallEvent, key: str, lines: tuple[str, ...], kind: str, told: str
) -> None:
    small.begin("t01")
    async with console(small) as (pilot, app):
        await press(pilot, key)
        await fill_in(pilot, *lines)
        await said(pilot, app, told)
        assert kind in log(small)
        await press(pilot, key, "escape")
        assert log(small).count(kind) == 1


async def test_an_act_can_be_done_to_all_teams_at_once(small: SmallEvent) -> None:
    small.begin("t01")
    small.begin("t02", "Cat")
    async with console(small) as (pilot, app):
        await press(pilot, "p", "right", "enter")
        await fill_in(pilot, "fire alarm")
        await said(pilot, app, "Held: 2 teams.")
        assert "held" in log(small)
        assert "held" in log(small, "t02")
        await until(pilot, lambda: "held" in line_of(app, " Team 2"))


async def test_an_act_without_a_reason_is_refused_on_the_form(small: SmallEvent) -> None:
    small.begin("t01")
    async with console(small) as (pilot, app):
        await press(pilot, "p", "enter", "enter")
        await until(pilot, lambda: "Say why" in text_of(app))
        assert isinstance(app.screen, FormScreen)
        await press(pilot, "escape")
        assert "held" not in log(small)


async def test_minutes_that_are_none_are_refused_on_the_form(small: SmallEvent) -> None:
    small.begin("t01")
    async with console(small) as (pilot, app):
        await press(pilot, "e", "enter")
        await fill_in(pilot, "ten", "because")
        await until(pilot, lambda: "That is no number of minutes" in text_of(app))


async def test_a_puzzle_is_freed_and_a_paper_corrected(small: SmallEvent) -> None:
    ann = small.begin("t01")
    async with console(small) as (pilot, app):
        await press(pilot, "f", "enter")
        await fill_in(pilot, "they had it on paper")
        await said(pilot, app, "Freed The First Word for Team 1.")
        assert ann.lock("a").freed
        await press(pilot, "x")
        await until(pilot, lambda: "Which paper?" in text_of(app))
        await press(pilot, "enter")
        await fill_in(pilot, "for left read right", "a misprint")
        await said(pilot, app, "Corrected: 1 team.")
        assert "corrected" in log(small)


async def test_a_player_is_moved_and_a_team_merged(small: SmallEvent) -> None:
    chair = Chair()
    small.begin("t01", "Ann", chair)
    async with console(small) as (pilot, app):
        await press(pilot, "m", "enter", "enter")
        await fill_in(pilot, "too few there")
        await said(pilot, app, "Ann goes to Team 2.")
        assert chair.closed
    small.sit("t01", "Ben")
    async with console(small) as (pilot, app):
        await press(pilot, "M", "enter")
        await fill_in(pilot, "half of them are ill")
        await said(pilot, app, "1 player of Team 1 go to Team 2.")


async def test_a_teams_sheet_shows_times_guesses_and_answers_when_they_are_asked_for(small: SmallEvent) -> None:
    ann = small.begin("t01")
    small.go(5)
    ann.answer("a", ["thread"])
    async with console(small) as (pilot, app):
        await press(pilot, "enter")
        await until(pilot, lambda: "Last wrong answers" in text_of(app))
        assert "Ann: The First Word: thread" in text_of(app)
        assert re.search(r"a +The First Word +open +5/3 min +1 wrong", text_of(app))
        assert re.search(r"t0 +Sign Here +solved +0/3 min +by Ann", text_of(app))
        assert small.right("t01", "b")[0] not in text_of(app)
        await press(pilot, "down", "down", "enter")
        await until(pilot, lambda: "The Second Word".upper() in text_of(app))
        assert small.right("t01", "b")[0] in text_of(app)
        await press(pilot, "escape", "l")
        await until(pilot, lambda: "LOG" in text_of(app))
        assert "Tried thread at The First Word: no." in text_of(app)
        await press(pilot, "b")  # a player's key; here it does nothing
        await press(pilot, "escape", "escape")
        assert "CONSOLE" in text_of(app)


async def test_an_alarm_can_be_put_away(small: SmallEvent) -> None:
    small.begin("t01")
    small.go(7)
    async with console(small) as (pilot, app):
        assert "has not sat down:" in text_of(app)
        await press(pilot, "tab", "d")
        assert "has not sat down:" not in text_of(app)


async def test_who_plays_in_lines_is_read_along(small: SmallEvent) -> None:
    lines, sent = LinesIn(lambda _: None), list[bytes]()
    arrival = Arrival(code=small.hall.room("t01").team.code)
    playing = asyncio.to_thread(play_in_lines, small.hall, arrival, lines, LinesOut(sent.append, "\n"))
    task = asyncio.create_task(playing)
    try:
        lines.put(b"Ann\nnote the \x1b[2J clock is fast\n")
        async with console(small) as (pilot, app):
            await until(pilot, lambda: "1 player" in text_of(app) and b"Noted" in b"".join(sent))
            await press(pilot, "v")
            await until(pilot, lambda: "ANN, IN LINES" in text_of(app))
            assert "> note the \ufffd[2J clock is fast" in text_of(app)
            lines.put(b"ls\n")
            await until(pilot, lambda: "--+-----------+" in text_of(app))
            assert re.search(r"  \| name {2,}\| post", text_of(app))  # tables stand by their blanks
            lines.put(b"quit\n")
            await said(pilot, app, "Ann has got up.")
    finally:
        lines.hang_up()
        await task


async def test_late_teams_are_looked_for(small: SmallEvent) -> None:
    async with console(small) as (pilot, app):
        await press(pilot, "T")
        await said(pilot, app, "No team was dealt since.")


async def test_acts_on_a_team_that_has_not_sat_down_are_refused_in_a_sentence(small: SmallEvent) -> None:
    async with console(small) as (pilot, app):
        for key in "rflmMv":
            await press(pilot, key)
            await said(pilot, app, "has not sat down yet")
        await press(pilot, "enter")
        assert "CONSOLE" in text_of(app)
        assert not small.hall.room("t01").has_begun


async def test_names_that_command_a_terminal_are_harmless(small: SmallEvent) -> None:
    ann = small.begin("t01", "A\x1b[2Jnn")
    ann.ask("[red]help\x1b]0;x\x07[/red] \u202egnp", "a")
    async with console(small, (200, 50)) as (pilot, app):
        assert "[red]help" in text_of(app)
        await press(pilot, "r")
        assert "\x1b" not in text_of(app)


def rows_of(count: int, puzzles: int) -> list[TeamRow]:
    clock = Clock(0.0, 60, 3600, is_running=True)
    each = tuple(Puzzle(f"p{n:02}", f"A Puzzle of Some Length {n}", list(Standing)[n % 5], 10) for n in range(puzzles))
    return [TeamRow(f"t{n:02}", f"Team {n}", clock, ("Ann",), each, has_begun=True) for n in range(count)]


@pytest.mark.parametrize("width", [60, 78, 118, 198])
@pytest.mark.parametrize("puzzles", [0, 1, 9, 24, 60])
def test_the_table_fits_whatever_the_case(width: int, puzzles: int) -> None:
    head, rows = table(rows_of(30, puzzles), width, 60.0)
    for row in rows:
        assert sum(span.cells for span in row.spans) <= width
    assert all(len(line) <= width for line in head)


def test_every_standing_has_a_sign_of_its_own_that_the_legend_explains() -> None:
    signs = [sign for sign, _ in SIGNS.values()]
    assert len(set(signs)) == len(signs) == len(Standing)
    assert all(sign in LEGEND for sign in signs)
