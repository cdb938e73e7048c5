"""The clauses that a keypad's rule is made of: which there are, and when a code keeps one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

PLACES = "ABCDEF"
"""Names of the six places, from left to right."""
CLAUSES = 3
"""Clauses of a rule, each of another kind."""

Digits = Sequence[int]
"""Six digits from left to right."""


@dataclass(frozen=True, slots=True, order=True)
class Clause:
    """One clause; what its kind does not use is empty or 0."""

    kind: str
    places: tuple[int, ...] = ()
    number: int = 0
    way: int = 0
    """Which of the kind's sentences: rise or fall, odd or even."""


_Holds = Callable[[Clause, Digits], bool]

_PAIRS = tuple(combinations(range(len(PLACES)), 2))
_ORDERED = tuple(permutations(range(len(PLACES)), 2))
_RUNS = tuple(
    tuple(range(first, first + size)) for size in (3, 4) for first in range(len(PLACES) - size + 1)
)  # fmt: skip


def _sums(clause: Clause, digits: Digits) -> bool:
    one, other = clause.places
    return digits[one] + digits[other] == clause.number


def _differs(clause: Clause, digits: Digits) -> bool:
    one, other = clause.places
    return digits[one] - digits[other] == clause.number


def _is_more(clause: Clause, digits: Digits) -> bool:
    one, other = clause.places
    return digits[one] > digits[other]


def _runs(clause: Clause, digits: Digits) -> bool:
    run = [digits[place] for place in clause.places]
    return run == sorted(set(run), reverse=clause.way == 1)


def _repeats(clause: Clause, digits: Digits) -> bool:
    """Whether so many digits stand twice, and none more often."""
    counts = [digits.count(digit) for digit in set(digits)]
    return max(counts) <= 2 and counts.count(2) == clause.way


def _is_odd(clause: Clause, digits: Digits) -> bool:
    return digits[clause.places[0]] % 2 == 1 - clause.way


def _totals(clause: Clause, digits: Digits) -> bool:
    return sum(digits) == clause.number


def _divides(clause: Clause, digits: Digits) -> bool:
    return sum(digits) % clause.number == 0


def _halves(clause: Clause, digits: Digits) -> bool:
    first, last = tuple(digits[:3]), tuple(digits[3:])
    return last > first if clause.way else first > last


def _counts_odd(clause: Clause, digits: Digits) -> bool:
    return sum(digit % 2 for digit in digits) == clause.number


def _has_digit(clause: Clause, digits: Digits) -> bool:
    return (clause.number in digits) is (clause.way == 0)


_TABLE: dict[str, tuple[_Holds, tuple[Clause, ...]]] = {
    "pair": (_sums, tuple(Clause("pair", two, number) for two in _PAIRS for number in range(3, 16))),
    "apart": (_differs, tuple(Clause("apart", two, number) for two in _ORDERED for number in range(1, 7))),
    "more": (_is_more, tuple(Clause("more", two) for two in _ORDERED)),
    "run": (_runs, tuple(Clause("run", run, way=way) for run in _RUNS for way in (0, 1))),
    "twice": (_repeats, tuple(Clause("twice", way=way) for way in (0, 1, 2))),
    "parity": (_is_odd, tuple(Clause("parity", (place,), way=way) for place in range(len(PLACES)) for way in (0, 1))),
    "total": (_totals, tuple(Clause("total", number=number) for number in range(12, 43))),
    "divided": (_divides, tuple(Clause("divided", number=number) for number in (3, 4, 5, 7))),
    "halves": (_halves, tuple(Clause("halves", way=way) for way in (0, 1))),
    "odd": (_counts_odd, tuple(Clause("odd", number=number) for number in range(7))),
    "digit": (_has_digit, tuple(Clause("digit", number=number, way=way) for number in range(10) for way in (0, 1))),
}
KINDS = tuple(_TABLE)
"""Kinds of clause by name, in the order of the leaflet."""


def clauses(kinds: Iterable[str]) -> list[Clause]:
    """Every clause of these kinds."""
    return [clause for kind in kinds for clause in _TABLE[kind][1]]


def holds(clause: Clause, digits: Digits) -> bool:
    """Whether a code keeps a clause."""
    return _TABLE[clause.kind][0](clause, digits)


def digits_of(code: str) -> tuple[int, ...]:
    """A code digit by digit."""
    return tuple(map(int, code))


def kept_by(codes: Iterable[str], known: Iterable[Clause]) -> list[Clause]:
    """The clauses that all these codes keep."""
    read = [digits_of(code) for code in codes]
    return [clause for clause in known if all(holds(clause, digits) for digits in read)]
