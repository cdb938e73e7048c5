"""The papers of a deal as somebody reads them who holds certain nodes: lifted passages in place, the rest barred."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from casefile.session.paper import parse
from casefile.source import names
from casefile.source.entries import LiftEntry
from casefile.source.names import Use
from casefile.workshop.deal import Dealt, DealtPaper
from casefile.workshop.rendering import At

READER = "Desk"
"""What `[[player]]` prints."""


@dataclass(frozen=True, slots=True)
class _Lift:
    paper: str
    mark: str
    node: str
    text: str


@dataclass
class Reading:
    """What lies open, in one language of a deal."""

    dealt: Dealt
    language: str
    _lifts: list[_Lift] = field(init=False, repr=False)
    _pages: dict[tuple[str, str, frozenset[str]], str] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._lifts = list(self._all_lifts())

    def texts(self, held: Collection[str]) -> dict[str, str]:
        """Paper id to plain text, of all papers that the held nodes carry, in the order of the story."""
        found: dict[str, str] = {}
        for paper in self.dealt.papers:
            if paper.node in held and paper.source.about.id not in found:
                found[paper.source.about.id] = self._page(paper, held)
        return found

    def _page(self, paper: DealtPaper, held: Collection[str]) -> str:
        name = paper.source.about.id
        lifts = {lift.mark: lift.text for lift in self._lifts if lift.paper == name and lift.node in held}
        key = (name, paper.branch, frozenset(lifts))
        if key not in self._pages:
            blocks = parse(paper.body[self.language], lifts, READER)
            head = " · ".join(filter(None, (paper.title[self.language], paper.ref, paper.date)))
            parts = (head, *(block.text for block in blocks), paper.alt.get(self.language, ""))
            self._pages[key] = "\n\n".join(filter(None, parts))
        return self._pages[key]

    def _all_lifts(self) -> Iterator[_Lift]:
        rendering, case = self.dealt.rendering, self.dealt.case
        for entry in case.file.lifts:
            yield from self._lift("case", entry, rendering.at("case.toml", "lifts"))
        for name, doc in case.docs.items():
            for entry in doc.about.lifts:
                yield from self._lift(f"doc:{name}", entry, rendering.at(doc.path, "lifts"))

    def _lift(self, context: str, entry: LiftEntry, at: At) -> Iterator[_Lift]:
        wiring = self.dealt.wiring
        carrier = wiring.node(entry.node, Use.CARRIER)
        for node in names.spread(carrier, wiring.kinds):
            more = {"branch": names.option(node)} if node != carrier else {}
            text = self.dealt.rendering.string(context, entry.text, at, self.language, **more)
            yield _Lift(entry.place.removeprefix("paper:"), entry.mark, node, text)
