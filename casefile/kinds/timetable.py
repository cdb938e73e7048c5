"""A timetable with rules: one itinerary keeps them all, others break one each."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from math import perm
from typing import Any

import msgspec

from casefile.kinds.riddle import Answer, Certificate, Near, Riddle, apart, read, settle
from casefile.kinds.timetable_lines import LINES, MIDDLE, Limits, Line, Way, draw_lines, ways
from casefile.kinds.timetable_params import TimetableParams, check
from casefile.kinds.timetable_print import Printed
from casefile.kinds.timetable_solver import solve

_TOY = (
    "Suppose you are at Alder from 09.00 and must be at Dell not later than 09.45; changes take 5 minutes; no line "
    "twice. Red 11 leaves Alder 09.05, calls at Birch 09.15. Blue 21 leaves Birch 09.18, at Dell 09.30. Blue 22 leaves "
    "Birch 09.24, at Dell 09.41. Red 12 leaves Birch 09.22, at Dell 09.38. Blue 21 leaves three minutes after you "
    "arrive: too soon. Red 12 is the Red again. What is left is 11, then 22, there at 09.41."
)
_CLEAR = 2
"""Minutes around the deadline and the start in which nothing arrives or leaves that matters."""
_MORE = 3
"""Ways to break a rule that are refused beside the near miss."""
_SOON = 120
"""Minutes in which the right itinerary arrives."""
_LATE = 40
"""Minutes after the deadline in which an itinerary still tempts."""
_MANY = 12
"""Rides of an itinerary that anybody could make in the hours of a timetable."""


@dataclass(frozen=True, slots=True)
class _Deal:
    """Lines on which one way is right."""

    stops: tuple[str, ...]
    lines: tuple[Line, ...]
    limits: Limits
    truth: Way
    wrong: dict[str, list[Way]]
    """For each rule the ways that break it and no other, the most tempting first."""


class Timetable:
    """Deals the lines and the deadline; finds the way by trying every connection."""

    name = "timetable"
    family = "table"
    tool = "reckoner"
    language_bound = False
    in_clear = True

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `Kind.generate`."""
        table = read(params, TimetableParams)
        check(table)
        why = "params: these rules never leave exactly one itinerary, with one for each rule that breaks only it."
        deal = settle(lambda: _deal(table, stream), 1500, why)
        printed = Printed.draw(table, deal.stops, deal.lines, stream)
        answers = (printed.answer(deal.truth),)
        near = [Near(printed.answer(found[0]), name) for name, found in deal.wrong.items() if found]
        told = (*answers, *(miss.answer for miss in near))
        others = [printed.answer(way) for found in deal.wrong.values() for way in found[1 : 1 + _MORE]]
        values = printed.values(deal.truth, deal.limits.by or 0)
        services, arrival = answers[0]
        others += [(services, values["by"]), (" ".join(services.split()[::-1]), arrival)]
        values |= {
            "near": {miss.why: {"services": miss.answer[0], "arrival": miss.answer[1]} for miss in near},
            "answer": list(answers[0]),
            "toy": _TOY,
        }
        return Riddle(values, answers, tuple(near), apart(told, others), _TOY, _certify(table, deal))

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """How the rules are worded; none of their numbers."""
        return {"wording": msgspec.to_builtins(read(params, TimetableParams).wording)}

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
        """See `Kind.solve`."""
        return solve(papers.values(), params)


def _deal(table: TimetableParams, stream: random.Random) -> _Deal | None:
    """Lines, and a way on them; what else would do is taken off the timetable."""
    stops = (table.start, table.goal, *stream.sample(table.stops, MIDDLE))
    change = {at: table.changes.get(stop, table.change) for at, stop in enumerate(stops)}
    limits = Limits(change, _SOON, table.once, table.wait or None)
    lines = draw_lines(table.legs, table.services, stream)
    sound = [way for way in ways(lines, limits, table.legs) if len(way) == table.legs and _is_clear(way, limits)]
    if not sound:
        return None
    truth = min(sound, key=lambda way: (way[-1].arrives, way))
    limits = replace(limits, by=truth[-1].arrives + stream.randint(_CLEAR, _CLEAR + 2))
    pruned = _prune(lines, limits, truth, stream)
    if pruned is None or any(sum(map(any, line.services)) < 2 for line in pruned):
        return None
    wrong = _wrong_ways(pruned, limits, truth)
    return _Deal(stops, pruned, limits, truth, wrong) if all(wrong.values()) else None


def _is_clear(way: Way, limits: Limits) -> bool:
    """Whether nobody could read a limit so that the way breaks it."""
    waits = [(after.leaves - before.arrives, before.alight) for before, after in pairwise(way)]
    roomy = all(limits.change is not None and wait > limits.change[stop] for wait, stop in waits)
    return roomy and way[0].leaves >= _CLEAR and all(limits.wait is None or wait < limits.wait for wait, _ in waits)


def _wrong_ways(lines: tuple[Line, ...], limits: Limits, truth: Way) -> dict[str, list[Way]]:
    """For each rule the ways that break it and no other, the most tempting first; ends at a rule that has none.

    The same services with a change at another stop are the same answer: they are listed once, the right ones never.
    """
    relaxed = {
        "tight-change": replace(limits, change=None),
        "same-line": replace(limits, once=False) if limits.once else None,
        "long-wait": replace(limits, wait=None) if limits.wait else None,
        "too-late": replace(limits, by=(limits.by or 0) + _LATE),
    }
    wrong: dict[str, list[Way]] = {}
    seen = {tuple(leg.ride for leg in truth)}
    for name, loose in relaxed.items():
        if loose is not None:
            broken = (way for way in ways(lines, loose, len(truth)) if limits.broken(way) == (name,))
            found = {tuple(leg.ride for leg in way): way for way in broken}
            new = [way for rides, way in found.items() if rides not in seen]
            wrong[name] = sorted(new, key=lambda way: (way[-1].arrives, way))
            seen |= found.keys()
            if not new:
                return wrong
    return wrong


def _prune(lines: tuple[Line, ...], limits: Limits, truth: Way, stream: random.Random) -> tuple[Line, ...] | None:
    """Strike out calls until only the truth keeps the limits, and none nearly; None where that cannot be."""
    needed = {(leg.ride, stop) for leg in truth for stop in (leg.board, leg.alight)}
    nearly = replace(limits, by=(limits.by or 0) + _CLEAR)
    while rival := next((way for way in ways(lines, nearly, LINES) if way != truth), None):
        calls = [(leg.ride, stop) for leg in rival for stop in (leg.board, leg.alight)]
        spare = [call for call in calls if call not in needed]
        if not spare:
            return None
        (number, service), stop = stream.choice(spare)
        lines = tuple(line.without(service, stop) if at == number else line for at, line in enumerate(lines))
    return lines


def _certify(table: TimetableParams, deal: _Deal) -> Certificate:
    """Try every way on the printed lines, whatever it breaks, against all rules."""
    tried = standing = 0
    for way in ways(deal.lines, Limits(None, None, once=False, wait=None), table.legs + 1):
        tried += 1
        standing += not deal.limits.broken(way) and way != deal.truth
    # ways that keep every rule may be longer still
    legal = list(ways(deal.lines, deal.limits, _MANY))
    survivors = len(legal) if legal == [deal.truth] and not standing else 0
    space = perm(LINES, table.legs) * table.services**table.legs
    note = f"every connection of {table.legs + 1} rides at most, and every one that keeps the rules, however long"
    return Certificate(space, "enumerated", tried, survivors, note)
