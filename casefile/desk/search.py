"""Search: every word of every paper that has been opened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input

from casefile.desk.background import background
from casefile.desk.drawing import Line
from casefile.desk.goto import Goto
from casefile.desk.headline import HeadLine
from casefile.desk.keyline import KeyLine
from casefile.desk.ledger import Entry, Ledger
from casefile.desk.reader import Reader
from casefile.desk.session_screen import SessionScreen
from casefile.desk.spans import Span
from casefile.desk.wrap import wrap
from casefile.desk.writing import WritingLine

if TYPE_CHECKING:
    from casefile.desk.preferences import Preferences
    from casefile.session.play import Session
    from casefile.session.views import Found, Page

_LIMIT = 50
_NOTHING: list[Line] = [
    [],
    [Span("  Type a word. What you have opened is searched, and what was lifted in it;", "pencil")],
    [Span("  what is shut is not there.", "pencil")],
]


class SearchScreen(SessionScreen):
    """One line to type on, and the passages that have it."""

    CSS_PATH = "search.tcss"
    AUTO_FOCUS = "#query"
    TOPIC: ClassVar[tuple[str, str]] = (
        "Search",
        "Type, and the passages appear. Down goes into the list, enter opens the paper at the passage. "
        "Only papers that you have opened are searched.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "list", "passages", id="search.list", priority=True, tooltip="Down to the passages"),
        Binding(
            "enter", "open", "open the paper", id="search.open", priority=True, tooltip="Open the paper at this passage"
        ),
        Binding("slash", "type", "type", id="search.type", tooltip="Back to the line"),
    ]

    def __init__(self, session: Session, preferences: Preferences, query: str = "") -> None:
        """Make the screen, perhaps with a word to begin with."""
        super().__init__(session, preferences)
        self._found: tuple[Found, ...] = ()
        self._query = query

    def compose(self) -> ComposeResult:
        """A line, a ledger."""
        yield HeadLine("SEARCH", "in all papers that you have opened")
        line = WritingLine(self._query, placeholder="a word, a name, a time", id="query", max_length=100)
        line.border_title = "find"
        yield line
        with Horizontal():
            yield Ledger(empty=_NOTHING)
            yield Reader(still=True)
        yield KeyLine()

    @on(Input.Changed, "#query")
    def _look(self, event: Input.Changed) -> None:
        session, query = self.session, event.value.strip()
        background(self, lambda: (query, session.search(query, _LIMIT)), self._show, latest="search")

    def _show(self, result: tuple[str, tuple[Found, ...]]) -> None:
        query, found = result
        self._found = found
        ledger = self.query_one(Ledger)
        if query and not found:
            ledger.say_empty([[], [Span(f"  Nothing that you have opened says “{query}”.", "pencil")]])
        else:
            ledger.say_empty(_NOTHING)
        ledger.show([Entry(str(n), partial(_lines, one)) for n, one in enumerate(found)], at="0")
        words = f"{len(found)} passage{'' if len(found) == 1 else 's'}" if query else ""
        if len(found) == _LIMIT:
            words = f"the first {_LIMIT} passages"
        self.query_one(HeadLine).say("SEARCH", "in all papers that you have opened", words)
        self._look_up()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  Textual's
        """Down and enter mean different things on the line and in the list; a slash is typed on the line."""
        typing = self.focused is self.query_one("#query")
        return {"list": typing, "type": not typing, "open": not typing}.get(action, True)

    @on(Ledger.Reached)
    def _look_up(self) -> None:
        """On a large terminal the paper lies beside the passages."""
        if not self._found or not self.has_class("-large"):
            return
        one = self._found[int(self.query_one(Ledger).key)]
        session = self.session
        background(self, lambda: (session.page(one.paper), one.block), self._beside, latest="beside")

    def _beside(self, shown: tuple[Page, int]) -> None:
        reader = self.query_one(Reader)
        if reader.page != shown[0]:
            reader.show(shown[0])
        reader.goto(shown[1])

    def action_list(self) -> None:
        """Go down to the passages."""
        self.query_one(Ledger).focus()

    def action_open(self) -> None:
        """Open the paper at the passage with the cursor."""
        self.query_one(Ledger).action_choose()

    def action_type(self) -> None:
        """Go back up to the line."""
        self.query_one("#query").focus()

    @on(Input.Submitted, "#query")
    def _first(self) -> None:
        self.query_one(Ledger).action_choose()

    @on(Ledger.Chosen)
    def _go(self, event: Ledger.Chosen) -> None:
        one = self._found[int(event.key)]
        self.dismiss(Goto(one.paper, one.block))


def _lines(one: Found, width: int) -> list[Line]:
    """Title and passage, the match in red; at most two lines of passage."""
    passage = [
        Span("…" + one.before.lstrip(), "ink"),
        Span(one.match, "paper-red", bold=True, underline=True),
        Span(one.after.rstrip() + "…", "ink"),
    ]
    return [[Span(one.title, "carbon", bold=True)], *([Span("  "), *line] for line in wrap(passage, width - 4)[:2])]
