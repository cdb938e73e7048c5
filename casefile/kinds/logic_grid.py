"""A logic grid: who has what, from sentences; no guess is ever needed."""

import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product
from math import factorial, prod
from typing import Any

from casefile.errors import Refusal
from casefile.kinds.logic_clues import SLOTS, Board, Clue, Shape, Solution, fillings, holds, meaning, statements
from casefile.kinds.logic_params import Category, GridParams, Phrase, check
from casefile.kinds.logic_solver import solve
from casefile.kinds.riddle import Answer, Certificate, Riddle, apart, read, settle
from casefile.tools.grid import Grid

_TOY = (
    "Suppose three clerks, three rooms. “Ann is not in the attic.” “Of Ann and Bob, one is in the attic and the other "
    "in the cellar.” Put a cross for Ann and the attic. The second sentence gives the attic and the cellar to Ann and "
    "Bob, so Cay has the room that is left. Ann is not in the attic, so she is in the cellar, and Bob in the attic. "
    "Each tick brings crosses beside it, and where one box is left it is a tick."
)
_TRIES = 120
_SPARE = 3
_FLAT = frozenset({"is", "not"})
_ROUNDS = (4, 6)
"""Rounds of following that a grid may take: the band of difficulty."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A clue and the author's words for it."""

    clue: Clue
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class _Deal:
    """A grid that can be solved."""

    items: tuple[tuple[Mapping[str, Any], ...], ...]
    """The subjects, then for each category the items that are dealt, in the order of the roll."""
    solution: Solution
    chosen: tuple[_Said, ...]
    spare: tuple[_Said, ...]
    rounds: int


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
        shape = _shape(grid)
        deal = settle(lambda: _deal(grid, shape, stream), _TRIES, "params: these phrases give no grid of varied clues.")
        target = next(at for at, item in enumerate(grid.subject.items) if item["id"] == grid.target)
        answers = _answers(deal, target)
        values = _values(grid, deal, stream) | {"answer": list(answers[0]), "toy": _TOY}
        refused = apart(answers, list(_wrong(deal, target)))
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


def _shape(grid: GridParams) -> Shape:
    ordered = [at for at, category in enumerate(grid.categories, 1) if category.ordered]
    return Shape(len(grid.categories) + 1, len(grid.subject.items), ordered[0] if ordered else -1)


def _deal(grid: GridParams, shape: Shape, stream: random.Random) -> _Deal | None:
    items = tuple(_items(grid, category, shape.size, stream) for category in grid.categories)
    items = (tuple(grid.subject.items), *items)
    solution = _solution(grid, items, stream)
    told = _told(grid, shape, solution)
    target = next(at for at, item in enumerate(grid.subject.items) if item["id"] == grid.target)
    # whose row is asked for must be worked out, not read
    usable = [said for said in told if said.clue.type != "is" or (0, target) not in said.clue.cells]
    chosen = _choose(usable, grid.clues[0], shape, stream)
    if chosen is None or not _is_good(chosen, grid.clues, shape):
        return None
    means = {meaning(said.clue) for said in chosen}
    rest = [said for said in usable if meaning(said.clue) not in means]
    spare = islice(_varied(rest, stream), _SPARE)
    board = Board(shape)
    rounds = board.propagate([said.clue for said in chosen])
    return _Deal(items, solution, tuple(chosen), tuple(spare), rounds) if _ROUNDS[0] <= rounds <= _ROUNDS[1] else None


def _items(grid: GridParams, category: Category, size: int, stream: random.Random) -> tuple[Mapping[str, Any], ...]:
    """As many items as there are subjects, what is fixed among them, in the order of the author's list."""
    kept = {fixed.item for fixed in grid.fixed if fixed.category == category.id}
    others = [item["id"] for item in category.items if item["id"] not in kept]
    dealt = kept | set(stream.sample(others, size - len(kept)))
    return tuple(item for item in category.items if item["id"] in dealt)


