"""A board: a sentence on a form, and a card index that fills as one reads. Accepted whole or not at all."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from casefile.desk.background import background
from casefile.desk.board_form import LOW, BoardForm
from casefile.desk.card_index import CardIndex
from casefile.desk.keyline import KeyLine
from casefile.desk.left_once import LeftOnce
from casefile.desk.safe import safe
from casefile.desk.writing import AnswerLine
from casefile.errors import Refusal
from casefile.session.views import FieldView, Outcome

if TYPE_CHECKING:
    from casefile.session.play import Session


class SlotLine(AnswerLine):
    """What is typed into a slot, or to find a card. Handed in at once: what is typed behind it is for the next slot."""

    def __init__(self, hand_in: Callable[[str], None], *, id: str, max_length: int) -> None:  # noqa: A002  Textual's name
        """Make a line; `hand_in` is told what stands on it."""
        super().__init__(id=id, max_length=max_length)
        self._hand_in = hand_in

    async def action_submit(self) -> None:
        """Hand it in."""
        self._hand_in(self.value)


class BoardScreen(LeftOnce, ModalScreen[Outcome]):
    """The form above, the card index for the slot in hand below. Dismissed with the outcome that solved it."""

    CSS_PATH = "board.tcss"
    TOPIC: ClassVar[tuple[str, str]] = BoardForm.TOPIC
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "sign", "sign", id="board.sign", tooltip="Sign the form, when every slot is filled"),
        Binding("escape", "close", "back", id="board.close", tooltip="Back to the desk; the form stays as it is"),
        Binding("h", "hint", "hint", id="board.hint", tooltip="Help with this form"),
        Binding("slash", "find", "find", id="board.find", tooltip="Find a card by some of its letters"),
        Binding("down", "cards", show=False, id="board.cards", tooltip="From what is typed to the cards"),
        Binding("backspace,delete", "clear", "empty", id="board.clear", key_display="del", tooltip="Empty it"),
        Binding("question_mark,f1", "app.help", "help", id="board.help", tooltip="Help for where you are"),
    ]

    def __init__(
        self, session: "Session", lock: str, filled: Sequence[str] = (), keep: Callable[[list[str]], None] | None = None
    ) -> None:
        """Lay a form on the desk.

        Args:
            session: The play.
            lock: The board's name.
            filled: What stood in the slots, in the order of the fields.
            keep: Told what stands in the slots after every change.
        """
        super().__init__()
        self._session = session
        self._lock = session.lock(lock)
        self._cards = session.cards(lock)
        self._keep = keep
        self._is_finding = False
        fields = self._lock.fields
        self._filled = dict(zip([field.id for field in fields], [*filled, *[""] * len(fields)], strict=False))

    def compose(self) -> ComposeResult:
        """The form, what is said to it, the index, the keys."""
        with Vertical(id="board"):
            yield BoardForm(self._lock.title, self._lock.prompt, self._lock.fields, id="form")
            yield Static(id="board-words", markup=False)
            yield CardIndex(self._session, self._put, ground="sheet", id="cards")
            box = SlotLine(self._typed, id="board-text", max_length=256)
            box.compact = True
            yield box
            yield KeyLine(markup=False)

    @property
    def form(self) -> BoardForm:
        """The form."""
        return self.query_one("#form", BoardForm)

    @property
    def index(self) -> CardIndex:
        """The card index."""
        return self.query_one("#cards", CardIndex)

    @property
    def _box(self) -> AnswerLine:
        return self.query_one("#board-text", AnswerLine)

    def on_resize(self) -> None:
        """Less air on a low screen."""
        self.set_class(self.size.height < LOW, "-low")

    def on_mount(self) -> None:
        """Take the first empty slot in hand."""
        if not self.children:  # a quick key has closed it before it was there
            return
        empty = next((name for name, text in self._filled.items() if not text), next(iter(self._filled), ""))
        back = "One form has" if self._lock.tries == 1 else f"{self._lock.tries} forms have"
        told = f"{back} come back." if self._lock.tries else ""
        self._say(f"{told} {self._lock.warning}".strip(), "amber" if self._lock.warning else "quiet")
        self._show()
        self.set_focus(self.index)
        self._to(empty)

    def _field(self) -> FieldView:
        return next(field for field in self._lock.fields if field.id == self.form.at)

    def _label(self, field: FieldView, text: str) -> str:
        if not field.bank:
            return text
        return next((card.label for card in self._cards if card.id == text and card.bank == field.bank), "")

    def _show(self) -> None:
        self.form.fill({field.id: self._label(field, self._filled[field.id]) for field in self._lock.fields})
        if self._keep:
            self._keep(list(self._filled.values()))

    def _to(self, field: str) -> None:
        """Take another slot in hand, at once: what is typed behind the key is for its cards."""
        self.form.to(field)
        self._reached()

    @on(BoardForm.Reached)
    def _reached(self) -> None:
        self._is_finding = False
        self._lay()

    def _lay(self) -> None:
        """Lay out what the slot in hand is filled from."""
        field = self._field()
        self._box.display, self.index.display = not field.bank or self._is_finding, bool(field.bank)
        self._box.lay("" if field.bank else self._filled[field.id])
        if field.bank:
            self.index.lay(field, self._cards, self._filled)
            if not self.index.put(self._filled[field.id]):  # each slot's list is met at its top
                self.index.action_edge(0)
        if self._box.display:
            self.set_focus(self._box)
        elif self.focused is self._box:
            self.set_focus(self.index)

    @on(BoardForm.Wanted)
    def _wanted(self) -> None:
        (self.index if self._field().bank else self._box).focus()

    def _typed(self, text: str) -> None:
        if self._is_finding:
            self._seek(text)  # a quick enter comes before the letters have been looked for
            self.index.action_choose()
        else:
            self._put(text)

    @on(Input.Changed)
    def _sought(self, event: Input.Changed) -> None:
        if self._is_finding:
            self._seek(event.value)

    def _seek(self, letters: str) -> None:
        self.index.lay(self._field(), self._cards, self._filled, letters.strip())
        self.index.action_edge(0)

    def _put(self, text: str) -> None:
        field = self._field()
        self._filled[field.id] = text
        self._show()
        empty = next((other for other in self._lock.fields if not self._filled[other.id]), None)
        self._to(empty.id if empty else field.id)
        if empty is None:
            self._say("Every slot is filled. s signs the form.", "buff")
        elif text:
            self._say(f"{self._label(field, text)} is in. The next empty slot: {empty.label}.", "quiet")

    def action_slot(self, step: int) -> None:
        """To another slot."""
        self._to(self.form.beside(step))

    def action_find(self) -> None:
        """Find a card by some of its letters."""
        self._is_finding = bool(self._field().bank)
        self._lay()

    def action_cards(self) -> None:
        """From what is typed to the cards that are left."""
        if self._is_finding:
            self.index.focus()

    def action_clear(self) -> None:
        """Empty the slot in hand."""
        self._filled[self.form.at] = ""
        self._show()
        self._to(self.form.at)

    def action_sign(self) -> None:
        """Hand the form in, when it is whole."""
        empty = next((field for field in self._lock.fields if not self._filled[field.id]), None)
        if empty:
            self._say(f"Something is still missing: {empty.label}.", "amber")
            self._to(empty.id)
            return
        self._say("It is being read …", "quiet")
        answer = tuple(self._filled.values())
        background(self, lambda: self._session.answer(self._lock.name, answer), self._answered, refused=self._refused)

    def _answered(self, outcome: Outcome) -> None:
        if outcome.kind in ("solved", "held", "proposed"):
            self.dismiss(outcome)
        else:
            self._say(outcome.words, "amber" if outcome.kind == "near" else "stamp")

    def _refused(self, refusal: Refusal) -> None:
        self._say(refusal.sentence, "amber")

    def _say(self, words: str, ink: str = "text-desk") -> None:
        self.query_one("#board-words", Static).update(safe(words, f"${ink}"))

    def action_hint(self) -> None:
        """Help with the form."""
        from casefile.desk.hints import HintSheet

        self.app.push_screen(HintSheet(self._session, self._lock))

    def action_close(self) -> None:
        """Back to all the cards, or to the desk."""
        if self._is_finding:
            self._reached()
        else:
            self.dismiss(None)
