"""How far a translation has come: what is missing, what is stale, what has lost a placeholder."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from casefile.source.case import Case
from casefile.source.catalogue import placeholders
from casefile.workshop.translation.catalogues import Match
from casefile.workshop.translation.texts import Told, texts


class State(StrEnum):
    """How one text stands."""

    DONE = "done"
    MISSING = "missing"
    STALE = "stale"
    """Its translation is of what stood there before, or waits for a translator's word."""
    LOST = "lost"
    """Its translation has lost a placeholder."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One text in one language."""

    told: Told
    state: State
    lost: tuple[str, ...] = ()
    """Placeholders that the translation ought to have."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A language."""

    language: str
    standings: tuple[Standing, ...]
    leftover: int
    """Translations of what is in the case no more."""

    @property
    def counts(self) -> Counter[str]:
        """Texts by their state; words of the machine's that have no translation count as nothing."""
        return Counter(one.state for one in self.standings)

    @property
    def percent(self) -> int:
        """Texts that are done, of all; a hundred only when nothing is left to do."""
        return 100 * self.counts[State.DONE] // max(len(self.standings), 1)

    def files(self) -> Iterator[tuple[str, list[Standing]]]:
        """File by file."""
        for path in dict.fromkeys(one.told.path for one in self.standings):
            yield path, [one for one in self.standings if one.told.path == path]


def standing(case: Case, language: str, old: Any) -> Progress:
    """Compare a catalogue with the case that it translates."""
    match = Match(texts(case), old)
    found = [_standing(told, match) for told in match.told]
    counted = tuple(one for one in found if not (one.told.loose and one.state == State.MISSING))
    leftover = sum(bool(entry.msgstr) and not entry.obsolete and id(entry) not in match.used for entry in old)
    return Progress(language, counted, leftover)


def _standing(told: Told, match: Match) -> Standing:
    entry = match.exact.get(told)
    if entry is None or not entry.msgstr:
        return Standing(told, State.STALE if told in match.stale else State.MISSING)
    if entry.fuzzy or entry.obsolete:
        return Standing(told, State.STALE)
    lost = tuple(sorted(placeholders(told.text) - placeholders(entry.msgstr)))
    return Standing(told, State.LOST if lost else State.DONE, lost)
