"""A request slip: a paper is drawn from the archive by its reference."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Grid, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from casefile.desk.background import background
from casefile.desk.keyline import KeyLine
from casefile.desk.left_once import LeftOnce
from casefile.desk.safe import safe
from casefile.desk.writing import AnswerLine, moved_on
from casefile.errors import Refusal
from casefile.session.views import LockView, Outcome

if TYPE_CHECKING:
    from casefile.session.play import Session


class RequestSlip(LeftOnce, ModalScreen[Outcome]):
    """One box for each thing that the archive wants to know. Dismissed with the outcome when something comes up."""

    CSS_PATH = "slip.tcss"
    TOPIC: ClassVar[tuple[str, str]] = (
        "The archive",
        "Papers that nobody put in your packet can be drawn by their reference, as it stands in another paper. "
        "Nothing needs them; they are worth reading.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "send", "send it down", id="slip.send", tooltip="Send the slip to the archive", priority=True),
        Binding("escape", "close", "back", id="slip.close", tooltip="Back to the desk"),
        Binding("question_mark,f1", "app.help", "help", id="slip.help", tooltip="Help for where you are"),
    ]

    def __init__(self, session: "Session", slips: Sequence[LockView]) -> None:
        """Make a slip.

        Args:
            session: The play.
            slips: The archive's locks, one or more; the newest is written on, and the session asks them all.
        """
        super().__init__()
        self._session = session
        self._lock = slips[-1]
        self._drawn = [", ".join(one) for slip in slips for one in slip.drawn]

    def compose(self) -> ComposeResult:
        """A head, the boxes, what was drawn before, what is said."""
        with Vertical(id="slip"):
            yield Static(safe(" ".join(self._lock.title.upper()), "bold $paper-red"), id="slip-head", markup=False)
            yield Static(safe(self._lock.prompt, "$ink"), id="slip-prompt", markup=False)
            with Grid(id="slip-boxes"):
                for at, field in enumerate(self._lock.fields):
                    yield Static(safe(f"{field.label}  ", "$pencil"), markup=False)
                    box = AnswerLine(id=f"slip-{at}", max_length=256, placeholder=field.pattern)
                    box.compact = True
                    yield box
            drawn = "   ".join(self._drawn)
            yield Static(safe(f"drawn before: {drawn}" if drawn else "", "$pencil"), id="slip-drawn", markup=False)
            yield Static(id="slip-words", markup=False)
        yield KeyLine(markup=False)

    def on_mount(self) -> None:
        """Into the first box."""
        for box in self.query(Input)[:1]:  # none, where a quick key has closed the slip before it was there
            box.focus()

    def action_send(self) -> None:
        """Send the slip down, or go to the next box that is still empty."""
        if moved_on(list(self.query(Input))):
            return
        answer = tuple(box.value for box in self.query(Input))
        if not all(text.strip() for text in answer):
            next(box for box in self.query(Input) if not box.value.strip()).focus()
            return
        self._say("The lift is on its way …", "pencil")
        background(self, lambda: self._session.answer(self._lock.name, answer), self._answered, refused=self._refused)

    def _answered(self, outcome: Outcome) -> None:
        if outcome.kind == "solved":
            self.dismiss(outcome)
        else:
            self._say(outcome.words, "paper-red")

    def _refused(self, refusal: Refusal) -> None:
        self._say(refusal.sentence, "paper-amber")

    @on(Input.Changed)
    def _changed(self) -> None:
        self._say("", "ink")

    def _say(self, words: str, ink: str) -> None:
        self.query_one("#slip-words", Static).update(safe(words, f"${ink}"))

    def action_close(self) -> None:
        """Back to the desk."""
        self.dismiss(None)
