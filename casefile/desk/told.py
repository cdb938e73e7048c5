"""Sheets that only tell: the beginning, previously, messages, the end."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from casefile.desk import glyphs
from casefile.desk.column import Row
from casefile.desk.sheet import Sheet, button, said
from casefile.desk.spans import Span
from casefile.session import words
from casefile.session.views import MessageView, Status, StretchView, SummaryView


class OpeningSheet(Sheet[None]):
    """Before the first paper: what the case is about and what it contains."""

    TOPIC: ClassVar[tuple[str, str]] = ("Before you begin", "What this case is, and what it touches on. Enter begins.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "close", "begin", id="opening.begin", tooltip="Open the first packet", priority=True),
    ]

    def __init__(self, status: Status) -> None:
        """Make the sheet of a case."""
        super().__init__(status.title, ground="paper-letter")
        self._status = status

    def rows(self, width: int) -> Iterator[Row]:
        """The introduction, then the content note."""
        yield from said(self._status.intro, width, "ink")
        if self._status.note:
            yield Row()
            yield Row((Span(" " + "─" * (width - 1), "pencil"),))
            yield Row((Span(" Before you begin", "paper-red", bold=True),))
            yield from said(self._status.note, width, "pencil")
        yield Row()
        yield button("Begin", "begin", "paper-red")

    def chosen(self, _key: str) -> None:
        """Begin."""
        self.dismiss(None)


class PreviouslySheet(Sheet[None]):
    """On coming back: what happened before."""

    TOPIC: ClassVar[tuple[str, str]] = ("Previously", "What was done at this desk before. Enter goes on.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "close", "go on", id="previously.on", tooltip="Back to your paper", priority=True),
    ]

    def __init__(self, lines: Sequence[str], notices: Sequence[str] = ()) -> None:
        """Make the sheet from sentences."""
        super().__init__("Previously", ground="paper-letter")
        self._lines = lines
        self._notices = notices

    def rows(self, width: int) -> Iterator[Row]:
        """One sentence a paragraph."""
        for notice in self._notices:
            yield from said(notice, width, "paper-red")
            yield Row()
        for line in self._lines:
            yield from said(line, width, "ink")
            yield Row()
        yield button("Go on", "on", "paper-red")

    def chosen(self, _key: str) -> None:
        """Go on."""
        self.dismiss(None)


class MessagesSheet(Sheet[None]):
    """Everything that somebody sent to the Desk, the last first."""

    TOPIC: ClassVar[tuple[str, str]] = ("Messages", "What people sent to the Desk, the last first.")

    def __init__(self, messages: Sequence[MessageView]) -> None:
        """Make the sheet."""
        super().__init__("Messages")
        self._messages = messages

    def rows(self, width: int) -> Iterator[Row]:
        """Sender and words."""
        if not self._messages:
            yield Row((Span(" Nobody has written.", "quiet"),))
        for message in reversed(self._messages):
            yield Row((Span(f" From {message.sender}", "buff", bold=True),))
            yield from said(message.text, width, "text-desk", indent=3, italic=True)
            yield Row()


class EndSheet(Sheet[None]):
    """The ending that was reached, and the way that led there."""

    TOPIC: ClassVar[tuple[str, str]] = (
        "The end",
        "The case is closed. Every paper stays open for you to read; the log has the places to go back to.",
    )

    def __init__(self, status: Status, summary: SummaryView) -> None:
        """Make the sheet."""
        super().__init__("The file is closed", ground="paper-letter")
        self._status = status
        self._summary = summary

    def rows(self, width: int) -> Iterator[Row]:
        """The ending's name, what the play came to, the way, what was left."""
        yield Row((Span(f" {self._status.ending}", "ink", bold=True),))
        yield Row()
        told = f"{words.span(self._status.seconds).capitalize()} at the desk, {self._status.solved} locks, "
        told += f"{_count(self._status.rungs, 'hint')}, {_count(self._status.tries, 'wrong answer')}."
        yield from said(told, width, "pencil")
        yield Row()
        yield button("Back to the desk", "back", "paper-red")
        yield Row()
        yield Row((Span(" The way", "paper-red", bold=True),))
        yield from (_stretch(one) for one in self._summary.route)
        for head, titles in (("Never opened", self._summary.shut), ("Never read", self._summary.unread)):
            if titles:
                yield Row()
                yield Row((Span(f" {head}", "paper-red", bold=True),))
                yield from said("; ".join(titles) + ".", width, "ink")

    def chosen(self, _key: str) -> None:
        """Back to the papers."""
        self.dismiss(None)


def _stretch(one: StretchView) -> Row:
    cost = [f"{round(one.seconds / 60)} min"]
    cost += [_count(one.rungs, "hint")] if one.rungs else []
    cost += [f"{one.tries}×"] if one.tries else []
    title = f"{one.title}: {one.option}" if one.option else one.title
    sign = glyphs.FORTH if one.option else glyphs.DONE
    return Row((Span(f" {sign} ", "pencil"), Span(title, "ink")), end=(Span(", ".join(cost), "pencil"),))


def _count(number: int, what: str) -> str:
    return f"one {what}" if number == 1 else f"{number or 'no'} {what}s"
