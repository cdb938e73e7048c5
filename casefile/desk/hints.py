"""Help with a question: four rungs a step, from the first step that has not been done."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from casefile.desk import glyphs
from casefile.desk.background import background
from casefile.desk.column import Row
from casefile.desk.sheet import Sheet, button, said
from casefile.desk.spans import Span
from casefile.session.views import LockView, StepView

if TYPE_CHECKING:
    from casefile.session.play import Session

RUNGS = ("where to look", "what kind of thing it is", "how, on an example", "the answer")
"""What each rung gives; the next one is named before it is opened."""


class HintSheet(Sheet[None]):
    """The steps of one lock with what has been asked for; the next rung is a row to choose."""

    TOPIC: ClassVar[tuple[str, str]] = (
        "Help",
        "Each step has up to four rungs: where to look, what kind of thing it is, how it is done on an example, "
        "and the answer. Help starts at the first step that you have not done. It costs nothing but the pleasure.",
    )

    def __init__(self, session: "Session", lock: LockView) -> None:
        """Make the sheet of a lock."""
        super().__init__(f"Help with {lock.title}")
        self._session = session
        self._lock = lock
        self._sure = ""

    def rows(self, width: int) -> Iterator[Row]:
        """Steps, rungs, and what can be asked next."""
        steps = self._session.steps(self._lock.name)
        if not steps:
            yield Row((Span(" There is no help with this one.", "quiet"),))
        current = next((step for step in steps if not step.done and step.more), None)
        for number, step in enumerate(steps, 1):
            yield from self._step(step, number, width, now=step is current)

    def _step(self, step: StepView, number: int, width: int, *, now: bool) -> Iterator[Row]:
        ahead = (glyphs.OPEN, "amber") if now else (glyphs.NONE, "quiet")
        sign, ink = (glyphs.DONE, "done") if step.done else ahead
        # a step of a board is a slot, and no slot comes before another
        free = self._lock.form == "board"
        named = step.title if now or free or step.rungs or step.done else "a later step"
        end = (Span("done", "done"),) if step.done else ()
        yield Row((Span(f" {sign} ", ink), Span(f"{number}  {named}", ink, bold=now)), end=end)
        for rung in step.rungs:
            yield Row((Span(f"     {RUNGS[min(rung.number, 4) - 1]}", "quiet"),))
            yield from said(rung.text, width, "text-desk", indent=7)
        if step.more and (now or free or step.rungs):
            following = RUNGS[min(len(step.rungs), 3)]
            if self._sure == step.step:
                yield button("   Yes, tell me the answer", f"more:{step.step}", "stamp")
            else:
                yield button(f"   Ask: {following}", f"more:{step.step}")
        yield Row()

    def chosen(self, key: str) -> None:
        """Open the next rung; the answer itself is asked for twice."""
        name = key.removeprefix("more:")
        step = next((step for step in self._session.steps(self._lock.name) if step.step == name), None)
        if step and len(step.rungs) >= 3 and self._sure != name:
            self._sure = name
            self.draw()
            return
        self._sure = ""
        background(self, lambda: self._session.hint(self._lock.name, name), lambda _: self.draw())
