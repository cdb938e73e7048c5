"""What the case is about, always in sight: the questions, the last message, notes, the clock. Views in, rows out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.content import Content
from textual.events import Click
from textual.widgets import Static

from casefile.desk import glyphs
from casefile.desk.column import Column, Row
from casefile.desk.notices import left
from casefile.desk.paper.wrap import wrap
from casefile.desk.safe import safe
from casefile.desk.spans import Span, cells, cut
from casefile.session.views import ChoiceView, MessageView, NoteView, QuestionView, Status

MARKS = {
    "": (glyphs.NONE, "quiet"),
    "out": (glyphs.OUT, "quiet"),
    "maybe": (glyphs.MAYBE, "amber"),
    "sure": (glyphs.SURE, "stamp"),
}
"""A mark's sign and ink."""
FOG = glyphs.FOG * 12
GAP = Span("  ", "quiet")
FEWEST = 10
"""Cells that words want in the strip; with less a sign says that something is known."""


@dataclass(frozen=True, slots=True)
class Asked:
    """All that the questions' column shows."""

    questions: Sequence[QuestionView]
    status: Status
    message: MessageView | None = None
    notes: Sequence[NoteView] = ()
    there: Sequence[str] | None = None
    """Who else is at the table; None for whoever plays by themselves."""


class QuestionColumn(Column):
    """The questions. Chosen keys: `question:` with a name; `messages`, `notes`."""

    TOPIC: ClassVar[tuple[str, str]] = (
        "The questions",
        "What the whole case is about. The marks are your own and nobody checks them: enter opens the sheet "
        "where you make them. A line in fog fills when a paper tells.",
    )

    def ask(self, asked: Asked) -> None:
        """Show the questions."""
        self.asked = asked
        if self.size.width:
            self.show(list(rows(asked, max(20, self.size.width))))
        else:
            self.is_stale = True

    def fit(self) -> None:
        """Set the words anew."""
        if hasattr(self, "asked"):
            self.ask(self.asked)

    def on_click(self, event: Click) -> None:
        """What stands below a head means the head; the column itself sees to the heads."""
        at = event.y + self.scroll_offset.y
        if at < len(self.rows) and not self.rows[at].key:
            above = (row for row in reversed(self.rows[:at]) if row.key or (row.spans and row.spans[0].bold))
            if head := next(above, Row()).key:
                self.post_message(self.Chosen(self, head))


class QuestionStrip(Static):
    """The questions in one line, for when the paper has the room of their column."""

    _asked: Sequence[QuestionView] = ()
    _shown: Sequence[Span] = ()

    def ask(self, asked: Asked) -> None:
        """Show the questions."""
        self._asked = asked.questions
        self._draw()

    def on_resize(self) -> None:
        """Fit the line to the new width."""
        self._draw()

    async def on_click(self) -> None:
        """The column slides in."""
        await self.run_action("screen.questions")

    def _draw(self) -> None:
        line = strip(self._asked, max(10, self.size.width - 2))
        if line != self._shown:
            self._shown = line
            self.update(Content.assemble(*(safe(span.text, f"${span.ink}") for span in line)), layout=False)


def rows(asked: Asked, width: int) -> Iterator[Row]:
    """The lines of the column."""
    for question in asked.questions:
        yield from _question(question, width)
        yield Row()
    if asked.message:
        yield from _message(asked.message, width)
        yield Row()
    yield from _notes(asked.notes, width)
    yield Row()
    if asked.there is not None:
        yield from _table(asked.there, width)
        yield Row()
    yield from _clock(asked.status)


def strip(questions: Sequence[QuestionView], width: int) -> list[Span]:
    """The questions in one line, for when the paper has the screen. What is known shares the room that is left.

    Where that is too little, the titles go, for a row of initials speaks for itself, and after them the labels.
    """
    known = sum(bool(line.text) for question in questions for line in question.lines)
    share, says = 1, "titles labels"
    for says in ("titles labels", "labels", ""):
        rest = width + GAP.cells - cells(_in_line(questions, 0, says))
        share = rest // max(known, 1)
        if share >= FEWEST:
            break
    return cut(_in_line(questions, max(share, 1), says), width)


