"""Help with a question: four rungs a step, from the first step that has not been done."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from casefile.desk import glyphs
from casefile.desk.asking import ASK, ask
from casefile.desk.background import background
from casefile.desk.column import Column, Row
from casefile.desk.sheet import Sheet, button, said
from casefile.desk.spans import Span
from casefile.session.views import LockView, StepView

if TYPE_CHECKING:
    from casefile.session.play import Session

RUNGS = ("where to look", "what kind of thing it is", "how, on an example", "the answer")
"""What each rung gives; the next one is named before it is opened."""
HOST = "host"
"""The row that leads to the game master."""


class HintSheet(Sheet[None]):
    """The steps of one lock with what has been asked for; the next rung is a row to choose."""

    TOPIC: ClassVar[tuple[str, str]] = (
        "Help",
        "Each step has up to four rungs: where to look, what kind of thing it is, how it is done on an example, "
        "and the answer. Help starts at the first step that you have not done. Enter asks, a second enter takes; "
        "the answer itself is asked for once more. It costs nothing but the pleasure.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "ask", "ask for a hint", id="hint.ask", priority=True, tooltip="Ask for the lit hint"),
        Binding("enter", "take", "again: take it", id="hint.take", priority=True, tooltip="Take the hint asked for"),
        Binding("enter", "pick", "choose", id="hint.pick", priority=True, tooltip="Choose the lit line"),
        Binding("t", "host", "ask the host", id="hint.host", tooltip="Ask the game master"),
    ]

    def __init__(self, session: "Session", lock: LockView) -> None:
        """Make the sheet of a lock."""
        super().__init__(f"Help with {lock.title}")
        self._session = session
        self._lock = lock
        self._asked = ""
        """The step whose next rung was asked for with a first enter."""
        self._sure = ""
        """The step whose answer was asked for."""

    def rows(self, width: int) -> Iterator[Row]:
        """Steps, rungs, and what can be asked next."""
        steps = self._session.steps(self._lock.name)
        if not steps:
            yield Row((Span(" There is no help with this one.", "quiet"),))
        current = next((step for step in steps if not step.done and step.more), None)
        for number, step in enumerate(steps, 1):
            yield from self._step(step, number, width, now=step is current)
        if self._session.others is not None:
            yield button(ASK, HOST)

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
            yield from self._next(step)
        yield Row()

    def _next(self, step: StepView) -> Iterator[Row]:
        """The rung that can be asked for; the cursor never lies on the answer of itself."""
        if self._sure == step.step:
            yield button("   No, not the answer yet", "no")
            yield button("   Yes, tell me the answer", f"more:{step.step}", "stamp")
        elif self._asked == step.step:
            yield button(f"   Enter again to take it: {RUNGS[len(step.rungs)]}", f"more:{step.step}", "amber")
        else:
            yield button(f"   Ask: {RUNGS[min(len(step.rungs), 3)]}", f"more:{step.step}")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  Textual's
        """The key line says what enter does now."""
        if action == "host":
            return self._session.others is not None
        if action not in ("ask", "take", "pick"):
            return True
        if not self.is_mounted or not self.lines.key:
            return False
        is_choice = self._sure or self.lines.key == HOST
        return action == ("pick" if is_choice else "take" if self._asked else "ask")

    def action_ask(self) -> None:
        """Enter on a line."""
        self.lines.action_choose()

    action_take = action_pick = action_ask

    @on(Column.Reached)
    def _moved(self, event: Column.Reached) -> None:
        """Going elsewhere takes back what was only asked for."""
        if self._asked and event.key != f"more:{self._asked}":
            self._ask("")
        self.refresh_bindings()

    def chosen(self, key: str) -> None:
        """Open the next rung at the second enter: one that was meant for an answer must not take it."""
        if key == HOST:
            self.action_host()
            return
        name = key.removeprefix("more:")
        step = next((step for step in self._session.steps(self._lock.name) if step.step == name), None)
        if step is None:
            self._ask("")
        elif len(step.rungs) >= len(RUNGS) - 1 and self._sure != name:
            self._ask("", sure=name)
        elif not self._sure and self._asked != name:
            self._ask(name)
        else:
            self._ask("")
            background(self, lambda: self._session.hint(self._lock.name, name), lambda _: self._taken())

    def action_host(self) -> None:
        """Ask the game master about this lock."""
        ask(self, self._session, self._lock)

    def _ask(self, name: str, *, sure: str = "") -> None:
        self._asked, self._sure = name, sure
        self._taken()
        if sure:
            self.lines.put("no")

    def _taken(self) -> None:
        self.draw()
        self.refresh_bindings()
