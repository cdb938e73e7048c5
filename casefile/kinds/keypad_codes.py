"""Sets of codes as integers of a million bits: bit n is the code n. A rule is then three of them, anded."""

from collections.abc import Iterator
from functools import cache, lru_cache, reduce
from itertools import combinations
from operator import or_

from casefile.kinds.keypad_rules import PLACES, Clause

_SIZE = len(PLACES)
ALL: int = (1 << 10**_SIZE) - 1
"""Every code."""
_KEPT = 128
"""Sets that are kept at hand, 125 KB each."""


@cache
def having(place: int, digit: int) -> int:
    """Codes with this digit in this place."""
    block: int = 10 ** (_SIZE - 1 - place)
    bits, period = ((1 << block) - 1) << (digit * block), block * 10
    for _ in range(place):
        bits = reduce(or_, (bits << (turn * period) for turn in range(10)))
        period *= 10
    return bits


@lru_cache(_KEPT)
def codes_of(clause: Clause) -> int:
    """Codes that keep a clause."""
    return _SETS[clause.kind](clause)


def members(codes: int) -> Iterator[str]:
    """The codes of a set, from the lowest."""
    bits = bin(codes)[:1:-1]
    at = bits.find("1")
    while at >= 0:
        yield f"{at:0{_SIZE}d}"
        at = bits.find("1", at + 1)


def _union(sets: Iterator[int]) -> int:
    return reduce(or_, sets, 0)


def _pair(clause: Clause) -> int:
    (one, other), number = clause.places, clause.number
    return _union(having(one, digit) & having(other, number - digit) for digit in range(10) if 0 <= number - digit <= 9)


def _apart(clause: Clause) -> int:
    (one, other), number = clause.places, clause.number
    return _union(having(one, digit + number) & having(other, digit) for digit in range(10 - number))


def _more(clause: Clause) -> int:
    one, other = clause.places
    less = found = 0
    for digit in range(10):
        found |= having(one, digit) & less
        less |= having(other, digit)
    return found


def _run(clause: Clause) -> int:
    first, *rest = clause.places if clause.way == 0 else clause.places[::-1]
    ending = [having(first, digit) for digit in range(10)]
    for place in rest:
        ending = [_union(iter(ending[:digit])) & having(place, digit) for digit in range(10)]
    return _union(iter(ending))


def _twice(clause: Clause) -> int:
    """So many pairs of places with the same digit: a digit that stands three times makes three pairs."""
    counted = [ALL, 0, 0]
    for one, other in combinations(range(_SIZE), 2):
        same = _union(having(one, digit) & having(other, digit) for digit in range(10))
        none, one_pair, two_pairs = counted
        counted = [none & ~same, (one_pair & ~same) | (none & same), (two_pairs & ~same) | (one_pair & same)]
    return counted[clause.way]


@cache
def _adding(places: int, total: int, *, parities: bool) -> int:
    """Codes of so many places whose digits, or whose odd digits counted, come to a total."""
    if places == 0 or total < 0:
        return int(places == total == 0)
    found, size = 0, int(10 ** (places - 1))
    for digit in range(10):
        rest = total - (digit % 2 if parities else digit)
        found |= _adding(places - 1, rest, parities=parities) << digit * size
    return found


def _divided(clause: Clause) -> int:
    return _union(_adding(_SIZE, total, parities=False) for total in range(0, 9 * _SIZE + 1, clause.number))


def _halves(clause: Clause) -> int:
    """For each first half its thousand bits: the last halves below it, or above."""
    full, size = (1 << 1000) - 1, 125
    below = ((1 << half) - 1 for half in range(1000))
    halves = ((full ^ low ^ (low + 1)) if clause.way else low for low in below)
    return int.from_bytes(b"".join(bits.to_bytes(size, "little") for bits in halves), "little")


def _digit(clause: Clause) -> int:
    found = _union(having(place, clause.number) for place in range(_SIZE))
    return ALL ^ found if clause.way else found


_SETS = {
    "pair": _pair,
    "apart": _apart,
    "more": _more,
    "run": _run,
    "twice": _twice,
    "parity": lambda clause: _union(having(clause.places[0], digit) for digit in range(1 - clause.way, 10, 2)),
    "total": lambda clause: _adding(_SIZE, clause.number, parities=False),
    "divided": _divided,
    "halves": _halves,
    "odd": lambda clause: _adding(_SIZE, clause.number, parities=True),
    "digit": _digit,
}
