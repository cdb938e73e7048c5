"""Solving a logic grid from its sentences: read them by the phrases, then try every filling, category by category."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from casefile.kinds.riddle import Answer, unsolved

_Fact = tuple[str, tuple[tuple[str, str], ...]]
"""Type of clue, and its items as (category, item)."""
_Filling = dict[str, tuple[str, ...]]
"""Category to the items of the subjects, in their order."""


def solve(papers: Iterable[str], params: Mapping[str, Any]) -> Answer:
    """What the target stands for.

    Args:
        papers: Texts. Line breaks, emphasis and list signs do not matter.
        params: `target`, `categories` (the subjects first) and `phrases`.
    """
    phrases = list(_phrases(params))
    told = {text: list(_facts(text, phrases)) for text in map(_plain, papers)}
    facts = list(dict.fromkeys(fact for said in told.values() for fact in said))
    categories = params["categories"]
    # what the papers with the clues speak of comes first: others may name things that nobody has
    texts = " ".join(text for text, said in told.items() if said), " ".join(told)
    found = list(_fillings(_pools(categories, facts, texts), facts, categories))
    if len(found) != 1:
        raise unsolved(f"{'No' if not found else 'More than one'} filling of the grid fits {len(facts)} clues.")
    names = {(category["id"], item["id"]): item["name"] for category in categories for item in category["items"]}
    targets = [params["target"]] if isinstance(params["target"], str) else params["target"]
    filling = {category["id"]: found[0][category["id"]] for category in categories}
    return tuple(names[cell] for target in targets for cell in _read_out(filling, target))


def _read_out(filling: _Filling, target: str) -> Iterator[tuple[str, str]]:
    """Category and item of each field that one target asks for."""
    first, *others = filling
    subjects = range(len(filling[first]))
    if target == "*":
        yield from ((other, filling[other][at]) for at in subjects for other in others)
    elif target in filling[first]:
        yield from ((other, filling[other][filling[first].index(target)]) for other in others)
    elif target in others:
        yield from ((target, item) for item in filling[target])
    else:
        home, at = next((other, at) for other in others for at in subjects if filling[other][at] == target)
        yield from ((other, filling[other][at]) for other in filling if other != home)


def _plain(text: str) -> str:
    lines = (re.sub(r"^[\s>|│-]*(?:[QA]\.\s)?", "", line) for line in text.replace("*", "").splitlines())
    return " ".join(" ".join(lines).split()).casefold()


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One way to word one type of clue."""

    clue: str
    pattern: re.Pattern[str]
    slots: list[tuple[str, str]]
    """For each group of the pattern the slot, and the form of its item."""
    sides: Mapping[str, str]
    """Slot to its category."""
    items: Mapping[str, Sequence[Mapping[str, Any]]]


def _phrases(params: Mapping[str, Any]) -> Iterator[_Phrase]:
    items = {category["id"]: category["items"] for category in params["categories"]}
    for phrase in params["phrases"]:
        sides = {"a": phrase["a"], "b": phrase["b"], "c": phrase["b"], "d": phrase["b"]}
        if phrase["clue"] == "pair":
            sides["b"] = phrase["a"]
        for template in phrase["texts"]:
            yield _Phrase(phrase["clue"], *_pattern(template, sides, items), sides, items)


def _facts(text: str, phrases: Iterable[_Phrase]) -> Iterator[_Fact]:
    for phrase in phrases:
        for match in phrase.pattern.finditer(text):
            if (cells := _cells(match, phrase.slots, phrase.sides, phrase.items)) is not None:
                yield phrase.clue, cells


def _pattern(
    template: str, sides: Mapping[str, str], items: Mapping[str, Sequence[Mapping[str, Any]]]
) -> tuple[re.Pattern[str], list[tuple[str, str]]]:
    """A template as an expression with a group for each of its slots."""
    pattern, slots = "", []
    for piece in re.split(r"(\{[a-d](?:\.\w+)?\})", " ".join(template.split())):
        match = re.fullmatch(r"\{([a-d])(?:\.(\w+))?\}", piece)
        if not match:
            pattern += re.escape(piece.casefold())
            continue
        slots.append((match[1], match[2] or "name"))
        forms = {_form(item, slots[-1][1]) for item in items[sides[match[1]]]} - {""}
        pattern += "(" + "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form))) + ")"
    return re.compile(pattern), slots


