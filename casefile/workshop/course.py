"""What a simulation needs to know of one profile: its locks with their minutes, what is to be read, what opens what."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from casefile.source import names
from casefile.source.case import Case
from casefile.source.case_file import ProfileEntry
from casefile.source.document import blocks
from casefile.source.names import Use
from casefile.source.wiring import START, Wiring, wire
from casefile.workshop.solutions import override_of

_CODE = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Moment:
    """What is held once certain locks are solved and certain branches taken."""

    open: tuple[str, ...]
    words: int
    is_over: bool
    is_more: bool
    """Something is still shut that is not open now."""
    waiting: tuple[str, ...]
    """Decisions that can be taken."""


@dataclass(frozen=True)
class Course:
    """All that the dice need to know of one profile."""

    profile: str
    wiring: Wiring
    minutes: Mapping[str, float]
    """Of every lock that must or may be solved, archives left out."""
    words: Mapping[str, int]
    """Words to be read in sentences, by the node that brings them."""
    boards: frozenset[str]
    first: frozenset[str]
    """Locks that are there from the start."""
    decisions: Mapping[str, tuple[str, ...]]
    """Branches of each decision."""
    detours: frozenset[str]
    """Decisions that come on a condition."""
    last: str
    """The node that ends the case; empty where nothing does."""
    _moments: dict[tuple[frozenset[str], frozenset[str]], "Moment"] = field(default_factory=dict, repr=False)

    def moment(self, solved: frozenset[str], taken: frozenset[str]) -> Moment:
        """What is held after these locks and branches."""
        key = (solved, taken)
        if key not in self._moments:
            self._moments[key] = self._look(solved, taken)
        return self._moments[key]

    def _look(self, solved: frozenset[str], taken: frozenset[str]) -> Moment:
        got = (*taken, *(names.part_of(name, names.SOLVED) for name in solved))
        held = self.wiring.held((START, *got), works=())
        shown = [name for name in self.minutes if names.part_of(name, names.SHOWN) in held]
        # A board hands out what was skipped; nobody needs to solve that any more.
        left = tuple(name for name in shown if name not in solved and names.part_of(name, names.PAPERS) not in held)
        chosen = {name for name, branches in self.decisions.items() if taken & set(branches)}
        works = {node for name in held for node in self.wiring.works.get(name, ())}
        return Moment(
            open=left,
            words=sum(count for node, count in self.words.items() if node in held),
            is_over=bool(self.last) and self.last in held,
            is_more=any(name not in shown and names.part_of(name, names.PAPERS) not in held for name in self.minutes),
            waiting=tuple(name for name, own in self.decisions.items() if name not in chosen and works & set(own)),
        )


def course(case: Case, profile: ProfileEntry, wiring: Wiring | None = None) -> Course:
    """What the dice need to know of a profile. Words are counted in the source, so what a loop repeats counts once."""
    wiring = wiring or wire(case, profile)
    kept = {name: one.about for name, one in case.puzzles.items() if name not in profile.drops}
    locks = {name: about for name, about in kept.items() if about.form != "request"}
    words: dict[str, int] = {}
    for doc in case.docs.values():
        node = wiring.node(doc.about.opens_with, Use.CARRIER)
        for one in names.spread(node, wiring.kinds):
            words[one] = words.get(one, 0) + _words(doc.body)
    branches: dict[str, tuple[str, ...]] = {
        entry.id: tuple(names.spread(names.branch(entry.id, "*"), wiring.kinds)) for entry in case.file.decisions
    }
    made = Course(
        profile=profile.id,
        wiring=wiring,
        minutes={name: float(override_of(profile, name).minutes or about.minutes) for name, about in locks.items()},
        words=words,
        boards=frozenset(name for name, about in locks.items() if about.form == "board"),
        first=frozenset(),
        decisions=branches,
        detours=frozenset(entry.id for entry in case.file.decisions if entry.when),
        last=wiring.node(case.file.endings_with, Use.HOLDER) if case.file.endings else "",
    )
    return replace(made, first=frozenset(made.moment(frozenset(), frozenset()).open))


def _words(body: str) -> int:
    """Words of a paper's sentences; in tables and figures things are looked up."""
    prose = [
        block for block in blocks(_VALUE.sub("x", _CODE.sub(" ", body))) if block[:1] != "|" and block[:3] != "```"
    ]
    return sum(len(block.split()) for block in prose)
