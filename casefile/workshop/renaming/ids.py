"""The ids of a case: what there is under a name, and whether another name is free for it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from casefile.errors import Refusal
from casefile.source.case import Case
from casefile.source.problems import did_you_mean

_ID, _NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}"), re.compile(r"[a-z][a-z0-9_]{0,63}")
_CLUE = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_PATTERNS = {"puzzle": _NAME, "person": _NAME, "variable": _NAME, "decision": _NAME, "clue": _CLUE}
_RESERVED = {"cast", "world", "profile", "branch", "suspect", "start"}
"""Names that mean something else in a template, or among the nodes."""


@dataclass(frozen=True, slots=True)
class Known:
    """Something that has an id."""

    sort: str
    id: str
    within: str = ""
    """Of an option: its decision."""

    @property
    def written(self) -> str:
        """How it is asked for where the id alone could mean several things."""
        return f"{self.sort}:{self.within}/{self.id}" if self.within else f"{self.sort}:{self.id}"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing's new name."""

    known: Known
    new: str
    each: tuple[str, ...] = ()
    """Of a person: the decisions that have an option for everybody."""

    @property
    def sort(self) -> str:
        """What it is."""
        return self.known.sort

    @property
    def old(self) -> str:
        """Its name until now."""
        return self.known.id


def everything(case: Case) -> Iterator[Known]:
    """Everything in a case that can be renamed."""
    file = case.file
    lists: dict[str, Sequence[Any]] = {
        "act": file.acts,
        "bank": file.banks,
        "decision": file.decisions,
        "ending": file.endings,
        "question": file.questions,
        "message": file.messages,
        "profile": file.profiles,
    }
    for sort, entries in lists.items():
        yield from (Known(sort, entry.id) for entry in entries)
    for decision in file.decisions:
        yield from (Known("option", one.id, decision.id) for one in decision.options if not one.each)
    for sort, names in (("paper", case.docs), ("puzzle", case.made), ("person", case.cast)):
        yield from (Known(sort, name) for name in names)
    if case.world:
        yield from (Known("variable", name) for name in case.world.variables)
        yield from (Known("clue", clue.id) for clue in case.world.clues)
    yield from (
        Known("request", row.opens.partition(":")[2]) for one in case.puzzles.values() for row in one.about.rows
    )
    cards = [*file.cards, *(card for doc in case.docs.values() for card in doc.about.cards)]
    cards += [card for one in case.puzzles.values() for card in one.about.cards]
    yield from (Known("card", name) for name in dict.fromkeys(card.id for card in cards) if "{" not in name)


def changes(case: Case, old: str, new: str) -> list[Change]:
    """What a new name means: one change, or two where a person and that person's card are called the same.

    Raises:
        Refusal: `rename-…`: there is no such id, or several; the new name cannot be one, or is taken.
    """
    known = list(everything(case))
    meant = [one for one in known if old in (one.id, one.written, f"{one.within}/{one.id}")]
    if not meant:
        guess = did_you_mean(old, {name for one in known for name in (one.id, one.written)})
        raise Refusal("rename-unknown", f'Nothing in this case has the id "{old[:80]}".{guess}')
    if len(meant) > 1 and {one.sort for one in meant} != {"person", "card"}:
        ways = " or ".join(f"`{one.written}`" for one in meant)
        raise Refusal("rename-ambiguous", f'"{old}" is the id of several things; say {ways}.')
    sorts = {one.sort for one in meant}
    if sorts & {"person", "card"}:
        # The card of a suspect is found by the suspect's id: they are one.
        meant = [one for one in known if one.id == meant[0].id and one.sort in {"person", "card"}]
    each = tuple(one.id for one in case.file.decisions if any(option.each for option in one.options))
    found = [Change(one, new, each if one.sort == "person" else ()) for one in meant]
    for change in found:
        _check(change, known)
    return found


def _check(change: Change, known: list[Known]) -> None:
    pattern = _PATTERNS.get(change.sort, _ID)
    if not pattern.fullmatch(change.new) or (change.sort in {"puzzle", "variable", "act"} and change.new in _RESERVED):
        raise Refusal("rename-name", f'"{change.new[:80]}" cannot be the id of a {change.sort}.')
    taken = {"act": {"act", "puzzle"}, "puzzle": {"act", "puzzle"}}.get(change.sort, {change.sort})
    for one in known:
        if one.sort in taken and replace(one, sort=change.sort) == replace(change.known, id=change.new):
            raise Refusal("rename-taken", f'There is a {one.sort} "{change.new}" already; take another name.')
