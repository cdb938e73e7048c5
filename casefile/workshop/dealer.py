"""Whoever deals one case for an evening: deals that lie ready first, fresh ones for the rest."""

import random
import secrets
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from casefile.source.loader import load
from casefile.vault import Ask, SealKey, is_locked
from casefile.workshop.finished import SEAL_KEY, state_of
from casefile.workshop.fresh import Bench, Made, deal_fresh
from casefile.workshop.reserve import Reserve
from casefile.workshop.spread import NOBODY, Pair, Spread
from casefile.world import mole_and_decoy

Tell = Callable[[int, int, str], None]
"""Told how many deals of how many are done."""


@dataclass(frozen=True, slots=True)
class How:
    """How somebody wants a case dealt."""

    profile: str = "full"
    word: str = ""
    """What the seeds follow from, so that the same deals can be made again; without one they are random."""
    is_checked: bool = True
    """Whether every deal is proved fair before a team gets it."""
    cache: Path | None = None
    """The private file of `seal_case`, beside which deals lie ready; without it, or with a word, all are fresh."""
    ask: Ask | None = None
    """Asks for the passphrase of a seal key that has one."""
    tell: Tell = lambda _done, _total, _what: None


@dataclass
class Hand:
    """Deals for so many teams."""

    deals: list[Made] = field(default_factory=list)
    ready: int = 0
    """How many of them lay ready."""


class Dealer:
    """Deals one case in one profile."""

    def __init__(self, source: Path, how: How) -> None:
        """Read the case.

        Raises:
            Unsound: With every problem of the case.
            Refusal: `profile-unknown`, `seal-key`, `seal-passphrase`.
        """
        self.case = load(source)
        self.profile = self.case.profile(how.profile)
        path = source / SEAL_KEY
        passphrase = how.ask() if how.ask and is_locked(path) else ""
        key = SealKey.load_or_make(path, (lambda: passphrase) if passphrase else None)
        self._how = how
        self._bench = Bench(source.resolve(), self.profile.id, how.is_checked, passphrase)
        self._reserve = _reserve(source, how, key) if how.cache and how.is_checked and not how.word else None

    def pair_of(self, seed: str) -> Pair:
        """Who it is in the deal of a seed, and who looks like it."""
        return mole_and_decoy(self.case.world, seed) if self.case.world else NOBODY

    @contextmanager
    def hand(self, count: int, before: Sequence[Pair] = ()) -> Iterator[Hand]:
        """Deal to so many teams. Unless what is done with the deals breaks off, no other team ever gets them.

        Args:
            count: How many.
            before: Who it is for the teams that there are.

        Raises:
            Refusal: `deal-unfair`, `deal-ended`.
        """
        names: list[str] = []
        try:
            yield self._deal(count, before, names)
        except BaseException:
            if self._reserve:
                self._reserve.give_back(names)
            raise
        if self._reserve:
            self._reserve.spend(names)

    def prepare(self, count: int) -> tuple[int, int]:
        """Lay deals ready until there are so many; how many were made, and how many there are now."""
        if self._reserve is None:
            return 0, 0
        there = list(self._reserve.ready().values())
        spread = Spread(self.case.roll, there, secrets.SystemRandom())
        wanted = {place: spread.next() for place in range(len(there), count)}
        for number, (_, made) in enumerate(deal_fresh(self.case, self._bench, wanted, ""), start=1):
            self._reserve.keep(made)
            self._how.tell(number, len(wanted), "")
        return len(wanted), len(there) + len(wanted)

    def _deal(self, count: int, before: Sequence[Pair], names: list[str]) -> Hand:
        """Deal, and note in `names` what must be given back if nothing comes of it."""
        word, first = self._how.word, len(before)
        spread = Spread(self.case.roll, before, random.Random(f"{word} {first}") if word else secrets.SystemRandom())  # noqa: S311  repeatable is what the word is for
        ready = self._reserve.ready() if self._reserve else {}
        deals: dict[int, Made] = {}
        wanted: dict[int, Pair] = {}
        for place in range(first, first + count):
            pair = spread.next(ready.values())
            made = self._take(pair, ready, names)
            if made is None:
                wanted[place] = pair
            else:
                deals[place] = made
        hand = Hand(ready=len(deals))
        for place, made in deal_fresh(self.case, self._bench, wanted, word):
            deals[place] = made
            if self._reserve:  # what is done is not done again when this breaks off
                names.append(self._reserve.keep(made, is_taken=True))
            self._how.tell(len(deals), count, "")
        hand.deals = [deals[place] for place in sorted(deals)]
        return hand

    def _take(self, pair: Pair, ready: MutableMapping[str, Pair], names: list[str]) -> Made | None:
        for name in [name for name, found in ready.items() if found == pair]:
            del ready[name]
            made = self._reserve.take(name) if self._reserve else None
            if made:
                names.append(name)
                return made
        return None


def _reserve(source: Path, how: How, key: SealKey) -> Reserve | None:
    if how.cache is None:
        return None
    stem = f"{how.cache.stem}.{how.profile}"
    own = how.cache.with_name(f"{stem}.{state_of(source)[:16]}.deals")
    return Reserve(own, key.reserve_key(), [path for path in own.parent.glob(f"{stem}.*.deals") if path != own])
