"""Search: every word of every paper that has been opened."""

from __future__ import annotations

from collections.abc import Iterable
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
from casefile.desk.paper.reader import Reader
from casefile.desk.paper.wrap import wrap
from casefile.desk.session_screen import SessionScreen
from casefile.desk.spans import Span, cut
from casefile.desk.writing import WritingLine
from casefile.session.views import Folder, Found, PaperRow

if TYPE_CHECKING:
    from casefile.desk.preferences import Preferences
    from casefile.session.play import Session
    from casefile.session.views import Page

_LIMIT = 50
_NOTHING: list[Line] = [
    [],
    [Span("  Type a word. Papers that are called so come first, then the passages that have it.", "pencil")],
    [Span("  What is shut is not searched, nor what you have not opened yet.", "pencil")],
]


class SearchScreen(SessionScreen):
    """One line to type on, the papers that are called so, and the passages that have it."""

    CSS_PATH = "search.tcss"
    AUTO_FOCUS = "#query"
    TOPIC: ClassVar[tuple[str, str]] = (
        "Search",
        "Type, and what fits appears: first papers by title, reference or kind (letter, map, register), then passages. "
        "Down goes into the list, enter opens the paper at the passage. Only papers that you have opened are searched "
        "for passages.",
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
        self._found: list[Found | PaperRow] = []
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

        def search() -> tuple[str, list[PaperRow], tuple[Found, ...]]:
            return query, called(session.folders(), query), session.search(query, _LIMIT)

        background(self, search, self._show, latest="search")

    def _show(self, result: tuple[str, list[PaperRow], tuple[Found, ...]]) -> None:
        query, papers, passages = result
        found: list[Found | PaperRow] = [*papers, *passages]
        self._found = found
        ledger = self.query_one(Ledger)
        if query and not found:
            words = f"Nothing that you have opened says “{query}”. No paper is called so either."
            ledger.say_empty([[], *([Span("  "), *line] for line in wrap([Span(words, "pencil")], 70))])
        else:
            ledger.say_empty(_NOTHING)
        drawn = [*(partial(_row, one) for one in papers), *(partial(_lines, one) for one in passages)]
        entries = [Entry(str(n), draw) for n, draw in enumerate(drawn)]
        ledger.show(entries, at="0")
        words = _counted(len(papers), len(passages)) if query else ""
        self.query_one(HeadLine).say("SEARCH", "in all papers that you have opened", words)
        self._look_up()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  Textual's
        """Down and enter mean different things on the line and in the list; a slash is typed on the line."""
        typing = self.focused is not None and self.focused.id == "query"
        return {"list": typing, "type": not typing, "open": not typing}.get(action, True)

    @on(Ledger.Reached)
    def _look_up(self) -> None:
        """On a large terminal the paper lies beside the passages."""
        if not self._found or not self.has_class("-large"):
            return
        one = self._found[int(self.query_one(Ledger).key)]
        session, place = self.session, _place(one)
        if isinstance(one, Found) or one.is_read:
            background(self, lambda: (session.page(place.paper), place.block), self._beside, latest="beside")

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
        self.dismiss(_place(self._found[int(event.key)]))


def called(folders: Iterable[Folder], query: str) -> list[PaperRow]:
    """Papers that have all words of a query in their title, reference or kind."""
    words = query.casefold().split()
    return [
        paper
        for folder in folders
        for paper in folder.papers
        if words and all(word in f"{paper.title} {paper.ref} {paper.kind}".casefold() for word in words)
    ]


def _place(one: Found | PaperRow) -> Goto:
    return Goto(one.paper, one.block) if isinstance(one, Found) else Goto(one.id)


def _counted(papers: int, passages: int) -> str:
    """How much was found."""
    more = f"the first {_LIMIT}" if passages == _LIMIT else str(passages)
    parts = [f"{more} passage{'' if passages == 1 else 's'}"]
    if papers:
        parts.insert(0, f"{papers} paper{'' if papers == 1 else 's'}")
    return " · ".join(parts)


def _row(one: PaperRow, width: int) -> list[Line]:
    """A paper that is called so: title, then kind, reference and date."""
    title = [Span(one.title, "carbon", bold=True), Span("" if one.is_read else "   not opened yet", "paper-amber")]
    about = " · ".join(filter(None, (one.kind.replace("-", " "), one.ref, one.date)))
    return [cut(title, width), cut([Span("  "), Span(about, "pencil")], width)]


def _lines(one: Found, width: int) -> list[Line]:
    """Title and passage, the match in red."""
    passage = [
        Span(one.before.lstrip(), "ink"),
        Span(one.match, "paper-red", bold=True, underline=True),
        Span(one.after.rstrip(), "ink"),
    ]
    title = cut([Span(one.title, "carbon", bold=True)], width)
    return [title, *([Span("  "), *line] for line in wrap(passage, width - 4))]
