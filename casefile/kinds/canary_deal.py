"""Which words each copy has: a code in which no other copy comes near the one that was quoted.

Source: the distance between two copies is that of R. W. Hamming, Error detecting and error correcting codes, 1950.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from casefile.kinds.canary_memo import CanaryParams, Code, Leak, Memo

_NEARLY = 2
"""Quoted places at which a copy that nearly fits has other words."""
_APART = 3
"""Quoted places at which any other copy has other words, and places at which any two copies differ."""


@dataclass(frozen=True, slots=True)
class Deal:
    """What every copy says, and what was quoted of one of them."""

    codes: tuple[Code, ...]
    right: int
    """The copy that was quoted, counted from 0."""
    shown: tuple[int, ...]
    """Slots that are quoted word for word."""
    nearly: tuple[int, ...]
    """Copies that fit all but two of these."""


def deal_codes(params: CanaryParams, memo: Memo, leak: Leak, stream: random.Random) -> Deal | None:
    """The codes of all copies; None where two of them came out too much alike.

    The quoted places are parted into pairs, and for each pair there is a copy that differs there alone. So no two
    words of the quotation are enough, each counts, and whoever misreads one has two copies that fit equally well.
    """
    always = [memo.at(name) for name, else_ in leak.holes if else_ is None]
    others = [memo.at(name) for name, else_ in leak.holes if else_ is not None]
    shown = tuple(sorted([*always, *stream.sample(others, params.shown - len(always))]))
    right = params.leaked - 1 if params.leaked else stream.randrange(params.copies)
    columns = [_column(len(slot.variants), params.copies, stream) for slot in memo.slots]
    codes = [[column[at] for column in columns] for at in range(params.copies)]
    places, rest = stream.sample(shown, len(shown)), [at for at in range(params.copies) if at != right]
    stream.shuffle(rest)
    pairs = [places[at : at + _NEARLY] for at in range(0, len(places) - 1, _NEARLY)]
    nearly = rest[: len(pairs)]
    for copy in rest:
        differs = pairs[nearly.index(copy)] if copy in nearly else _some(places, stream)
        for place in shown:
            variants = range(len(memo.slots[place].variants))
            taken = codes[right][place]
            codes[copy][place] = stream.choice([at for at in variants if at != taken]) if place in differs else taken
    dealt = tuple(map(tuple, codes))
    if any(_distance(one, other) < _APART for one, other in combinations(dealt, 2)):
        return None
    return Deal(dealt, right, shown, tuple(sorted(nearly)))


def _column(variants: int, copies: int, stream: random.Random) -> list[int]:
    """A variant for each copy, all of them about equally often."""
    order = stream.sample(range(variants), variants)
    column = [order[at % variants] for at in range(copies)]
    stream.shuffle(column)
    return column


def _some(places: Sequence[int], stream: random.Random) -> list[int]:
    """Quoted places at which a copy differs that does not nearly fit."""
    return stream.sample(places, stream.randint(_APART, len(places) - 1))


def _distance(one: Code, other: Code) -> int:
    return sum(left != right for left, right in zip(one, other, strict=True))
