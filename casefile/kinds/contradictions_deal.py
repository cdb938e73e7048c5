"""Making a chain of forms that keeps every rule, and then some of its boxes false."""

import random
from dataclasses import dataclass
from itertools import pairwise

from casefile.kinds.contradictions_model import Cell, Form, Model
from casefile.kinds.contradictions_params import SPOILT, Box, ContradictionParams, Rule
from casefile.kinds.riddle import settle

_NEAR = 5
"""Minutes around a limit in which nobody signs, so that nobody has to argue."""
_Chain = list[dict[Box, int | str]]


@dataclass(frozen=True, slots=True)
class Deal:
    """The chain as it is printed, and what is false in it."""

    chain: tuple[Form, ...]
    spoilt: tuple[tuple[int, Rule, Cell], ...]
    """In the order of the chain: the form, the rule that its box breaks, and the box that it contradicts."""
    tried: int
    survivors: int


def deal_chain(params: ContradictionParams, stream: random.Random) -> Deal | None:
    """A chain with its false boxes; None if they cannot be told from the rest."""
    true = settle(lambda: _true_chain(params, stream), 400, "params: nobody can hand on within these hours.")
    rules = stream.sample(list(SPOILT), params.false)
    places = sorted(stream.sample(range(len(true)), params.false))
    if any(later - earlier < 2 for earlier, later in pairwise(places)):
        return None
    chain = [dict(form) for form in true]
    spoilt = []
    for at, rule in zip(places, rules, strict=True):
        found = _SPOILERS[rule](params, true, at, stream)
        if found is None:
            return None
        chain[at][SPOILT[rule]], against = found
        spoilt.append((at, rule, against))
    diagnoses, tried = Model(params).diagnoses(chain, params.false)
    planted = frozenset((at, SPOILT[rule]) for at, rule, _ in spoilt)
    return Deal(tuple(chain), tuple(spoilt), tried, 1) if diagnoses == {planted} else None


def _true_chain(params: ContradictionParams, stream: random.Random) -> _Chain | None:
    """Forms that keep every rule, nobody near the end of their hours; None if this try came to nothing."""
    days = sorted(stream.randrange(len(params.days)) for _ in range(params.forms))
    weight, number = stream.randint(*params.weight), params.first + stream.randrange(40)
    signed = dict.fromkeys((one.name for one in params.people), 0)
    holder, now, last = stream.choice(params.people).name, 0, -1
    chain: _Chain = []
    for day in days:
        now = now if day == last else 0
        hours = params.hours(holder)
        earliest = max(now + 2 * _NEAR, hours.start + _NEAR)
        if earliest >= hours.stop - _NEAR:
            return None
        out = stream.randrange(earliest, hours.stop - _NEAR)
        at = out + stream.randint(_NEAR, 50)
        there = [
            one.name for one in params.people if one.name != holder and _is_well_within(at, params.hours(one.name))
        ]
        if not there:
            return None
        least = min(map(signed.__getitem__, there))
        receiver = stream.choice([name for name in there if signed[name] <= least + 1])
        signed[receiver] += 1
        stamps = [one.name for one in params.stamps if params.since(one.name) <= day]
        chain.append(
            {
                Box.NUMBER: number,
                Box.DAY: day,
                Box.BY: holder,
                Box.OUT: out,
                Box.TO: receiver,
                Box.AT: at,
                Box.WEIGHT: weight,
                Box.STAMP: stream.choice(stamps[-2:]),
            }
        )
        holder, now, last, number = receiver, at, day, number + stream.randint(2, 5)
    return chain


def _is_well_within(minute: int, hours: range) -> bool:
    return minute - _NEAR in hours and minute + _NEAR in hours


_Spoilt = tuple[int | str, Cell] | None
"""What a false box says, and the box that says otherwise; None where this form cannot be spoilt so."""


def _too_early(params: ContradictionParams, chain: _Chain, at: int, stream: random.Random) -> _Spoilt:
    """Received before whoever released it can have had it, or can have been there."""
    form, before = chain[at], chain[at - 1] if at else {}
    free = int(before[Box.AT]) if before.get(Box.DAY) == form[Box.DAY] else 0
    free = max(free, params.hours(str(form[Box.BY])).start)
    hours = params.hours(str(form[Box.TO]))
    early = [minute for minute in range(free - 60, free - _NEAR) if _is_well_within(minute, hours)]
    return (stream.choice(early), (at, Box.OUT)) if early else None


def _off_duty(params: ContradictionParams, chain: _Chain, at: int, stream: random.Random) -> _Spoilt:
    """Received by somebody who was not there; the next form says who it was."""
    form = chain[at]
    absent = [
        one.name
        for one in params.people
        if one.name != form[Box.BY]
        and not any(int(form[Box.AT]) + by in params.hours(one.name) for by in (-_NEAR, 0, _NEAR))
    ]
    return (stream.choice(absent), (at + 1, Box.BY)) if absent and at + 1 < len(chain) else None


def _other_weight(params: ContradictionParams, chain: _Chain, at: int, stream: random.Random) -> _Spoilt:  # noqa: ARG001  one call for all
    by = stream.choice((-10, -8, -3, -2, 2, 3, 8, 10))
    return int(chain[at][Box.WEIGHT]) + by, (at - 1 if at else 1, Box.WEIGHT)


def _later_stamp(params: ContradictionParams, chain: _Chain, at: int, stream: random.Random) -> _Spoilt:
    """A stamp that was not yet in use when the next form was written, nor therefore on this one."""
    if at + 1 == len(chain):
        return None
    later = [one.name for one in params.stamps if params.since(one.name) > int(chain[at + 1][Box.DAY])]
    return (stream.choice(later), (at, Box.DAY)) if later else None


def _out_of_order(params: ContradictionParams, chain: _Chain, at: int, stream: random.Random) -> _Spoilt:  # noqa: ARG001
    """A number from elsewhere in the chain, between two that were used."""
    elsewhere = [place for place in range(len(chain) - 1) if place < at - 2 or place > at + 1]
    if not elsewhere:
        return None
    number = int(chain[place := stream.choice(elsewhere)][Box.NUMBER]) + 1
    return number, (at - 1 if place < at else at + 1, Box.NUMBER)


_SPOILERS = {
    Rule.ARRIVAL: _too_early,
    Rule.DUTY: _off_duty,
    Rule.WEIGHT: _other_weight,
    Rule.STAMP: _later_stamp,
    Rule.ORDER: _out_of_order,
}
