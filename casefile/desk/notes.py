"""Notes: a pad that slides over whatever screen one is on."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from casefile.desk.background import background
from casefile.desk.bench.strip import Jotter
from casefile.desk.drawing import Line
from casefile.desk.goto import Goto
from casefile.desk.headline import HeadLine
from casefile.desk.keyline import KeyLine, tell
from casefile.desk.ledger import Entry, Ledger
from casefile.desk.left_once import LeftOnce
from casefile.desk.paper.wrap import wrap
from casefile.desk.safe import safe
from casefile.desk.spans import Span
from casefile.errors import Refusal

if TYPE_CHECKING:
    from casefile.desk.preferences import Preferences
    from casefile.session.play import Session
    from casefile.session.views import NoteView

_EMPTY: list[Line] = [[], [Span("  No notes yet.", "quiet")]]


class NotesScreen(LeftOnce, ModalScreen[Goto | None]):
    """The pad: the notes so far, newest last, and a line to write the next one on."""

    CSS_PATH = "notes.tcss"
    AUTO_FOCUS = "#line"
    TOPIC: ClassVar[tuple[str, str]] = (
        "Notes",
        "Write a line and press enter. Each note remembers the paper that was open. Up goes to the notes that are "
        "there: enter opens a note's paper, delete strikes it out, u brings the last one back.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "close", id="notes.leave", tooltip="Put the pad away"),
        Binding("up", "list", "notes", id="notes.list", priority=True, tooltip="Up to the notes that are there"),
        Binding(
            "enter",
            "open",
            "its paper",
            id="notes.open",
            priority=True,
            tooltip="Open the paper that it was written over",
        ),
        Binding("delete,d", "strike", "strike out", id="notes.strike", tooltip="Throw the note away"),
        Binding("u", "undo", "undo", id="notes.undo", tooltip="Take back the last note or mark"),
        Binding("tab", "turn", "write", show=False, id="notes.turn", tooltip="From the line to the notes and back"),
        Binding("f1,question_mark", "app.help", "help", id="notes.help", tooltip="Help for where you are"),
    ]

    def __init__(self, session: Session, preferences: Preferences, paper: str = "") -> None:
        """Make the pad.

        Args:
            session: The play.
            preferences: How the player likes it.
            paper: The paper that is open; a note written now remembers it.
        """
        super().__init__()
        self._session = session
        self._preferences = preferences
        self._paper = paper
        self._notes: tuple[NoteView, ...] = ()

    def compose(self) -> ComposeResult:
        """One pad."""
        with Vertical(id="pad"):
            yield HeadLine("NOTES")
            yield Ledger(ground="sheet", empty=_EMPTY)
            yield Jotter("", id="line", placeholder="write, then enter")
            yield KeyLine()

    def on_mount(self) -> None:
        """Show the notes."""
        self._read()

    def on_resize(self, event: events.Resize) -> None:
        """On a small terminal the pad takes it all."""
        self.set_class(event.size.width < 100, "-small")
        self.set_class(event.size.width >= 160, "-large")

    def _read(self, _done: object = None) -> None:
        self._notes = self._session.notes()
        titles = {paper.id: paper.title for folder in self._session.folders() for paper in folder.papers}
        entries = [Entry(note.id, partial(_lines, note, titles.get(note.paper, ""))) for note in self._notes]
        at = self._notes[-1].id if self._notes and not self.query_one(Ledger).has_focus else None
        self.query_one(Ledger).show(entries, at)
        here = titles.get(self._paper, "")
        self._line.border_title = safe(f"to {here}" if here else "to the whole file")
        self.query_one(HeadLine).say("NOTES", "", str(len(self._notes) or ""))

    @property
    def _line(self) -> Jotter:
        return self.query_one(Jotter)

    @on(Jotter.HandedIn)
    def _write(self, event: Jotter.HandedIn) -> None:
        text, session, paper = event.text.strip(), self._session, self._paper
        if text:
            self._line.text = ""
            background(self, lambda: session.note(text, paper), self._read, refused=partial(self._give_back, text))

    def _give_back(self, text: str, refusal: Refusal) -> None:
        """A note that is too long is not lost."""
        self._line.text = text
        self._line.move_cursor(self._line.document.end)
        self.notify(safe(refusal.sentence).plain, severity="warning", markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  Textual's
        """Letters are letters while one writes."""
        typing = self.focused is self._line
        leaving = typing and self._line.is_at_top
        return {"strike": not typing, "undo": not typing, "list": leaving, "open": not typing}.get(action, True)

    def action_strike(self) -> None:
        """Throw away the note with the cursor."""
        session, note = self._session, self.query_one(Ledger).key
        if note:
            background(self, lambda: session.unnote(note), self._read)

    def action_undo(self) -> None:
        """Take back what was done last."""
        background(self, self._session.undo, self._undone)

    def _undone(self, words: str) -> None:
        tell(self, words)
        self._read()

    def action_list(self) -> None:
        """Go up to the notes."""
        if self._notes:
            self.query_one(Ledger).focus()
            self.refresh_bindings()

    def action_open(self) -> None:
        """Open the paper that was open when the note was written."""
        self.query_one(Ledger).action_choose()

    def action_turn(self) -> None:
        """Change between line and notes."""
        line = self._line
        (self.query_one(Ledger) if line.has_focus else line).focus()
        self.refresh_bindings()

    @on(Ledger.Chosen)
    def _go(self, event: Ledger.Chosen) -> None:
        paper = next((note.paper for note in self._notes if note.id == event.key), "")
        if paper:
            self.dismiss(Goto(paper))

    def action_leave(self) -> None:
        """Put the pad away."""
        self.dismiss(None)


def _lines(note: NoteView, title: str, width: int) -> list[Line]:
    """A note: when and over what, then its words."""
    when = time.strftime("%H.%M", time.localtime(note.at))
    head = [Span(f"{when}  {note.by}", "quiet"), Span(f"  {title}", "buff")]
    return [head, *wrap([Span(note.text, "text-desk")], width - 1)]
