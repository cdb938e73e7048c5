"""Sheets that only tell: the beginning, previously, messages, the end."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from casefile.desk import glyphs
from casefile.desk.column import Row
from casefile.desk.news import stands
from casefile.desk.sheet import Sheet, button, said
from casefile.desk.spans import Span
from casefile.session import words
from casefile.session.hosted_views import RequestView
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


class MessagesSheet(Sheet[str]):
    """Everything that somebody sent to the Desk, the last first. Dismissed with `ask` to ask the game master."""

    TOPIC: ClassVar[tuple[str, str]] = ("Messages", "What people sent to the Desk, the last first.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "ask", "ask the host", id="messages.ask", tooltip="Ask the game master"),
    ]

    def __init__(self, messages: Sequence[MessageView], requests: Sequence[RequestView] | None = None) -> None:
        """Make the sheet.

        Args:
            messages: What was sent.
            requests: What the team has asked the game master; None where there is none.
        """
        super().__init__("Messages")
        self._requests = requests
        answers = {(reply.by, reply.text, reply.at) for one in requests or () for reply in one.replies}
        # an answer stands with what was asked
        self._messages = [one for one in messages if (one.sender, one.text, one.at) not in answers]

    def rows(self, width: int) -> Iterator[Row]:
        """Sender and words; at a host's table first what was asked, and what became of it."""
        for request in reversed(self._requests or ()):
            yield from _request(request, width)
            yield Row()
        if not (self._messages or self._requests):
            yield Row((Span(" Nobody has written.", "quiet"),))
        for message in reversed(self._messages):
            yield Row((Span(f" From {message.sender}", "buff", bold=True),))
            yield from said(message.text, width, "text-desk", indent=3, italic=True)
            yield Row()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  Textual's
        """Where nobody hosts there is nobody to ask."""
        return action != "ask" or self._requests is not None

    def action_ask(self) -> None:
        """Ask the game master. A row to choose would take the arrows, which move the lines here."""
        self.dismiss("ask")


def _request(request: RequestView, width: int) -> Iterator[Row]:
    about = f", about {request.title}" if request.title else ""
    ink = "done" if request.replies else "quiet" if request.is_closed else "amber"
    yield Row((Span(f" {request.by} asked{about}", "buff", bold=True),), end=(Span(stands(request), ink),))
    yield from said(request.text, width, "text-desk", indent=3)
    for reply in request.replies:
        yield Row((Span(f"   {reply.by} answered", "quiet"),))
        yield from said(reply.text, width, "text-desk", indent=5, italic=True)


class TimeSheet(Sheet[None]):
    """The host's time is up: said once."""

    TOPIC: ClassVar[tuple[str, str]] = ("The time is up", "Answers are no longer taken; everything can be read.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "close", "put away", id="time.on", tooltip="Back to your paper", priority=True),
    ]

    def __init__(self) -> None:
        """Make the sheet."""
        super().__init__("The time is up", ground="paper-letter")

    def rows(self, width: int) -> Iterator[Row]:
        """What still goes, and what no longer does."""
        told = "The team's time has run out. Answers, hints and decisions are no longer taken."
        yield from said(told, width, "ink")
        yield Row()
        yield from said("Every paper is yours to read on, and your notes are kept.", width, "ink")
        yield Row()
        yield button("Put it away", "on", "paper-red")

    def chosen(self, _key: str) -> None:
        """Read on."""
        self.dismiss(None)


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
        where = "on the clock" if self._status.timing else "at the desk"
        told = f"{words.span(self._status.seconds).capitalize()} {where}, {self._status.solved} locks, "
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
