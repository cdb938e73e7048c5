"""A round through a lattice of streets: counts of sides that were walked, and sites that the round shuts in."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from math import comb
from typing import Any

from casefile.kinds import lattice_print as plan
from casefile.kinds.lattice_deal import Notes, draw_another, draw_notes
from casefile.kinds.lattice_loops import Block, Town
from casefile.kinds.lattice_params import INSIDE, SITES, LatticeParams, check
from casefile.kinds.lattice_reason import reason
from casefile.kinds.lattice_solver import solve
from casefile.kinds.riddle import Answer, Certificate, Near, Riddle, apart, read, settle
from casefile.tools.lattice import Lattice

_TOY = (
    "Suppose that a town is three blocks in a row, P, Q and R, and that he went along 3 sides of P and 1 of R. Where "
    "only two streets meet, he took both or neither. If he left out the west of P, he left out its north and south "
    "too, which is too many; so it is the east of P that he left out. Then he went on along the north and the south "
    "of Q. At R he took one side: not the east, or he would have had the north and the south with it. So it was the "
    "west, and the round is closed. It shuts in P and Q, and Q has three sides of it."
)
_TRIES, _MORE = 400, 2000
"""Rounds that are drawn for the hour that is asked for, and for each other hour among the same sites."""
_WHY = "params: no round comes out that reason alone can find; give it more `counts`."


@dataclass(frozen=True, slots=True)
class _Deal:
    """A town, the round that is asked for, and those of other hours."""

    town: Town
    notes: Notes
    others: Mapping[str, Notes]
    names: tuple[str, ...]

    def said(self, inside: tuple[int, ...], target: int) -> Answer:
        """Sites as they are asked for; in one word, or every alphabet that is printed would tell the answer."""
        return "".join(map(plan.letter, inside)), plan.letter(target)


class LatticeRound:
    """Deals a round and its notes; finds it from the plan."""

    name = "lattice"
    family = "map"
    tool = "lattice"
    language_bound = False
    in_clear = True

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `Kind.generate`."""
        lattice = read(params, LatticeParams)
        check(lattice)
        deal = _deal(lattice, stream)
        notes = deal.notes
        (target,) = notes.targets
        right = deal.said(notes.inside, target)
        answers = (right, (right[0], deal.names[target]))
        near = _near(deal)
        told = (*answers, *(miss.answer for miss in near))
        values = _values(lattice, deal)
        values |= {
            "near": {
                "outside": list(near[0].answer),
                "passed": list(near[1].answer),
                "hours": [list(miss.answer) for miss in near[2:]],
            },
            "answer": list(answers[0]),
            "toy": _TOY,
        }
        return Riddle(values, answers, near, apart(told, _refused(deal)), _TOY, _certify(lattice, deal))

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """The hours of the rounds, and which one is asked for."""
        lattice = read(params, LatticeParams)
        return {"clocks": lattice.clocks, "clock": lattice.clock}

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
        """See `Kind.solve`."""
        return solve(papers.values(), params)


def _deal(lattice: LatticeParams, stream: random.Random) -> _Deal:
    town = Town(lattice.wide, lattice.high)
    notes = settle(lambda: draw_notes(town, lattice.counts, stream), _TRIES, _WHY)
    others: dict[str, Notes] = {}
    for clock in sorted(lattice.clocks):
        if clock != lattice.clock:
            known = {(held.inside, held.targets) for held in (notes, *others.values())}
            others[clock] = _another(lattice, notes, known, stream)
    (target,) = notes.targets
    names = stream.sample([name for name in lattice.sites if name != lattice.target], SITES)
    if lattice.target:
        names[target] = lattice.target
    return _Deal(town, notes, others, tuple(names))


def _another(lattice: LatticeParams, right: Notes, known: set[Any], stream: random.Random) -> Notes:
    """The round of another hour, with an answer of its own."""

    def draw() -> Notes | None:
        notes = draw_another(right.round.town, right.sites, lattice.counts, stream)
        return notes if notes and (notes.inside, notes.targets) not in known else None

    return settle(draw, _MORE, _WHY)


def _near(deal: _Deal) -> tuple[Near, ...]:
    """The sites that are left out, those that are gone by, and the rounds of other hours."""
    notes, (target,) = deal.notes, deal.notes.targets
    return (
        Near(deal.said(notes.outside, target), "outside"),
        Near(deal.said(notes.passed, target), "passed"),
        *(Near(deal.said(other.inside, other.targets[0]), "other-hour") for other in deal.others.values()),
    )


def _refused(deal: _Deal) -> list[Answer]:
    """One site more or less, and another target."""
    inside, (target,) = deal.notes.inside, deal.notes.targets
    others = [number for number in range(SITES) if number != target]
    slips = [tuple(sorted({*inside} ^ {number})) for number in range(SITES)]
    return [*(deal.said(slip, target) for slip in slips), *(deal.said(inside, other) for other in others)]


def _values(lattice: LatticeParams, deal: _Deal) -> dict[str, Any]:
    town, notes = deal.town, deal.notes
    names = dict(zip(notes.sites, deal.names, strict=True))
    printed = {clock: _printed(town, held, clock, names) for clock, held in deal.others.items()}
    right = printed[lattice.clock] = _printed(town, notes, lattice.clock, names)
    (target,) = notes.targets
    walked = notes.round.walked
    return {
        **right,
        "notes": [{"clock": clock, **printed[clock]} for clock in sorted(printed)],
        "sites": [
            {"letter": plan.letter(number), "name": name, "row": row + 1, "block": at + 1}
            for number, (name, (row, at)) in enumerate(zip(deal.names, notes.sites, strict=True))
        ],
        "letters": [plan.letter(number) for number in notes.inside],
        "names": [deal.names[number] for number in notes.inside],
        "target": {"letter": plan.letter(target), "name": deal.names[target]},
        "round": _drawn(town, notes).render(),
        "round_alt": plan.say_round(town, walked),
        "length": len(walked),
        "clock": lattice.clock,
    }


def _printed(town: Town, notes: Notes, clock: str, names: Mapping[Block, str]) -> dict[str, Any]:
    shown = plan.labels(notes.counts, notes.sites)
    return {
        "plan": plan.draw(town, shown),
        "plan_wide": plan.draw_wide(town, shown, names),
        "plan_alt": plan.say(town, shown, clock),
        "rows": plan.rows(town, shown),
    }


def _drawn(town: Town, notes: Notes) -> Lattice:
    """The round as the tool draws it."""
    walked = notes.round.walked
    lattice = Lattice(town.wide, town.high, plan.labels(notes.counts, notes.sites))
    for row, at in town.blocks:
        for side, number in zip("nesw", town.sides((row, at)), strict=True):
            if number in walked:
                lattice = lattice.put(lattice.edge(row, at, side), walked=True)
    return lattice


def _certify(lattice: LatticeParams, deal: _Deal) -> Certificate:
    """Reason from the counts alone; what is left is one round."""
    found = reason(deal.town, deal.notes.counts)
    survivors = len(found.rounds) if found.rounds == (deal.notes.round.walked,) else 0
    subsets = sum(comb(SITES, inside) for inside in INSIDE)
    note = "every way of going round each block and through its corners, again and again; no guess is needed"
    space = subsets * (1 if lattice.target else SITES)
    return Certificate(space, "enumerated", found.tried, survivors, note, found.depth)
