"""A sheet on which the author says where to go: type a few letters of a title or an id, and press enter."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from casefile.desk.column import Column, Row
from casefile.desk.keyline import KeyLine
from casefile.desk.spans import Span
from casefile.desk.writing import WritingLine
from casefile.workshop.preview.places import Place

SEED = "seed "
"""What is typed before a seed."""


class GoingSheet(ModalScreen[str | None]):
    """Dismissed with `place:` and a name, or with `seed:` and a seed."""

    TOPIC: ClassVar[tuple[str, str]] = (
        "Go to",
        "Acts, puzzles, papers and endings of this deal. All that is needed to stand there is solved for you, and "
        "nothing else. “seed” and a word deals the case from that seed instead.",
    )
    DEFAULT_CSS = """
    GoingSheet { align: center middle; background: $shadow 85%; }
    GoingSheet #going { width: 84; max-width: 96%; height: 80%; padding: 1 3 0 3; background: $sheet; }
    GoingSheet #going-head { height: 1; color: $buff; text-style: bold; margin-bottom: 1; }
    GoingSheet #going-line {
        height: 1; border: none; padding: 0 1; background: $panel-desk; color: $text-desk;
    }
    GoingSheet #going-places { height: 1fr; margin: 1 0; background: $sheet; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "back", id="going.close", tooltip="Back to the desk"),
        Binding("down", "step(1)", "", id="going.down", show=False, priority=True, tooltip="To the place below"),
        Binding("up", "step(-1)", "", id="going.up", show=False, priority=True, tooltip="To the place above"),
        Binding("enter", "go", "go there", id="going.go", priority=True, tooltip="Go to the lit place"),
    ]

    def __init__(self, places: Sequence[Place], here: frozenset[str]) -> None:
        """Make the sheet.

        Args:
            places: Where one can go.
            here: Names of those that are on the desk now.
        """
        super().__init__()
        self._places = places
        self._here = here

    def compose(self) -> ComposeResult:
        """A line to type on, the places, the keys."""
        with Vertical(id="going"):
            yield Static("GO TO", id="going-head", markup=False)
            yield WritingLine(placeholder="a title, an id, or: seed and a word", id="going-line", max_length=80)
            yield Column(ground="sheet", id="going-places")
            yield KeyLine(markup=False)

    def on_mount(self) -> None:
        """Show all places."""
        self._show("")
        self.query_one("#going-line").focus()

    @property
    def column(self) -> Column:
        """The places."""
        return self.query_one("#going-places", Column)

    @on(Input.Changed, "#going-line")
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)

    def _show(self, typed: str) -> None:
        self.column.show(list(self._rows(typed)))
        self.column.action_edge(0)

    def _rows(self, typed: str) -> Iterator[Row]:
        if typed.startswith(SEED) and (seed := typed.removeprefix(SEED).strip()):
            yield Row((Span("deal the case from the seed ", "quiet"), Span(seed, "buff", bold=True)), f"seed:{seed}")
            return
        words = typed.casefold().split()
        for place in self._places:
            if all(word in f"{place.name} {place.title} {place.kind}".casefold() for word in words):
                yield self._row(place)

    def _row(self, place: Place) -> Row:
        ink = "text-desk" if place.name in self._here else "quiet"
        if place.kind == "act":
            return Row((Span(place.title.upper(), "buff", bold=True),), f"place:{place.name}", (Span("act", "quiet"),))
        indent = "  " if place.act else ""
        if place.kind == "paper":
            title = (Span(f"{indent}  {place.title}", ink),)
        else:
            title = (Span(f"{indent}{place.title}", "amber" if ink == "text-desk" else "quiet", bold=True),)
        return Row(title, f"place:{place.name}", (Span(f"{place.name}   {place.kind}", "quiet"),))

    def action_step(self, step: int) -> None:
        """Move the light."""
        self.column.action_cursor(step)

    def action_go(self) -> None:
        """Go to the lit place."""
        self.column.action_choose()

    @on(Column.Chosen)
    def _chosen(self, event: Column.Chosen) -> None:
        event.stop()
        self.dismiss(event.key)

    def action_close(self) -> None:
        """Stay."""
        self.dismiss(None)
