"""Finding what opens a keypad: its rule from the log of its service, then the one code with the given digits."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations, pairwise, permutations, product
from typing import Any

from casefile.kinds.riddle import Answer, unsolved
from casefile.kinds.tables import rows

_SIX, _THREE = 6, 3
_DIGITS = "0123456789"
_Code = tuple[int, ...]
_Clause = tuple[int, ...]
"""What a kind of clause says: places and numbers; True and False count as 1 and 0."""
_Rule = tuple[tuple[str, _Clause], ...]


def solve(text: str, public: Mapping[str, Any]) -> Answer:
    """The code that obeys every rule which fits the log.

    Args:
        text: All papers; the log has a code to a row, in one cell or in six, and what came of it in another.
        public: `kinds` of clause on the leaflet, `words` for accepted and refused, and the `given` digits.
    """
    taken, refused = _log(text, public["words"])
    if not taken or not refused:
        raise unsolved("The papers have no log of codes that were accepted and refused.")
    rules = list(_rules(public["kinds"], taken, refused))
    if not rules:
        raise unsolved("No rule of the leaflet fits the log.")
    givens = _givens(text, public["given"])
    codes = [
        "".join(code)
        for given in givens
        for code in product(*("0123456789" if sign == "?" else sign for sign in given))
    ]
    found = {code for rule in rules for code in codes if _obeys(code, rule)}
    if len(found) != 1:
        raise unsolved(f"{len(rules)} rules fit the log; with the given digits {len(found)} codes open.")
    return (found.pop(),)


def _log(text: str, words: list[str]) -> tuple[set[str], set[str]]:
    found: tuple[set[str], set[str]] = (set(), set())
    for cells in rows(text):
        whole = [cell for cell in cells if re.fullmatch(r"\d{6}", cell)]
        code = whole[0] if whole else "".join(cell for cell in cells if re.fullmatch(r"\d", cell))[-_SIX:]
        for word, codes in zip(words, found, strict=True):
            if len(code) == _SIX and word.casefold() in (cell.casefold() for cell in cells):
                codes.add(code)
    return found


def _givens(text: str, pattern: str) -> list[str]:
    """The pattern where it says all itself, else what stands in the papers and looks like it."""
    if "*" not in pattern:
        return [pattern]
    looks = "".join(r"\?" if sign == "?" else sign.replace("*", r"\d") for sign in pattern)
    return sorted(set(re.findall(rf"(?<![\d?]){looks}(?![\d?])", text)))


def _rules(kinds: list[str], taken: set[str], refused: set[str]) -> Iterator[_Rule]:
    """Rules of three clauses that all that was taken keeps, and nothing that was refused."""
    kept = [
        [(kind, said) for said in frozenset.intersection(*(_true_of(code, kind) for code in taken))] for kind in kinds
    ]
    for three in combinations(kept, _THREE):
        for rule in product(*three):
            if not any(_obeys(code, rule) for code in refused):
                yield rule


def _obeys(code: str, rule: _Rule) -> bool:
    return all(said in _true_of(code, kind) for kind, said in rule)


def _true_of(code: str, kind: str) -> frozenset[_Clause]:
    """All clauses of a kind that are true of a code."""
    return frozenset(_TRUE[kind](tuple(map(int, code))))


def _pair(code: _Code) -> Iterator[_Clause]:
    sums = ((a, b, code[a] + code[b]) for a, b in combinations(range(_SIX), 2))
    return (said for said in sums if 3 <= said[2] <= 15)


def _apart(code: _Code) -> Iterator[_Clause]:
    return ((a, b, code[a] - code[b]) for a, b in permutations(range(_SIX), 2) if 1 <= code[a] - code[b] <= 6)


def _more(code: _Code) -> Iterator[_Clause]:
    return ((a, b) for a, b in permutations(range(_SIX), 2) if code[a] > code[b])


def _run(code: _Code) -> Iterator[_Clause]:
    for first, last in ((first, first + more) for more in (2, 3) for first in range(_SIX - more)):
        steps = {(right > left) - (right < left) for left, right in pairwise(code[first : last + 1])}
        if steps in ({1}, {-1}):
            yield first, last, *steps


def _twice(code: _Code) -> Iterator[_Clause]:
    counts = sorted(map(code.count, set(code)))
    return ((pairs,) for pairs in (0, 1, 2) if counts == [1] * (_SIX - 2 * pairs) + [2] * pairs)


def _parity(code: _Code) -> Iterator[_Clause]:
    return ((place, digit % 2) for place, digit in enumerate(code))


def _total(code: _Code) -> Iterator[_Clause]:
    return ((total,) for total in range(12, 43) if total == sum(code))


def _divided(code: _Code) -> Iterator[_Clause]:
    return ((by,) for by in (3, 4, 5, 7) if sum(code) % by == 0)


def _halves(code: _Code) -> Iterator[_Clause]:
    first, last = (int("".join(map(str, half))) for half in (code[:3], code[3:]))
    return ((int(first > last),) for _ in range(first != last))


def _odd(code: _Code) -> Iterator[_Clause]:
    yield (len([digit for digit in code if digit in {1, 3, 5, 7, 9}]),)


def _digit(code: _Code) -> Iterator[_Clause]:
    return ((digit, digit in code) for digit in range(10))


_TRUE: dict[str, Callable[[_Code], Iterator[_Clause]]] = {
    "pair": _pair,
    "apart": _apart,
    "more": _more,
    "run": _run,
    "twice": _twice,
    "parity": _parity,
    "total": _total,
    "divided": _divided,
    "halves": _halves,
    "odd": _odd,
    "digit": _digit,
}
