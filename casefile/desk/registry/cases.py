"""The shelf of the Registry: the cases that can be played here, sealed in the background where they must be."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.message import Message

from casefile.desk.background import background
from casefile.desk.drawing import Line
from casefile.desk.ledger import Entry, Ledger
from casefile.desk.registry.rows import Folder
from casefile.desk.spans import Span
from casefile.errors import Refusal

if TYPE_CHECKING:
    from casefile.desk.cases import Offer, Tell

_NONE: list[Line] = [
    [],
    [Span("  There is no case here. A checkout has cases under puzzles/; an installed", "text-desk")],
    [Span("  casefile carries its own: `casefile doctor` says what is wrong.", "text-desk")],
]
_STEPS = 24
"""In how many steps sealing is shown; more would be more frames than sealing."""


@dataclass
class Standing:
    """How it stands with a case."""

    offer: Offer
    pack: Path | None = None
    """Its pack, once it is there."""
    progress: tuple[int, int] = (0, 0)
    problem: str = ""
    others: tuple[Offer, ...] = ()
    """Its further packs, which came sealed with it."""
    is_fetching: bool = False
    """A pack of it is being sealed that somebody has signed for."""


class CaseShelf(Ledger):
    """One folder a case."""

    @dataclass
    class Sealed(Message):
        """A case became ready to be drawn."""

        shelf: CaseShelf
        pack: Path

    def __init__(self, offers: Sequence[Offer], make: Callable[[Offer, Tell], Path]) -> None:
        """Make the shelf.

        Args:
            offers: The cases.
            make: Seals an offer's pack if need be and returns its path; slow, called in a thread.
        """
        super().__init__(ground="desk", gap=0, empty=_NONE, id="cases")
        self._make = make
        cases: dict[str, list[Offer]] = {}
        for offer in offers:
            cases.setdefault(offer.id, []).append(offer)
        self._standings = {case: Standing(first, others=tuple(rest)) for case, (first, *rest) in cases.items()}
        self._drawn: frozenset[str] = frozenset()

    def on_mount(self) -> None:
        """Show the folders, and see in the background that every case has its pack."""
        self._draw()
        for key in self._standings:
            self._begin(key)

    @property
    def standing(self) -> Standing | None:
        """The case with the cursor."""
        return self._standings.get(self.key)

    @property
    def packs(self) -> list[Path]:
        """All packs that are there."""
        others = [other.pack for standing in self._standings.values() for other in standing.others]
        return [*(standing.pack for standing in self._standings.values() if standing.pack), *others]

    def know(self, cases: Collection[str]) -> None:
        """Cases that files were drawn of."""
        if self._drawn != frozenset(cases):
            self._drawn = frozenset(cases)
            self._draw()

    def retry(self) -> None:
        """Seal the case with the cursor again after its source was mended."""
        if self.standing and self.standing.problem:
            self.standing.problem = ""
            self._begin(self.key)
            self._draw()

    def fetch(self, offer: Offer, then: Callable[[Path], object], refused: Callable[[Refusal], object]) -> None:
        """Get a pack that somebody has signed for: another cut or deal of a case, sealed first if need be.

        Args:
            offer: Which one.
            then: Called with its path.
            refused: Called when it cannot be sealed.
        """
        standing = self._standings[offer.id]
        standing.is_fetching, standing.progress = True, (0, 0)

        def fetched(receive: Callable[[Any], object], value: Path | Refusal) -> None:
            standing.is_fetching = False
            self._draw()
            receive(value)

        seal = partial(self._seal, offer.id, offer)
        background(self.screen, seal, partial(fetched, then), refused=partial(fetched, refused))
        self._draw()

    def _begin(self, key: str) -> None:
        seal = partial(self._seal, key, self._standings[key].offer)
        background(self.screen, seal, partial(self._done, key), refused=partial(self._failed, key))

    def _seal(self, key: str, offer: Offer) -> Path:
        shown = -1

        def tell(done: int, total: int) -> None:
            nonlocal shown
            step = done * _STEPS // max(1, total)
            if step != shown:
                shown = step
                self.call_later(self._progressed, key, (done, total))

        return self._make(offer, tell)

    def _progressed(self, key: str, progress: tuple[int, int]) -> None:
        self._standings[key].progress = progress
        self._draw()

    def _done(self, key: str, pack: Path) -> None:
        self._standings[key].pack = pack
        self._draw()
        self.post_message(self.Sealed(self, pack))

    def _failed(self, key: str, refusal: Refusal) -> None:
        self._standings[key].problem = refusal.sentence
        self._draw()

    def _draw(self) -> None:
        folders = {
            key: _folder(standing, was_drawn=standing.offer.id in self._drawn)
            for key, standing in self._standings.items()
        }
        self.show([Entry(key, folder.draw, partial(folder.draw, lit=True)) for key, folder in folders.items()])


def _folder(standing: Standing, *, was_drawn: bool) -> Folder:
    offer = standing.offer
    ready = standing.pack is not None and not standing.is_fetching
    words = "drawn before; enter draws it anew" if was_drawn else "enter draws it"
    parts = ["sealed", *([f"profile {offer.profile}"] if offer.profile else []), words]
    said = " · ".join(parts) if ready else "looking for its pack"
    return Folder(offer.title, said, (0, 0) if ready else standing.progress, standing.problem)
