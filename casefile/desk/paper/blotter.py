"""Where papers lie: one, or on a wide desk two. Opens them off the loop and keeps what is to be lifted."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message

from casefile.desk.background import background
from casefile.desk.paper.reader import Reader
from casefile.desk.paper.view import TOP, Anchor
from casefile.session.views import Page, Style

if TYPE_CHECKING:
    from casefile.session.play import Session


class Blotter(Horizontal):
    """Two readers; the second one lies beside the first where there is room."""

    @dataclass
    class Opened(Message):
        """A paper has been read and can be laid on the desk."""

        page: Page
        place: Anchor
        block: int | None

    def __init__(self, session: "Session", *, still: bool, id: str | None = None) -> None:  # noqa: A002  Textual's
        """Make an empty desk top.

        Args:
            session: Whose papers.
            still: Nothing moves.
            id: The widget's id.
        """
        super().__init__(id=id)
        self.session = session
        self._lifted: dict[str, set[str]] = {}
        self._before: tuple[str, Anchor] = ("", TOP)
        self.paper = Reader(still=still, id="paper")
        self.beside = Reader(still=still, id="beside")

    def compose(self) -> ComposeResult:
        """The paper, and the one beside it."""
        yield self.paper
        yield self.beside

    @property
    def open_id(self) -> str:
        """The paper that lies there."""
        return self.paper.page.id if self.paper.page else ""

    @property
    def reader(self) -> Reader:
        """The reader that the keys go to."""
        return self.beside if self.beside.has_focus else self.paper

    def open(self, paper: str, place: Anchor = TOP, block: int | None = None) -> None:
        """Read a paper; `Opened` says when it is there to be laid."""
        background(
            self.screen,
            lambda: self.session.read(paper),
            lambda page: self.post_message(self.Opened(page, place, block)),
            latest="open",
        )

    def lay(self, opened: Opened) -> None:
        """Lay a paper on the desk; the one that lay there moves to the side.

        The desk does it in one go with all else that changes, so that the screen is painted once.
        """
        page, block = opened.page, opened.block
        if self.paper.page and self.paper.page.id != page.id:
            self._before = (self.paper.page.id, self.paper.place)
        self.paper.show(page, opened.place, lifting=self._lifted.pop(page.id, ()))
        if block is not None:
            self.paper.call_after_refresh(self.paper.goto, block)

    @property
    def other(self) -> str:
        """The paper that lies, or would lie, beside the open one."""
        return self._before[0] if self._before[0] != self.open_id else ""

    def set_aside(self, paper: str) -> None:
        """Have a paper lie beside the open one."""
        self._before = (paper, TOP)

    def forget_other(self) -> None:
        """No paper lies beside the open one."""
        self._before = ("", TOP)

    def show_beside(self) -> None:
        """Show the other paper, unless it shows already."""
        name, place = self._before
        shown = self.beside.page.id if self.beside.page else ""
        if self.other and shown != name:
            self.beside.show(self.session.page(name), place)

    def expect(self, lifted: Iterable[tuple[str, str]]) -> None:
        """Marks that have just been lifted: the black runs off them when their paper is next seen."""
        for paper, mark in lifted:
            self._lifted.setdefault(paper, set()).add(mark)

    def renew(self) -> None:
        """Show the open papers as they are now: a lift may have come, the language may have changed."""
        for reader in (self.paper, self.beside):
            old = reader.page
            if old is None:
                continue
            new = self.session.page(old.id)
            if new != old:
                place = _moved(reader.place, old, new)
                reader.show(new, place, lifting=_marks(new) - _marks(old) | self._lifted.pop(old.id, set()))


def _moved(place: Anchor, old: Page, new: Page) -> Anchor:
    """The same place where a correction has come to the head of a paper."""
    more = len(new.blocks) - len(old.blocks)
    is_below = place != TOP and more > 0 and new.blocks[more:] == old.blocks
    return (place[0] + more, place[1]) if is_below else place


def _marks(page: Page) -> set[str]:
    """The lifts that show on a page."""
    return {run.mark for block in page.blocks for run in block.runs if run.mark and run.style is not Style.BAR}
