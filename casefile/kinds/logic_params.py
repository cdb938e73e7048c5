"""The parameters of a logic grid, and what is wrong with them."""

import re
from math import factorial
from typing import Any

import msgspec

from casefile.errors import Refusal
from casefile.kinds.logic_clues import SLOTS, TYPES
from casefile.kinds.riddle import Params, fold


class Category(Params, frozen=True, kw_only=True):
    """Things that belong to the subjects, one each."""

    id: str
    label: str
    items: list[dict[str, Any]]
    """`id`, `name`, any further forms for the sentences; `short` and `also` are the kind's own."""
    ordered: bool = False


class Fixed(Params, frozen=True, kw_only=True):
    """Something that the story has settled."""

    subject: str
    category: str
    item: str


class Phrase(Params, frozen=True, kw_only=True):
    """How a type of clue is said of two categories."""

    clue: str
    a: str
    b: str
    texts: list[str]
    source: str = ""


class GridParams(Params, frozen=True, kw_only=True):
    """Parameters of a logic grid."""

    target: str
    clues: tuple[int, int] = (6, 9)
    subject: Category
    categories: list[Category]
    fixed: list[Fixed] = msgspec.field(default_factory=list)
    phrases: list[Phrase]


def check(grid: GridParams) -> None:
    """Refuse what no grid can be made of.

    Raises:
        Refusal: `kind-params`.
    """
    everything = [grid.subject, *grid.categories]
    size = len(grid.subject.items)
    for category in everything:
        if any(not {"id", "name"} <= item.keys() for item in category.items):
            raise Refusal("kind-params", f"params: an item of “{category.id}” has no id or no name.")
        if len({fold(item["name"]) for item in category.items}) < len(category.items):
            raise Refusal("kind-params", f"params: two items of “{category.id}” have the same name.")
        if len(category.items) < size or (category.ordered and len(category.items) != size):
            raise Refusal("kind-params", f"params: “{category.id}” needs {size} items{' exactly' * category.ordered}.")
    if not 3 <= size <= 5 or not 2 <= len(grid.categories) <= 3 or factorial(size) ** len(grid.categories) > 20_000:
        raise Refusal("kind-params", "params: a grid has 3 or 4 subjects and 2 or 3 categories, or 5 subjects and 2.")
    if sum(category.ordered for category in everything) > 1 or grid.subject.ordered:
        raise Refusal("kind-params", "params: one category at most is ordered, and not the subjects.")
    if grid.target not in {item["id"] for item in grid.subject.items}:
        raise Refusal("kind-params", f"params: there is no subject “{grid.target}”.")
    for fixed in grid.fixed:
        _check_fixed(grid, fixed)
    for phrase in grid.phrases:
        _check_phrase(grid, phrase)


def _check_fixed(grid: GridParams, fixed: Fixed) -> None:
    known = {category.id: {item["id"] for item in category.items} for category in grid.categories}
    subjects = {item["id"] for item in grid.subject.items}
    if fixed.subject not in subjects or fixed.item not in known.get(fixed.category, ()):
        raise Refusal(
            "kind-params", f"params: there is no “{fixed.item}” under “{fixed.category}” for {fixed.subject}."
        )


def _check_phrase(grid: GridParams, phrase: Phrase) -> None:
    ids = [grid.subject.id, *(category.id for category in grid.categories)]
    ordered = [category.id for category in grid.categories if category.ordered]
    if phrase.clue not in TYPES or not {phrase.a, phrase.b} <= set(ids):
        raise Refusal("kind-params", f"params: there is no clue “{phrase.clue}” over “{phrase.a}” and “{phrase.b}”.")
    if phrase.clue in {"before", "next", "apart"}:
        if not ordered or ordered[0] in {phrase.a, phrase.b}:
            raise Refusal("kind-params", f"params: “{phrase.clue}” needs an ordered category, other than its own two.")
    elif phrase.a == phrase.b:
        raise Refusal("kind-params", f"params: “{phrase.clue}” needs two different categories.")
    for text in phrase.texts:
        named = set(re.findall(r"\{([a-d])[.}]", text))
        if named != set(SLOTS[phrase.clue]):
            raise Refusal(
                "kind-params", f"params: “{text}” must name {', '.join(SLOTS[phrase.clue])} and nothing else."
            )
