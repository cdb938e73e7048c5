"""The log: what happened, when, by whom; a ruled register, the newest line last."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message

from casefile.desk.drawing import Line
from casefile.desk.headline import HeadLine
from casefile.desk.keyline import KeyLine
from casefile.desk.ledger import Entry, Ledger
from casefile.desk.paper.wrap import wrap
from casefile.desk.session_screen import SessionScreen
from casefile.desk.spans import Span

if TYPE_CHECKING:
    from casefile.desk.preferences import Preferences
    from casefile.session.play import Session
    from casefile.session.views import LogRow

KINDS = (
    ("everything", frozenset[str]()),
    ("answers and hints", frozenset({"solved", "near", "wrong", "hinted", "decided", "freed"})),
    ("papers read", frozenset({"read"})),
    ("notes and marks", frozenset({"noted", "unnoted", "marked", "undone"})),
)
"""What the register can be cut down to; no kinds means all."""
INKS = {"solved": "carbon", "near": "paper-amber", "wrong": "paper-red", "hinted": "paper-amber", "decided": "carbon"}


class LogScreen(SessionScreen):
    """The register of this play."""

    CSS_PATH = str(Path(__file__).with_suffix(".tcss"))  # absolute: a kind of it may live in another room
    TOPIC: ClassVar[tuple[str, str]] = (
        "The log",
        "Every answer, hint, note and mark, with the time and the hand. f cuts it down to one sort of line.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "sort(1)", "other lines", id="log.sort", tooltip="Everything, answers, papers, or notes alone"),
        Binding("b", "back", "go back to here", id="log.back", tooltip="A new file that stands as this one stood here"),
    ]

    @dataclass
    class WentBack(Message):
        """The player wants a new file that stands as this one stood at a line of the log."""

        screen: LogScreen
        seq: int
        name: str

    def __init__(self, session: Session, preferences: Preferences, paper: str = "") -> None:
        """Make the screen."""
        super().__init__(session, preferences, paper)
        self._sort = 0

    def compose(self) -> ComposeResult:
        """A register."""
        yield HeadLine("LOG")
        yield Ledger(ground="paper-register", gap=0, empty=[[], [Span("  Nothing of this sort yet.", "pencil")]])
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin at the newest line."""
        self._read()

    def _read(self) -> None:
        name, kinds = KINDS[self._sort]
        rows = [row for row in self.session.log() if not kinds or row.kind in kinds]
        entries: list[Entry] = []
        for day, those in groupby(rows, key=lambda row: time.strftime("%A %-d %B", time.localtime(row.at))):
            first = True
            for row in those:
                entries.append(Entry(str(row.seq), partial(_lines, row, day if first else "")))
                first = False
        self.query_one(Ledger).show(entries, at=entries[-1].key if entries else None)
        self.query_one(HeadLine).say("LOG", self.session.status().title, name)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  Textual's
        """Nobody goes back alone from a table that others sit at."""
        return action != "back" or self.session.others is None

    def action_sort(self, by: int) -> None:
        """Cut the register down to another sort of line."""
        self._sort = (self._sort + by) % len(KINDS)
        self._read()

    def action_back(self) -> None:
        """Ask for the name of a new file that begins at the place before the line with the cursor."""
        from casefile.desk.registry.form import Field, FormScreen

        line = int(self.query_one(Ledger).key or 0)
        place = next((place for place in reversed(self.session.snapshots()) if place.seq <= line), None)
        if place is None:
            return
        hour = time.strftime("%H.%M", time.localtime(place.at))
        words = f"The new file stands where this one stood at {hour}: “{place.words}” This one stays as it is."

        def signed(name: object) -> None:
            if isinstance(name, str):
                self.post_message(self.WentBack(self, place.seq, name))

        title = self.session.status().title
        form = FormScreen("GO BACK", words, [Field("name", f"{title}, from {hour}")], lambda values: values[0])
        self.app.push_screen(form, signed)


def _lines(row: LogRow, day: str, width: int) -> list[Line]:
    """A line of the register: hour, hand, words; before the first of a day its date."""
    hour = time.strftime("%H.%M", time.localtime(row.at))
    hand = row.by if len(row.by) <= 10 else row.by[:9] + "…"
    margin = [Span(f"{hour}  ", "pencil"), Span(f"{hand:<11}", "pencil", italic=True), Span("│ ", "paper-red")]
    words = wrap([Span(row.words, INKS.get(row.kind, "ink"))], width - 21)
    lines: list[Line] = [[*margin, *words[0]]]
    lines += [[Span(" " * 18), Span("│ ", "paper-red"), *line] for line in words[1:]]
    return [[Span(day, "ink", bold=True)], *lines] if day else lines
