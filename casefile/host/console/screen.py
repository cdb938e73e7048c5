"""The console's first screen: all teams above, and below them what wants somebody."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from casefile.desk.background import background
from casefile.desk.column import Column, Row
from casefile.desk.headline import HeadLine
from casefile.desk.keyline import KeyLine
from casefile.desk.safe import safe
from casefile.desk.spans import Span, cut
from casefile.errors import Refusal
from casefile.host.console.acts import ActScreen
from casefile.host.console.alarms import UNANSWERED, Alarm, Sharing, alarms
from casefile.host.console.overview import TeamRow, ordered
from casefile.host.console.table import LEGEND, detail, table
from casefile.host.console.team import TeamScreen

if TYPE_CHECKING:
    from casefile.host.console.overview import Overview
    from casefile.host.hall.game_master import GameMaster

TICK = 1.0
"""Seconds between two looks at whether something has changed."""
FURNITURE = 9
"""Rows that the table leaves to everything else."""


class ConsoleScreen(ActScreen):
    """All teams."""

    DEFAULT_CSS = Path(__file__).with_suffix(".tcss").read_text(encoding="utf-8")
    AUTO_FOCUS = "#teams"
    TOPIC: ClassVar[tuple[str, str]] = (
        "The console",
        f"A line a team, the stuck ones first. {LEGEND}. idle: minutes without progress, and after the stroke what the "
        "shortest open puzzle should take. hint: rungs, miss: wrong answers, ask: requests that wait. Below, what "
        "wants somebody: tab goes there, enter opens it. Every act stands in the team's log with its reason.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "put_away", "put away", show=False, id="console.away", tooltip="Put this alarm away"),
        Binding("T", "look_again", "late teams", id="console.late", tooltip="Take up teams that were dealt late"),
        Binding("ctrl+q,q", "app.leave", "leave", show=False, id="console.leave", tooltip="Leave the console"),
        Binding("tab", "app.focus_next", "below", id="console.below", tooltip="From the teams to what wants somebody"),
    ]

    def __init__(self, master: GameMaster, overview: Overview, sharing: Sharing) -> None:
        """Make the screen.

        Args:
            master: Whose hand it is.
            overview: The rows of all teams.
            sharing: Looks for shared answers.
        """
        super().__init__(master, overview)
        self._sharing = sharing
        self._shared: tuple[Alarm, ...] = ()
        self._away: set[str] = set()
        self._drawn = self._headed = ""
        self._high = 0
        self._is_looking = False

    def compose(self) -> ComposeResult:
        """Teams, a line about the one in hand, what wants somebody."""
        yield HeadLine("CONSOLE", self.master.hall.title)
        yield Static("", id="head")
        yield Column(ground="desk", id="teams")
        yield Static("", id="detail")
        yield Column(ground="panel-desk", id="wants")
        yield KeyLine(markup=False)

    def on_mount(self) -> None:
        """Look at once, and then whenever something has changed, at most once a second."""
        self.look()
        self.set_interval(TICK, self._tick)

    def on_resize(self, _event: events.Resize) -> None:
        """Set the table anew."""
        self.call_after_refresh(self.draw)

    def _tick(self) -> None:
        if self.overview.is_changed:
            self.look()
        else:
            self.draw()

    def look(self) -> None:
        """Look at what has changed, one look after the other."""

        def see() -> tuple[Alarm, ...]:
            return self._sharing.read(self.overview.read())

        if not self._is_looking:
            self._is_looking = True
            background(self, see, self._seen, refused=self._saw_nothing)

    def _saw_nothing(self, refusal: Refusal) -> None:
        self._is_looking = False
        self.say(refusal.sentence)

    def _seen(self, shared: tuple[Alarm, ...]) -> None:
        self._is_looking = False
        self._shared = shared
        self.draw()
        if isinstance(self.app.screen, TeamScreen):
            self.app.screen.look()

    def draw(self) -> None:
        """Show the rows as they are now; what has not changed is not drawn."""
        now = self.overview.clock()
        rows = ordered(self.overview.rows, now)
        teams, wants = self.query_one("#teams", Column), self.query_one("#wants", Column)
        if not teams.size.width:
            return
        head, drawn = table(rows, teams.size.width - 2, now)
        high = max(3, min(len(drawn) + 1, self.size.height - len(head) - FURNITURE))
        if high != self._high:  # what wants somebody has the rest
            self._high = high
            teams.styles.height = high
        if (lines := "\n".join(head)) != self._headed:
            self._headed = lines
            self.query_one("#head", Static).update(safe(lines))
        teams.show(drawn)
        if not teams.key:
            teams.action_edge(0)
        wanted = list(self._wants(rows, now, max(20, wants.size.width - 2)))
        wants.show(wanted)
        waiting = sum(len(row.waiting) for row in rows)
        counts = ((len(rows), "team"), (sum(len(row.present) for row in rows), "player"), (waiting, "request"))
        told = ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts)
        hour = time.strftime("%H.%M", time.localtime(now))
        self.query_one(HeadLine).say("CONSOLE", f"{self.master.hall.title} · {told}", f"{self.master.name} · {hour}")
        self._tell_detail(now)

    def _tell_detail(self, now: float) -> None:
        told = detail(self.row, now)
        if told != self._drawn:
            self._drawn = told
            self.query_one("#detail", Static).update(safe(told))

    def _wants(self, rows: tuple[TeamRow, ...], now: float, width: int) -> Iterator[Row]:
        """Requests, the oldest first, then alarms that were not put away."""
        requests = sorted(((one.at, row, one) for row in rows for one in row.waiting), key=lambda each: each[0])
        told = [alarm for alarm in (*self._shared, *alarms(rows, now)) if alarm.key not in self._away]
        told = [alarm for alarm in told if alarm.kind != "waiting"]  # the request itself stands there
        if not (requests or told):
            yield Row((Span(" Nobody wants anything.", "quiet", italic=True),))
        for at, row, one in requests:
            age = f"{max(0, round((now - at) / 60))} min"
            end = f"{one.claimed} sees to it, {age}" if one.claimed else age
            text = f"{row.name}, {one.by}: {' '.join(one.text.split())}"
            sign = Span(" ?!", "stamp", bold=True) if now - at >= UNANSWERED else Span(" ? ", "amber", bold=True)
            line = cut([sign, Span(f" {text}")], width - len(end) - 3)
            yield Row(tuple(line), f"request:{row.id}:{one.id}", (Span(end, "quiet"),))
        for alarm in told:
            line = cut([Span(" !  ", "stamp", bold=True), Span(alarm.words)], width)
            yield Row(tuple(line), f"alarm:{alarm.team}:{alarm.key}")

    @property
    def _below(self) -> list[str]:
        """What the cursor is on below, in parts, if the keys go there."""
        wants = self.query_one("#wants", Column)
        return wants.key.split(":", 2) if self.focused is wants and wants.key else []

    @property
    def team(self) -> str:
        """The one under the cursor, above or below."""
        return self._below[1] if self._below else self.query_one("#teams", Column).key

    @property
    def request(self) -> int:
        """The one under the cursor below."""
        below = self._below
        return int(below[2]) if below and below[0] == "request" else 0

    @on(Column.Reached)
    def _reached(self) -> None:
        self._tell_detail(self.overview.clock())

    @on(Column.Chosen)
    def _chosen(self) -> None:
        if self.request:
            self.see_to(self.team, self.request)
        elif row := self._begun():
            self.app.push_screen(TeamScreen(self.master, self.overview, row.id))

    def action_put_away(self) -> None:
        """Put an alarm away; it comes back only if it happens anew."""
        below = self._below
        if below and below[0] == "alarm":
            self._away.add(below[2])
            self.draw()

    def action_look_again(self) -> None:
        """Take up late teams."""
        background(self, self.master.look_again, self._looked_again, refused=self._refused)

    def _looked_again(self, sentence: str) -> None:
        self.look()
        self.say(sentence)
