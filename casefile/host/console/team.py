"""One team, looked at closely: players, locks and their times, last guesses, answers when they are asked for."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from casefile.desk import glyphs
from casefile.desk.background import background
from casefile.desk.column import Column, Row
from casefile.desk.headline import HeadLine
from casefile.desk.keyline import KeyLine
from casefile.desk.sheet import Sheet, said
from casefile.desk.spans import Span, cut, fill
from casefile.host.console.acts import ActScreen
from casefile.host.console.table import SIGNS, detail
from casefile.host.console.team_view import TeamView, Worked, team_view

if TYPE_CHECKING:
    from casefile.host.console.overview import Overview
    from casefile.host.deal.deal_file import LockSheet
    from casefile.host.hall.game_master import GameMaster

_NO_SHEET = "Answers stand in the sheets, which only gm.key opens."


class Answers(Sheet[None]):
    """What a team's sheet says of a lock."""

    TOPIC: ClassVar[tuple[str, str]] = ("Answers", "This team's own: another team's are others. Escape puts it away.")

    def __init__(self, team: str, told: LockSheet) -> None:
        """Make it for a team's lock."""
        super().__init__(f"{told.title} · {team}")
        self._told = told

    def rows(self, width: int) -> Iterator[Row]:
        """The answers, the canonical one first, then how it goes."""
        for n, answer in enumerate(self._told.answers):
            yield from said(" · ".join(answer), width, "buff" if n == 0 else "quiet")
        if self._told.solution:
            yield Row()
            yield from said(self._told.solution, width)


class TeamScreen(ActScreen):
    """A team's sheet."""

    AUTO_FOCUS = "#team"
    TOPIC: ClassVar[tuple[str, str]] = (
        "A team",
        "Enter on a player looks at that screen, on a puzzle shows this team's answers, on a request sees to it. The "
        "other keys are the console's, for this team.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back", id="team.leave", tooltip="Back to all teams"),
    ]
    DEFAULT_CSS = """
    TeamScreen { background: $desk; }
    TeamScreen #team { height: 1fr; background: $desk; padding: 0 1; }
    """

    def __init__(self, master: GameMaster, overview: Overview, team: str) -> None:
        """Make the screen of a team that has begun."""
        super().__init__(master, overview)
        self._team = team
        self._view: TeamView | None = None

    @property
    def team(self) -> str:
        """The one that it is about."""
        return self._team

    @property
    def request(self) -> int:
        """The one under the cursor."""
        verb, _, number = self.query_one(Column).key.partition(":")
        return int(number) if verb == "request" else 0

    def compose(self) -> ComposeResult:
        """A head, the lines, the keys."""
        yield HeadLine("")
        yield Column(ground="desk", id="team")
        yield KeyLine(markup=False)

    def on_mount(self) -> None:
        """Look, and again when something has changed."""
        self.look()

    def on_resize(self, _event: events.Resize) -> None:
        """Set the lines anew."""
        self.call_after_refresh(self.draw)

    def look(self) -> None:
        """Look at the team."""
        if row := self.row:
            see = lambda: team_view(row, self.master.at(row.id), self.overview.clock())  # noqa: E731
            background(self, see, self._seen, refused=self._refused, latest="team")

    def _seen(self, view: TeamView) -> None:
        self._view = view
        self.draw()

    def draw(self) -> None:
        """Show what was seen."""
        view, column = self._view, self.query_one(Column)
        if view is None:
            return
        now = self.overview.clock()
        self.query_one(HeadLine).say(view.row.name.upper(), detail(view.row, now).partition(": ")[2])
        column.show(list(_rows(view, self.master, max(40, column.size.width - 2), now)))

    def action_leave(self) -> None:
        """Back."""
        self.dismiss(None)

    @on(Column.Chosen)
    def _chosen(self, event: Column.Chosen) -> None:
        verb, _, which = event.key.partition(":")
        if verb == "player":
            self.post_message(self.Looked(self, self._team, which))
        elif verb == "request":
            self.see_to(self._team, int(which))
        else:
            background(self, partial(self.master.sheets.lock, self._team, which), self._show)

    def _show(self, told: LockSheet | None) -> None:
        if told is None:
            self.say(_NO_SHEET)
        else:
            self.app.push_screen(Answers(self.master.hall.room(self._team).team.name, told))


def _rows(view: TeamView, master: GameMaster, width: int, now: float) -> Iterator[Row]:
    yield _title("Players", width)
    for player in view.players:
        is_here = player in view.row.present
        sign = glyphs.NEW if is_here else glyphs.NONE
        words = "here" if is_here else "away"
        yield Row((Span(f" {sign} ", "done" if is_here else "quiet"), Span(f"{player:<24}"), Span(words, "quiet")),
                  f"player:{player}" if is_here else "")  # fmt: skip
    yield Row()
    yield _title(f"Puzzles {view.row.solved} of {len(view.row.puzzles)}", width)
    for work in view.works:
        yield Row(tuple(_worked(work, width)), f"lock:{work.puzzle.lock}")
    asked = [one for one in master.at(view.row.id).requests() if not one.is_closed]
    if asked:
        yield Row()
        yield _title("Requests", width)
    for one in asked:
        told = "answered" if one.replies else f"{one.claimed} sees to it" if one.claimed else f"{_age(now - one.at)}"
        spans = cut([Span(" ? ", "amber"), Span(f"{one.by}: {' '.join(one.text.split())}")], width - len(told) - 3)
        yield Row(tuple(spans), f"request:{one.id}", (Span(told, "quiet"),))
    if view.guesses:
        yield Row()
        yield _title("Last wrong answers", width)
    for guess in view.guesses:
        hour = time.strftime("%H.%M", time.localtime(guess.at))
        near = Span(" came near", "amber") if guess.was_near else Span("")
        line = [Span(f" {hour}  {guess.by}: ", "quiet"), Span(f"{guess.title}: {guess.words}"), near]
        yield Row(tuple(cut(line, width)))


def _title(words: str, width: int) -> Row:
    return Row((Span(f"{words} ", "buff", bold=True), Span(glyphs.LINE * max(0, width - len(words) - 1), "line")))


def _worked(work: Worked, width: int) -> list[Span]:
    puzzle = work.puzzle
    sign, ink = SIGNS[puzzle.standing]
    spent = "" if work.seconds is None else f"{int(work.seconds / 60)}"
    times = f"{spent}{f'/{puzzle.minutes}' if puzzle.minutes else ''} min" if spent else ""
    tries = f"{work.tries} wrong" if work.tries else ""
    hints = f"{work.rungs} hints" if work.rungs > 1 else "1 hint" if work.rungs else ""
    name = max(16, min(44, width - 63))  # beyond that the eye loses the line
    title = fill(cut([Span(puzzle.title, "text-desk" if spent else "quiet")], name), name + 1)
    by = f"by {work.by}" if work.by else ""
    words = f"{puzzle.standing:<9} {times:>11}  {tries:<9}{hints:<9}{by}"
    return [Span(f" {sign} ", ink), Span(f"{puzzle.lock:<5} ", "quiet"), *title, Span(words, "quiet")]


def _age(seconds: float) -> str:
    return f"waits {max(1, round(seconds / 60))} min"
