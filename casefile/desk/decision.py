"""A decision: what it is, the ways to decide, and a second look before one that cannot be undone."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from casefile.desk import glyphs
from casefile.desk.background import background
from casefile.desk.column import Row
from casefile.desk.sheet import Sheet, said
from casefile.desk.spans import Span
from casefile.errors import Refusal
from casefile.session.views import DecisionView, OptionView, Outcome

if TYPE_CHECKING:
    from casefile.session.play import Session


class DecisionSheet(Sheet[Outcome]):
    """Choose, then sign. Dismissed with what came of it."""

    TOPIC: ClassVar[tuple[str, str]] = (
        "A decision",
        "Choose a way with enter; then go down to the line that signs it. Neither is the right one; what comes after "
        "differs. You may close the sheet and read on first.",
    )

    def __init__(self, session: "Session", decision: DecisionView) -> None:
        """Make the sheet of a decision."""
        super().__init__(decision.title, ground="paper")
        self._session = session
        self._decision = decision
        self._asked = ""
        self._words = ""

    def rows(self, width: int) -> Iterator[Row]:
        """The text, the options, and below them all, so that no option moves, the way back and the signature."""
        yield from said(self._decision.text, width, "ink")
        yield Row()
        for option in self._decision.options:
            yield from self._option(option)
        yield Row()
        if self._asked:
            # No sign before them: of two lines that point at themselves none would seem to be the chosen one.
            yield Row((Span("   Not yet", "ink", bold=True),), "back")
            yield Row((Span("   Sign it", "paper-red", bold=True),), f"sign:{self._asked}")
            yield Row()
        if self._words:
            yield from said(self._words, width, "paper-amber")
            yield Row()
        if self._decision.irrevocable and not self._decision.chosen:
            words = "Enter picks a way; it counts when it is signed. This cannot be taken back."
            others = self._session.others
            words += " With others at the table, one of them signs it too." if others and others() else ""
            yield from said(words, width, "pencil", italic=True)

    def _option(self, option: OptionView) -> Iterator[Row]:
        if self._decision.chosen:
            yield Row((Span(f" {glyphs.DONE} ", "ink"), Span(option.label, "ink", bold=True)))
        elif self._asked == option.id:
            yield Row((Span(" ☒ ", "paper-red"), Span(option.label, "paper-red", bold=True)), f"pick:{option.id}")
        else:
            yield Row((Span(" ☐ ", "pencil"), Span(option.label, "ink")), f"pick:{option.id}")

    def chosen(self, key: str) -> None:
        """Pick an option, put it back, or sign it; the cursor never lies on the signature of itself."""
        verb, _, option = key.partition(":")
        if verb == "sign":
            decide = self._session.decide
            background(self, lambda: decide(self._decision.id, option), self.dismiss, refused=self._refused)
            return
        picked, self._asked = self._asked, option
        self.draw()
        self.lines.put("back" if option else f"pick:{picked}")

    def _refused(self, refusal: Refusal) -> None:
        self._words = refusal.sentence
        self.draw()
