"""The bottom line: the question in hand, and the boxes that its answer is typed into."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.events import Click, DescendantBlur, DescendantFocus
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static

from casefile.desk import glyphs
from casefile.desk.box import Box
from casefile.desk.motion import Motion
from casefile.desk.safe import safe
from casefile.desk.spans import Span, cut
from casefile.desk.writing import moved_on
from casefile.session.views import LockView
from casefile.text import clean

LINE = 24
"""Cells of the line that fills while an answer is tried."""


class AnswerBar(Vertical):
    """The lock in hand: one line at rest; with its prompt and boxes while it is being answered."""

    TOPIC: ClassVar[tuple[str, str]] = (
        "The answer",
        "Type what the papers told you: case, accents and punctuation do not matter. Tab goes to the next box, "
        "several answers may also stand in the first box with commas between. Enter tries it: "
        "a wrong answer costs nothing. Escape goes back to the paper and keeps the text.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back to the paper", id="answer.leave", tooltip="Keep the text, leave the bar"),
        Binding("enter", "offer", "try it", id="answer.offer", tooltip="Try this answer", priority=True),
    ]

    @dataclass
    class Offered(Message):
        """The player pressed enter on an answer; none of its fields is empty."""

        bar: "AnswerBar"
        lock: str
        answer: tuple[str, ...]

        @property
        def control(self) -> "AnswerBar":
            """The bar."""
            return self.bar

    @dataclass
    class Typed(Message):
        """A half-typed answer has changed."""

        bar: "AnswerBar"
        lock: str
        answer: tuple[str, ...]

    class Wanted(Message):
        """The line was clicked: somebody wants to answer."""

    class Waited(Message):
        """The lock takes another answer now."""

    class Left(Message):
        """The player goes back to the paper."""

    def __init__(self, *, still: bool = False, id: str | None = None) -> None:  # noqa: A002  Textual's name
        """Make a bar without a lock.

        Args:
            still: Nothing moves.
            id: The widget's id.
        """
        super().__init__(id=id)
        self.taken: LockView | None = None
        self.motion = Motion(self, still=still)
        self.trying = False
        self._words: tuple[str, str] = ("", "")
        self._idle = ""
        self._question = Content("")
        self._wait: Timer | None = None

    def compose(self) -> ComposeResult:
        """A line, a prompt, boxes, and what is said to the answer."""
        yield Static(id="lock-line", markup=False)
        yield Static(id="lock-prompt", markup=False)
        yield Container(id="boxes")
        yield Static(id="lock-words", markup=False)

    @property
    def boxes(self) -> list[Box]:
        """The boxes in use."""
        count = len(self.taken.fields) if self.taken else 0
        return list(self.query(Box))[:count]

    @property
    def answer(self) -> tuple[str, ...]:
        """What stands in the boxes."""
        return tuple(box.value for box in self.boxes)

    async def take(self, lock: LockView | None, typed: Sequence[str] = (), *, idle: str = "") -> None:
        """Take up a lock, with what was typed for it before; `idle` is said when there is none."""
        self._idle = idle
        again = (lock.name if lock else "") == (self.taken.name if self.taken else "")
        self.taken = lock
        if not again:
            self.say("")
            await self._fit(lock, typed)
        self._await(lock.wait if lock else 0)
        self._draw()

    def _await(self, seconds: int) -> None:
        """A lock that has had too many wrong answers takes another one after a while; nothing is drawn meanwhile."""
        if self._wait:
            self._wait.stop()
        self._wait = self.set_timer(seconds + 0.2, self._waited) if seconds else None

    def _waited(self) -> None:
        self._wait = None
        self.say("It takes another answer now.", "quiet")
        self.post_message(self.Waited())

    async def _fit(self, lock: LockView | None, typed: Sequence[str]) -> None:
        """As many boxes as the lock has fields; boxes are kept, not made anew."""
        fields = lock.fields if lock and lock.form == "answer" else ()
        holder = self.query_one("#boxes", Container)
        have = len(self.query(Box))
        with self.prevent(Input.Changed):
            for at in range(have, len(fields)):
                await holder.mount(Static(id=f"label-{at}", markup=False), Box(f"box-{at}"))
            for at, box in enumerate(self.query(Box)):
                used = at < len(fields)
                label = self.query_one(f"#label-{at}", Static)
                box.display = label.display = used
                box.lay(clean(typed[at], lines=False) if used and at < len(typed) else "")
                if used:
                    label.update(Content.assemble(safe(fields[at].label, "$quiet"), " ", (glyphs.CARET, "$buff")))
                    box.placeholder = fields[at].pattern
        self.on_resize()

    def on_resize(self) -> None:
        """Boxes in one row where they fit, and the line fitted to the new width."""
        fields = self.taken.fields if self.taken else ()
        needed = sum(len(field.label) + 20 for field in fields)
        self.query_one("#boxes").set_class(needed > self.size.width or len(fields) > 3, "-stacked")
        self._draw()

    def say(self, words: str, ink: str = "text-desk") -> None:
        """Say something about the answer, below it."""
        self.motion.finish()
        self.trying = False
        self._words = words, ink
        line = self.query_one("#lock-words", Static)
        line.update(safe(words, f"${ink}"))
        self.set_class(bool(words), "-said")

    def tries(self) -> None:
        """Show that an answer is being tried: a line of type that fills."""
        self.say(" ")
        self.trying = True
        line = self.query_one("#lock-words", Static)

        def frame(part: float) -> None:
            done = round(LINE * (1 - exp(-3 * part)))
            if self.trying:
                line.update(
                    Content.assemble(("Trying it  ", "$quiet"), ("━" * done, "$buff"), ("─" * (LINE - done), "$line")),
                    layout=False,
                )

        self.motion.play(0.7, frame)

    def action_offer(self) -> None:
        """Offer the answer, or go to the next box that is still empty."""
        if self.taken is None or self.trying:
            return
        if moved_on(self.boxes):
            self._moved()
        else:
            self._offer()

    def _moved(self) -> None:
        """The cursor has gone on to an empty box; nothing is missing if the box that it left answers for all."""
        if self._spread():
            self._offer()
        else:
            self._complete()

    def _offer(self) -> None:
        self._spread()
        if self.taken and not self.trying and self._complete():
            self.post_message(self.Offered(self, self.taken.name, self.answer))

    def _complete(self) -> bool:
        """No box is empty; else the cursor is put into the first that is, and that is said."""
        empty = next((at for at, text in enumerate(self.answer) if not text.strip()), None)
        if empty is not None and self.taken:
            self.screen.set_focus(self.boxes[empty])
            self.say(f"Something is still missing: {self.taken.fields[empty].label}.", "amber")
        return empty is None

    def _spread(self) -> bool:
        """Several answers with commas between in the first box are spread over the boxes."""
        boxes = self.boxes
        parts = [part.strip() for part in boxes[0].value.split(",")] if boxes else []
        is_spread = len(boxes) > 1 and len(parts) == len(boxes) and all(parts)
        if is_spread:
            for box, part in zip(boxes, parts, strict=True):
                box.value = part
        return is_spread

    def action_leave(self) -> None:
        """Back to the paper."""
        self.post_message(self.Left())

    @property
    def at(self) -> int:
        """The box that the cursor is in."""
        return next((at for at, box in enumerate(self.boxes) if box.has_focus), 0)

    def begin(self, at: int | None = None) -> None:
        """Put the cursor into a box, or into the first empty one."""
        boxes = self.boxes
        if at is not None and at < len(boxes):
            boxes[at].focus()
        elif boxes:
            next((box for box in boxes if not box.value), boxes[0]).focus()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.taken and not self.trying:
            if self._words[0]:
                self.say("")
            self.post_message(self.Typed(self, self.taken.name, self.answer))

    @on(DescendantFocus)
    @on(DescendantBlur)
    def _opened(self) -> None:
        self.set_class(self.has_focus_within, "-open")
        self._draw()

    @on(Click, "#lock-line, #lock-prompt")
    def _clicked(self) -> None:
        self.post_message(self.Wanted())

    @on(Click, "#boxes Static")
    def _pointed(self, event: Click) -> None:
        """Clicking what stands before a box means the box."""
        if event.widget and event.widget.id:
            self.query_one(f"#{event.widget.id.replace('label', 'box')}", Box).focus()

    def _draw(self) -> None:
        lock = self.taken
        line, prompt = self.query_one("#lock-line", Static), self.query_one("#lock-prompt", Static)
        question = safe(lock.prompt, "$text-desk") if lock and lock.form == "answer" else Content("")
        if question != self._question:  # it may take more lines or fewer; the line below it is always one
            self._question = question
            prompt.update(question)
        line.update(self._line(lock) if lock else Content.styled(self._idle, "$quiet"), layout=False)

    def _line(self, lock: LockView) -> Content:
        sign, ink = (glyphs.DONE, "$done") if lock.solved else (glyphs.OPEN, "$amber")
        title = Content.assemble((f"{sign} ", ink), safe(lock.title, f"bold {ink}"), "   ")
        if lock.solved:
            return Content.assemble(title, safe(", ".join(lock.answer), "$quiet"))
        if lock.form == "board":
            return Content.assemble(title, ("a form to fill in and to sign", "$quiet"))
        tries, ink = f"{lock.tries} wrong so far" if lock.tries else "", "$quiet"
        is_open = self.has_class("-open")
        if lock.warning:  # a wait in seconds would soon be wrong
            few = lock.warning if is_open else "few tries are left"
            tries, ink = "no further try just now" if lock.wait else few, "$amber"
        if is_open:
            return Content.assemble(title, safe(tries, ink))
        typed = ", ".join(self.answer) if any(self.answer) else ""
        box = Content.assemble((glyphs.CARET, "$buff"), safe(typed, "bold $text-desk"))
        end = Content.assemble("   ", box, *(("   ", safe(tries, ink)) if tries else ()))
        room = self.content_size.width - title.cell_length - end.cell_length
        labels = cut([Span(", ".join(field.label for field in lock.fields))], max(room, 1))
        return Content.assemble(title, *(safe(span.text, "$quiet") for span in labels), end)