def _form(item: Mapping[str, Any], form: str) -> str:
    return " ".join(str(item.get(form, "")).split()).casefold()


def _cells(
    match: re.Match[str],
    slots: list[tuple[str, str]],
    sides: Mapping[str, str],
    items: Mapping[str, Sequence[Mapping[str, Any]]],
) -> tuple[tuple[str, str], ...] | None:
    """The items that the groups name; None where one slot would be two items."""
    named: dict[str, str] = {}
    for (slot, form), said in zip(slots, match.groups(), strict=True):
        item = next(item["id"] for item in items[sides[slot]] if _form(item, form) == said)
        if named.setdefault(slot, item) != item:
            return None
    return tuple((sides[slot], named[slot]) for slot in sorted(named))


def _pools(categories: Sequence[Mapping[str, Any]], facts: list[_Fact], texts: tuple[str, str]) -> dict[str, list[str]]:
    """The items of each category; where there are more than subjects, those that a text speaks of."""
    used = {cell for _, cells in facts for cell in cells}
    subjects = len(categories[0]["items"])
    pools: dict[str, list[str]] = {}
    for category in categories:
        items, name = category["items"], category["id"]
        for text in texts if len(items) > subjects else ():
            named = [item for item in items if _form(item, "name") in text or (name, item["id"]) in used]
            if len(named) >= subjects:
                items = named
                break
        pools[name] = [item["id"] for item in items]
    return pools


def _fillings(
    pools: Mapping[str, list[str]], facts: list[_Fact], categories: Sequence[Mapping[str, Any]]
) -> Iterator[_Filling]:
    """Every filling that obeys the facts; a fact is tried as soon as all that it speaks of is filled in."""
    ordered = next((category["id"] for category in categories if category.get("ordered")), "")
    first, *left = (category["id"] for category in categories)
    order: list[str] = []
    while left:
        # what most facts can be tried on comes next; the ordered category early, for most need it
        ready = {name: sum(_needs(fact, ordered) <= {first, *order, name} for fact in facts) for name in left}
        order.append(min(left, key=lambda name: (-ready[name], name != ordered, len(pools[name]))))
        left.remove(order[-1])
    yield from _extend({first: tuple(pools[first])}, order, pools, facts, ordered)


def _extend(
    filling: _Filling, left: list[str], pools: Mapping[str, list[str]], facts: list[_Fact], ordered: str
) -> Iterator[_Filling]:
    if not left:
        yield filling
        return
    subjects = len(next(iter(filling.values())))
    known = {*filling, left[0]}
    ready = [fact for fact in facts if (needs := _needs(fact, ordered)) <= known and left[0] in needs]
    for row in permutations(pools[left[0]], subjects):
        longer = {**filling, left[0]: row}
        if all(_obeys(fact, longer, pools.get(ordered, [])) for fact in ready):
            yield from _extend(longer, left[1:], pools, facts, ordered)


def _needs(fact: _Fact, ordered: str) -> set[str]:
    needs = {category for category, _ in fact[1]}
    return needs | {ordered} if fact[0] in _DAYS else needs


_DAYS: dict[str, Callable[..., bool]] = {
    "before": lambda first, second: first < second,
    "next": lambda first, second: first + 1 == second,
    "beside": lambda first, second: first - second in {-1, 1},
    "apart": lambda first, second: first - second not in {-1, 0, 1},
    "between": lambda middle, first, second: first < middle < second or second < middle < first,
}


def _obeys(fact: _Fact, filling: _Filling, days: list[str]) -> bool:
    kind, cells = fact
    if any(item not in filling[category] for category, item in cells):
        return False
    who = [filling[category].index(item) for category, item in cells]
    if kind in _DAYS:
        when = next(row for row in filling.values() if set(row) == set(days))
        return _DAYS[kind](*(days.index(when[owner]) for owner in who))
    if kind == "pair":
        return sorted(who[:2]) == sorted(who[2:])
    if kind == "either":
        return who[0] in who[1:]
    return (who[0] == who[1]) == (kind == "is")