def _in_line(questions: Sequence[QuestionView], room: int, says: str) -> list[Span]:
    """The questions, with so many cells for what is known of each of their lines."""
    spans: list[Span] = []
    for question in questions:
        if spans:
            spans.append(GAP)
        if question.choices and "titles" in says:
            spans.append(Span(question.title.rstrip("?").upper() + "  ", "quiet"))
        for choice in question.choices:
            sign, ink = MARKS.get(choice.mark, MARKS[""])
            spans += [Span(choice.initial, "text-desk" if choice.mark != "out" else "quiet"), Span(f"{sign} ", ink)]
        for line in question.lines:
            text = cut([Span(line.text)], room) if line.text else [Span(glyphs.FOG * 2, "quiet")]
            says_it = room >= FEWEST and line.text.casefold().startswith(line.label.casefold())
            spans += [
                *([] if says_it or (line.text and "labels" not in says) else [Span(f"{line.label} ", "quiet")]),
                *text,
                GAP,
            ]
    return spans


def _question(question: QuestionView, width: int) -> Iterator[Row]:
    key = f"question:{question.id}"
    for line in wrap([Span(question.title.upper(), bold=True)], width - 1):
        yield Row(tuple(line), key)
        key = ""
    if question.choices:
        yield Row()
        each = 3 if len(question.choices) * 3 <= width - 2 else 2
        a_row = max(1, (width - 2) // each)
        for at in range(0, len(question.choices), a_row):
            yield from _choices(question.choices[at : at + a_row], each)
    if question.count:
        yield Row((Span(f"  {question.count}", "amber"),))
    widest = max((Span(line.label).cells for line in question.lines), default=0)
    for known in question.lines:
        label = Span(f"  {known.label.ljust(widest)}  ", "quiet")
        if not known.text:
            yield Row((label, Span(FOG, "quiet")))
            continue
        for step, words in enumerate(wrap([Span(known.text)], width - widest - 5)):
            yield Row((label if not step else Span(" " * label.cells), *words))


def _choices(choices: Sequence[ChoiceView], each: int) -> Iterator[Row]:
    heads, marks = [Span("  ")], [Span("  ")]
    for choice in choices:
        sign, ink = MARKS.get(choice.mark, MARKS[""])
        out = choice.mark == "out"
        heads.append(Span(choice.initial.ljust(each)[:each], "quiet" if out else "text-desk"))
        marks.append(Span(sign.ljust(each), ink, bold=not out))
    yield Row(tuple(heads))
    yield Row(tuple(marks))


def _message(message: MessageView, width: int) -> Iterator[Row]:
    yield Row((Span(f"FROM {message.sender.upper()}", bold=True),), "messages")
    lines = wrap([Span(message.text, italic=True)], width - 4)
    for line in lines[:7]:
        yield Row((Span("  "), *line))
    if len(lines) > 7:
        yield Row((Span("  …  i  reads on", "quiet"),), "messages")


def _notes(notes: Sequence[NoteView], width: int) -> Iterator[Row]:
    yield Row((Span("NOTES", bold=True),), "notes")
    if not notes:
        yield Row((Span("  n  writes one", "quiet"),))
    for note in notes[-3:]:
        for line in wrap([Span(note.text, "quiet")], width - 4)[:2]:
            yield Row((Span("  "), *line))


def _table(there: Sequence[str], width: int) -> Iterator[Row]:
    yield Row((Span("AT THE TABLE", bold=True),))
    names = f"with you: {', '.join(there)}" if there else "nobody else just now"
    for line in wrap([Span(names, "quiet")], width - 4)[:3]:
        yield Row((Span("  "), *line))


def _clock(status: Status) -> Iterator[Row]:
    minutes = int(status.seconds) // 60
    yield Row((Span("CLOCK", bold=True),))
    if status.timing and (time := left(status.timing)):
        is_still = status.timing.is_held or status.timing.is_up
        yield Row((Span("  left         ", "quiet"), Span(time, "stamp" if is_still else "text-desk")))
    spent = "so far      " if status.timing else "at the desk "
    yield Row((Span(f"  {spent} ", "quiet"), Span(f"{minutes // 60}:{minutes % 60:02}", "quiet")))
    yield Row((Span("  hints        ", "quiet"), Span(str(status.rungs or "none"), "quiet")))
    if status.asked:
        yield Row((Span("  asked        ", "quiet"), Span(str(status.asked), "quiet")))
