"""Maps: all that are held, as drawn or in words."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size

from casefile.desk.background import background
from casefile.desk.goto import Goto
from casefile.desk.headline import HeadLine
from casefile.desk.keyline import KeyLine
from casefile.desk.ledger import Entry, Ledger
from casefile.desk.paper.layout import roomy
from casefile.desk.paper.reader import Reader
from casefile.desk.session_screen import SessionScreen
from casefile.desk.spans import Span
from casefile.session.views import Block, Page, Run, Shape

if TYPE_CHECKING:
    from casefile.desk.preferences import Preferences
    from casefile.session.play import Session
    from casefile.session.views import PaperRow


class MapScreen(SessionScreen):
    """The map table: one map at a time, its table beneath or instead."""

    CSS_PATH = "map.tcss"
    AUTO_FOCUS = "#drawn"
    TOPIC: ClassVar[tuple[str, str]] = (
        "Maps",
        "The maps that you hold. t says a map in words and tables, with nothing drawn; enter opens it at the desk as "
        "the paper that it is.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,right_square_bracket", "turn(1)", "next map", id="map.next", tooltip="The next map"),
        Binding(
            "shift+tab,left_square_bracket", "turn(-1)", "map before", show=False, id="map.before", tooltip="Back one"
        ),
        Binding("t", "words(True)", "in words", id="map.words", tooltip="The map as words and tables"),
        Binding("t", "words(False)", "as drawn", id="map.drawn", tooltip="The map as it is drawn"),
        Binding("enter", "paper", "at the desk", id="map.paper", tooltip="Open the map at the desk"),
    ]

    def __init__(self, session: Session, preferences: Preferences, paper: str = "") -> None:
        """Make the screen; it begins with `paper` if that is a map."""
        super().__init__(session, preferences, paper)
        self._maps: list[PaperRow] = []
        self._at = 0
        self._words = False
        self._page: Page | None = None

    def compose(self) -> ComposeResult:
        """A list of maps where there is room, and the map."""
        yield HeadLine("MAPS")
        yield Ledger(ground="panel-desk")
        yield Reader(still=self.preferences.reduced_motion, id="drawn")
        yield Reader(still=True, id="said")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the first map, or the one that is open at the desk."""
        self._maps = [paper for folder in self.session.folders() for paper in folder.papers if paper.kind == "map"]
        self.query_one(Ledger).show([Entry(row.id, partial(_title, row)) for row in self._maps])
        self.set_class(len(self._maps) < 2, "-single")
        self._at = next((n for n, row in enumerate(self._maps) if row.id == self.paper), 0)
        self._open()

    def _open(self) -> None:
        if not self._maps:
            self.query_one(HeadLine).say("MAPS", "none yet")
            empty = Block(Shape.PARAGRAPH, (Run("There is no map in the file yet. One comes with its papers."),))
            self.query_one("#drawn", Reader).show(Page("", "Maps", "note", "", "", "", "", (empty,)))
            return
        row, session = self._maps[self._at], self.session

        def turn_up() -> Page:
            return session.read(row.id)

        background(self, turn_up, self._show, latest="map")

    def _show(self, page: Page) -> None:
        self._page = page
        self._make_room(self.app.size)
        self.query_one("#drawn", Reader).show(_said(page) if self._words else page)
        self.query_one("#said", Reader).show(page if self._words else _said(page))
        self.query_one(Ledger).show([Entry(row.id, partial(_title, row)) for row in self._maps], at=page.id)
        self.query_one(HeadLine).say("MAPS", page.title, f"{self._at + 1} of {len(self._maps)}")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One map has no next; what is drawn can be said, what is said can be drawn again."""
        if action == "words":
            return bool(self._maps) and parameters != (self._words,)
        return action != "turn" or len(self._maps) > 1

    def fit(self, size: Size) -> None:
        """More room, a larger map."""
        super().fit(size)
        self._make_room(size)

    def _make_room(self, size: Size) -> None:
        """The words beside a map give way to it where it can be drawn large."""
        beside = 2 if self.has_class("-single") else 38  # the list, and the margins
        wide = roomy(self._page) if self._page else 0
        self.set_class(not self._words and 0 < wide < size.width - beside, "-roomy")

    def action_turn(self, by: int) -> None:
        """Show another map."""
        if self._maps:
            self._at = (self._at + by) % len(self._maps)
            self._open()

    @on(Ledger.Reached)
    @on(Ledger.Chosen)
    def _chosen(self, event: Ledger.Reached | Ledger.Chosen) -> None:
        self._at = next(n for n, row in enumerate(self._maps) if row.id == event.key)
        self._open()

    def action_words(self, words: bool) -> None:  # noqa: FBT001  a key's argument
        """Say the map, or draw it again."""
        self._words = words
        if self._page:
            self._show(self._page)
        self.refresh_bindings()

    def action_paper(self) -> None:
        """Open the map at the desk."""
        if self._maps:
            self.dismiss(Goto(self._maps[self._at].id))


def _title(row: PaperRow, width: int) -> list[list[Span]]:
    """A map in the list."""
    return [[Span(row.title[:width], "text-desk")], [Span(" · ".join(filter(None, (row.ref, row.date))), "quiet")]]


def _said(page: Page) -> Page:
    """A map with every drawing replaced by its words."""
    blocks = [
        Block(Shape.PARAGRAPH, (Run(block.alt or page.alt or "The drawing has no words of its own; see the table."),))
        if block.shape is Shape.FIGURE
        else block
        for block in page.blocks
    ]
    return replace(page, blocks=tuple(blocks))
