"""What the Desk consists of and what it shows; what its keys do is in `desk.py`."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from casefile.desk.answer import AnswerBar
from casefile.desk.background import background
from casefile.desk.bookmark import Bookmark
from casefile.desk.company import Company
from casefile.desk.headline import HeadLine
from casefile.desk.keyline import KeyLine
from casefile.desk.notices import Notices, left
from casefile.desk.paper.blotter import Blotter
from casefile.desk.preferences import Preferences
from casefile.desk.questions import Asked, QuestionColumn, QuestionStrip
from casefile.desk.tree import FileColumn, Filed, LockColumn
from casefile.errors import Refusal
from casefile.session.views import LockView, PaperRow

if TYPE_CHECKING:
    from casefile.session.play import Session

BARE, WIDE, TWO = 100, 160, 176
"""Columns below which the paper has the screen, from which the desk is wide, from which two papers lie on it."""
LOW = 30


class DeskFrame(Screen[None]):
    """Three columns with a line above and two below, or the paper alone."""

    CSS_PATH = str(Path(__file__).with_name("desk.tcss"))  # absolute: a kind of it may live in another room
    # Textual paints the whole screen anew with every change of focus; who loses it and who gets it paint themselves.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self, session: "Session", preferences: Preferences, company: Company | None = None) -> None:
        """Sit down.

        Args:
            session: The play.
            preferences: How the player likes it.
            company: Who else sits at a host's table; None for whoever plays by themselves.
        """
        super().__init__()
        self.session = session
        self.preferences = preferences
        self.company = company
        self.is_hosted = session.others is not None
        self.there: tuple[str, ...] = ()
        """Who else is at the table."""
        self.mark = Bookmark.read(session.view())
        self.spread: bool | None = None
        """The player's own wish; None: as the paper needs it."""
        self.two: bool | None = None
        """Two papers side by side; None: where there is room."""
        self._warned = self.has_left = False
        self.status = session.status()
        self.able: dict[str, bool] = {}
        """What the play offers now, by the name of the action."""

    def compose(self) -> ComposeResult:
        """The parts, from top to bottom."""
        still = self.preferences.reduced_motion
        yield HeadLine("")
        with Horizontal(id="desk"):
            with Vertical(id="left"):
                yield FileColumn(still=still, id="file")
                yield LockColumn(id="locks")
            with Vertical(id="middle"):
                yield Blotter(self.session, still=still, id="papers")
                if self.is_hosted:
                    yield Notices(id="notices", markup=False)
                yield QuestionStrip(id="strip", markup=False)
                yield AnswerBar(still=still, id="answer")
            yield QuestionColumn(id="questions")
        yield KeyLine(markup=False)

    @property
    def file(self) -> FileColumn:
        """The file."""
        return self.query_one("#file", FileColumn)

    @property
    def asked(self) -> QuestionColumn:
        """The questions."""
        return self.query_one("#questions", QuestionColumn)

    @property
    def blotter(self) -> Blotter:
        """The papers."""
        return self.query_one("#papers", Blotter)

    @property
    def bar(self) -> AnswerBar:
        """The answer."""
        return self.query_one("#answer", AnswerBar)

    # What is there

    def papers(self) -> Iterator[PaperRow]:
        """Every paper, in the order of the file."""
        for folder in self.session.folders():
            yield from folder.papers

    def has_paper(self, name: str) -> bool:
        """Whether a paper is on the desk."""
        return any(paper.id == name for paper in self.papers())

    def open_locks(self) -> list[LockView]:
        """What can be answered now, the archive left out; what a board has handed out is asked last."""
        asked = [lock for lock in self.session.locks() if not lock.solved and lock.form != "request"]
        return sorted(asked, key=lambda lock: lock.released)

    def next_lock(self) -> str:
        """What is to be taken in hand next; nothing where a decision waits and all that is left was handed out.

        After the end nothing is asked any more, though what is still open can be taken up from the file.
        """
        if self.session.status().ended:
            return ""
        first = next(iter(self.open_locks()), None)
        waits = first is not None and first.released and any(not one.chosen for one in self.session.decisions())
        return "" if first is None or waits else first.name

    def lock_named(self, name: str) -> LockView | None:
        """A lock by its name."""
        return next((lock for lock in self.session.locks() if lock.name == name), None)

    # What is shown

    def draw(self) -> None:
        """Show everything as the session has it now."""
        session = self.session
        self.status = session.status()
        folders, locks, questions = session.folders(), session.locks(), session.questions()
        notes, messages = session.notes(), session.messages()
        papers = [paper for folder in folders for paper in folder.papers]
        waiting = any(not lock.solved and lock.form != "request" for lock in locks)
        self.able = {
            "answer": waiting,
            "hint": waiting,
            "archive": any(lock.form == "request" for lock in locks),
            "decision": any(not decision.chosen for decision in session.decisions()),
            "unread": any(not paper.is_read or paper.is_changed for paper in papers)
            or self.status.ended not in ("", self.mark.ended),  # after the last paper the same key tells how it ended
            "messages": bool(messages) or self.is_hosted,
            "suspects": any(question.choices for question in questions),
            "map": any(paper.kind == "map" for paper in papers),
        }
        lies = (folders, locks, self.blotter.open_id, self.mark.lock)
        filed = Filed(*lies, len(notes), len(messages), frozenset(self.mark.folded))
        self.file.file(filed)
        self.query_one("#locks", LockColumn).file(filed)
        there = self.there if self.company else None
        asked = Asked(questions, self.status, messages[-1] if messages else None, notes, there)
        self.asked.ask(asked)
        self.query_one("#strip", QuestionStrip).ask(asked)
        self.draw_head()
        self.refresh_bindings()

    def draw_head(self) -> None:
        """The line above: whose desk, or which paper; when; how secret."""
        status, page = self.status, self.blotter.paper.page
        now, of = self.blotter.paper.sheets
        marking = (page.marking if page else "") or status.marking
        turn = f"p {now}/{of}   " if of > 1 else ""
        time = left(status.timing)
        time = f"{time}   " if time else ""
        right = f"{turn}{time}{status.clock}   ▌{marking}▐"
        words = status.desk
        if page and self.has_class("-bare"):
            room = self.size.width - len(status.title) - len(right) - 8
            words = page.title if len(page.ref) + len(page.title) + 2 > room else f"{page.ref}  {page.title}"
        self.query_one(HeadLine).say(status.title, words.strip(), right)

    # How much room there is

    def on_resize(self, event: Resize) -> None:
        """Choose the layout."""
        self.settle(event.size.width, event.size.height)

    def settle(self, width: int = 0, height: int = 0) -> None:
        """Give the paper the room that it needs, the columns the rest."""
        width, height = width or self.size.width, height or self.size.height
        columns = 56 if width < WIDE else 76
        needs = self.blotter.paper.wants
        two = self.two if self.two is not None else width >= TWO and needs <= (width - columns) // 2
        spread = self.spread if self.spread is not None else needs > width - columns
        before = set(self.classes)
        self.set_class(width >= WIDE, "-wide")
        self.set_class(height < LOW, "-low")
        bare = width < BARE or (bool(self.spread) and width < WIDE) or (two and width < TWO) or needs > width - 28
        self.set_class(bare, "-bare")
        self.set_class(spread and not bare, "-spread")
        self.set_class(two and width >= 2 * 56 and bool(self.blotter.other), "-two")
        if self.has_class("-two") or before != set(self.classes):
            self.call_after_refresh(self._settled)

    def _settled(self) -> None:
        if self.has_class("-two"):
            self.blotter.show_beside()
        self.draw_head()
        self.refresh_bindings()

    def action_beside(self) -> None:
        """Two papers side by side, or one."""
        self.two = not self.has_class("-two")
        self.settle()

    def action_spread(self) -> None:
        """The paper has the desk, or the columns come back."""
        if self.spread:
            self.spread = None  # as the paper needs it; only where it needs the desk is it a wish to press it together
        else:
            self.spread = not (self.has_class("-spread") or self.has_class("-bare"))
        self.settle()

    def next_sheet(self) -> None:
        """Another paper lies here: that the one before was pressed between the columns says nothing of this one."""
        if self.spread is False:
            self.spread = None

    def slide(self, name: str = "") -> None:
        """Slide a column over the paper, or all of them away."""
        for column in ("file", "questions"):
            self.set_class(column == name, f"-{column}")

    # Where the player is

    def note_place(self) -> None:
        """Mark where the player is."""
        paper = self.blotter.paper
        self.mark.paper = self.blotter.open_id
        self.mark.beside = self.blotter.other
        if paper.laid:
            self.mark.place = list(paper.place)
        self.mark.answering = self.bar.has_focus_within
        self.mark.box = self.bar.at
        if self.bar.taken and not self.bar.taken.solved and any(self.bar.answer):
            self.mark.answers[self.bar.taken.name] = list(self.bar.answer)

    def keep(self) -> None:
        """Write down where the player is; the session writes it at most every two seconds."""
        self.note_place()
        record = self.mark.record(self.session.view())
        background(self, lambda: self._keep(record), refused=self._unkept, latest="bookmark")

    def _keep(self, record: dict[str, Any]) -> None:
        if not self.has_left:  # what still waits for its turn then is older than what was kept by leaving
            self.session.keep_view(record)

    def _unkept(self, refusal: Refusal) -> None:
        """Say once that places are not kept; they are noted at every scroll."""
        if not self._warned:
            self._warned = True
            self.notify(refusal.sentence, severity="warning", markup=False)
