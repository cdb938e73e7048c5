"""Proof that a case under its new id deals what it dealt before, word for word but for the id."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casefile.errors import Refusal
from casefile.source.case import Case
from casefile.source.loader import examine
from casefile.source.problems import Unsound
from casefile.workshop.deal import Dealt, deal_case
from casefile.workshop.renaming.ids import Change
from casefile.world.stream import under_other_names

_STREAMS = {"puzzle": ("puzzle",), "variable": ("variable",), "clue": ("clue",), "person": ("decoy", "code")}
"""Chance is drawn under these names; to compare two deals it must be the same."""
_DRAWN = frozenset({"card", "person", "variable", "clue"})
"""What a seed chooses among: another deal shows others of them."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What is to be proved."""

    case: Case
    renamed: Path
    """A copy of its folder, with the new id."""
    changes: list[Change]
    papers: frozenset[str]
    """Ids of the papers in which templates were changed: they may print the id."""


def prove(claim: Claim, tell: Callable[[int, int, str], None]) -> None:
    """Deal a case and its renamed copy, in every profile and from several seeds, and compare.

    Raises:
        Unsound: The copy is not sound.
        Refusal: `rename-meaning`: it deals something else.
    """
    case, changes = claim.case, claim.changes
    after, problems = examine(claim.renamed)
    if after is None or problems:
        raise Unsound(problems)
    profiles = zip(case.file.profiles, after.file.profiles, strict=True)
    rounds: list[tuple[str, str, str | None]] = [(one.id, other.id, None) for one, other in profiles]
    if any(change.sort in _DRAWN for change in changes):
        rounds.append((*rounds[0][:2], "another"))
    names = {(head, change.new): change.old for change in changes for head in _STREAMS.get(change.sort, ())}
    for number, (one, other, seed) in enumerate(rounds):
        tell(number, len(rounds), one)
        before = deal_case(case, profile=one, seed=seed)
        with under_other_names(names):
            now = deal_case(after, profile=other, seed=seed)
        for (place, old), (_, new) in zip(_said(before, claim), _said(now, claim), strict=True):
            if old != new:
                sentence = f"With the new id {place} would not be what it is ({one}); take another, or rename by hand."
                raise Refusal("rename-meaning", sentence)
        _check_cards(now, changes)
    tell(len(rounds), len(rounds), "")


def _check_cards(dealt: Dealt, changes: list[Change]) -> None:
    """Where a template makes the old id of a card, nobody has renamed it there."""
    gone = {change.old for change in changes if change.sort == "card"}
    for lock, solution in dealt.solutions.items():
        columns = [number for number, entry in enumerate(solution.fields) if entry.normal == "card"]
        for answer in solution.answers:
            if gone & {answer[number] for number in columns}:
                sentence = f'The lock {lock} makes "{min(gone)}" out of a template; rename it by hand.'
                raise Refusal("rename-meaning", sentence)


def _said(dealt: Dealt, claim: Claim) -> Iterator[tuple[str, Any]]:
    """What a deal says: the words of its papers as they are, ids with one sign for the old and the new."""
    both = (name for one in claim.changes for name in (one.old, one.new))
    same = re.compile("|".join(rf"(?<![\w-]){re.escape(name)}(?![\w-])" for name in both))

    def blank(value: Any) -> Any:
        return same.sub("\0", repr(value))

    printing = set(map(blank, claim.papers))
    papers = {blank((one.source.about.id, one.node)): one for one in dealt.papers}
    yield "the list of papers", sorted(papers)
    for key in sorted(papers):
        one = papers[key]
        words: Any = (one.title, one.body, one.ref, one.date, one.alt)
        said = blank(words) if blank(one.source.about.id) in printing else words
        yield f"the paper {one.source.about.id}", (said, blank((one.source.about.act, one.source.about.cards)))
    for lock, solution in sorted(dealt.solutions.items(), key=lambda item: str(blank(item[0]))):
        yield f"the lock {lock}", blank((lock, sorted(map(blank, solution.answers))))
    wiring = dealt.wiring
    yield "what opens what", sorted(blank(gate) for gate in wiring.gates)
    grants = [(name, nodes) for name, nodes in wiring.grants.items() if nodes]
    yield "what brings what", sorted(blank((name, sorted(map(blank, nodes)))) for name, nodes in grants)
