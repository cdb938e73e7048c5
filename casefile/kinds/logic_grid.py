"""A logic grid: who has what, from sentences; no guess is ever needed."""

import random
from collections.abc import Mapping
from math import factorial
from typing import Any

from casefile.kinds.logic_clues import Shape, fillings
from casefile.kinds.logic_deal import Deal, draw_grid, shape_of
from casefile.kinds.logic_params import GridParams, check
from casefile.kinds.logic_print import print_values
from casefile.kinds.logic_solver import solve
from casefile.kinds.logic_target import answers_of, space_of, wrong_of
from casefile.kinds.riddle import Answer, Certificate, Riddle, apart, read, settle

_TOY = (
    "Suppose three clerks, three rooms. “Ann is not in the attic.” “Of Ann and Bob, one is in the attic and the other "
    "in the cellar.” Put a cross for Ann and the attic. The second sentence gives the attic and the cellar to Ann and "
    "Bob, so Cay has the room that is left. Ann is not in the attic, so she is in the cellar, and Bob in the attic. "
    "Each tick brings crosses beside it, and where one box is left it is a tick."
)
_TRIES = 120


class LogicGrid:
    """Deals a grid and its sentences; solves it from the sentences."""

    name = "logic-grid"
    family = "table"
    tool = "grid"
    language_bound = False
    in_clear = True

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `Kind.generate`."""
        grid = read(params, GridParams)
        check(grid)
        shape = shape_of(grid)
        why = "params: these phrases give no grid of varied clues."
        deal = settle(lambda: draw_grid(grid, shape, stream), _TRIES, why)
        answers = answers_of(deal.fields, deal.items, deal.solution)
        values = print_values(grid, deal, stream) | {"answer": list(answers[0]), "toy": _TOY}
        refused = apart(answers, list(wrong_of(deal.fields, deal.items, deal.solution)))
        return Riddle(values, answers, (), refused, _TOY, _certify(grid, shape, deal))

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """All but what the story has settled: the items, the phrases, whose row is asked for."""
        grid = read(params, GridParams)
        return {
            "target": grid.target,
            "categories": [
                {"id": category.id, "ordered": category.ordered, "items": category.items}
                for category in (grid.subject, *grid.categories)
            ],
            "phrases": [
                {"clue": phrase.clue, "a": phrase.a, "b": phrase.b, "texts": phrase.texts} for phrase in grid.phrases
            ],
        }

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
        """See `Kind.solve`."""
        return solve(papers.values(), params)


def _certify(grid: GridParams, shape: Shape, deal: Deal) -> Certificate:
    """Try every filling of the grid against the clues."""
    clues = [said.clue for said in deal.chosen]
    standing = list(fillings(shape, clues))
    survivors = len(standing) if deal.solution in standing else 0
    searched = factorial(shape.size) ** len(grid.categories)
    note = f"every filling of the grid; by elimination alone in {deal.rounds} rounds, {len(clues)} clues, none to spare"
    return Certificate(space_of(grid, deal.fields), "enumerated", searched, survivors, note)
