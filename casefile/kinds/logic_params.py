"""The parameters of a logic grid, and what is wrong with them."""

import re
from itertools import combinations
from typing import Any

import msgspec

from casefile.errors import Refusal
from casefile.kinds.logic_clues import ORDER, SLOTS, TYPES
from casefile.kinds.riddle import Params, fold

ALL = "*"


class Category(Params, frozen=True, kw_only=True):
    """Things that belong to the subjects, one each."""

    id: str
    label: str
    items: list[dict[str, Any]]
    """`id`, `name`, any further forms for the sentences; `also` is the kind's own: other names of the same thing."""
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

    target: str | list[str]
    """A subject: its row. A category: its column. Another item: what goes with it. `*`: everything. Or several."""
    clues: tuple[int, int] | None = None
    """Least and most clues; without it what suits a grid of this size."""
    subject: Category
    categories: list[Category]
    fixed: list[Fixed] = msgspec.field(default_factory=list)
    phrases: list[Phrase]

    @property
    def targets(self) -> list[str]:
        """All that is asked for."""
        return [self.target] if isinstance(self.target, str) else self.target

    @property
    def size(self) -> int:
        """How many subjects there are."""
        return len(self.subject.items)

    def wanted(self, category: Category) -> set[str]:
        """Items of a category that have to be dealt because they are asked for."""
        known = {item["id"] for item in self.subject.items} | {other.id for other in self.categories}
        return {name for name in self.targets if name not in known} & {item["id"] for item in category.items}


def check(grid: GridParams) -> None:
    """Refuse what no grid can be made of.

    Raises:
        Refusal: `kind-params`.
    """
    if not 3 <= grid.size <= 5 or not 2 <= len(grid.categories) <= 4:
        raise Refusal("kind-params", "params: a grid has 3 to 5 subjects and 2 to 4 categories.")
    everything = [grid.subject, *grid.categories]
    for category in everything:
        _check_category(category, grid.size)
    if sum(category.ordered for category in everything) > 1:
        raise Refusal("kind-params", "params: one category at most is ordered.")
    _check_targets(grid)
    for fixed in grid.fixed:
        _check_fixed(grid, fixed)
    for one, other in combinations(grid.fixed, 2):
        if one.category == other.category and (one.subject == other.subject or one.item == other.item):
            raise Refusal("kind-params", f"params: `fixed` settles two things of “{one.category}” that cannot both be.")
    for category in grid.categories:
        settled = {fixed.item for fixed in grid.fixed if fixed.category == category.id}
        if len(settled | grid.wanted(category)) > grid.size:
            raise Refusal("kind-params", f"params: more than {grid.size} items of “{category.id}” must be dealt.")
    for phrase in grid.phrases:
        _check_phrase(grid, phrase)


def _check_category(category: Category, size: int) -> None:
    for item in category.items:
        also = item.get("also", [])
        texts = [value for key, value in item.items() if key != "also"]
        texts += also if isinstance(also, list) else [also, None]
        if not {"id", "name"} <= item.keys() or not all(isinstance(text, str) for text in texts):
            raise Refusal(
                "kind-params",
                f"params: an item of “{category.id}” needs `id`, `name` and forms that are texts; `also` is a list.",
            )
    for key in ("id", "name"):
        if len({fold(item[key]) for item in category.items}) < len(category.items):
            raise Refusal("kind-params", f"params: two items of “{category.id}” have the same {key}.")
    if len(category.items) < size or (category.ordered and len(category.items) != size):
        raise Refusal("kind-params", f"params: “{category.id}” needs {size} items{' exactly' * category.ordered}.")


def _check_targets(grid: GridParams) -> None:
    subjects = {item["id"] for item in grid.subject.items}
    columns = {category.id for category in grid.categories}
    if (
        not grid.targets
        or len(set(grid.targets)) < len(grid.targets)
        or (ALL in grid.targets and grid.targets != [ALL])
    ):
        raise Refusal("kind-params", "params: `target` names what is asked for, each once, or is `*` for everything.")
    for name in grid.targets:
        homes = sum(name in {item["id"] for item in category.items} for category in grid.categories)
        if name != ALL and name not in subjects | columns and homes != 1:
            many = "There is more than one" if homes else "there is no subject"
            raise Refusal("kind-params", f"params: {many} “{name}” and no category of that name.")


def _check_fixed(grid: GridParams, fixed: Fixed) -> None:
    known = {category.id: {item["id"] for item in category.items} for category in grid.categories}
    subjects = {item["id"] for item in grid.subject.items}
    if fixed.subject not in subjects or fixed.item not in known.get(fixed.category, ()):
        raise Refusal(
            "kind-params", f"params: there is no “{fixed.item}” under “{fixed.category}” for {fixed.subject}."
        )


def _check_phrase(grid: GridParams, phrase: Phrase) -> None:
    ids = [grid.subject.id, *(category.id for category in grid.categories)]
    ordered = [category.id for category in (grid.subject, *grid.categories) if category.ordered]
    if phrase.clue not in TYPES or not {phrase.a, phrase.b} <= set(ids):
        raise Refusal("kind-params", f"params: there is no clue “{phrase.clue}” over “{phrase.a}” and “{phrase.b}”.")
    if phrase.clue in ORDER:
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
