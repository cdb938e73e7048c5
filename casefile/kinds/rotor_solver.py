"""Breaking a machine of three wheels on paper: of each place of the right wheel, what the rest would have to do."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import permutations
from typing import Any

from casefile.kinds import reading
from casefile.kinds.riddle import Answer, unsolved

_BEYOND = 26 * 26
"""Places of the two wheels on the left."""
_APART = r"[\s,;·/|–-]+(?:and\s+)?"


def solve(papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
    """What is asked for, out of the message that holds one of the phrases that the papers print.

    Args:
        papers: Texts: a row of 26 letters behind the name of each wheel and of the reflector, the order of three
            wheels, phrases, and a message in groups.
        params: `words`, what to `find`, `cribs`, names of `wheels` and `reflector`, `order_known`, and whether the
            `key` is asked for.
    """
    whole = "\n".join(papers.values())
    rows = {name: row for name in (*params["wheels"], params["reflector"]) if (row := _row(name, whole))}
    mirror, printed = rows.pop(params["reflector"], []), _letters(whole)
    cribs = [said for crib in params["cribs"] if (said := _letters(crib)) in printed]
    texts = reading.runs(papers, reading.LETTER)
    if len(rows) < 3 or not mirror:
        raise unsolved("The papers do not show three wheels and a reflector.")
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for order in _orders(whole, list(rows), known=params["order_known"]):
        machine = _Paper([rows[name] for name in order], mirror)
        for text in texts:
            for start in machine.starts(text, cribs):
                if said := reading.in_words(machine.read(text, start), reading.known(params)):
                    keys[said].add("".join(chr(65 + start // step % 26) for step in (676, 26, 1)))
    found = reading.asked(set(keys), params)
    if not params["key"]:
        return found
    windows = {key for settings in keys.values() for key in settings}
    if len(windows) > 1:
        raise unsolved(f"The message comes out with {len(windows)} keys.")
    return (*found, *windows)


def _row(name: str, text: str) -> list[int]:
    """The letters behind a name, as numbers; a label may stand between them."""
    rows = re.findall(rf"(?<!\w){name}(?!\w)(?:\W+\w+)??\W+([A-Z]{{26}})(?!\w)", text, re.IGNORECASE)
    return next((_numbers(row) for row in rows if row.isupper() and row != "".join(sorted(row))), [])


def _orders(text: str, names: Sequence[str], *, known: bool) -> list[tuple[str, ...]]:
    """Orders in which three names stand side by side in a paper; every order of these where it is not known."""
    name = f"({'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})"
    three = rf"(?<!\w)(?={name}{_APART}{name}{_APART}{name}(?!\w))"
    said = [match.groups() for match in re.finditer(three, text) if len(set(match.groups())) == 3]
    if known and said:
        return list(dict.fromkeys(said))
    found: Iterable[tuple[str, ...]] = [order for one in said for order in permutations(one)]
    return list(dict.fromkeys(found or permutations(names, 3)))


class _Paper:
    """The machine as a pencil works it: strips of letters that are slid along each other."""

    def __init__(self, wheels: Sequence[list[int]], mirror: list[int]) -> None:
        self._left, self._middle, self._right = wheels
        self._mirror = mirror
        self._beyond = [self._core(place) for place in range(_BEYOND)]
        self._doing: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
        for place, core in enumerate(self._beyond):
            for pair in enumerate(core):
                self._doing[pair].add(place)

    def _core(self, place: int) -> list[int]:
        """What happens to each letter to the left of the right wheel."""
        left, middle = divmod(place, 26)
        core = []
        for char in range(26):
            inner = _through(self._left, _through(self._middle, char, middle), left)
            core.append(_back(self._middle, _back(self._left, self._mirror[inner], left), middle))
        return core

    def starts(self, text: str, cribs: Sequence[str]) -> Iterator[int]:
        """Windows at the start of a text, as a number, with which some crib comes out somewhere."""
        said = _numbers(text)
        for crib in map(_numbers, cribs):
            for at in range(len(said) - len(crib) + 1):
                over = said[at : at + len(crib)]
                if all(one != other for one, other in zip(crib, over, strict=True)):
                    for right in range(26):
                        places = self._places(crib, over, right)
                        yield from ((place * 26 + right - at - 1) % (26 * _BEYOND) for place in sorted(places))

    def _places(self, crib: Sequence[int], over: Sequence[int], right: int) -> set[int]:
        """Places of the left wheels at the first letter of a crib, if the right one is there."""
        left: set[int] | None = None
        for turned, (one, other) in enumerate(zip(crib, over, strict=True), right):
            carried, right_at = divmod(turned, 26)
            pair = _through(self._right, one, right_at), _through(self._right, other, right_at)
            here = {(place - carried) % _BEYOND for place in self._doing[pair]}
            left = here if left is None else left & here
            if not left:
                break
        return left or set()

    def read(self, text: str, start: int) -> str:
        """What a text says with these windows."""
        said = []
        for number, char in enumerate(_numbers(text), start + 1):
            place, right = divmod(number % (26 * _BEYOND), 26)
            inner = self._beyond[place][_through(self._right, char, right)]
            said.append(chr(65 + _back(self._right, inner, right)))
        return "".join(said)


def _through(wheel: list[int], char: int, by: int) -> int:
    return (wheel[(char + by) % 26] - by) % 26


def _back(wheel: list[int], char: int, by: int) -> int:
    return (wheel.index((char + by) % 26) - by) % 26


def _numbers(text: str) -> list[int]:
    return [ord(char) - 65 for char in text.upper()]


def _letters(text: str) -> str:
    return "".join(re.findall("[A-Z]", text.upper()))
