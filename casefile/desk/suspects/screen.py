"""Suspects: the case's grid questions, with the players' own marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from casefile.desk.background import background
from casefile.desk.goto import Goto
from casefile.desk.headline import HeadLine
from casefile.desk.keyline import KeyLine, tell
from casefile.desk.safe import safe
from casefile.desk.session_screen import SessionScreen
from casefile.desk.suspects.form import MARKS, SuspectForm
from casefile.desk.writing import WritingLine
from casefile.session.views import ChoiceView, QuestionView

if TYPE_CHECKING:
    from casefile.desk.preferences import Preferences
    from casefile.session.play import Session

_NEXT = dict(zip(MARKS, [*list(MARKS)[1:], ""], strict=True))


class SuspectsScreen(SessionScreen):
    """Eight columns, or as many as the case has; whose they are, the case says."""

    CSS_PATH = "screen.tcss"
    AUTO_FOCUS = "SuspectForm"
    TOPIC: ClassVar[tuple[str, str]] = (
        "Suspects",
        "Your own view of who it could be. The count at the top is of your marks, not of the truth.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "mark('out')", "out", id="suspects.out", tooltip="It was not this one"),
        Binding("m", "mark('maybe')", "maybe", id="suspects.maybe", tooltip="Something speaks for it"),
        Binding("s", "mark('sure')", "sure", id="suspects.sure", tooltip="This is the one, you think"),
        Binding("c,backspace", "mark('')", "clear", id="suspects.clear", tooltip="Take the mark off the column"),
        Binding("space", "next", "next mark", show=False, id="suspects.next", tooltip="The next mark in turn"),
        Binding("r", "reason", "reason", id="suspects.reason", tooltip="Write down why"),
        Binding("enter", "paper", "its paper", id="suspects.paper", tooltip="Back to the paper that was open"),
        Binding("u", "undo", "undo", id="suspects.undo", tooltip="Take back the last mark or note"),
        Binding("tab", "question(1)", "next question", show=False, id="suspects.question", tooltip="The next question"),
    ]

    def __init__(self, session: Session, preferences: Preferences, paper: str = "") -> None:
        """Make the screen; marks made here remember `paper`."""
        super().__init__(session, preferences, paper)
        self._question = QuestionView("", "Suspects", "", (), ())
        self._at = 0

    def compose(self) -> ComposeResult:
        """One form, one line to write on."""
        yield HeadLine("SUSPECTS")
        yield SuspectForm()
        yield WritingLine(placeholder="why you think so", id="reason")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show how things stand."""
        self._read()

    def _grids(self) -> list[QuestionView]:
        return [question for question in self.session.questions() if question.choices]

    def _read(self, _done: object = None) -> None:
        grids = self._grids()
        status = self.session.status()
        self.query_one(HeadLine).say("SUSPECTS", status.title, status.player)
        if grids:
            self._question = grids[self._at % len(grids)]
        titles = {paper.id: paper.title for folder in self.session.folders() for paper in folder.papers}
        others = [other for other in self.session.questions() if other.lines]
        self.query_one(SuspectForm).show(self._question, others, titles)

    def _keep(self, choice: ChoiceView, mark: str, reason: str) -> None:
        session, question, paper = self.session, self._question.id, self.paper or choice.paper
        background(self, lambda: session.mark(question, choice.id, mark, reason, paper), self._read)

    def action_mark(self, mark: str) -> None:
        """Mark the column with the cursor."""
        choice = self.query_one(SuspectForm).choice
        if choice is not None and choice.mark != mark:
            self._keep(choice, mark, choice.reason if mark else "")

    @on(SuspectForm.Marked)
    def action_next(self) -> None:
        """Give the column the next mark in turn."""
        choice = self.query_one(SuspectForm).choice
        if choice is not None:
            self.action_mark(_NEXT[choice.mark])

    def action_reason(self) -> None:
        """Open the line on which the reason is written."""
        choice = self.query_one(SuspectForm).choice
        if choice is None:
            return
        line = self.query_one("#reason", WritingLine)
        line.border_title = safe(f"why {choice.label} is {MARKS[choice.mark or 'maybe'][1]}")
        line.lay(choice.reason)
        self.add_class("-reasoning")
        line.focus()

    @on(Input.Submitted, "#reason")
    def _reasoned(self, event: Input.Submitted) -> None:
        choice = self.query_one(SuspectForm).choice
        if choice is not None:
            self._keep(choice, choice.mark or "maybe", event.value.strip())
        self._put_away()

    def _put_away(self) -> None:
        self.remove_class("-reasoning")
        self.query_one(SuspectForm).focus()

    @on(SuspectForm.Asked)
    def action_paper(self) -> None:
        """Go back to the paper that was open when the mark was made."""
        choice = self.query_one(SuspectForm).choice
        if choice is not None and choice.mark and choice.paper:
            self.dismiss(Goto(choice.paper))

    def action_undo(self) -> None:
        """Take back the last mark or note of this player."""
        background(self, self.session.undo, self._undone)

    def _undone(self, words: str) -> None:
        tell(self, words)
        self._read()

    def action_question(self, by: int) -> None:
        """Show the next grid, where a case has several."""
        self._at += by
        self._read()

    def action_leave(self) -> None:
        """Put the line away, or go back to the desk."""
        if self.has_class("-reasoning"):
            self._put_away()
        else:
            self.dismiss(None)
