"""Every ending of LYREBIRD, reached by a scripted play; and what the hidden one hangs on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from casefile import Session
from casefile.source.loader import load
from casefile.store.memory import MemoryStore
from casefile.vault import Pack
from casefile.workshop.deal import Dealt, deal_case
from casefile.workshop.seal import seal_case

SOURCE = Path(__file__).parents[1] / "puzzles" / "lyrebird"
BEFORE = (
    *("t0", "p01", "p02", "p03", "p04", "m1", "p05", "p06", "p07", "p08", "m2"),
    *("d1", "p09", "p10", "p11", "p12", "p13", "m3", "p14", "p15", "p16", "p17"),
)
"""All locks up to the accusation, and where the first decision falls."""
SLIPS = ("a1", "a2", "a3", "a4", "a5")
LAST = ("five-kept", "one-page")
"""The papers that every ending has, each in the words of its own."""


@dataclass(frozen=True)
class Route:
    """How a case is played from the accusation on."""

    ending: str
    stood: str = ""
    """Who was stood by first: `mole`, `decoy`, or nobody."""
    proved: bool = True
    """Whether the whole form is put in, at once or in the end."""
    d1: str = "log"
    d2: str = "trust"
    sheets: tuple[str, ...] = ("p18", "p19")
    left: str = ""
    """An optional paper that is not drawn; `*` for all of them."""
    says: tuple[str, ...] = ()
    """Words of its last papers."""


ROUTES = (
    Route("stood-down", says=("and by me", "entered it in your day book", "to be the first word")),
    Route("stood-down", d1="conceal", says=("the empty line in your day book",)),
    Route("quiet-hands", left="*", says=("There is to be no pension", "You put me in your book", "nobody were to say")),
    Route("quiet-hands", left="*", d1="conceal", says=("nobody else ever left me a blank",)),
    Route("price", left="*", d2="deliver", says=("saluted", "everything was entered", "where I put him")),
    Route("price", d2="deliver", says=("Forty minutes on a kitchen chair",)),
    Route("contained", left="*", sheets=("p18",), says=("There had been nine hundred",)),
    Route("contained", left="*", sheets=("p19",), d2="deliver", says=("R-A-N-I-A",)),
    Route("wrong-name", left="*", stood="decoy", proved=False, says=("need not be kept", "I owe a letter")),
    Route(
        "ash", left="*", stood="decoy", proved=False, sheets=("p18",), says=("an hour in your log", "I owe a letter")
    ),
    Route("corrected", left="*", stood="decoy", says=("is hired by the hour",)),
    Route("two-forms", left="*", stood="decoy", sheets=("p19",), says=("gave me a broom",)),
    Route("late", left="*", stood="mole", says=("proof, then name",)),
    Route("saturday", left="*", stood="mole", sheets=("p18",), says=("once in my voice",)),
    Route("unproved", left="*", stood="mole", proved=False, says=("There is nothing in writing", "I cannot prove it")),
    Route("glass", left="*", stood="mole", proved=False, sheets=("p19",), says=("The lawyer carried",)),
)


@cache
def dealt() -> Dealt:
    return deal_case(load(SOURCE))


@cache
def sealed() -> bytes:
    return seal_case(SOURCE, kdf="test")


class Play:
    """One play, by somebody who has the solutions."""

    def __init__(self, route: Route) -> None:
        self.route = route
        self.session = Session.begin(Pack.open(sealed(), allow_test=True), MemoryStore(), name="proof", player="Ann")

    def papers(self) -> set[str]:
        return {row.id for folder in self.session.folders() for row in folder.papers}

    def solve(self, *locks: str) -> None:
        for lock in locks:
            if lock == "d1":
                self.session.decide("d1", self.route.d1)
                continue
            for paper in self.papers():
                self.session.read(paper)
            assert self.session.answer(lock, dealt().solutions[lock].answers[0]).kind == "solved", lock

    def draw(self) -> None:
        """Everything that the archive has, but for what the route leaves."""
        if self.route.left == "*":
            return
        for slip in SLIPS:
            for reference, node in dealt().solutions[slip].rows:
                if node != self.route.left:
                    assert self.session.answer(slip, reference).kind == "solved"

    def stand(self, suspect: str) -> None:
        """Sign a form that is not right, and stand by it."""
        for paper in self.papers():
            self.session.read(paper)
        right = list(dealt().solutions["m4"].answers[0])
        wrong = [suspect, *right[1:3], "son" if right[3] != "son" else "merge", *right[4:]]
        assert self.session.answer("m4", wrong).kind == "wrong"
        (choice,) = [one for one in self.session.decisions() if one.id == "stand"]
        assert [option.id for option in choice.options] == [suspect]
        self.session.decide("stand", suspect)

    def to_the_end(self) -> "Play":
        route, world = self.route, dealt().world
        assert world is not None
        self.solve(*BEFORE)
        if route.stood:
            self.stand(world.mole if route.stood == "mole" else world.decoy)
        elif route.proved:
            self.solve("m4")
        self.session.decide("d2", route.d2)
        self.solve(*route.sheets)
        if route.stood and route.proved:
            self.solve("m4")
        self.draw()
        assert self.session.status().ended == ""
        self.solve("f")
        return self

    def last(self) -> str:
        return "\n".join(self.session.page(name).text for name in (f"end-{self.route.ending}", *LAST))


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.ending}-{route.d1}-{route.d2}")
def test_an_ending_is_reached_and_its_last_papers_fit_the_route(route: Route) -> None:
    play = Play(route).to_the_end()
    assert play.session.status().ended == route.ending
    assert {name for name in play.papers() if name.startswith("end-") or name in LAST} == {
        f"end-{route.ending}",
        *LAST,
    }
    for words in route.says:
        assert words in play.last()


def references() -> Sequence[str]:
    return [node for slip in SLIPS for _, node in dealt().solutions[slip].rows]


def test_every_route_has_one_ending_and_every_ending_a_route() -> None:
    assert {route.ending for route in ROUTES} == {entry.id for entry in dealt().case.file.endings}
    assert len(references()) == 14


@pytest.mark.parametrize(
    "left", [pytest.param(node, marks=() if node == "request:boy" else pytest.mark.slow) for node in references()]
)
def test_without_one_optional_paper_nobody_has_the_key_of_the_hidden_ending(left: str) -> None:
    play = Play(replace(ROUTES[0], left=left)).to_the_end()
    assert play.session.status().ended == "quiet-hands"
    # Not a matter of conditions: with every key that pack and save give, the node stays shut.
    assert "ending:stood-down" not in play.session.state.held.names
    assert left not in play.session.state.held.names