def _solution(grid: GridParams, items: tuple[tuple[Mapping[str, Any], ...], ...], stream: random.Random) -> Solution:
    subjects = [item["id"] for item in grid.subject.items]
    rows = [tuple(range(len(subjects)))]
    for category, dealt in zip(grid.categories, items[1:], strict=True):
        ids = [item["id"] for item in dealt]
        settled = {
            subjects.index(fixed.subject): ids.index(fixed.item)
            for fixed in grid.fixed
            if fixed.category == category.id
        }
        left = [item for item in range(len(ids)) if item not in settled.values()]
        stream.shuffle(left)
        rows.append(tuple(settled[at] if at in settled else left.pop() for at in range(len(subjects))))
    return tuple(rows)


def _told(grid: GridParams, shape: Shape, solution: Solution) -> list[_Said]:
    """Every true clue that the author has words for, each meaning once."""
    said: dict[Clue, _Said] = {}
    for phrase in grid.phrases:
        a, b = _number(grid, phrase.a), _number(grid, phrase.b)
        for clue in statements(phrase.clue, a, b, shape.size):
            if holds(clue, shape, solution):
                said.setdefault(meaning(clue), _Said(clue, phrase))
    return list(said.values())


def _number(grid: GridParams, category: str) -> int:
    return [grid.subject.id, *(other.id for other in grid.categories)].index(category)


def _fill(text: str, clue: Clue, items: tuple[tuple[Mapping[str, Any], ...], ...]) -> str:
    cells = dict(zip(SLOTS[clue.type], clue.cells, strict=True))

    def form(match: re.Match[str]) -> str:
        category, item = cells[match[1]]
        forms = items[category][item]
        key = match[2] or "name"
        if not isinstance(forms.get(key), str):
            raise Refusal("kind-params", f"params: “{forms['name']}” has no form “{key}”, which “{text}” wants.")
        return str(forms[key])

    filled = re.sub(r"\{([a-d])(?:\.(\w+))?\}", form, text)
    return filled[:1].upper() + filled[1:]


def _choose(told: list[_Said], least: int, shape: Shape, stream: random.Random) -> list[_Said] | None:
    """A set of clues that solves the grid and of which none can be left out; varied types first."""
    order = _varied(told, stream)
    board, chosen = Board(shape), []
    for said in order:
        chosen.append(said)
        if len(chosen) >= least:
            board.propagate([other.clue for other in chosen])
        if board.solved:
            break
    else:
        return None
    # what says most goes first, so that the cheap and flat clues stay out
    for said in sorted(chosen, key=lambda one: one.clue.type == "is", reverse=True):
        rest = [other for other in chosen if other is not said]
        trial = Board(shape)
        trial.propagate([other.clue for other in rest])
        if trial.solved:
            chosen = rest
    return chosen


def _varied(told: list[_Said], stream: random.Random) -> Iterator[_Said]:
    """The clues in a random order in which the types take turns."""
    piles: dict[str, list[_Said]] = {}
    for said in told:
        piles.setdefault(said.clue.type, []).append(said)
    for pile in piles.values():
        stream.shuffle(pile)
    while piles:
        for clue_type in stream.sample(sorted(piles), len(piles)):
            yield piles[clue_type].pop()
            if not piles[clue_type]:
                del piles[clue_type]


def _is_good(chosen: list[_Said], clues: tuple[int, int], shape: Shape) -> bool:
    """Neither too few nor too many, and of several types, none of them a bore."""
    types = Counter(said.clue.type for said in chosen)
    subjects = {cell for said in chosen for cell in said.clue.cells if cell[0] == 0}
    return (
        clues[0] <= len(chosen) <= clues[1]
        and len(types) >= 4
        and max(types.values()) <= 3
        and types["is"] <= 1
        and sum(types[flat] for flat in _FLAT) <= len(chosen) // 2
        and len(subjects) >= shape.size - 1
    )


