"""A small crossword from the author's words; marked squares spell a keyword."""

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casefile.kinds.crossword_grid import Layout, Square, Tally, crossings, fillings, lay
from casefile.kinds.crossword_params import TOY, CrosswordParams, check
from casefile.kinds.crossword_print import clue_rows, draw, mark_rows, say
from casefile.kinds.crossword_solver import solve
from casefile.kinds.riddle import Answer, Certificate, Near, Riddle, apart, read, settle

_SEARCH = 4000
"""Words that are tried before a layout is given up as too loose."""


@dataclass(frozen=True, slots=True)
class _Deal:
    """A grid, and the squares that spell the keyword."""

    layout: Layout
    keyword: str
    marked: tuple[Square, ...]
    tried: int


class Crossword:
    """Lays out a grid and marks a keyword; fills it from the list by its crossings alone."""

    name = "crossword"
    family = "abstract"
    tool = ""
    language_bound = True
    in_clear = False

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `Kind.generate`."""
        crossword = read(params, CrosswordParams)
        check(crossword)
        why = "params: these words give no grid that their crossings alone decide and that spells a keyword."
        deal = settle(lambda: _deal(crossword, stream), 2400, why)
        answer: Answer = (deal.keyword,)
        letters = {
            square: sign for entry in deal.layout for square, sign in zip(entry.squares, entry.word, strict=True)
        }
        in_order = "".join(letters[square] for square in sorted(deal.marked))
        order: list[Answer] = [(in_order,)]
        near = [Near(miss, "grid-order") for miss in apart((answer,), order)]
        others: list[Answer] = [*((word.upper(),) for word in crossword.keywords), (deal.keyword[::-1],)]
        refused = apart((answer, *(miss.answer for miss in near)), others)
        values = _values(crossword, deal) | {"grid_order": in_order, "answer": list(answer), "toy": TOY}
        return Riddle(values, (answer,), tuple(near), refused, TOY, _certify(crossword, deal))

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """The words of the list, as anybody knows words; neither their clues nor the keywords."""
        return {"words": sorted(word.word.upper() for word in read(params, CrosswordParams).words)}

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
        """See `Kind.solve`."""
        return solve(papers.values(), params)


def _deal(crossword: CrosswordParams, stream: random.Random) -> _Deal | None:
    words = [word.word.upper() for word in crossword.words]
    least, most = crossword.band
    fitting = [word for word in words if len(word) <= crossword.size]
    layout = lay(fitting, crossword.size, most, stream) if fitting else ()
    shared = crossings(layout)
    crossed = Counter(index for pair in shared.values() for index in pair)
    if len(layout) < least or len(crossed) < len(layout):
        return None
    tally = Tally()
    for number, _ in enumerate(fillings(layout, words, tally), 1):
        if number > 1 or tally.tried > _SEARCH:
            return None
    keyword = stream.choice(crossword.keywords).upper()
    marked = _mark(layout, keyword, stream)
    return _Deal(layout, keyword, marked, tally.tried) if marked else None


def _mark(layout: Layout, keyword: str, stream: random.Random) -> tuple[Square, ...]:
    """Squares that spell the keyword, none twice and not in reading order; nothing where its letters are not there."""
    squares: dict[str, list[Square]] = {}
    for square, sign in sorted({pair for entry in layout for pair in zip(entry.squares, entry.word, strict=True)}):
        squares.setdefault(sign, []).append(square)
    for places in squares.values():
        stream.shuffle(places)
    if any(keyword.count(sign) > len(squares.get(sign, ())) for sign in keyword):
        return ()
    marked = tuple(squares[sign].pop() for sign in keyword)
    return marked if list(marked) != sorted(marked) else ()


def _values(crossword: CrosswordParams, deal: _Deal) -> dict[str, Any]:
    clues = {word.word.upper(): word.clue for word in crossword.words}
    across, down = (clue_rows(deal.layout, clues, way) for way in ("across", "down"))
    shown = ("no", "clue", "length", "text")
    return {
        "grid": draw(deal.layout, deal.marked),
        "grid_alt": say(deal.layout, deal.marked),
        "across": [{key: row[key] for key in shown} for row in across],
        "down": [{key: row[key] for key in shown} for row in down],
        "solution": {"across": across, "down": down},
        "marks": mark_rows(deal.layout, deal.marked),
        "count": len(deal.keyword),
        "keyword": deal.keyword,
    }


def _certify(crossword: CrosswordParams, deal: _Deal) -> Certificate:
    """Try every word of the list in every place; what stands in the grid must be the only filling."""
    tally = Tally()
    words = [word.word.upper() for word in crossword.words]
    found = list(fillings(deal.layout, words, tally))
    right = {index: entry.word for index, entry in enumerate(deal.layout)}
    survivors = len(found) if right in found else 0
    note = (
        f"every word of the list in each of {len(deal.layout)} places, by the crossings alone, whatever the clues say"
    )
    return Certificate(len(crossword.keywords), "enumerated", tally.tried, survivors, note)
