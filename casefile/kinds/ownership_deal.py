"""Drawing a register of holdings in which one owner has, on many paths, more of a company than anybody thinks.

Shares are whole numbers of tenths of a per cent: each company has its holders in steps that keep every path exact.
"""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import gcd, lcm
from typing import NamedTuple

from casefile.kinds.ownership_model import WHOLE, Ownership, Register
from casefile.kinds.ownership_params import OwnershipParams

_STEP = 5
"""Per cent of which every holding is a multiple."""
_JUST_BELOW = 60
"""Tenths of a per cent below the threshold in which others tempt."""
_CLEAR = 5
"""Tenths of a per cent above the threshold from which the right share is."""
_PATHS = range(12, 23)
_NAMINGS = 300
_INSIDE = 8
"""Companies, at most, through which the shares go; the rest of the register stands beside them."""
_SOMEBODY = ""
"""The place of an owner who is not yet named."""


class _Holding(NamedTuple):
    """A row of the register, and what it is worth on each path that it ends, in tenths of a per cent of the whole."""

    company: str
    holder: str
    part: int
    shares: Sequence[int]


def draw_ownership(wanted: OwnershipParams, stream: random.Random) -> Ownership | None:
    """Draw a register of these companies; None where no owners can be put to it."""
    companies = [name for name in wanted.companies if name != wanted.start]
    others = stream.sample(companies, len(companies))
    apart, inside = others[_INSIDE:], others[:_INSIDE]
    layers = [[wanted.start], *_layers(inside, wanted.depth - 1, stream)]
    held = _who_holds_whom(layers, stream)
    holdings = _divide(layers, held, stream) if held else None
    if holdings is None or sum(len(one.shares) for one in holdings if one.holder == _SOMEBODY) not in _PATHS:
        return None
    around = _around(apart, inside, wanted.owners, stream)
    for _ in range(_NAMINGS):
        named = _named(holdings, wanted.owners, stream)
        if _is_near(named, wanted.threshold * 10):
            drawn = Ownership.of(_register(named) | around, wanted.start)
            if _tempts(drawn) and drawn.holders >= set(wanted.owners):
                return drawn
    return None


def _layers(names: Sequence[str], count: int, stream: random.Random) -> list[list[str]]:
    """Companies in so many layers, the widest first."""
    sizes = [1] * count
    for _ in range(len(names) - count):
        sizes[stream.choice([0, 0, *range(count)])] += 1
    sizes.sort(reverse=True)
    ends = [sum(sizes[:at]) for at in range(count + 1)]
    return [list(names[begin:end]) for begin, end in pairwise(ends)]


def _who_holds_whom(layers: Sequence[Sequence[str]], stream: random.Random) -> dict[str, list[str]] | None:
    """Who holds whom: every company is held from the layer before, some from further off, and each by two to four."""
    held: dict[str, list[str]] = {name: [] for layer in layers for name in layer}
    for at, (before, layer) in enumerate(pairwise(layers)):
        for name in layer:
            held[stream.choice(before)].append(name)
            above = [other for earlier in layers[: at + 1] for other in earlier if name not in held[other]]
            if above and stream.random() < 0.5:
                held[stream.choice(above)].append(name)
    if any(len(holders) > 4 for holders in held.values()):
        return None
    for holders in held.values():
        more = stream.choice((2, 3, 3, 4)) - len(holders)
        holders.extend([_SOMEBODY] * max(0, more))
    return held


def _divide(
    layers: Sequence[Sequence[str]], held: Mapping[str, Sequence[str]], stream: random.Random
) -> list[_Holding] | None:
    """Per cent for every holding, so that no path has more than one place; None where that cannot be."""
    reaching: defaultdict[str, list[int]] = defaultdict(list)
    reaching[layers[0][0]].append(WHOLE)
    holdings = []
    for name in (name for layer in layers for name in layer):
        step = lcm(_STEP, 100 // gcd(*reaching[name], 100))
        parts = _parts(100 // step, len(held[name]), stream) if 100 % step == 0 else None
        if parts is None:
            return None
        for holder, part in zip(held[name], parts, strict=True):
            shares = [share * part * step // 100 for share in reaching[name]]
            holdings.append(_Holding(name, holder, part * step, shares))
            if holder != _SOMEBODY:
                reaching[holder] += shares
    return holdings


def _parts(whole: int, count: int, stream: random.Random) -> list[int] | None:
    """A whole number cut into so many parts."""
    if whole < count:
        return None
    cuts = [0, *sorted(stream.sample(range(1, whole), count - 1)), whole]
    return [after - before for before, after in pairwise(cuts)]


def _named(holdings: Sequence[_Holding], owners: Sequence[str], stream: random.Random) -> list[_Holding]:
    """The holdings with an owner in every place that has none; no company has one twice."""
    named: list[_Holding] = []
    free: list[str] = []
    for at, one in enumerate(holdings):
        if not at or one.company != holdings[at - 1].company:
            free = stream.sample(owners, len(owners))
        named.append(one if one.holder != _SOMEBODY else one._replace(holder=free.pop()))
    return named


def _register(holdings: Sequence[_Holding]) -> Register:
    register: Register = {}
    for one in holdings:
        register.setdefault(one.company, {})[one.holder] = one.part
    return register


def _is_near(holdings: Sequence[_Holding], limit: int) -> bool:
    """Whether one is above the limit and two are just below; soon seen, since most namings fail here."""
    companies = {one.company for one in holdings}
    added: defaultdict[str, int] = defaultdict(int)
    for one in holdings:
        if one.holder not in companies:
            added[one.holder] += sum(one.shares)
    most, second, third = sorted([0, 0, 0, *added.values()], reverse=True)[:3]
    return limit + _CLEAR <= most and limit > second > third >= limit - _JUST_BELOW


def _around(names: Sequence[str], others: Sequence[str], owners: Sequence[str], stream: random.Random) -> Register:
    """Companies that hold nothing of what is asked about, though their holders do."""
    register: Register = {}
    for name in names:
        count = stream.choice((2, 3, 3))
        holders = [stream.choice(others), *stream.sample(owners, count - 1)]
        parts = _parts(100 // _STEP, count, stream) or []
        register[name] = {holder: part * _STEP for holder, part in zip(holders, parts, strict=True)}
    return register


def _tempts(drawn: Ownership) -> bool:
    """Whether the one above the limit is there by many paths, and somebody else looks larger."""
    own, direct = drawn.own, drawn.direct
    return (
        # one place is asked for, so that one is needed
        drawn.sums[drawn.beneficiary] % 10 != 0
        and len(own) >= 3
        and [path.share for path in drawn.paths].count(direct.share) == 1
        and direct.owner != drawn.beneficiary
        and direct.share < drawn.sums[direct.owner]
    )