def _values(grid: GridParams, deal: _Deal, stream: random.Random) -> dict[str, Any]:
    subjects = [item["id"] for item in grid.subject.items]
    clues = list(deal.chosen)
    stream.shuffle(clues)
    shown, spare = ([_clue_row(said, deal, stream) for said in pile] for pile in (clues, deal.spare))
    _check_sentences(grid, deal, [*clues, *deal.spare], [*shown, *spare])
    ids = [category.id for category in grid.categories]
    held = {
        subject: {name: deal.items[at][deal.solution[at][row]] for at, name in enumerate(ids, 1)}
        for row, subject in enumerate(subjects)
    }
    labels = [grid.subject.label, *(category.label for category in grid.categories)]
    names = [[str(item["name"]) for item in items] for items in deal.items]
    blank = Grid.blank(list(zip(labels, names, strict=True)))
    return {
        "clues": shown,
        "spare": spare,
        "row": {subject: {name: item["name"] for name, item in row.items()} for subject, row in held.items()},
        "item": held,
        "lists": dict(zip([grid.subject.id, *ids], (list(items) for items in deal.items), strict=True)),
        "order": ids,
        "grid": blank.render(),
        "grid_alt": "An empty grid. "
        + " ".join(f"{label}: {', '.join(items)}." for label, items in zip(labels, names, strict=True)),
    }


def _clue_row(said: _Said, deal: _Deal, stream: random.Random) -> dict[str, str]:
    text = _fill(stream.choice(said.phrase.texts), said.clue, deal.items)
    return {"text": text, "source": said.phrase.source, "clue": said.clue.type}


def _check_sentences(grid: GridParams, deal: _Deal, said: list[_Said], rows: list[dict[str, str]]) -> None:
    """No printed sentence may be taken for another clue of the author's phrases."""
    meant = {_flat(row["text"]): meaning(one.clue) for one, row in zip(said, rows, strict=True)}
    printed = " ".join(meant)
    for phrase in grid.phrases:
        a, b = _number(grid, phrase.a), _number(grid, phrase.b)
        for clue in statements(phrase.clue, a, b, len(grid.subject.items)):
            for text in phrase.texts:
                other = _flat(_fill(text, clue, deal.items))
                if other in printed and any(other in one and meant[one] != meaning(clue) for one in meant):
                    raise Refusal("kind-phrases", f"params: “{text}” can be mistaken for another clue.")


def _flat(sentence: str) -> str:
    """A sentence as a solver looks for it: capitals and line breaks do not matter."""
    return " ".join(sentence.casefold().split())


def _answers(deal: _Deal, target: int) -> tuple[Answer, ...]:
    """The row of names, then the rows with other names of the same things."""
    ways = []
    for category, items in enumerate(deal.items[1:], 1):
        item = items[deal.solution[category][target]]
        ways.append([str(item["name"]), *map(str, item.get("also", ()))])
    return tuple(product(*ways))


def _wrong(deal: _Deal, target: int) -> Iterator[Answer]:
    rows = [
        tuple(str(items[deal.solution[at][subject]]["name"]) for at, items in enumerate(deal.items[1:], 1))
        for subject in range(len(deal.items[0]))
    ]
    yield from (row for at, row in enumerate(rows) if at != target)
    for at, items in enumerate(deal.items[1:]):
        for item in items:
            yield (*rows[target][:at], str(item["name"]), *rows[target][at + 1 :])


def _certify(grid: GridParams, shape: Shape, deal: _Deal) -> Certificate:
    """Try every filling of the grid against the clues."""
    clues = [said.clue for said in deal.chosen]
    standing = list(fillings(shape, clues))
    survivors = len(standing) if deal.solution in standing else 0
    searched = factorial(shape.size) ** len(grid.categories)
    space = prod(len(category.items) for category in grid.categories)
    note = f"every filling of the grid; by elimination alone in {deal.rounds} rounds, {len(clues)} clues, none to spare"
    return Certificate(space, "enumerated", searched, survivors, note)
