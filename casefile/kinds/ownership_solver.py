"""Finding who owns a company in the end: shares are handed down the printed register until nobody is left to ask."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from casefile.kinds.riddle import Answer, unsolved
from casefile.kinds.tables import rows


def solve(text: str, public: Mapping[str, Any]) -> Answer:
    """The one owner above the threshold, and the share in per cent to one place.

    Args:
        text: All papers; the register has company, holder and per cent, a row each.
        public: `start`, the company, and `threshold` in per cent.
    """
    register: defaultdict[str, dict[str, Fraction]] = defaultdict(dict)
    for cells in rows(text):
        number = cells[2].removesuffix("%").strip() if len(cells) >= 3 else ""
        if number.replace(".", "", 1).isdecimal():
            register[cells[0]][cells[1]] = Fraction(number)
    if public["start"] not in register:
        raise unsolved(f"The register does not say who holds {public['start']}.")
    above = [(owner, share) for owner, share in _ends(register, public["start"]) if share > public["threshold"]]
    if len(above) != 1:
        raise unsolved(f"{len(above)} owners have more than {public['threshold']} per cent of {public['start']}.")
    owner, share = above[0]
    per_cent = Decimal(share.numerator) / share.denominator
    return owner, str(per_cent.quantize(Decimal("0.1"), ROUND_HALF_UP))


def _ends(register: Mapping[str, Mapping[str, Fraction]], start: str) -> list[tuple[str, Fraction]]:
    """What reaches those who are no companies, generation by generation."""
    ends: defaultdict[str, Fraction] = defaultdict(Fraction)
    having = {start: Fraction(100)}
    for _ in range(len(register) + 1):
        passed: defaultdict[str, Fraction] = defaultdict(Fraction)
        for name, share in having.items():
            if name not in register:
                ends[name] += share
                continue
            for holder, part in register[name].items():
                passed[holder] += share * part / 100
        having = passed
    if having:
        raise unsolved("By the register a company holds a part of itself.")
    return list(ends.items())
