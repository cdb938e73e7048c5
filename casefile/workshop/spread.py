"""Who it is in which team's deal: neighbours never the same, and no suspect more often than needed."""

import random
from collections import Counter
from collections.abc import Collection, Sequence
from typing import TypeVar

Thing = TypeVar("Thing")
Pair = tuple[str, str]
"""A mole and a decoy; two empty strings in a case without a hidden world."""

NOBODY: Pair = ("", "")


class Spread:
    """Hands out moles and decoys, team by team."""

    def __init__(self, roll: Sequence[str], before: Sequence[Pair], chance: random.Random) -> None:
        """Begin behind the teams that there are.

        Args:
            roll: The suspects; none in a case without a hidden world.
            before: What the teams before have, in their order.
            chance: Decides between what is equally good.
        """
        self._roll = roll
        self._given = list(before)
        self._chance = chance

    def next(self, ready: Collection[Pair] = ()) -> Pair:
        """The next team's.

        Args:
            ready: Deals that could be had without work. One of them is taken where no near neighbour has its mole.
        """
        pair = self._best(ready)
        self._given.append(pair)
        return pair

    def _best(self, ready: Collection[Pair]) -> Pair:
        if not self._roll:
            return NOBODY
        often = Counter(mole for mole, _ in self._given)
        near = {mole for mole, _ in self._given[-(len(self._roll) // 2) :]}
        apart = [mole for mole in self._shuffled(self._roll) if mole not in near]
        apart.sort(key=lambda mole: often[mole])  # a stable sort: chance decides between equals
        for mole in apart:
            fitting = [pair for pair in ready if pair[0] == mole]
            if fitting:
                return self._rarest(fitting)
        return self._rarest([(apart[0], decoy) for decoy in self._roll if decoy != apart[0]])

    def _rarest(self, pairs: Sequence[Pair]) -> Pair:
        often = Counter(self._given)
        return min(self._shuffled(pairs), key=lambda pair: often[pair])

    def _shuffled(self, things: Sequence[Thing]) -> list[Thing]:
        return self._chance.sample(list(things), len(things))
